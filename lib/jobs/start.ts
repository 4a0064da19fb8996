import "server-only";
import { randomUUID } from "node:crypto";
import { mirror, newEvent } from "#lib/audit/ledger.ts";
import { mailAllowance } from "#lib/audit/mail-allowance.ts";
import { type Requester, recordedRequester } from "#lib/authority/requester.ts";
import { poolClient } from "#lib/cognito/pool-client.ts";
import { readPool } from "#lib/cognito/pool-settings.ts";
import { store } from "#lib/db/connection.ts";
import type { NewJob } from "#lib/db/store.ts";
import { Fault, faults } from "#lib/errors.ts";
import { knowledgeForPlan } from "#lib/jobs/known-for-plan.ts";
import { type LookedFactors, lookAtFactors } from "#lib/jobs/look-at-factors.ts";
import { hold } from "#lib/jobs/password-vault.ts";
import { workJob } from "#lib/jobs/supervise.ts";
import type { Knowledge } from "#lib/operations/knowledge.ts";
import type { OperationOptions } from "#lib/operations/options.ts";
import type { OperationOrder } from "#lib/operations/order.ts";
import { brokenRule } from "#lib/operations/password.ts";
import { type Plan, plan, refusal, type SkippedUser, shareFor } from "#lib/operations/plan.ts";
import { toWhy, type Why, whyAsked, whyDetail, whyProblems } from "#lib/operations/reason.ts";
import type { Pool } from "#lib/pools/pool.ts";
import { requirePrimary } from "#lib/pools/primary.ts";
import { type User, userLabel } from "#lib/users/user.ts";

/** Plans of up to this many users are made from Cognito itself, larger ones from the directory. */
export const liveUsers = 25;

/** How old a reading of a user may be that a start takes as it is: its preview has just made it, and each call is preceded by another. */
export const readingMs = 15_000;

export interface Order extends OperationOrder {
  /** Why it is done, as typed. */
  reason?: string | null | undefined;
  ticket?: string | null | undefined;
}

/** A plan for the users named, and how many of them are gone. */
export interface MadePlan {
  plan: Plan;
  live: boolean;
  missing: string[];
}

/**
 * Makes the plan on the server, from the users as Cognito has them when they are few.
 * @param startAt epoch milliseconds of a start, which takes the readings of the last 15 seconds; null reads everyone anew
 * @param lookingBy who wants the second factors of the one user read for the plan, which is billable and on record; null for nobody
 * @throws Fault not-primary in a secondary Region; not-allowed, too-many-users when the requester may not do it; what Cognito or the database answers
 */
export async function makePlan(
  order: Order,
  by: Pick<Requester, "actor" | "authority">,
  startAt: number | null,
  lookingBy: Requester | null = null,
): Promise<MadePlan> {
  const { authority } = by;
  const pool = await readPool(order.pool);
  requirePrimary(pool);
  const subs = [...new Set(order.subs)];
  const refused = refusal(order.operation, order.options, authority, subs.length, pool);
  if (refused) {
    const tooMany = subs.length > authority.limits.usersPerRun;
    throw new Fault(tooMany ? "too-many-users" : "not-allowed", { sentence: refused });
  }
  const live = subs.length <= liveUsers;
  const users = live ? await readLive(pool, subs, startAt) : await (await store()).readUsers(order.pool, subs);
  const found = new Set(users.map((user) => user.sub));
  const looked = lookingBy && (await lookForPlan(pool, users, lookingBy));
  const knownOf = await knowledgeForPlan(order, users, pool, live, by.actor, startAt ?? Date.now());
  const knowledgeOf = (user: User): Knowledge => ({ ...knownOf(user), ...looked?.get(user.sub) });
  return {
    plan: plan(
      order.operation,
      users,
      pool,
      order.options,
      knowledgeOf,
      await mailAllowance(pool, startAt ?? Date.now()),
    ),
    live,
    missing: subs.filter((sub) => !found.has(sub)),
  };
}

/** The second factors of one user, never of several: for those a run looks, and counts them in its plan. */
async function lookForPlan(pool: Pool, users: readonly User[], by: Requester): Promise<Map<string, LookedFactors>> {
  if (users.length !== 1) throw new Fault("bad-input");
  return lookAtFactors(poolClient(pool), users, { ...recordedRequester(by), poolKey: pool.key }, "interactive");
}

/**
 * Users as Cognito has them: those of a start that were read just before it by their rows, which are that reading or a newer one; all
 * others by ListUsers, whose quota all of the account shares (cognito.md 4.1). Those that are gone are left out.
 */
