import { requireUser } from "../pool/pool.ts";
import { requirePool } from "../pool/pool-lookup.ts";
import { requireSessionTracking } from "../pool/session-configuration.ts";
import { resourceNotFound } from "../service/fault.ts";
import { operation } from "../service/operation.ts";
import { revokeSignIn } from "../sign-in/tokens.ts";
import { AdminRevokeUserSessionRequest } from "../wire/shapes.ts";

/** Its refresh token and all access tokens end with it (API reference). Without SSO, no session is linked to another. */
export const adminRevokeUserSession = operation({
  name: "AdminRevokeUserSession",
  signed: true,
  category: "UserUpdate",
  access: "write",
  input: AdminRevokeUserSessionRequest,
  run({ UserPoolId, Username, SessionId }, service) {
    const pool = requirePool(service, UserPoolId);
    requireSessionTracking(pool);
    const user = requireUser(pool, Username);
    const signIn = user.signIns?.find(({ sessionId }) => sessionId === SessionId);
    // assumed: name and text.
    if (!signIn) throw resourceNotFound("Session does not exist.");
    revokeSignIn(user, signIn);
    return {};
  },
});
