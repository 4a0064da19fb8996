import { and, asc, desc, eq, gt, gte, inArray, lt, lte } from "drizzle-orm";
import type { Engine } from "#lib/db/engine.ts";
import { itemColumns, jobColumns, toJob } from "#lib/db/job-row.ts";
import { jobItems, jobs } from "#lib/db/schema.ts";
import type { Store } from "#lib/db/store.ts";

type JobMethod = "jobOfKey" | "readJob" | "listJobs" | "listItems" | "itemsSince" | "runsOfUser";

/** Jobs and their items as pages and people look at them. */
export const jobRead = ({ db }: Engine): Pick<Store, JobMethod> => ({
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
});
