import { operation } from "../service/operation.ts";
import { setPreferences } from "../sign-in/mfa.ts";
import { requireAccessToken } from "../sign-in/tokens.ts";
import { SetUserMFAPreferenceRequest } from "../wire/shapes.ts";

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
