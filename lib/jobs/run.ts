import "server-only";
import { newEvent } from "#lib/audit/ledger.ts";
import type { PoolClient } from "#lib/cognito/pool-client.ts";
import type { ItemResult, Store } from "#lib/db/store.ts";
import type { Job, JobItem } from "#lib/job.ts";
import { whyDetail } from "#lib/operations/reason.ts";
import type { Pool } from "#lib/pools/pool.ts";

/** A run under way, with what it is worked with. */
export interface Run {
  db: Store;
  job: Job;
  pool: Pool;
  client: PoolClient;
  /** Who holds the lease. */
  owner: string;
}

/** What every event about a user of a run says. */
export const itemFields = (job: Job, item: JobItem) => ({
  action: job.operation,
  actor: job.actor,
  role: job.role,
  poolKey: job.poolKey,
  target: { sub: item.sub, username: item.username, label: item.label },
  jobId: job.id,
  item: item.n,
  detail: whyDetail(job),
});

/** How an item ended that nothing was sent for, or of which nothing is known. */
export const itemEnd = (
  { n }: JobItem,
  state: Exclude<ItemResult["state"], "done">,
  message: string,
  code: string | null,
): ItemResult => ({ n, state, code, message, revealable: false, becomes: null, fresh: null, others: [] });

/** The outcome of an item that has no intent of its own. */
export const itemOutcome = (job: Job, item: JobItem, { state, code, message }: ItemResult) =>
  newEvent({ ...itemFields(job, item), at: Date.now(), kind: "outcome", outcome: state, code, message });
