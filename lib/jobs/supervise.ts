import "server-only";
import { mirror, newEvent } from "#lib/audit/ledger.ts";
import { poolClient } from "#lib/cognito/pool-client.ts";
import { readPool } from "#lib/cognito/pool-settings.ts";
import { store } from "#lib/db/connection.ts";
import type { Store } from "#lib/db/store.ts";
import { attempt, type FaultView } from "#lib/errors.ts";
import type { Job } from "#lib/job.ts";
import { workBatch } from "#lib/jobs/batch.ts";
import { announce } from "#lib/jobs/progress.ts";
import type { Run } from "#lib/jobs/run.ts";
import { settleAbandoned } from "#lib/jobs/settle-abandoned.ts";
import { worker } from "#lib/jobs/worker.ts";
import { log } from "#lib/log.ts";
import { whyDetail } from "#lib/operations/reason.ts";
import { spanned } from "#lib/trace.ts";

/** Items that travel together: one transaction before their calls, one after (docs/architecture.md, “The lines”). */
const slots = 25;
/** How long a dead process keeps others from its runs; a living one renews the lease long before. */
const leaseMs = 30_000;
const renewMs = 10_000;
/** How often runs are looked for that nobody works: broken off, as when the database did not answer, or left by a dead process. */
const watchMs = 5_000;

/** Works a job in this process until it is finished, unless somebody does already. Never throws: its end is in the store. */
export function workJob(jobId: string): void {
  const { running, draining } = worker.get();
  if (draining || running.has(jobId)) return;
  running.add(jobId);
  spanned("run", { "lifeguard.run": jobId }, () => workThrough(jobId))
    .catch((error) => log.error("A run broke off, and is taken up again", { run: jobId, error }))
    .finally(() => {
      running.delete(jobId);
      announce(jobId);
    });
}

/** Takes up the jobs that nobody works, now and from now on, and none of their calls again. */
export async function resumeJobs(): Promise<void> {
  await (await store()).forgetReveals();
  await takeUpIdle();
  worker.get().watch ??= setInterval(() => {
    takeUpIdle().catch((error) => log.error("Runs that nobody works could not be looked for", { error }));
  }, watchMs).unref();
}

async function takeUpIdle(): Promise<void> {
  const db = await store();
  for (const id of await db.idleJobs(worker.get().owner, Date.now())) workJob(id);
}

/**
 * Ends after the batches under way; what is left stays pending for the next start.
 * @param waitMs milliseconds after which it returns all the same; outcomes that arrive later are lost, and called unknown
 */
export async function drainJobs(waitMs: number): Promise<void> {
  const { watch } = worker.get();
  if (watch) clearInterval(watch);
  worker.get().draining = true;
  const until = Date.now() + waitMs;
  while (worker.get().running.size > 0 && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 50));
}

async function workThrough(jobId: string): Promise<void> {
  const db = await store();
  const { owner } = worker.get();
  if (!(await db.leaseJob(jobId, owner, Date.now(), leaseMs))) return;
  const renewal = setInterval(() => {
    // A lease that is lost shows at the next batch; this one's outcomes are recorded all the same.
    db.leaseJob(jobId, owner, Date.now(), leaseMs).catch((error) =>
      log.error("A run has no new lease", { run: jobId, error }),
    );
  }, renewMs);
  try {
    await workLeased(db, jobId, owner);
  } finally {
    clearInterval(renewal);
  }
  // Another process need not wait for the lease of one that is stopping.
  if (worker.get().draining) await db.leaseJob(jobId, owner, Date.now(), 0);
}

async function workLeased(db: Store, jobId: string, owner: string): Promise<void> {
  const job = await db.readJob(jobId);
  if (!job) return;
  const opened = await attempt(() => readPool(job.poolKey));
  if (!opened.ok) return stop(db, job, opened.error);
  const run: Run = { db, job, pool: opened.value, client: poolClient(opened.value), owner };

  await settleAbandoned(run);
  while (!worker.get().draining) {
    if (!(await db.leaseJob(jobId, owner, Date.now(), leaseMs))) return;
    const items = await db.pendingItems(jobId, slots);
    if (items.length === 0) {
      await mirror(await db.endJob(jobId, "finished", null, null, Date.now()));
      return;
    }
    const fault = await workBatch(run, items);
    announce(jobId);
    if (fault) return stop(db, job, fault);
  }
}

/** The whole pool cannot be worked: the run ends with the reason, and what was not sent says so. */
async function stop(db: Store, job: Job, fault: FaultView): Promise<void> {
  const event = newEvent({
    at: Date.now(),
    kind: "outcome",
    action: "end-job",
    actor: job.actor,
    role: job.role,
    poolKey: job.poolKey,
    jobId: job.id,
    outcome: "failed",
    code: fault.code,
    message: fault.message,
    detail: whyDetail(job),
  });
  await mirror(await db.endJob(job.id, "stopped", fault.message, event, Date.now()));
}
