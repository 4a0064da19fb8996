import { setPreferences } from "../mfa.ts";
import { operation } from "../operation.ts";
import { requireUser } from "../pool.ts";
import { requirePool } from "../service.ts";
import { AdminSetUserMFAPreferenceRequest } from "../shapes.ts";

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
