import { minuteMs } from "../service/clock.ts";
import { invalidParameter, notAuthorized } from "../service/fault.ts";
import type { Service } from "../service/service.ts";
import type { Conversation } from "./tokens.ts";

/** Between a challenge and its answer. `verified`: the software token that MFA_SETUP asks for works. */
export type Session = {
  id: string;
  challenge: string;
  clientId: string;
  sub: string;
  eventId: string;
  expiresAt: number;
  verified?: boolean;
};

/** A challenge session lives 3 minutes, or what the client says, 3 to 15 (cognito.md 7.3). */
export const sessionMs = ({ client }: Pick<Conversation, "client">) =>
  (client.settings.AuthSessionValidity ?? 3) * minuteMs;

export const openSession = (
  conversation: Conversation,
  challenge: string,
  rest: { verified?: boolean } = {},
): string => {
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

export const requireSession = (
  service: Service,
  challenge: string,
  text: string | undefined,
): { session: Session; conversation: Conversation } => {
  // assumed: the text.
  if (!text) throw invalidParameter("Missing required parameter Session");
  const session = service.seal.open<Session>("session", text);
  const client = session && service.clients.get(session.clientId);
  if (!client || session.challenge !== challenge) throw invalidSession();
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
