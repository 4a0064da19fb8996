import { operation } from "../operation.ts";
import { GlobalSignOutRequest } from "../shapes.ts";
import { requireAccessToken, revokeTokens } from "../tokens.ts";

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
