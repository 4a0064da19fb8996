import { operation } from "../operation.ts";
import { requireUser } from "../pool.ts";
import { requirePool } from "../service.ts";
import { AdminDisableUserRequest } from "../shapes.ts";
import { revokeTokens } from "../tokens.ts";

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
