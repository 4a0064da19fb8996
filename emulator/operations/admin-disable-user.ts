import { requireUser } from "../pool/pool.ts";
import { requirePool } from "../pool/pool-lookup.ts";
import { operation } from "../service/operation.ts";
import { revokeTokens } from "../sign-in/tokens.ts";
import { AdminDisableUserRequest } from "../wire/shapes.ts";

export const adminDisableUser = operation({
  name: "AdminDisableUser",
  signed: true,
  category: "UserUpdate",
  access: "write",
  input: AdminDisableUserRequest,
  run({ UserPoolId, Username }, service) {
    const pool = requirePool(service, UserPoolId);
    const user = requireUser(pool, Username);
    user.enabled = false;
    user.modifiedAt = service.clock.now();
    // Access and refresh tokens end with it (cognito.md 2.2.1).
    revokeTokens(user);
    return {};
  },
});
