import { setPreferences } from "../mfa.ts";
import { operation } from "../operation.ts";
import { SetUserMFAPreferenceRequest } from "../shapes.ts";
import { requireAccessToken } from "../tokens.ts";

export const setUserMfaPreference = operation({
  name: "SetUserMFAPreference",
  signed: false,
  category: "UserResourceUpdate",
  input: SetUserMFAPreferenceRequest,
  run({ AccessToken, ...preferences }, service) {
    setPreferences(requireAccessToken(service, AccessToken).user, preferences, "user");
    return {};
  },
});
