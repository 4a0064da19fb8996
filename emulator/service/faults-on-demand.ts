import { createMailDay, dailyEmailLimitExceeded, type MailDay } from "../messages/daily-mail.ts";
import type { Clock } from "./clock.ts";
import { expiredToken, Fault, resourceNotFound, tooManyRequests, unrecognizedClient } from "./fault.ts";
import type { JournalEntry } from "./journal.ts";
import { createRandom, type Random } from "./random.ts";

/** What can be asked for; README.md says what each does. */
export const faultKinds = [
  "latency",
  "connectionReset",
  "replyLostBefore",
  "replyLostAfter",
  "internalError",
  "throttle",
  "accessDenied",
  "expiredToken",
  "unrecognizedClient",
  "poolGone",
  "lambdaRefusal",
  "codeDeliveryFailure",
  "emailLimit",
  "shortPages",
  "listDelay",
] as const;

export type FaultKind = (typeof faultKinds)[number];

export type FaultRule = {
  fault: FaultKind;
  /** Without a scope it meets every request; several scopes must all hold. */
  operations?: string[] | undefined;
  usernames?: string[] | undefined;
  userPoolIds?: string[] | undefined;
  /** The first so many requests in scope go by unharmed. */
  skip?: number | undefined;
  /** Over after so many times; without it, when it is taken away. */
  count?: number | undefined;
  probability?: number | undefined;
  seed?: string | undefined;
  /** For latency and listDelay. */
  milliseconds?: number | undefined;
  /** For lost replies: the connection is closed, reset, or left open without an answer. */
  by?: "close" | "reset" | "silence" | undefined;
  /** For shortPages: how many users a page holds; without it, as many as the seed says. */
  users?: number | undefined;
  /** For emailLimit. */
  perDay?: number | undefined;
  /** For lambdaRefusal: what the function said. */
  text?: string | undefined;
};

export type StandingFault = FaultRule & { id: number; met: number; happened: number };

type Standing = { shown: StandingFault; random: Random; emails: MailDay };

/** Faults that tests ask for over the control address, each with its scope and its own stream of chance. */
export const createFaultsOnDemand = ({ clock }: { clock: Clock }) => {
  let standing: Standing[] = [];
  let lastId = 0;

  /** The first rule of this kind that meets the request and whose turn it is. */
  const draw = (kind: FaultKind, entry: JournalEntry): Standing | undefined => {
    for (const rule of standing)
      if (rule.shown.fault === kind && inScope(rule.shown, entry) && isDue(rule)) return rule;
    return undefined;
  };
  const happen = (rule: Standing, entry: JournalEntry): StandingFault => {
    rule.shown.happened++;
    entry.faults.push(rule.shown.fault);
    return rule.shown;
  };

  return {
    add(rule: FaultRule): StandingFault {
      const shown = { ...rule, id: ++lastId, met: 0, happened: 0 };
      const random = createRandom(rule.seed ?? rule.fault);
      standing = [...standing, { shown, random, emails: createMailDay(clock, rule.perDay) }];
      return shown;
    },
    list: (): StandingFault[] => standing.map(({ shown }) => shown),
    remove(id?: number) {
      standing = id === undefined ? [] : standing.filter(({ shown }) => shown.id !== id);
    },

    meet(kind: FaultKind, entry: JournalEntry): StandingFault | undefined {
      const rule = draw(kind, entry);
      return rule && happen(rule, entry);
    },
    /** A short page holds fewer users than were asked for, perhaps none, and is not the last for that. */
    pageSize(limit: number, entry: JournalEntry): number {
      const rule = draw("shortPages", entry);
      if (!rule) return limit;
      const { users = rule.random.int(limit) } = happen(rule, entry);
      return Math.min(users, limit);
    },
    /** Called for each message: the user is changed by then, as with the service (cognito.md 8.2). */
    deliveryFailure(medium: "EMAIL" | "SMS", entry: JournalEntry): Fault | undefined {
      if (this.meet("codeDeliveryFailure", entry)) {
        // assumed: the text.
        return new Fault("CodeDeliveryFailureException", "Failed to deliver the verification code.");
      }
      const rule = medium === "EMAIL" ? draw("emailLimit", entry) : undefined;
      if (!rule) return undefined;
      if (rule.emails.isSpent()) {
        happen(rule, entry);
        return dailyEmailLimitExceeded();
      }
      rule.emails.count();
      return undefined;
    },
  };
};

export type FaultsOnDemand = ReturnType<typeof createFaultsOnDemand>;

const inScope = ({ operations, usernames, userPoolIds }: FaultRule, entry: JournalEntry) =>
  (!operations || operations.includes(entry.operation)) &&
  (!userPoolIds || userPoolIds.includes(entry.userPoolId ?? "")) &&
  (!usernames || usernames.includes(entry.username ?? "") || usernames.includes(entry.resolvedUsername ?? ""));

const isDue = ({ shown, random }: Standing): boolean => {
  const { skip = 0, count = Number.POSITIVE_INFINITY, probability = 1 } = shown;
  if (shown.happened >= count) return false;
  shown.met++;
  return shown.met > skip && random.chance(probability);
};

/** The function that would have had a word before the operation takes effect (guide, cognito-user-pools-working-with-lambda-triggers). */
const triggers: Readonly<Record<string, string>> = {
  SignUp: "PreSignUp",
  AdminCreateUser: "PreSignUp",
  InitiateAuth: "PreAuthentication",
  AdminInitiateAuth: "PreAuthentication",
  ForgotPassword: "CustomMessage",
  AdminResetUserPassword: "CustomMessage",
  AdminUpdateUserAttributes: "CustomMessage",
  ResendConfirmationCode: "CustomMessage",
};

/** What the caller's credentials bring upon it, before the request is looked at. */
export const requireAllowed = (faults: FaultsOnDemand, entry: JournalEntry, resource: string) => {
  if (faults.meet("unrecognizedClient", entry)) throw unrecognizedClient();
  if (faults.meet("expiredToken", entry)) throw expiredToken();
  if (faults.meet("accessDenied", entry)) {
    const who = entry.caller?.arn ?? "anonymous";
    // Text: cognito.md 1.1.
    const refused = `User: ${who} is not authorized to perform: cognito-idp:${entry.operation} on resource: ${resource}`;
    throw new Fault("AccessDeniedException", refused);
  }
};

/** What goes wrong in the service itself, before the operation takes effect. */
export const requireWorking = (faults: FaultsOnDemand, entry: JournalEntry) => {
  if (faults.meet("throttle", entry)) throw tooManyRequests("Rate exceeded");
  // assumed: the text.
  if (faults.meet("internalError", entry)) throw new Fault("InternalErrorException", "Internal server error", 500);
  if (entry.userPoolId && faults.meet("poolGone", entry)) {
    throw resourceNotFound(`User pool ${entry.userPoolId} does not exist.`);
  }
  const trigger = triggers[entry.operation];
  const refusal = trigger && faults.meet("lambdaRefusal", entry);
  // Form of the text: cognito.md 8.2.
  if (refusal) throw new Fault("UserLambdaValidationException", `${trigger} failed with error ${refusal.text ?? "no"}`);
};
