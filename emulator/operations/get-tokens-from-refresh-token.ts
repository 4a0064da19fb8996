import { requireClient } from "../pool/pool-lookup.ts";
import { operation } from "../service/operation.ts";
import { refreshTokens, requireRefreshToken } from "../sign-in/refresh-token.ts";
import { requireClientSecret } from "../sign-in/secret-hash.ts";
import { GetTokensFromRefreshTokenRequest } from "../wire/shapes.ts";

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
