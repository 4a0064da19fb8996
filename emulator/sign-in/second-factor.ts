import { dropCode, issueCode, requireCode } from "../messages/codes.ts";
import { sendCode } from "../messages/messages.ts";
import { codeMismatch, invalidParameter, softwareTokenMfaNotFound } from "../service/fault.ts";
import { proveContact } from "../users/proven-contact.ts";
import { recordFactor, recordSignIn } from "./auth-events.ts";
import { closeSession, openSession, type Session } from "./auth-session.ts";
import {
  changeMfa,
  contactOfFactor,
  type Factor,
  factorsInEffect,
  mfaOf,
  offeredFactors,
  spendSoftwareTokenCode,
} from "./mfa.ts";
import { type AuthParameters, requireParameter } from "./parameters.ts";
import { issueTokens } from "./refresh-token.ts";
import type { Conversation } from "./tokens.ts";

/** After the first factor: a challenge where the pool or the user wants a second one, else tokens. */
export const askSecondFactor = (conversation: Conversation) => {
  const { client, user } = conversation;
  const { MfaConfiguration = "OFF" } = client.pool.settings;
  if (MfaConfiguration === "OFF") return finishSignIn(conversation);
  const { preferred } = mfaOf(user);
  const factors = factorsInEffect(client.pool, user);
  const [only] = preferred ? [preferred] : factors;
  if (!only) return MfaConfiguration === "OPTIONAL" ? finishSignIn(conversation) : askMfaSetup(conversation);
  return preferred || factors.length === 1 ? askFactor(conversation, only) : askSelection(conversation, factors);
};

export const finishSignIn = (conversation: Conversation) => {
  recordSignIn(conversation);
  return { ChallengeParameters: {}, AuthenticationResult: issueTokens(conversation) };
};

const challengeOf = (conversation: Conversation, ChallengeName: string, parameters: Record<string, string>) => ({
  ChallengeName,
  Session: openSession(conversation, ChallengeName),
  ChallengeParameters: { USER_ID_FOR_SRP: conversation.user.username, ...parameters },
});

const askFactor = (conversation: Conversation, factor: Factor) => {
  if (factor !== "SOFTWARE_TOKEN_MFA") return challengeOf(conversation, factor, sendMfaCode(conversation, factor));
  const { friendlyName } = mfaOf(conversation.user).softwareToken ?? {};
  return challengeOf(conversation, factor, friendlyName ? { FRIENDLY_DEVICE_NAME: friendlyName } : {});
};

// Lists in challenge parameters are JSON strings (API reference, RespondToAuthChallenge).
const askSelection = (conversation: Conversation, factors: Factor[]) =>
  challengeOf(conversation, "SELECT_MFA_TYPE", { MFAS_CAN_CHOOSE: JSON.stringify(factors) });

const askMfaSetup = (conversation: Conversation) =>
  challengeOf(conversation, "MFA_SETUP", { MFAS_CAN_SETUP: JSON.stringify(offeredFactors(conversation.client.pool)) });

const sendMfaCode = ({ service, client, user }: Conversation, factor: "SMS_MFA" | "EMAIL_OTP") => {
  const { pool } = client;
  const contact = contactOfFactor[factor];
  const to = user.get(contact);
  // assumed: who has lost the address since cannot sign in this way.
  if (!to) throw invalidParameter("User does not have delivery config set");
  const code = issueCode(service, user, "mfa", { proves: contact });
  const { Destination, DeliveryMedium } = sendCode(service, pool, user, { kind: "mfa", code, contact, to });
  return { CODE_DELIVERY_DELIVERY_MEDIUM: DeliveryMedium, CODE_DELIVERY_DESTINATION: Destination };
};

const codeParameters = {
  SMS_MFA: "SMS_MFA_CODE",
  EMAIL_OTP: "EMAIL_OTP_CODE",
  SOFTWARE_TOKEN_MFA: "SOFTWARE_TOKEN_MFA_CODE",
};

/** assumed: after a wrong code the session can be used again. */
export const answerSecondFactor =
  (factor: Factor) => (conversation: Conversation, session: Session, given: AuthParameters) => {
    const code = requireParameter(given, codeParameters[factor]);
    try {
      if (factor === "SOFTWARE_TOKEN_MFA") requireSoftwareTokenCode(conversation, code);
      else requireSentCode(conversation, factor, code);
    } catch (refusal) {
      recordFactor(conversation, "Mfa", false);
      throw refusal;
    }
    recordFactor(conversation, "Mfa", true);
    closeSession(conversation.service, session);
    return finishSignIn(conversation);
  };

const requireSoftwareTokenCode = ({ service, user }: Conversation, code: string) => {
  const { softwareToken } = mfaOf(user);
  // Text: amazon-cognito-identity-js#630, observed.
  if (!softwareToken) throw softwareTokenMfaNotFound("Software Token MFA does not exist for the user.");
  const right = spendSoftwareTokenCode(user, softwareToken, code, service.clock.now());
  // assumed: the text, which front ends quote.
  if (!right) throw codeMismatch("Invalid code received for user");
};

const requireSentCode = ({ service, client, user }: Conversation, factor: "SMS_MFA" | "EMAIL_OTP", code: string) => {
  // Text: amplify-js#3066, observed.
  const { proves } = requireCode(user, "mfa", code, service.clock.now(), "Invalid code or auth state for the user.");
  dropCode(user, "mfa");
  if (proves === contactOfFactor[factor]) proveContact(service, client.pool, user, proves);
};

/** assumed: the text. */
export const answerSelection = (conversation: Conversation, session: Session, given: AuthParameters) => {
  const answer = requireParameter(given, "ANSWER");
  const factor = mfaOf(conversation.user).enabled.find((enabled) => enabled === answer);
  if (!factor) throw invalidParameter("Invalid answer for SELECT_MFA_TYPE");
  closeSession(conversation.service, session);
  return askFactor(conversation, factor);
};

/** By the session that VerifySoftwareToken gave (API reference, RespondToAuthChallenge). The factor is then on and preferred (assumed). */
export const answerMfaSetup = (conversation: Conversation, session: Session) => {
  const { service, user } = conversation;
  // assumed: the text; its first half is amplify-js#7016's.
  if (!session.verified) throw invalidParameter("User has not verified software token mfa");
  closeSession(service, session);
  changeMfa(user, {
    enabled: [...mfaOf(user).enabled.filter((factor) => factor !== "SOFTWARE_TOKEN_MFA"), "SOFTWARE_TOKEN_MFA"],
    preferred: "SOFTWARE_TOKEN_MFA",
  });
  return finishSignIn(conversation);
};
