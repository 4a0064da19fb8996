import type { OperationId } from "#lib/operations/catalog.ts";
import type { OperationOptions } from "#lib/operations/options.ts";
import type { Share } from "#lib/operations/plan.ts";
import type { Why } from "#lib/operations/reason.ts";
import type { Role } from "#lib/roles.ts";

/** The member of staff who acts. */
export interface Actor {
  sub: string;
  name: string;
  email: string | null;
}

export const itemStates = ["pending", "sending", "done", "failed", "skipped", "unknown"] as const;
/** `sending` is committed before the call; one left behind becomes `unknown` and is never sent again (docs/architecture.md, “What an answer means”). */
export type ItemState = (typeof itemStates)[number];

/** `stopped` is a run that ended early because the pool could not be worked (no permission, wrong pool, unreachable). */
export type JobState = "running" | "finished" | "cancelled" | "stopped";

/** A plan being carried out over one or many users. Times are epoch milliseconds. */
export interface Job extends Why {
  id: string;
  poolKey: string;
  operation: OperationId;
  options: OperationOptions;
  actor: Actor;
  role: Role;
  state: JobState;
  /** Why it was stopped, as a sentence. */
  stoppedBecause: string | null;
  share: Share;
  total: number;
  counts: Record<ItemState, number>;
  createdAt: number;
  finishedAt: number | null;
}

/** A user's part in a run. */
export interface UserRun {
  job: Pick<Job, "id" | "operation" | "actor" | "reason" | "ticket" | "createdAt">;
  item: Pick<JobItem, "n" | "label" | "state" | "message" | "changedAt">;
}

/** One user of a job. */
export interface JobItem {
  /** 0-based position in the job. */
  n: number;
  sub: string;
  username: string;
  /** What the list called the user when the job was made. */
  label: string;
  state: ItemState;
  /** Fault code of a failure. */
  code: string | null;
  /** Sentence for the agent: why skipped, why failed, what remains to do. */
  message: string | null;
  /** A password was set for this user that can be shown once, while the server still holds it. */
  revealable: boolean;
  changedAt: number | null;
}
