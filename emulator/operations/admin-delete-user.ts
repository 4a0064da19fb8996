import { removeUser } from "../pool/groups.ts";
import { requireUser } from "../pool/pool.ts";
import { requirePool } from "../pool/pool-lookup.ts";
import { operation } from "../service/operation.ts";
import { AdminDeleteUserRequest } from "../wire/shapes.ts";

export const adminDeleteUser = operation({
  name: "AdminDeleteUser",
  signed: true,
  category: "UserUpdate",
  access: "write",
  input: AdminDeleteUserRequest,
  run({ UserPoolId, Username }, service) {
    const pool = requirePool(service, UserPoolId);
    const user = requireUser(pool, Username);
    // No prior disable is asked for (cognito.md 2.2.1).
    removeUser(pool, user);
    return undefined;
  },
});
