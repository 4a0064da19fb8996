import { requireUser } from "../pool/pool.ts";
import { requirePool } from "../pool/pool-lookup.ts";
import { operation } from "../service/operation.ts";
import { revokeTokens } from "../sign-in/tokens.ts";
import { AdminUserGlobalSignOutRequest } from "../wire/shapes.ts";

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
