import { and, asc, desc, eq, gt, gte, inArray, isNull, lt, lte, or, sql } from "drizzle-orm";
import { appendEvents } from "#lib/db/audit-store.ts";
import type { Db, Engine } from "#lib/db/engine.ts";
import { rowsOf } from "#lib/db/engine.ts";
import { jobItems, jobs } from "#lib/db/schema.ts";
import { storable } from "#lib/db/search-text.ts";
import type { Store } from "#lib/db/store.ts";
import { setKnown } from "#lib/db/user-write.ts";
import { Fault } from "#lib/errors.ts";
import { type ItemState, itemStates, type Job, type JobItem } from "#lib/jobs/job.ts";

const itemColumns = {
  n: jobItems.n,
  sub: jobItems.sub,
  username: jobItems.username,
  label: jobItems.label,
  state: jobItems.state,
  code: jobItems.code,
  message: jobItems.message,
  revealable: jobItems.revealable,
  changedAt: jobItems.changedAt,
};

/** Counted from the items each time, so that they are always right. The tables are named in full: drizzle would not. */
const counts = sql<Partial<Record<ItemState, number>>>`(
  select coalesce(jsonb_object_agg(each.state, each.items), '{}'::jsonb)
  from (select i.state, count(*) as items from job_items i where i.job_id = "jobs"."id" group by i.state) each)`;

const jobColumns = {
  id: jobs.id,
  poolKey: jobs.poolKey,
  operation: jobs.operation,
  options: jobs.options,
  actorSub: jobs.actorSub,
  actorName: jobs.actorName,
  actorEmail: jobs.actorEmail,
  role: jobs.role,
  state: jobs.state,
  stoppedBecause: jobs.stoppedBecause,
  reason: jobs.reason,
  ticket: jobs.ticket,
  share: jobs.share,
  total: jobs.total,
  counts,
  createdAt: jobs.createdAt,
  finishedAt: jobs.finishedAt,
};

type Row = Pick<typeof jobs.$inferSelect, Exclude<keyof typeof jobColumns, "counts">> & {
  counts: Partial<Record<ItemState, number>>;
};

const toJob = ({ actorSub, actorName, actorEmail, counts, ...job }: Row): Job => ({
  ...job,
  actor: { sub: actorSub, name: actorName, email: actorEmail },
  counts: Object.fromEntries(itemStates.map((state) => [state, counts[state] ?? 0])) as Job["counts"],
});

/** Rows of one INSERT: each has ten parameters, and PostgreSQL takes 65,535. */
const rowsPerInsert = 1_000;
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

type JobMethods =
  | "createJob"
  | "jobOfKey"
  | "readJob"
  | "listJobs"
  | "listItems"
  | "itemsSince"
  | "leaseJob"
  | "idleJobs"
  | "pendingItems"
  | "abandonedItems"
  | "openItems"
  | "closeItems"
  | "endJob"
  | "claimReveal"
  | "runsOfUser"
  | "forgetReveals";

