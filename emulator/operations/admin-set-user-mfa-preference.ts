import { requireUser } from "../pool/pool.ts";
import { requirePool } from "../pool/pool-lookup.ts";
import { operation } from "../service/operation.ts";
import { setPreferences } from "../sign-in/mfa.ts";
import { AdminSetUserMFAPreferenceRequest } from "../wire/shapes.ts";

/** assumed: in every status, though the model has errors for two of them. */
export const adminSetUserMfaPreference = operation({
  name: "AdminSetUserMFAPreference",
  signed: true,
  category: "UserResourceUpdate",
  access: "write",
  input: AdminSetUserMFAPreferenceRequest,
  run({ UserPoolId, Username, ...preferences }, service) {
    setPreferences(requireUser(requirePool(service, UserPoolId), Username), preferences, "administrator");
    return {};
  },
});
