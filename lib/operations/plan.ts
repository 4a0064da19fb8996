import type { Authority } from "#lib/authority/authority.ts";
import { cognitoCalls, passwordOf } from "#lib/calls/call.ts";
import { type QuotaCategory, quotas } from "#lib/calls/quota.ts";
import { type OperationId, operations } from "#lib/operations/catalog.ts";
import {
  type Contest,
  claimsOfSteps,
  contestsOf,
  distinctClaims,
  losersOf,
  withRivals,
} from "#lib/operations/contest.ts";
import { type MailAllowance, mailAllowanceOf, notSentToday } from "#lib/operations/daily-mail.ts";
import { decide, type Step, unguardedCalls } from "#lib/operations/decide.ts";
import type { Remedy } from "#lib/operations/decision.ts";
import { type FactorDoubt, factorDoubt } from "#lib/operations/guards/recoverable.ts";
import { type Holder, type Knowledge, nothingKnown } from "#lib/operations/knowledge.ts";
import { channelsOf, type MessageChannel, mailAmong } from "#lib/operations/message-channel.ts";
import type { OperationOptions, OptionName } from "#lib/operations/options.ts";
import type { Pool } from "#lib/pools/pool.ts";
import { atLeast } from "#lib/roles.ts";
import type { User } from "#lib/users/user.ts";

/** Runs of up to this many users draw on the interactive share of the quota. */
export const interactiveUsers = 50;

/** Part of Cognito's quota a run may use: the pool's own sign-ins share the same quota (cognito.md 4.1). */
export const shares = { interactive: 0.8, bulk: 0.2 } as const;
export type Share = keyof typeof shares;

export const shareFor = (users: number): Share => (users <= interactiveUsers ? "interactive" : "bulk");

export interface PlannedUser {
  user: User;
  steps: Step[];
  becomes: Partial<User>;
  notes: string[];
  /** Who loses a sign-in name to this user by it. */
  losers: readonly Holder[];
  /** Whether it depends on second factors that nobody has read. */
  doubt: FactorDoubt;
}
export interface SkippedUser {
  user: User;
  reason: string;
  remedy: Remedy | null;
}

/** What carrying out the plan would cost. */
export interface Forecast {
  /** Messages Cognito sends to users. */
  invitations: number;
  codes: number;
  /** The same messages, by how they go. */
  channels: Readonly<Record<MessageChannel, number>>;
  /** E-mails that can go before the next 09:00 UTC, at most; null where no e-mail of the plan goes through Cognito's own sender. */
  mailToday: number | null;
  /** Users who are left out for want of such e-mails: the last of those skipped. */
  notToday: number;
  /** Codes ordered beside those of which nobody knows whether they can be sent (cognito.md 8.2). */
  unsureCodes: number;
  /** Users whose second factors are read by AdminGetUser just before their calls. */
  lookups: number;
  /** Users that count as active this month because of it (cognito.md 9.1), at most. */
  billable: number;
  /** Passwords that will be shown. */
  passwords: number;
  /** Sign-in names of which Cognito is asked who has them, just before the calls. */
  askedNames: number;
  share: Share;
  /** Seconds at the share of the quota; 0 means less than one. */
  seconds: number;
}

export interface Plan {
  operation: OperationId;
  options: OperationOptions;
  apply: PlannedUser[];
  skip: SkippedUser[];
  /** The sign-in names that users of the plan would take from somebody, whether or not they go. */
  contests: Contest[];
  forecast: Forecast;
}

/**
 * Why somebody may not use an operation, with these options, on this many users; null when they may. It never looks at the users.
 * @param authority what they may do on the pool; null for nothing
 * @param users how many are selected
 */
