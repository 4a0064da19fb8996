import "server-only";
import { mirror } from "#lib/audit/ledger.ts";
import { itemEnd, itemOutcome, type Run } from "#lib/jobs/run.ts";

const message =
  "The console stopped while this was being sent, so it is not known whether it was done. Look at the user before trying again.";

/** Items that were being sent when a process ended: nothing is sent again; what they became is a person's to decide. */
export async function settleAbandoned({ db, job }: Run): Promise<void> {
  const items = await db.abandonedItems(job.id);
  if (items.length === 0) return;
  const ends = items.map((item) => ({ item, result: itemEnd(item, "unknown", message, "outcome-unknown") }));
  const results = ends.map(({ result }) => result);
  const events = ends.map(({ item, result }) => itemOutcome(job, item, result));
  await mirror(await db.closeItems(job.id, results, events, Date.now()));
}
