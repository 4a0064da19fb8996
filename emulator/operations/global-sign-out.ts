import { operation } from "../service/operation.ts";
import { requireAccessToken, revokeTokens } from "../sign-in/tokens.ts";
import { GlobalSignOutRequest } from "../wire/shapes.ts";

export const globalSignOut = operation({
  name: "GlobalSignOut",
  signed: false,
  category: "UserUpdate",
  input: GlobalSignOutRequest,
  run({ AccessToken }, service) {
    revokeTokens(requireAccessToken(service, AccessToken).user);
    return {};
  },
});
