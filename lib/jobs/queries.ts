import "server-only";
import { poolEntry } from "#lib/config.ts";
import { store } from "#lib/db/connection.ts";
import { Fault } from "#lib/errors.ts";
import { query } from "#lib/query.ts";
import { atLeast } from "#lib/roles.ts";

const poolName = (key: string): string => poolEntry(key)?.name ?? key;

/** Runs on the person's pools, newest first. */
export const jobsPage = query("viewer", null, async ({ pools }, before: number | null, limit: number) => {
  const jobs = await (await store()).listJobs(pools, limit + 1, before);
  const shown = jobs.slice(0, limit);
  return {
    jobs: shown.map((job) => ({ ...job, poolName: poolName(job.poolKey) })),
    nextBefore: jobs.length > limit ? (shown.at(-1)?.createdAt ?? null) : null,
    now: Date.now(),
  };
});

/** One run with a page of its items. A run on a pool that the person may not see does not exist for them. */
export const jobPage = query(
  "viewer",
  null,
  async ({ pools, staff, authorityOn }, id: string, from: number, limit: number) => {
    const db = await store();
    const job = await db.readJob(id);
    if (!job || !pools.includes(job.poolKey)) throw new Fault("unknown-job");
    const own = job.actor.sub === staff.actor.sub;
    const mayCancel = own || atLeast(authorityOn(job.poolKey)?.role ?? null, "admin");
    return {
      job,
      items: await db.listItems(id, from, limit),
      poolName: poolName(job.poolKey),
      canCancel: job.state === "running" && mayCancel,
      canReveal: own,
    };
  },
);
