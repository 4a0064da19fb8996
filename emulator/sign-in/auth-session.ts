import { minuteMs } from "../service/clock.ts";
import { invalidParameter, notAuthorized } from "../service/fault.ts";
import type { Service } from "../service/service.ts";
import type { User } from "../users/user.ts";
import type { Conversation } from "./tokens.ts";

/**
 * Between a challenge and its answer. `sub`: empty for a user who is not there. `verified`: the software token that MFA_SETUP asks
 * for works. `first`: the code is the first factor and not the second. `proved`: the address whose code confirmed a sign-up.
 */
export type Session = {
  id: string;
  challenge: string;
  clientId: string;
  sub: string;
  eventId: string;
  expiresAt: number;
} & SessionRest;

type SessionRest = { verified?: boolean; first?: boolean; proved?: "email" | "phone_number" };

type Begun = Pick<Conversation, "service" | "client" | "eventId"> & { user: Pick<User, "sub"> };

/** A challenge session lives 3 minutes, or what the client says, 3 to 15 (cognito.md 7.3). */
export const sessionMs = ({ client }: Pick<Conversation, "client">) =>
  (client.settings.AuthSessionValidity ?? 3) * minuteMs;

export const openSession = (conversation: Begun, challenge: string, rest: SessionRest = {}): string => {
  const { service, client, user, eventId } = conversation;
  const session: Session = {
    id: service.random.uuid(),
    challenge,
    clientId: client.id,
    sub: user.sub,
    eventId,
    expiresAt: service.clock.now() + sessionMs(conversation),
    ...rest,
  };
  return service.seal.close("session", session);
};

/** A choice may be answered by its own name (guide, amazon-cognito-user-pools-authentication-flow-methods). */
const answers = (asked: string, challenge: string) =>
  asked === challenge || (asked === "SELECT_CHALLENGE" && (challenge === "PASSWORD" || challenge === "PASSWORD_SRP"));

/** A challenge that was given to nobody, so that it does not show that there is nobody. */
export const isNobodysSession = (service: Service, text: string | undefined): boolean =>
  text !== undefined && service.seal.open<Session>("session", text)?.sub === "";

export const requireSession = (
  service: Service,
  challenge: string,
  text: string | undefined,
): { session: Session; conversation: Conversation } => {
  // assumed: the text.
  if (!text) throw invalidParameter("Missing required parameter Session");
  const session = service.seal.open<Session>("session", text);
  const client = session && service.clients.get(session.clientId);
  if (!client || !answers(session.challenge, challenge)) throw invalidSession();
  requireUnusedSession(service, session);
  const user = client.pool.users.findBySub(session.sub);
  if (!user) throw invalidSession();
  return { session, conversation: { service, client, user, eventId: session.eventId } };
};

export const invalidSession = () => notAuthorized("Invalid session for the user.");

type Once = { id: string; expiresAt: number };

export const requireUnusedSession = (service: Service, { id, expiresAt }: Once) => {
  if (expiresAt <= service.clock.now()) throw notAuthorized("Invalid session for the user, session is expired.");
  if (service.usedSessions.has(id)) {
    throw notAuthorized("Invalid session for the user, session can only be used once.");
  }
};

/** Single use. Ids are forgotten once the session would be expired anyway. */
export const closeSession = (service: Service, { id, expiresAt }: Once) => {
  const now = service.clock.now();
  for (const [used, until] of service.usedSessions) if (until <= now) service.usedSessions.delete(used);
  service.usedSessions.set(id, expiresAt);
};
