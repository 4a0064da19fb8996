import { requireUser } from "../pool/pool.ts";
import { requirePool } from "../pool/pool-lookup.ts";
import { operation } from "../service/operation.ts";
import { AdminEnableUserRequest } from "../wire/shapes.ts";

export const adminEnableUser = operation({
  name: "AdminEnableUser",
  signed: true,
  category: "UserUpdate",
  access: "write",
  input: AdminEnableUserRequest,
  run({ UserPoolId, Username }, service) {
    const pool = requirePool(service, UserPoolId);
    const user = requireUser(pool, Username);
    // The status stays, and revoked tokens stay revoked (cognito.md 2.2.1).
    user.enabled = true;
    user.modifiedAt = service.clock.now();
    return {};
  },
});
