import "server-only";
import { randomUUID } from "node:crypto";
import { mirror, newEvent } from "#lib/audit/ledger.ts";
import { poolClient } from "#lib/cognito/pool-client.ts";
import { readPool } from "#lib/cognito/pool-settings.ts";
import { store } from "#lib/db/connection.ts";
import type { NewJob } from "#lib/db/store.ts";
import { Fault, faults } from "#lib/errors.ts";
import type { Actor } from "#lib/jobs/job.ts";
import { hold } from "#lib/jobs/password-vault.ts";
import { work } from "#lib/jobs/work.ts";
import type { OperationId } from "#lib/operations/catalog.ts";
import type { OperationOptions } from "#lib/operations/options.ts";
import { brokenRule } from "#lib/operations/password.ts";
import { mostUsers, type Plan, plan, refusal, shareFor } from "#lib/operations/plan.ts";
import { toWhy, type Why, whyAsked, whyDetail, whyProblems } from "#lib/operations/reason.ts";
import type { Pool } from "#lib/pools/pool.ts";
import type { Role } from "#lib/roles.ts";
import { userLabel } from "#lib/users/user.ts";

/** Plans of up to this many users are made from Cognito itself, larger ones from the directory (design section 5). */
export const liveUsers = 25;

export interface Order {
  pool: string;
  operation: OperationId;
  options: OperationOptions;
  subs: string[];
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
 * @throws Fault not-allowed when the role may not do it; what Cognito or the database answers
 */
export async function makePlan(order: Order, role: Role): Promise<MadePlan> {
  const pool = await readPool(order.pool);
  const subs = [...new Set(order.subs)];
  const refused = refusal(order.operation, order.options, role, subs.length, pool);
  if (refused) throw new Fault(subs.length > mostUsers[role] ? "too-many-users" : "not-allowed", { sentence: refused });
  const live = subs.length <= liveUsers;
  const db = await store();
  const readAt = Date.now();
  const users = live
    ? (await Promise.all(subs.map((sub) => poolClient(pool).read(sub, "interactive")))).filter((user) => user !== null)
    : await db.readUsers(order.pool, subs);
  if (live) await db.putUsers(order.pool, users, readAt);
  const found = new Set(users.map((user) => user.sub));
  return {
    plan: plan(order.operation, users, pool, order.options),
    live,
    missing: subs.filter((sub) => !found.has(sub)),
  };
}

/**
 * Stores the plan as a job and sets it going.
 * @param password what an administrator typed; held in memory only
 * @param key the dialog's own: the same key never makes a second job
 * @throws Fault not-allowed, reason-missing, password-policy, secret-in-reason, nothing-to-do, database
 */
export async function startJob(
  order: Order,
  by: { actor: Actor; role: Role; session: string },
  password: string | null,
  key: string,
  now: number,
): Promise<string> {
  const { plan: made, missing } = await makePlan(order, by.role);
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
    actor: by.actor,
    session: by.session,
    role: by.role,
    ...why,
    share: shareFor(users),
    createdAt: now,
    items: [
      ...made.apply.map(({ user }) => ({ ...named(user), state: "pending" as const, message: null })),
      ...made.skip.map(({ user, reason, remedy }) => ({
        ...named(user),
        state: "skipped" as const,
        message: remedy ? `${reason} ${remedy.text}` : reason,
      })),
      ...missing.map((sub) => ({
        sub,
        username: "",
        label: sub,
        state: "skipped" as const,
        message: faults["user-not-found"],
      })),
    ],
  };
  const event = newEvent({
    at: now,
    kind: "access",
    action: "start-job",
    actor: by.actor,
    session: by.session,
    role: by.role,
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
    throw new Fault("nothing-to-do");
  }
  // Held before the job exists, so that no worker can meet the job without its password.
  if (order.options.typedPassword && password !== null) hold(job.id, "typed", password);
  const { id, sealed } = await db.createJob(job, event);
  await mirror(sealed);
  work(id);
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

const named = (user: { sub: string; username: string; email: string | null; phone: string | null }) => ({
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
