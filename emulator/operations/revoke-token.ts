import { invalidParameter, unsupportedOperation, unsupportedTokenType } from "../fault.ts";
import { operation } from "../operation.ts";
import { findRefreshToken } from "../refresh-token.ts";
import { requireClientSecret } from "../secret-hash.ts";
import { requireClient } from "../service.ts";
import { RevokeTokenRequest } from "../shapes.ts";
import { isSignedToken, revokeSignIn } from "../tokens.ts";

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
