import { and, asc, eq, gt, isNull, lte, or, sql } from "drizzle-orm";
import { appendEvents } from "#lib/db/audit-store.ts";
import type { Db, Engine } from "#lib/db/engine.ts";
import { rowsOf } from "#lib/db/engine.ts";
import { itemColumns } from "#lib/db/job-row.ts";
import { jobItems, jobs } from "#lib/db/schema.ts";
import { storable } from "#lib/db/search-text.ts";
import type { Store } from "#lib/db/store.ts";
import { setKnownChanges } from "#lib/db/user-write.ts";
import { Fault } from "#lib/errors.ts";
import type { ItemState, JobItem } from "#lib/job.ts";

/** The process that was asked for a run has taken it by then. */
const claimMs = 5_000;

/**
 * Locks a job for a change of its items and gives the moment to write beside them: later than any before, so that a page which asks
 * for the changes since the last one it saw misses none.
 */
async function lockJob(tx: Db, jobId: string, now: number) {
  const [job] = await tx.select().from(jobs).where(eq(jobs.id, jobId)).for("update");
  if (!job) return null;
  return { ...job, changedAt: Math.max(now, job.changedAt + 1) };
}

const positions = (items: readonly number[]) =>
  sql`(select jsonb_array_elements_text(${JSON.stringify(items)}::jsonb)::int)`;

type JobMethod = "leaseJob" | "idleJobs" | "pendingItems" | "abandonedItems" | "openItems" | "closeItems" | "endJob";

/** What the worker of a job does: holds it, takes its items up and lays them down. */
export const jobWork = ({ db, transaction, clock }: Engine): Pick<Store, JobMethod> => {
  const inState = (jobId: string, state: ItemState, limit: number): Promise<JobItem[]> =>
    db
      .select(itemColumns)
      .from(jobItems)
      .where(and(eq(jobItems.jobId, jobId), eq(jobItems.state, state)))
      .orderBy(asc(jobItems.n))
      .limit(limit);

  return {
    leaseJob: async (jobId, owner, now, leaseMs) => {
      const leased = await db
        .update(jobs)
        .set({ owner, leaseUntil: sql`${clock(now)} + ${leaseMs}` })
        .where(
          and(
            eq(jobs.id, jobId),
            eq(jobs.state, "running"),
            or(isNull(jobs.owner), eq(jobs.owner, owner), lte(jobs.leaseUntil, clock(now))),
          ),
        )
        .returning({ id: jobs.id });
      return leased.length > 0;
    },

    idleJobs: async (owner, now) => {
      // A run belongs at first to the process that was asked for it, which alone has its typed password.
      const unclaimed = and(isNull(jobs.owner), lte(jobs.createdAt, sql`${clock(now)} - ${claimMs}`));
      const rows = await db
        .select({ id: jobs.id })
        .from(jobs)
        .where(and(eq(jobs.state, "running"), or(unclaimed, eq(jobs.owner, owner), lte(jobs.leaseUntil, clock(now)))))
        .orderBy(asc(jobs.createdAt), asc(jobs.id));
      return rows.map(({ id }) => id);
    },

    pendingItems: (jobId, limit) => inState(jobId, "pending", limit),

    abandonedItems: (jobId) => inState(jobId, "sending", 1_000_000),

    openItems: (jobId, owner, items, intents, now) =>
      transaction(async (tx) => {
        const job = await lockJob(tx, jobId, now);
        if (job?.state !== "running") return null;
        const mine = and(eq(jobs.id, jobId), eq(jobs.owner, owner), gt(jobs.leaseUntil, clock(now)));
        const [leased] = await tx.select({ id: jobs.id }).from(jobs).where(mine);
        if (!leased) return null;
        const wanted = and(eq(jobItems.jobId, jobId), sql`${jobItems.n} in ${positions(items)}`);
        const pending = await tx
          .select({ n: jobItems.n })
          .from(jobItems)
          .where(and(wanted, eq(jobItems.state, "pending")));
        if (pending.length !== new Set(items).size) return null;
        await tx.update(jobs).set({ changedAt: job.changedAt }).where(eq(jobs.id, jobId));
        await tx.update(jobItems).set({ state: "sending", changedAt: job.changedAt }).where(wanted);
        return appendEvents(tx, intents);
      }),

    closeItems: (jobId, results, events, now) =>
      transaction(async (tx) => {
        const job = await lockJob(tx, jobId, now);
        if (!job) throw new Fault("unknown-job");
        await tx.update(jobs).set({ changedAt: job.changedAt }).where(eq(jobs.id, jobId));
        const told = results.map(({ n, state, code, message, revealable }) => ({
          n,
          state,
          code,
          message,
          revealable,
        }));
        await tx.execute(sql`
          update job_items i
          set state = r.state, code = r.code, message = r.message, revealable = r.revealable, changed_at = ${job.changedAt}
          from jsonb_to_recordset(${JSON.stringify(storable(told))}::jsonb)
            as r(n int, state text, code text, message text, revealable boolean)
          where i.job_id = ${jobId} and i.n = r.n
            and (i.state = 'sending' or (i.state = 'pending' and r.state in ('skipped', 'failed')))`);
        const subs = await rowsOf<{ n: number; sub: string }>(
          tx,
          sql`select n, sub from job_items where job_id = ${jobId} and n in ${positions(results.map(({ n }) => n))}`,
        );
        const subOf = new Map(subs.map(({ n, sub }) => [n, sub]));
        // What is known of the user stays true even when the item was closed by someone else meanwhile.
        const known = results.flatMap(({ n, fresh, becomes }) => {
          const sub = subOf.get(n);
          return sub === undefined ? [] : [{ sub, fresh, becomes }];
        });
        known.push(...results.flatMap(({ others }) => others));
        await setKnownChanges(tx, job.poolKey, known, now);
        return appendEvents(tx, events);
      }),

    endJob: (jobId, state, because, event, now) =>
      transaction(async (tx) => {
        const job = await lockJob(tx, jobId, now);
        if (job?.state !== "running") return [];
        await tx
          .update(jobs)
          .set({
            state,
            stoppedBecause: because,
            finishedAt: now,
            owner: null,
            leaseUntil: null,
            changedAt: job.changedAt,
          })
          .where(eq(jobs.id, jobId));
        if (state !== "finished")
          await tx
            .update(jobItems)
            .set({ state: "skipped", message: because, changedAt: job.changedAt })
            .where(and(eq(jobItems.jobId, jobId), eq(jobItems.state, "pending")));
        return appendEvents(tx, event ? [event] : []);
      }),
  };
};