export function refusal(
  id: OperationId,
  options: OperationOptions,
  authority: Authority | null,
  users: number,
  pool: Pick<Pool, "typedPasswords" | "agentsCorrectContacts" | "name">,
): string | null {
  const { role: least, label } = operations[id];
  if (!authority || authority.role === "viewer") return "Your role may only look.";
  const { role, limits } = authority;
  if (!atLeast(role, least) && !mayCorrectContact(id, options, pool)) return `“${label}” needs the role ${least}.`;
  const limit = limits.usersPerRun;
  if (users > limit) return `Your role may change at most ${limit} users in one run; ${users} are selected.`;
  const { first = [], attributes, group, typedUsername, moveSignInName, ...ticked } = options;
  for (const step of first) {
    if (operations[step].needs || step === id) return `“${operations[step].label}” cannot go first.`;
    const refused = refusal(step, {}, authority, users, pool);
    if (refused) return refused;
  }
  const given = { attributes, group, typedUsername };
  for (const name of Object.keys(given) as (keyof typeof given)[])
    if (given[name] !== undefined && operations[id].needs !== name) return `“${label}” has no such option.`;
  for (const name of Object.keys(ticked) as OptionName[])
    if (ticked[name] && !operations[id].options.includes(name)) return `“${label}” has no such option.`;
  if (users > 1 && operations[id].oneByOne) return `“${label}” is for one user at a time.`;
  if (options.showPassword && !atLeast(role, "admin"))
    return "A permanent password may be shown to administrators only.";
  if (options.typedPassword && !pool.typedPasswords) return `${pool.name} does not take typed passwords.`;
  if (options.typedPassword && !atLeast(role, "admin")) return "Only administrators may type a password.";
  if (users > 1 && (options.typedPassword || options.acknowledgeProvider))
    return "This choice is for one user at a time.";
  if (moveSignInName !== undefined && users > 1) return "A sign-in name is moved for one user at a time.";
  if (moveSignInName !== undefined && !atLeast(role, "admin"))
    return "Only administrators may take a sign-in name from somebody.";
  if (id === "edit-attributes" && pool.agentsCorrectContacts && verifiesWhatItSets(attributes))
    return "Whoever changes a contact in this pool leaves it to somebody else to mark it verified.";
  return null;
}

const correctable = ["email", "phone_number"];

/** One contact, given a new value and no mark, is all that an agent may change, where the pool lets agents. */
const mayCorrectContact = (
  id: OperationId,
  { attributes = {}, first }: OperationOptions,
  pool: Pick<Pool, "agentsCorrectContacts">,
): boolean =>
  id === "edit-attributes" &&
  Boolean(pool.agentsCorrectContacts) &&
  !first?.length &&
  correctable.filter((name) => attributes[name] !== undefined).length <= 1 &&
  Object.entries(attributes).every(
    ([name, value]) =>
      (correctable.includes(name) && value !== null) ||
      (correctable.some((contact) => name === `${contact}_verified`) && value === "false"),
  );

const verifiesWhatItSets = (attributes: OperationOptions["attributes"] = {}): boolean =>
  correctable.some((name) => attributes[name] && attributes[`${name}_verified`] === "true");

/** Seconds that `calls` of a category take at a share of its quota. */
export const secondsFor = (category: QuotaCategory, calls: number, share: Share): number =>
  calls / (quotas[category] * shares[share]);

/**
 * Splits users into those an operation would change and those it would skip, and forecasts the cost. The dialog shows it and the
 * server makes it again from the users as Cognito has them.
 * @param mail what may still go through Cognito's own sender; as if nothing had gone today, unless it was counted
 */
