import { requireUser } from "../pool/pool.ts";
import { requirePool } from "../pool/pool-lookup.ts";
import { operation } from "../service/operation.ts";
import { deleteSoftwareToken } from "../sign-in/mfa.ts";
import { AdminDeleteSoftwareTokenRequest } from "../wire/shapes.ts";

/** The user can set up another one (cognito.md 9). assumed: who has none is left alone, in every status. */
export const adminDeleteSoftwareToken = operation({
  name: "AdminDeleteSoftwareToken",
  signed: true,
  category: "UserResourceUpdate",
  access: "write",
  input: AdminDeleteSoftwareTokenRequest,
  run({ UserPoolId, Username }, service) {
    const user = requireUser(requirePool(service, UserPoolId), Username);
    if (user.mfa) deleteSoftwareToken(user);
    return {};
  },
});
