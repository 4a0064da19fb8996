import type { AuditEvent, Outcome } from "#lib/audit/event.ts";
import { sentence } from "#lib/audit/sentence.ts";
import type { ItemState, UserRun } from "#lib/job.ts";
import { operations } from "#lib/operations/catalog.ts";
import type { Why } from "#lib/operations/reason.ts";
import type { Note } from "#lib/users/note.ts";
import type { SignInEvent } from "#lib/users/profile.ts";

/** One thing that happened to a user, whoever has recorded it. Times are epoch milliseconds. */
export interface TimelineEntry extends Why {
  id: string;
  at: number;
  source: "audit" | "run" | "note" | "cognito";
  text: string;
  outcome: Outcome | null;
  jobId: string | null;
}

const textOf = (value: unknown): string | null => (typeof value === "string" ? value : null);

/** An intent that nothing else tells of has an outcome that is not known. */
export const ofEvent = (event: AuditEvent): TimelineEntry => ({
  id: event.id,
  at: event.at,
  source: "audit",
  text: sentence(event),
  outcome: event.kind === "intent" ? "unknown" : event.outcome,
  reason: textOf(event.detail.reason),
  ticket: textOf(event.detail.ticket),
  jobId: event.jobId,
});

export const ofNote = ({ id, at, author, text }: Note): TimelineEntry => ({
  id,
  at,
  source: "note",
  text: `${author.name} noted: ${text}`,
  outcome: null,
  reason: null,
  ticket: null,
  jobId: null,
});

/** What a run has come to for the user, said of the user. */
const runWords: Record<ItemState, (label: string) => string> = {
  pending: (label) => `is still to come to ${label}`,
  sending: (label) => `is at ${label} now`,
  done: (label) => `was done for ${label}`,
  failed: (label) => `failed for ${label}`,
  skipped: (label) => `left ${label} out`,
  unknown: (label) => `came to ${label}, and it is not known whether it was done`,
};

export const ofRun = ({ job, item: { label, state, message, changedAt } }: UserRun): TimelineEntry => ({
  id: job.id,
  at: changedAt ?? job.createdAt,
  source: "run",
  text: `${job.actor.name}'s run “${operations[job.operation].label}” ${runWords[state](label)}.${message ? ` ${message}` : ""}`,
  outcome: state === "pending" || state === "sending" ? null : state,
  reason: job.reason,
  ticket: job.ticket,
  jobId: job.id,
});

interface Happened {
  /** Newest first, as the store tells them. */
  events: readonly AuditEvent[];
  runs: readonly UserRun[];
  notes: readonly Note[];
}

/** Everything the console knows of one user, each thing once: a run speaks only where the audit has nothing of it for this user. */
export function timelineOf({ events, runs, notes }: Happened): TimelineEntry[] {
  const underWay = new Set(runs.filter(({ item }) => item.state === "sending").map(({ job }) => job.id));
  const lost = new Set(events.filter(({ kind }) => kind === "intent").map(({ jobId }) => jobId));
  const told = events.filter(({ kind, action, outcome, jobId, intentId }) => {
    // The note itself is on the timeline.
    if (action === "add-note") return outcome !== "done";
    // It is not lost, but not yet answered.
    if (kind === "intent") return jobId === null || !underWay.has(jobId);
    // What a dead process left is told by the steps it had announced, one by one.
    return !(outcome === "unknown" && intentId === null && jobId !== null && lost.has(jobId));
  });
  const toldRuns = new Set(told.map(({ jobId }) => jobId));
  return merged(told.map(ofEvent), runs.filter(({ job }) => !toldRuns.has(job.id)).map(ofRun), notes.map(ofNote));
}

const signInWords: Record<string, string> = {
  SignIn: "sign-in",
  SignUp: "sign-up",
  ForgotPassword: "“Forgot password”",
  PasswordChange: "password change",
  ResendCode: "code sent again",
};

export const ofSignInEvent = ({ id, at, kind, passed, from, device }: SignInEvent): TimelineEntry => ({
  id,
  at,
  source: "cognito",
  text: `The user's ${signInWords[kind] ?? kind} ${passed ? "went through" : "failed"}${from ? `, from ${from}` : ""}${device ? `, on ${device}` : ""}.`,
  outcome: passed ? "done" : "failed",
  reason: null,
  ticket: null,
  jobId: null,
});

/** One line out of several, newest first; what happened in the same millisecond stays in the order given. */
export const merged = (...lines: readonly TimelineEntry[][]): TimelineEntry[] =>
  lines.flat().sort((a, b) => b.at - a.at);