export function plan(
  id: OperationId,
  users: readonly User[],
  pool: Pool,
  options: OperationOptions,
  knowledgeOf: (user: User) => Knowledge = () => nothingKnown,
  mail: MailAllowance | null = mailAllowanceOf(pool),
): Plan {
  const { settings } = pool;
  const decided = withRivals(
    users.map((user) => ({ user, verdict: decide(id, user, pool, options, knowledgeOf(user)) })),
    settings,
    (user, rivals) => decide(id, user, pool, options, { ...knowledgeOf(user), rivals }),
  );
  const apply: PlannedUser[] = [];
  const skip: SkippedUser[] = [];
  for (const { user, verdict } of decided)
    if (verdict.apply) {
      const { steps, becomes, notes } = verdict;
      const knowledge = knowledgeOf(user);
      const calls = steps.map(({ call }) => call);
      const losers = losersOf(verdict, user, settings, knowledge);
      apply.push({ user, steps, becomes, notes, losers, doubt: factorDoubt(user, calls, pool, options, knowledge) });
    } else skip.push({ user, reason: verdict.reason, remedy: verdict.remedy });
  const contests = users.flatMap((user) =>
    contestsOf(unguardedCalls(id, user, pool, options), user, settings, knowledgeOf(user)),
  );
  const { going, notToday } = withinAllowance(apply, pool, mail);
  return {
    operation: id,
    options,
    apply: going,
    skip: [...skip, ...notToday],
    contests,
    forecast: { ...forecast(going, users.length, pool, mail), notToday: notToday.length },
  };
}

const channelsFor = ({ steps, user }: PlannedUser, { settings }: Pool): MessageChannel[] =>
  channelsOf(
    steps.map(({ call }) => call),
    user,
    settings,
  );

/** Those whose messages can go before the next 09:00 UTC, in the order given, and those who are left for another day. */
function withinAllowance(apply: readonly PlannedUser[], pool: Pool, mail: MailAllowance | null) {
  const going: PlannedUser[] = [];
  const notToday: SkippedUser[] = [];
  let left = mail?.left ?? Number.POSITIVE_INFINITY;
  for (const planned of apply) {
    const mails = mailAmong(channelsFor(planned, pool));
    if (mail && mails > left) notToday.push({ user: planned.user, ...notSentToday(mail) });
    else {
      going.push(planned);
      left -= mails;
    }
  }
  return { going, notToday };
}

function forecast(
  apply: readonly PlannedUser[],
  selected: number,
  pool: Pool,
  mail: MailAllowance | null,
): Omit<Forecast, "notToday"> {
  const calls = apply.flatMap(({ steps }) => steps.map(({ call }) => call));
  const share = shareFor(selected);
  const channels = apply.flatMap((planned) => channelsFor(planned, pool));
  const through = (channel: MessageChannel) => channels.filter((one) => one === channel).length;
  const askedNames = distinctClaims(
    apply.flatMap(({ user, steps }) => claimsOfSteps(steps, user, pool.settings)),
    pool.settings,
  ).length;
  // Each user is read once before its call, and each sign-in name asked for, by ListUsers.
  const perCategory = new Map<QuotaCategory, number>([["UserList", apply.length + askedNames]]);
  const lookups = apply.filter(({ doubt }) => doubt.looks).length;
  const unsureCodes = apply.filter(({ doubt }) => doubt.codeUnsure).length;
  if (lookups > 0) perCategory.set("UserRead", lookups);
  for (const { name } of calls) {
    const { quota } = cognitoCalls[name];
    perCategory.set(quota, (perCategory.get(quota) ?? 0) + 1);
  }
  // Reads and writes overlap, and a bucket starts with one second's worth.
  const seconds = Math.max(0, ...[...perCategory].map(([category, count]) => secondsFor(category, count, share) - 1));
  return {
    invitations: calls.filter((call) => cognitoCalls[call.name].sends === "invitation").length,
    codes: calls.filter((call) => cognitoCalls[call.name].sends === "code").length - unsureCodes,
    unsureCodes,
    lookups,
    channels: { email: through("email"), sms: through("sms"), unknown: through("unknown") },
    mailToday: mail && mailAmong(channels) > 0 ? mail.left : null,
    billable: apply.filter(
      ({ steps, doubt }) => doubt.looks || steps.some(({ call }) => cognitoCalls[call.name].billable),
    ).length,
    passwords: calls.filter((call) => passwordOf(call) === "shown").length,
    askedNames,
    share,
    seconds: Math.ceil(seconds),
  };
}