export const jobStore = ({ db, transaction, clock }: Engine): Pick<Store, JobMethods> => {
  const inState = (jobId: string, state: ItemState, limit: number): Promise<JobItem[]> =>
    db
      .select(itemColumns)
      .from(jobItems)
      .where(and(eq(jobItems.jobId, jobId), eq(jobItems.state, state)))
      .orderBy(asc(jobItems.n))
      .limit(limit);

  return {
    createJob: (given, event) =>
      transaction(async (tx) => {
        const { items, actor, ...job } = storable(given);
        // Of two at once the second waits here until the first is committed, and then finds its row.
        const [made] = await tx
          .insert(jobs)
          .values({
            ...job,
            actorSub: actor.sub,
            actorName: actor.name,
            actorEmail: actor.email,
            state: "running",
            total: items.length,
            changedAt: job.createdAt,
          })
          .onConflictDoNothing({ target: jobs.idempotencyKey })
          .returning({ id: jobs.id });
        if (!made) {
          const [known] = await tx
            .select({ id: jobs.id })
            .from(jobs)
            .where(eq(jobs.idempotencyKey, job.idempotencyKey));
          if (!known) throw new Error("The job of this idempotency key vanished.");
          return { id: known.id, created: false, sealed: [] };
        }
        const rows = items.map((item, n) => ({
          ...item,
          jobId: job.id,
          n,
          changedAt: item.state === "pending" ? null : job.createdAt,
        }));
        for (let i = 0; i < rows.length; i += rowsPerInsert)
          await tx.insert(jobItems).values(rows.slice(i, i + rowsPerInsert));
        return { id: made.id, created: true, sealed: await appendEvents(tx, [event]) };
      }),

    jobOfKey: async (idempotencyKey) => {
      const [job] = await db.select({ id: jobs.id }).from(jobs).where(eq(jobs.idempotencyKey, idempotencyKey));
      return job?.id ?? null;
    },

    readJob: async (id) => {
      const [row] = await db.select(jobColumns).from(jobs).where(eq(jobs.id, id));
      return row ? toJob(row) : null;
    },

    listJobs: async (poolKeys, limit, before, state) => {
      if (poolKeys.length === 0) return [];
      const rows = await db
        .select(jobColumns)
        .from(jobs)
        .where(
          and(
            inArray(jobs.poolKey, poolKeys),
            before === null ? undefined : lt(jobs.createdAt, before),
            state && eq(jobs.state, state),
          ),
        )
        .orderBy(desc(jobs.createdAt), desc(jobs.id))
        .limit(limit);
      return rows.map(toJob);
    },

    listItems: (jobId, from, limit, states) =>
      db
        .select(itemColumns)
        .from(jobItems)
        .where(
          and(eq(jobItems.jobId, jobId), gte(jobItems.n, from), states ? inArray(jobItems.state, states) : undefined),
        )
        .orderBy(asc(jobItems.n))
        .limit(limit),

    itemsSince: async (jobId, changedAfter, limit) => {
      // One commit gives all its items one moment. The page goes on from the last moment it saw, so none may be cut in two.
      const [last] = await db
        .select({ changedAt: jobItems.changedAt })
        .from(jobItems)
        .where(and(eq(jobItems.jobId, jobId), gt(jobItems.changedAt, changedAfter)))
        .orderBy(asc(jobItems.changedAt))
        .offset(Math.max(0, limit - 1))
        .limit(1);
      return db
        .select(itemColumns)
        .from(jobItems)
        .where(
          and(
            eq(jobItems.jobId, jobId),
            gt(jobItems.changedAt, changedAfter),
            last?.changedAt ? lte(jobItems.changedAt, last.changedAt) : undefined,
          ),
        )
        .orderBy(asc(jobItems.changedAt), asc(jobItems.n));
    },

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
        await setKnown(tx, job.poolKey, known, now);
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

    claimReveal: async (jobId, n) => {
      const claimed = await db
        .update(jobItems)
        .set({ revealable: false })
        .where(and(eq(jobItems.jobId, jobId), eq(jobItems.n, n), eq(jobItems.revealable, true)))
        .returning({ n: jobItems.n });
      return claimed.length > 0;
    },

    runsOfUser: async (poolKey, sub, limit) => {
      const { id, operation, actorSub, actorName, actorEmail, reason, ticket, createdAt } = jobColumns;
      const { n, label, state, message, changedAt } = itemColumns;
      const rows = await db
        .select({
          job: { id, operation, reason, ticket, createdAt },
          actor: { sub: actorSub, name: actorName, email: actorEmail },
          item: { n, label, state, message, changedAt },
        })
        .from(jobItems)
        .innerJoin(jobs, eq(jobs.id, jobItems.jobId))
        .where(and(eq(jobs.poolKey, poolKey), eq(jobItems.sub, sub)))
        .orderBy(desc(jobs.createdAt), desc(jobs.id))
        .limit(limit);
      return rows.map(({ job, actor, item }) => ({ job: { ...job, actor }, item }));
    },

    forgetReveals: async () => {
      await db.update(jobItems).set({ revealable: false }).where(eq(jobItems.revealable, true));
    },
  };
};
