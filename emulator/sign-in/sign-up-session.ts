import { authFlows, type Client } from "../pool/pool.ts";
import { invalidParameter } from "../service/fault.ts";
import type { Service } from "../service/service.ts";
import type { User } from "../users/user.ts";
import { closeSession, invalidSession, openSession, requireSession, type Session } from "./auth-session.ts";
import { availableChoices, finishOneTime } from "./choice.ts";
import { requireMaySignIn } from "./sign-in.ts";

// From signing up to being signed in without another code (guide, amazon-cognito-user-pools-authentication-flow-methods).

const mayGoOn = (client: Client) => authFlows(client).includes("ALLOW_USER_AUTH");

const toConversation = (service: Service, client: Client, user: User) => ({
  service,
  client,
  user,
  eventId: service.random.uuid(),
});

/** For ConfirmSignUp; assumed: only of a client that may sign in by choice. */
export const openSignUpSession = (service: Service, client: Client, user: User): { Session?: string } =>
  mayGoOn(client) ? { Session: openSession(toConversation(service, client, user), "SIGN_UP") } : {};

/** For InitiateAuth, when the sign-up's own session came with its code. assumed: one that will not do is left aside. */
export const continueSignUpSession = (
  service: Service,
  client: Client,
  user: User,
  { Session: text, proved }: { Session: string | undefined; proved: "email" | "phone_number" },
): { Session?: string } => {
  const session = text === undefined ? undefined : service.seal.open<Session>("session", text);
  const isOurs = session?.challenge === "SIGN_UP" && session.sub === user.sub && session.clientId === client.id;
  if (!isOurs || !mayGoOn(client) || session.expiresAt <= service.clock.now()) return {};
  return { Session: openSession(toConversation(service, client, user), "SIGN_UP_CONFIRMED", { proved }) };
};

/** The session of a confirmed sign-up stands for the code that confirmed it (API reference, InitiateAuth). */
export const signInAfterSignUp = (service: Service, client: Client, text: string) => {
  const { session, conversation } = requireSession(service, "SIGN_UP_CONFIRMED", text);
  if (conversation.client !== client) throw invalidSession();
  const { user } = conversation;
  requireMaySignIn(service, user);
  const choice = session.proved === "email" ? "EMAIL_OTP" : "SMS_OTP";
  // assumed: the text.
  if (!availableChoices(client.pool, user).includes(choice))
    throw invalidParameter("User is not eligible for this sign-in");
  closeSession(service, session);
  return finishOneTime(conversation);
};
