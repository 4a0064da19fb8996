import "server-only";
import { mirror, newEvent, record } from "#lib/audit/ledger.ts";
import { type Requester, recordedRequester } from "#lib/authority/requester.ts";
import { readPool } from "#lib/cognito/pool-settings.ts";
import { poolEntry } from "#lib/config.ts";
import { store } from "#lib/db/connection.ts";
import { Fault } from "#lib/errors.ts";
import type { Job } from "#lib/job.ts";
import { contactsChanged } from "#lib/jobs/known-for-plan.ts";
import { take } from "#lib/jobs/password-vault.ts";
import { announce } from "#lib/jobs/progress.ts";
import { contactChangedSentence } from "#lib/operations/guards/contact-changed.ts";
import { temporaryNote } from "#lib/operations/password.ts";
import { whyDetail } from "#lib/operations/reason.ts";
import { atLeast } from "#lib/roles.ts";

async function existing(id: string): Promise<Job> {
  const job = await (await store()).readJob(id);
  if (!job) throw new Fault("unknown-job");
  return job;
}

/** The pool a run works on. @throws Fault unknown-job */
export const jobPool = async (id: string): Promise<string> => (await existing(id)).poolKey;

/**
 * Hands out a password that a run has set: once, only to the person who started it, and only after that is on record.
 * @throws Fault not-allowed, already-revealed
 */
export async function reveal(
  id: string,
  n: number,
  by: Requester,
  now: number,
): Promise<{ password: string; note: string | null }> {
  const job = await existing(id);
  if (job.actor.sub !== by.actor.sub)
    throw new Fault("not-allowed", { sentence: "Only the person who started the run may see its passwords." });
  const db = await store();
  const [item] = await db.listItems(id, n, 1);
  if (!item || item.n !== n) throw new Fault("unknown-job");
  if (!item.revealable) throw new Fault("already-revealed");
  const pool = poolEntry(job.poolKey);
  if (pool && (await contactsChanged(pool, by.actor, [item.sub], now)).size > 0)
    throw new Fault("not-allowed", { sentence: contactChangedSentence });
  await record(
    newEvent({
      at: now,
      kind: "access",
      action: "reveal-password",
      ...recordedRequester(by),
      poolKey: job.poolKey,
      target: { sub: item.sub, username: item.username, label: item.label },
      jobId: id,
      item: n,
      outcome: "done",
      detail: whyDetail(job),
    }),
  );
  if (!(await db.claimReveal(id, n))) throw new Fault("already-revealed");
  const password = take(id, n);
  if (!password) throw new Fault("already-revealed");
  return { password, note: await noteFor(job, item.changedAt ?? now) };
}

/** When a temporary password stops working, by the pool's own setting (cognito.md 5.1). */
async function noteFor(job: Job, setAt: number): Promise<string | null> {
  if (job.operation !== "set-temporary-password") return "Valid until the user changes it.";
  const { settings } = await readPool(job.poolKey);
  return temporaryNote(setAt, settings.temporaryPasswordDays);
}

/**
 * Ends a run: calls under way are finished, the rest is not sent.
 * @throws Fault not-allowed unless it is the person's own run or they administer the pool
 */
export async function cancel(id: string, by: Requester, now: number): Promise<void> {
  const job = await existing(id);
  if (job.actor.sub !== by.actor.sub && !atLeast(by.authority.role, "admin"))
    throw new Fault("not-allowed", {
      sentence: "Only the person who started the run, or an administrator, may cancel it.",
    });
  const event = newEvent({
    at: now,
    kind: "access",
    action: "cancel-job",
    ...recordedRequester(by),
    poolKey: job.poolKey,
    jobId: id,
    outcome: "done",
    detail: whyDetail(job),
  });
  await mirror(
    await (await store()).endJob(id, "cancelled", `Not sent: ${by.actor.name} cancelled the run.`, event, now),
  );
  announce(id);
}
