import { requireClient } from "../pool/pool-lookup.ts";
import { invalidParameter, unsupportedOperation, unsupportedTokenType } from "../service/fault.ts";
import { operation } from "../service/operation.ts";
import { findRefreshToken } from "../sign-in/refresh-token.ts";
import { requireClientSecret } from "../sign-in/secret-hash.ts";
import { isSignedToken, revokeSignIn } from "../sign-in/tokens.ts";
import { RevokeTokenRequest } from "../wire/shapes.ts";

/** Ends one sign-in: its refresh token and every access token that came of it. assumed: all texts, and that twice is no error. */
export const revokeToken = operation({
  name: "RevokeToken",
  signed: false,
  category: "UserToken",
  input: RevokeTokenRequest,
  run({ Token, ClientId, ClientSecret }, service) {
    const client = requireClient(service, ClientId);
    requireClientSecret(client, ClientSecret);
    if (client.settings.EnableTokenRevocation === false) {
      throw unsupportedOperation("Token revocation is not enabled for this client");
    }
    if (isSignedToken(service, Token)) throw unsupportedTokenType("Only refresh tokens can be revoked");
    const found = findRefreshToken(service, client, Token);
    if (!found) throw invalidParameter("Invalid Refresh Token.");
    if (found.user && found.signIn) revokeSignIn(found.user, found.signIn);
    return {};
  },
});
