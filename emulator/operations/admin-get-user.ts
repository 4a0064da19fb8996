import { describeMfa } from "../mfa.ts";
import { operation } from "../operation.ts";
import { requireUser } from "../pool.ts";
import { requirePool } from "../service.ts";
import { AdminGetUserRequest } from "../shapes.ts";
import { describeUser } from "../user.ts";

export const adminGetUser = operation({
  name: "AdminGetUser",
  signed: true,
  category: "UserRead",
  access: "read",
  input: AdminGetUserRequest,
  run({ UserPoolId, Username }, service) {
    const pool = requirePool(service, UserPoolId);
    const user = requireUser(pool, Username);
    const { Attributes, ...rest } = describeUser(user);
    // Only here the attributes have this name (cognito.md 1.1).
    return { ...rest, UserAttributes: Attributes, ...describeMfa(user) };
  },
});
