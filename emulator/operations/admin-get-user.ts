import { requireUser } from "../pool/pool.ts";
import { requirePool } from "../pool/pool-lookup.ts";
import { operation } from "../service/operation.ts";
import { describeMfa } from "../sign-in/mfa.ts";
import { describeUser } from "../users/user.ts";
import { AdminGetUserRequest } from "../wire/shapes.ts";

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
