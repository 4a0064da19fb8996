import type { Pool } from "../pool/pool.ts";
import { invalidParameter, notAuthorized } from "../service/fault.ts";
import type { Service } from "../service/service.ts";
import type { User } from "../users/user.ts";
import { closeSession, requireSession } from "./auth-session.ts";
import { type Conversation, requireAccessToken } from "./tokens.ts";

type TokenOrSession = { AccessToken?: string | undefined; Session?: string | undefined };

/** `conversation`: the sign-in that goes on afterwards. `close`: its session is used up. */
type Authorized = { pool: Pool; user: User; conversation?: Conversation; close: () => void };

/** Software tokens are set up by who has signed in, or by who is asked to with MFA_SETUP; one of the two, not both (API reference, VerifySoftwareToken). */
export const requireTokenOrSession = (service: Service, { AccessToken, Session }: TokenOrSession): Authorized => {
  // assumed: the text.
  if ((AccessToken === undefined) === (Session === undefined)) {
    throw invalidParameter("Either an access token or a session is required");
  }
  if (AccessToken !== undefined) return { ...requireAccessToken(service, AccessToken), close: () => {} };
  const { session, conversation } = requireSession(service, "MFA_SETUP", Session);
  const { client, user } = conversation;
  if (!user.enabled) throw notAuthorized("User is disabled.");
  return { pool: client.pool, user, conversation, close: () => closeSession(service, session) };
};
