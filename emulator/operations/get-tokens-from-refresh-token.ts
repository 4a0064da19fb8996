import { operation } from "../operation.ts";
import { refreshTokens, requireRefreshToken } from "../refresh-token.ts";
import { requireClientSecret } from "../secret-hash.ts";
import { requireClient } from "../service.ts";
import { GetTokensFromRefreshTokenRequest } from "../shapes.ts";

export const getTokensFromRefreshToken = operation({
  name: "GetTokensFromRefreshToken",
  signed: false,
  category: "UserAuthentication",
  input: GetTokensFromRefreshTokenRequest,
  run({ ClientId, ClientSecret, RefreshToken, DeviceKey }, service) {
    const client = requireClient(service, ClientId);
    requireClientSecret(client, ClientSecret);
    const refreshed = requireRefreshToken(service, client, RefreshToken, DeviceKey);
    return { AuthenticationResult: refreshTokens(service, client, refreshed) };
  },
});
