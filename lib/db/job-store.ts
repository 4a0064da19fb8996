import { and, eq } from "drizzle-orm";
import { appendEvents } from "#lib/db/audit-store.ts";
import type { Engine } from "#lib/db/engine.ts";
import { jobItems, jobs } from "#lib/db/schema.ts";
import { storable } from "#lib/db/search-text.ts";
import type { Store } from "#lib/db/store.ts";

/** Rows of one INSERT: each has ten parameters, and PostgreSQL takes 65,535. */
const rowsPerInsert = 1_000;

type JobMethod = "createJob" | "claimReveal" | "forgetReveals";

/** Makes jobs and gives their passwords away; `job-read.ts` looks at them, `job-work.ts` works them. */
export const jobStore = ({ db, transaction }: Engine): Pick<Store, JobMethod> => ({
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
        const [known] = await tx.select({ id: jobs.id }).from(jobs).where(eq(jobs.idempotencyKey, job.idempotencyKey));
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

  claimReveal: async (jobId, n) => {
    const claimed = await db
      .update(jobItems)
      .set({ revealable: false })
      .where(and(eq(jobItems.jobId, jobId), eq(jobItems.n, n), eq(jobItems.revealable, true)))
      .returning({ n: jobItems.n });
    return claimed.length > 0;
  },

  forgetReveals: async () => {
    await db.update(jobItems).set({ revealable: false }).where(eq(jobItems.revealable, true));
  },
});
