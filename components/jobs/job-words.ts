import type { Tone } from "#components/ui/badge.tsx";
import { type ItemState, itemStates, type Job, type JobState } from "#lib/job.ts";
import { operations } from "#lib/operations/catalog.ts";

/** Items on one page of a run. */
export const jobPageSize = 100;

export const itemStateText: Record<ItemState, { label: string; tone: Tone }> = {
  pending: { label: "Waiting", tone: "none" },
  sending: { label: "Sending", tone: "accent" },
  done: { label: "Done", tone: "good" },
  failed: { label: "Failed", tone: "bad" },
  skipped: { label: "Skipped", tone: "none" },
  unknown: { label: "Not known", tone: "warn" },
};

export const jobStateText: Record<JobState, { label: string; tone: Tone }> = {
  running: { label: "Running", tone: "accent" },
  finished: { label: "Finished", tone: "good" },
  cancelled: { label: "Cancelled", tone: "none" },
  stopped: { label: "Stopped", tone: "bad" },
};

/** Results first, what is still to come last. */
const tellingOrder: ItemState[] = ["done", "failed", "unknown", "skipped", "sending", "pending"];

export const usersText = (count: number): string => `${count.toLocaleString("en")} ${count === 1 ? "user" : "users"}`;

/** "Force confirm · 50 users" */
export const jobTitle = (job: Pick<Job, "operation" | "total">): string =>
  `${operations[job.operation].label} · ${usersText(job.total)}`;

/** States of a job that occur, in the order they are told. */
export const occurringStates = (counts: Job["counts"]): ItemState[] =>
  tellingOrder.filter((state) => counts[state] > 0);

/** "46 done, 1 failed, 3 skipped" */
export const countsText = (counts: Job["counts"]): string =>
  occurringStates(counts)
    .map((state) => `${counts[state].toLocaleString("en")} ${itemStateText[state].label.toLowerCase()}`)
    .join(", ");

export const finishedItems = (counts: Job["counts"]): number =>
  itemStates.reduce((sum, state) => sum + (state === "pending" || state === "sending" ? 0 : counts[state]), 0);
