import type { Authority } from "#lib/authority/authority.ts";
import { cognitoCalls, passwordOf } from "#lib/calls/call.ts";
import { type QuotaCategory, quotas } from "#lib/calls/quota.ts";
import { type OperationId, operations } from "#lib/operations/catalog.ts";
import { decide, type Step } from "#lib/operations/decide.ts";
import type { Remedy } from "#lib/operations/decision.ts";
import { type FactorDoubt, factorDoubt } from "#lib/operations/guards/recoverable.ts";
import { type Knowledge, nothingKnown } from "#lib/operations/knowledge.ts";
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
  /** Codes ordered beside those of which nobody knows whether they can be sent (cognito.md 8.2). */
  unsureCodes: number;
  /** Users whose second factors are read by AdminGetUser just before their calls. */
  lookups: number;
  /** Users that count as active this month because of it (cognito.md 9.1), at most. */
  billable: number;
  /** Passwords that will be shown. */
  passwords: number;
  share: Share;
  /** Seconds at the share of the quota; 0 means less than one. */
  seconds: number;
}

export interface Plan {
  operation: OperationId;
  options: OperationOptions;
  apply: PlannedUser[];
  skip: SkippedUser[];
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
  pool: Pick<Pool, "typedPasswords" | "name">,
): string | null {
  const { role: least, label } = operations[id];
  if (!authority || authority.role === "viewer") return "Your role may only look.";
  const { role, limits } = authority;
  if (!atLeast(role, least)) return `“${label}” needs the role ${least}.`;
  const limit = limits.usersPerRun;
  if (users > limit) return `Your role may change at most ${limit} users in one run; ${users} are selected.`;
  const { first = [], attributes, group, typedUsername, ...ticked } = options;
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
  return null;
}

/** Seconds that `calls` of a category take at a share of its quota. */
export const secondsFor = (category: QuotaCategory, calls: number, share: Share): number =>
  calls / (quotas[category] * shares[share]);

/**
 * Splits users into those an operation would change and those it would skip, and forecasts the cost. The dialog shows it and the
 * server makes it again from the users as Cognito has them.
 */
export function plan(
  id: OperationId,
  users: readonly User[],
  pool: Pool,
  options: OperationOptions,
  knowledgeOf: (user: User) => Knowledge = () => nothingKnown,
): Plan {
  const apply: PlannedUser[] = [];
  const skip: SkippedUser[] = [];
  for (const user of users) {
    const knowledge = knowledgeOf(user);
    const verdict = decide(id, user, pool, options, knowledge);
    if (verdict.apply) {
      const { steps, becomes, notes } = verdict;
      const doubt = factorDoubt(
        user,
        steps.map(({ call }) => call),
        pool,
        options,
        knowledge,
      );
      apply.push({ user, steps, becomes, notes, doubt });
    } else skip.push({ user, reason: verdict.reason, remedy: verdict.remedy });
  }
  return { operation: id, options, apply, skip, forecast: forecast(apply, users.length) };
}

function forecast(apply: readonly PlannedUser[], selected: number): Forecast {
  const calls = apply.flatMap(({ steps }) => steps.map(({ call }) => call));
  const share = shareFor(selected);
  // Each user is read once before its call, by ListUsers.
  const perCategory = new Map<QuotaCategory, number>([["UserList", apply.length]]);
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
    billable: apply.filter(
      ({ steps, doubt }) => doubt.looks || steps.some(({ call }) => cognitoCalls[call.name].billable),
    ).length,
    passwords: calls.filter((call) => passwordOf(call) === "shown").length,
    share,
    seconds: Math.ceil(seconds),
  };
}
