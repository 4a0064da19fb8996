import type { Client } from "../pool/pool.ts";
import { type Fault, invalidParameter, notAuthorized } from "../service/fault.ts";
import type { Service } from "../service/service.ts";
import { invalidSession, isNobodysSession, requireSession, type Session } from "./auth-session.ts";
import { answerChoice, answerSignInCode, answerWithPassword } from "./choice.ts";
import { answerNewPassword } from "./new-password.ts";
import { type AuthParameters, requireParameter } from "./parameters.ts";
import { answerMfaSetup, answerSecondFactor, answerSelection } from "./second-factor.ts";
import { requireSecretHash } from "./secret-hash.ts";
import { answerPasswordVerifier, incorrectPassword } from "./sign-in.ts";
import type { Conversation } from "./tokens.ts";

type Answer = {
  ChallengeName: string;
  Session?: string | undefined;
  ChallengeResponses?: AuthParameters | undefined;
};

const answers = new Map<string, (conversation: Conversation, session: Session, given: AuthParameters) => object>([
  ["NEW_PASSWORD_REQUIRED", answerNewPassword],
  ["SMS_MFA", answerSecondFactor("SMS_MFA")],
  ["EMAIL_OTP", answerSecondFactor("EMAIL_OTP")],
  ["SOFTWARE_TOKEN_MFA", answerSecondFactor("SOFTWARE_TOKEN_MFA")],
  ["SELECT_MFA_TYPE", answerSelection],
  ["MFA_SETUP", answerMfaSetup],
  ["SMS_OTP", answerSignInCode],
]);

export const answerChallenge = (service: Service, client: Client, answer: Answer, hides: boolean) => {
  const { ChallengeName, Session, ChallengeResponses: given = {} } = answer;
  const username = requireParameter(given, "USERNAME");
  // Its state travels in the secret block: clients send no session with it (amazon-cognito-identity-js, CognitoUser).
  if (ChallengeName === "PASSWORD_VERIFIER") return answerPasswordVerifier(service, client, given, hides);
  if (isNobodysSession(service, Session)) throw incorrectPassword();
  const { session, conversation } = requireSession(service, ChallengeName, Session);
  const { user } = conversation;
  // The answer may name the user as it did at sign-in or as USER_ID_FOR_SRP did.
  if (conversation.client !== client || client.pool.users.find(username) !== user) throw invalidSession();
  requireSecretHash(client, [username, user.username], given.SECRET_HASH);
  if (!user.enabled) throw notAuthorized("User is disabled.");
  const talk = { ...conversation, deviceKey: given.DEVICE_KEY };
  if (ChallengeName === "SELECT_CHALLENGE") return answerChoice(talk, session, given, hides);
  if (ChallengeName === "PASSWORD" || ChallengeName === "PASSWORD_SRP") {
    return answerWithPassword(talk, session, given, { hides, choice: ChallengeName });
  }
  const respond = session.first ? answerSignInCode : answers.get(ChallengeName);
  if (!respond) throw unknownChallenge(ChallengeName);
  return respond(talk, session, given);
};

// assumed: name and text for a challenge that this service does not give.
const unknownChallenge = (name: string): Fault => invalidParameter(`Challenge ${name} is not supported.`);
