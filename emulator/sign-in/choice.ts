import { dropCode, issueCode, requireCode } from "../messages/codes.ts";
import { sendCode } from "../messages/messages.ts";
import type { Client, Pool } from "../pool/pool.ts";
import { invalidParameter, userNotFound } from "../service/fault.ts";
import type { Service } from "../service/service.ts";
import { proveContact } from "../users/proven-contact.ts";
import type { User } from "../users/user.ts";
import { recordFactor } from "./auth-events.ts";
import { closeSession, openSession, type Session } from "./auth-session.ts";
import { mfaOf } from "./mfa.ts";
import { type AuthParameters, requireParameter } from "./parameters.ts";
import { finishSignIn } from "./second-factor.ts";
import { requireSecretHash } from "./secret-hash.ts";
import { requireMaySignIn, signInWithPassword, signInWithSrp } from "./sign-in.ts";
import type { Conversation } from "./tokens.ts";

// Sign-in by choice, USER_AUTH (guide, authentication-flows-selection-sdk and amazon-cognito-user-pools-authentication-flow-methods).

type OneTime = "EMAIL_OTP" | "SMS_OTP";
type Choice = "PASSWORD" | "PASSWORD_SRP" | OneTime;

const contactOfChoice = { EMAIL_OTP: "email", SMS_OTP: "phone_number" } as const;

const isOneTime = (choice: string): choice is OneTime => Object.hasOwn(contactOfChoice, choice);

/**
 * What the user may begin with: what the pool allows and the user has. A code is not for pools that require a second factor, for
 * users who have one, or for those who have not yet replaced a temporary password (guide; cognito.md 7.9). An address need not be
 * verified: the code verifies it. assumed: the order, and that a federated profile has none.
 */
export const availableChoices = (pool: Pool, user: User): Choice[] => {
  if (user.status === "EXTERNAL_PROVIDER") return [];
  const { Policies, MfaConfiguration = "OFF" } = pool.settings;
  const allowed: readonly string[] = Policies?.SignInPolicy?.AllowedFirstAuthFactors ?? ["PASSWORD"];
  const byCode =
    user.status !== "FORCE_CHANGE_PASSWORD" &&
    (MfaConfiguration === "OFF" || (MfaConfiguration === "OPTIONAL" && mfaOf(user).enabled.length === 0));
  const oneTime = (["EMAIL_OTP", "SMS_OTP"] as const).filter((choice) => user.get(contactOfChoice[choice]));
  return [
    ...(user.credential && allowed.includes("PASSWORD") ? (["PASSWORD_SRP", "PASSWORD"] as const) : []),
    ...(byCode ? oneTime.filter((choice) => allowed.includes(choice)) : []),
  ];
};

export const signInByChoice = (service: Service, client: Client, given: AuthParameters, hides: boolean): object => {
  const username = requireParameter(given, "USERNAME");
  requireSecretHash(client, [username], given.SECRET_HASH);
  const user = client.pool.users.find(username);
  if (!user && !hides) throw userNotFound("User does not exist.");
  if (user) requireMaySignIn(service, user);
  // Of a hidden user nothing shows but what all have; no answer leads on (assumed).
  const available: Choice[] = user ? availableChoices(client.pool, user) : ["PASSWORD_SRP", "PASSWORD"];
  const eventId = service.random.uuid();
  const preferred = available.find((choice) => choice === given.PREFERRED_CHALLENGE);
  if (preferred && !isOneTime(preferred)) return beginWithPassword(service, client, preferred, given, hides);
  if (preferred && user) {
    return sendSignInCode({ service, client, user, eventId, deviceKey: given.DEVICE_KEY }, preferred);
  }
  return {
    ChallengeName: "SELECT_CHALLENGE",
    Session: openSession({ service, client, user: user ?? { sub: "" }, eventId }, "SELECT_CHALLENGE"),
    ChallengeParameters: {},
    AvailableChallenges: available,
  };
};

const beginWithPassword = (
  service: Service,
  client: Client,
  choice: "PASSWORD" | "PASSWORD_SRP",
  given: AuthParameters,
  hides: boolean,
): object => (choice === "PASSWORD" ? signInWithPassword : signInWithSrp)(service, client, given, hides);

const sendSignInCode = (conversation: Conversation, choice: OneTime) => {
  const { service, client, user } = conversation;
  const contact = contactOfChoice[choice];
  const to = user.get(contact) ?? "";
  const code = issueCode(service, user, "signIn", { proves: contact });
  const { Destination, DeliveryMedium } = sendCode(service, client.pool, user, { kind: "mfa", code, contact, to });
  return {
    ChallengeName: choice,
    Session: openSession(conversation, choice, { first: true }),
    ChallengeParameters: {
      USERNAME: user.username,
      CODE_DELIVERY_DELIVERY_MEDIUM: DeliveryMedium,
      CODE_DELIVERY_DESTINATION: Destination,
    },
  };
};

/** assumed: the text; and that a password may come with the choice or in one more answer (API reference, RespondToAuthChallenge). */
export const answerChoice = (conversation: Conversation, session: Session, given: AuthParameters, hides: boolean) => {
  const answer = requireParameter(given, "ANSWER");
  const choice = availableChoices(conversation.client.pool, conversation.user).find((one) => one === answer);
  if (!choice) throw invalidParameter("Invalid answer for SELECT_CHALLENGE");
  closeSession(conversation.service, session);
  if (choice === "PASSWORD" && !given.PASSWORD) {
    return { ChallengeName: choice, Session: openSession(conversation, choice), ChallengeParameters: {} };
  }
  if (isOneTime(choice)) return sendSignInCode(conversation, choice);
  return beginWithPassword(conversation.service, conversation.client, choice, given, hides);
};

/** PASSWORD or PASSWORD_SRP by its own name, in place of an answer to the choice (guide). */
export const answerWithPassword = (
  conversation: Conversation,
  session: Session,
  given: AuthParameters,
  { hides, choice }: { hides: boolean; choice: "PASSWORD" | "PASSWORD_SRP" },
) => {
  closeSession(conversation.service, session);
  return beginWithPassword(conversation.service, conversation.client, choice, given, hides);
};

/** The code verifies the address and confirms the user (guide). assumed: after a wrong code the session can be used again. */
export const answerSignInCode = (conversation: Conversation, session: Session, given: AuthParameters) => {
  const { service, client, user } = conversation;
  if (!isOneTime(session.challenge)) throw invalidParameter("Invalid answer");
  const contact = contactOfChoice[session.challenge];
  const code = requireParameter(given, `${session.challenge}_CODE`);
  // Text: amplify-js#3066, observed.
  const { proves } = requireCode(user, "signIn", code, service.clock.now(), "Invalid code or auth state for the user.");
  dropCode(user, "signIn");
  closeSession(service, session);
  if (proves === contact) proveContact(service, client.pool, user, contact);
  return finishOneTime(conversation);
};

/** Whoever had a code has confirmed the sign-up with it (guide). */
export const finishOneTime = (conversation: Conversation) => {
  const { service, user } = conversation;
  if (user.status === "UNCONFIRMED") {
    user.status = "CONFIRMED";
    user.modifiedAt = service.clock.now();
  }
  recordFactor(conversation, "Mfa", true);
  return finishSignIn(conversation);
};
