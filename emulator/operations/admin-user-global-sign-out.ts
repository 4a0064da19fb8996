import { operation } from "../operation.ts";
import { requireUser } from "../pool.ts";
import { requirePool } from "../service.ts";
import { AdminUserGlobalSignOutRequest } from "../shapes.ts";
import { revokeTokens } from "../tokens.ts";

export const adminUserGlobalSignOut = operation({
  name: "AdminUserGlobalSignOut",
  signed: true,
  category: "UserUpdate",
  access: "write",
  input: AdminUserGlobalSignOutRequest,
  run({ UserPoolId, Username }, service) {
    const pool = requirePool(service, UserPoolId);
    const user = requireUser(pool, Username);
    revokeTokens(user);
    return {};
  },
});
