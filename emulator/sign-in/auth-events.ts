import type { Pool } from "../pool/pool.ts";
import { dayMs } from "../service/clock.ts";
import { userPoolAddOnNotEnabled } from "../service/fault.ts";
import type { Service } from "../service/service.ts";
import type { User } from "../users/user.ts";
import type { Conversation } from "./tokens.ts";

type EventType = "SignIn" | "SignUp" | "ForgotPassword" | "PasswordChange" | "ResendCode";
type Factor = "Password" | "Mfa";

export type AuthEvent = {
  id: string;
  type: EventType;
  at: number;
  response: "Pass" | "Fail" | "InProgress";
  challenges: { ChallengeName: Factor; ChallengeResponse: "Success" | "Failure" }[];
  feedback?: { value: "Valid" | "Invalid"; at: number };
};

/** Threat protection is on (cognito.md 9). assumed: the mode alone decides, because a pool below the Plus plan cannot be given it. */
const isWatched = ({ settings }: Pool) => (settings.UserPoolAddOns?.AdvancedSecurityMode ?? "OFF") !== "OFF";

/** assumed: the text (cognito.md 9). */
export const requireWatched = (pool: Pool) => {
  if (!isWatched(pool)) throw userPoolAddOnNotEnabled("Threat protection is not enabled for this user pool");
};

// Kept for two years (cognito.md 9).
const keptMs = 2 * 365 * dayMs;

export const liveEvents = (service: Service, user: User): AuthEvent[] =>
  (user.authEvents ?? []).filter(({ at }) => service.clock.now() - at < keptMs);

const addEvent = (service: Service, user: User, event: Omit<AuthEvent, "at" | "challenges">): AuthEvent => {
  const added = { ...event, at: service.clock.now(), challenges: [] };
  user.authEvents = [...liveEvents(service, user), added];
  return added;
};

/** What a user does besides signing in. assumed: only what succeeds is an event. */
export const recordEvent = (service: Service, pool: Pool, user: User, type: EventType) => {
  if (isWatched(pool)) addEvent(service, user, { id: service.random.uuid(), type, response: "Pass" });
};

/** One sign-in is one event, whose factors come one after the other. */
export const recordFactor = (conversation: Conversation, ChallengeName: Factor, right: boolean) => {
  const { service, client, user, eventId } = conversation;
  if (!isWatched(client.pool)) return;
  const event =
    user.authEvents?.find(({ id }) => id === eventId) ??
    addEvent(service, user, { id: eventId, type: "SignIn", response: "InProgress" });
  event.challenges.push({ ChallengeName, ChallengeResponse: right ? "Success" : "Failure" });
  event.response = right ? "InProgress" : "Fail";
};

export const recordSignIn = ({ user, eventId }: Conversation) => {
  const event = user.authEvents?.find(({ id }) => id === eventId);
  if (event) event.response = "Pass";
};

/** assumed: no risk is ever found, and nothing is known of where the request came from. */
export const describeEvent = ({ id, type, at, response, challenges, feedback }: AuthEvent) => ({
  EventId: id,
  EventType: type,
  CreationDate: at / 1_000,
  EventResponse: response,
  EventRisk: { RiskDecision: "NoRisk", CompromisedCredentialsDetected: false },
  ChallengeResponses: challenges,
  ...(feedback
    ? { EventFeedback: { FeedbackValue: feedback.value, Provider: "Admin", FeedbackDate: feedback.at / 1_000 } }
    : {}),
});
