import { removeUser } from "../groups.ts";
import { operation } from "../operation.ts";
import { requireUser } from "../pool.ts";
import { requirePool } from "../service.ts";
import { AdminDeleteUserRequest } from "../shapes.ts";

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
