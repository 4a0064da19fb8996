import { describe, expect, test } from "vitest";
import type { AuditEvent } from "#lib/audit/event.ts";
import { newEvent } from "#lib/audit/ledger.ts";
import { type ItemState, itemStates, type UserRun } from "#lib/job.ts";
import { merged, ofSignInEvent, timelineOf } from "#lib/user-page/timeline.ts";
import type { Note } from "#lib/users/note.ts";

const ada = { sub: "s-1", name: "Ada", email: null };
const target = { sub: "u-1", username: "bob", label: "bob@x" };

const event = (id: string, at: number, change: Partial<AuditEvent> = {}): AuditEvent => ({
  ...newEvent({ at, kind: "outcome", action: "reset-password", actor: ada, target, outcome: "done", jobId: "job-1" }),
  seq: at,
  previousHash: "",
  hash: "",
  id,
  intentId: `of-${id}`,
  ...change,
});

const intent = (id: string, at: number, change: Partial<AuditEvent> = {}): AuditEvent =>
  event(id, at, { kind: "intent", outcome: null, intentId: null, ...change });

const run = (id: string, state: ItemState, change: Partial<UserRun["item"]> = {}): UserRun => ({
  job: { id, operation: "reset-password", actor: ada, reason: "Lost phone", ticket: "SUP-1", createdAt: 50 },
  item: { n: 0, label: "bob@x", state, message: null, changedAt: null, ...change },
});

const note: Note = { id: "note-1", poolKey: "p", sub: "u-1", at: 70, author: ada, text: "Called:\nno code came." };

const idsOf = (happened: Partial<Parameters<typeof timelineOf>[0]>): string[] =>
  timelineOf({ events: [], runs: [], notes: [], ...happened }).map(({ id }) => id);

describe("the timeline of a user", () => {
  test("is one line of everything, newest first", () => {
    const happened = { events: [event("b", 80), event("a", 60)], runs: [run("job-2", "skipped")], notes: [note] };
    expect(idsOf(happened)).toEqual(["b", "note-1", "a", "job-2"]);
  });

  test("keeps steps of one millisecond in their order, the last on top", () => {
    const steps = ["z", "a", "m"].map((id) => event(id, 60));
    expect(idsOf({ events: steps })).toEqual(["z", "a", "m"]);
  });

  test("says why, where it was said", () => {
    const events = [event("a", 60, { detail: { reason: "Lost phone", ticket: "SUP-1" } }), event("b", 50)];
    expect(timelineOf({ events, runs: [], notes: [] }).map(({ reason, ticket }) => [reason, ticket])).toEqual([
      ["Lost phone", "SUP-1"],
      [null, null],
    ]);
  });

  test("tells a run only where the audit has nothing of it", () => {
    const runs = [run("job-1", "done"), run("job-2", "skipped", { message: "Is disabled." })];
    expect(idsOf({ events: [event("a", 60)], runs })).toEqual(["a", "job-2"]);
  });

  test("tells an intent that was left alone as unknown", () => {
    const [entry] = timelineOf({ events: [intent("a", 60)], runs: [run("job-1", "unknown")], notes: [] });
    expect(entry).toMatchObject({ id: "a", outcome: "unknown", text: expect.stringContaining("not known whether") });
  });

  test("tells what a dead process left once, step by step", () => {
    const settled = event("settled", 90, { outcome: "unknown", intentId: null });
    const events = [settled, intent("reset", 60), intent("enable", 60, { action: "enable" })];
    expect(idsOf({ events, runs: [run("job-1", "unknown")] })).toEqual(["reset", "enable"]);
  });

  test("does not call unknown what is just being sent", () => {
    const runs = [run("job-1", "sending", { changedAt: 60 })];
    const [entry, ...others] = timelineOf({ events: [intent("a", 60)], runs, notes: [] });
    expect(entry).toMatchObject({ source: "run", outcome: null, text: "Ada's run “Reset password” is at bob@x now." });
    expect(others).toEqual([]);
  });

  test("tells a note once, with its author, and an attempt to write one that failed", () => {
    const written = event("written", 70, { action: "add-note", kind: "access", jobId: null, intentId: null });
    const failed = event("failed", 65, { action: "add-note", outcome: "failed", jobId: null, intentId: null });
    const entries = timelineOf({ events: [written, failed], runs: [], notes: [note] });
    expect(entries.map(({ id }) => id)).toEqual(["note-1", "failed"]);
    expect(entries[0]).toMatchObject({ source: "note", text: "Ada noted: Called:\nno code came." });
  });

  const words: Record<ItemState, [text: string, outcome: string | null]> = {
    pending: ["Ada's run “Reset password” is still to come to bob@x.", null],
    sending: ["Ada's run “Reset password” is at bob@x now.", null],
    done: ["Ada's run “Reset password” was done for bob@x.", "done"],
    failed: ["Ada's run “Reset password” failed for bob@x. Too slow.", "failed"],
    skipped: ["Ada's run “Reset password” left bob@x out. Is disabled.", "skipped"],
    unknown: ["Ada's run “Reset password” came to bob@x, and it is not known whether it was done.", "unknown"],
  };
  test.each(itemStates)("tells a run in the state %s", (state) => {
    const message = state === "failed" ? "Too slow." : state === "skipped" ? "Is disabled." : null;
    const [entry] = timelineOf({ events: [], runs: [run("job-1", state, { message, changedAt: 60 })], notes: [] });
    expect([entry?.text, entry?.outcome]).toEqual(words[state]);
    expect(entry).toMatchObject({ at: 60, jobId: "job-1", reason: "Lost phone", ticket: "SUP-1" });
  });

  test("takes in what Cognito keeps itself", () => {
    const signedIn = { id: "c", at: 65, kind: "SignIn", passed: false, from: "Berlin, Germany", device: null };
    const line = merged(timelineOf({ events: [event("b", 80), event("a", 60)], runs: [], notes: [] }), [
      ofSignInEvent(signedIn),
    ]);
    expect(line.map(({ id }) => id)).toEqual(["b", "c", "a"]);
    expect(line[1]).toMatchObject({ source: "cognito", outcome: "failed", text: expect.stringContaining("Berlin") });
  });
});