async function readLive(pool: Pool, subs: string[], startAt: number | null): Promise<User[]> {
  const db = await store();
  const seen = startAt === null ? [] : await db.readUsersSeen(pool.key, subs, startAt - readingMs, startAt);
  const bySub = new Map(seen.map((user) => [user.sub, user]));
  const others = subs.filter((sub) => !bySub.has(sub));
  const readAt = Date.now();
  const read = await Promise.all(others.map((sub) => poolClient(pool).read(sub, "interactive")));
  const users = read.filter((user) => user !== null);
  await db.putUsers(pool.key, users, readAt);
  for (const user of users) bySub.set(user.sub, user);
  return subs.flatMap((sub) => bySub.get(sub) ?? []);
}

/**
 * Stores the plan as a job and sets it going.
 * @param password what an administrator typed; held in memory only
 * @param key the dialog's own: the same key never makes a second job
 * @throws Fault not-allowed, reason-missing, password-policy, secret-in-reason, nothing-to-do, mail-limit, database
 */
export async function startJob(
  order: Order,
  by: Requester,
  password: string | null,
  key: string,
  now: number,
): Promise<string> {
  const { plan: made, missing } = await makePlan(order, by, now);
  const pool = await readPool(order.pool);
  const why = requireWhy(order, pool);
  if (order.options.typedPassword) {
    const broken = password === null ? "Type the password." : brokenRule(password, pool.settings.passwordPolicy);
    if (broken) throw new Fault("password-policy", { sentence: broken });
  }
  refuseSecret(password, [order.reason, order.ticket, why.reason, why.ticket]);
  const users = made.apply.length + made.skip.length + missing.length;
  const job: NewJob = {
    id: randomUUID(),
    idempotencyKey: `${by.actor.sub}/${key}`,
    poolKey: order.pool,
    operation: order.operation,
    options: order.options,
    ...recordedRequester(by),
    ...why,
    share: shareFor(users),
    createdAt: now,
    items: [
      ...made.apply.map(({ user }) => ({ ...userNames(user), state: "pending" as const, message: null })),
      ...made.skip.map((skipped) => ({
        ...userNames(skipped.user),
        state: "skipped" as const,
        message: skipText(skipped),
      })),
      ...missing.map((sub) => ({
        sub,
        username: "",
        label: sub,
        state: "skipped" as const,
        message: faults["user-not-found"].sentence,
      })),
    ],
  };
  const event = newEvent({
    at: now,
    kind: "access",
    action: "start-job",
    ...recordedRequester(by),
    poolKey: order.pool,
    jobId: job.id,
    outcome: "done",
    detail: {
      operation: order.operation,
      users,
      apply: made.apply.length,
      ...choicesOf(order.options),
      ...whyDetail(why),
    },
  });
  const db = await store();
  // Nothing to change and no run of this key under way: say so instead of making an empty run.
  if (made.apply.length === 0) {
    const known = await db.jobOfKey(job.idempotencyKey);
    if (known) return known;
    const last = made.skip.at(-1);
    if (made.forecast.notToday > 0 && last) throw new Fault("mail-limit", { sentence: skipText(last) });
    throw new Fault("nothing-to-do");
  }
  // Held before the job exists, so that no worker can meet the job without its password.
  if (order.options.typedPassword && password !== null) hold(job.id, "typed", password);
  const { id, sealed } = await db.createJob(job, event);
  await mirror(sealed);
  workJob(id);
  return id;
}

/** @throws Fault reason-missing, when the pool asks for more than was given */
function requireWhy(order: Order, pool: Pool): Why {
  const why = toWhy(order);
  const { reason, ticket } = whyProblems(whyAsked(order.operation, order.options, pool), why);
  const missing = [reason, ticket].filter((problem) => problem !== null);
  if (missing.length > 0) throw new Fault("reason-missing", { sentence: missing.join(" ") });
  return why;
}

/** Reason and ticket are kept for ever, so no password may stand in them. */
function refuseSecret(password: string | null, texts: (string | null | undefined)[]): void {
  if (password && texts.some((text) => text?.includes(password))) throw new Fault("secret-in-reason");
}

const skipText = ({ reason, remedy }: SkippedUser): string => (remedy ? `${reason} ${remedy.text}` : reason);

const userNames = (user: User) => ({
  sub: user.sub,
  username: user.username,
  label: userLabel(user),
});

/** The choices as the audit keeps them; new values stand in the events of the calls, beside the old ones. */
const choicesOf = ({ first, attributes, typedUsername: _typed, ...rest }: OperationOptions) => ({
  ...(first?.length && { first: first.join(", ") }),
  ...(attributes && { attributes: Object.keys(attributes).join(", ") }),
  ...rest,
});
