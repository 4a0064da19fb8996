import { beforeAll, describe, expect, it } from "vitest";
import type { AuditEvent } from "#lib/audit/event.ts";
import { newEvent } from "#lib/audit/ledger.ts";
import { verifyAudit } from "#lib/audit/verify.ts";
import { chainStart, type Link, sealEvent } from "#lib/db/audit-chain.ts";

let events: AuditEvent[];
beforeAll(() => {
  let before: Link = chainStart;
  events = Array.from({ length: 5 }, (_, n) => {
    const sealed = sealEvent(newEvent({ at: 1_000 + n, kind: "access", action: "sign-in" }), before);
    before = sealed;
    return sealed;
  });
});

const storeOf = (kept: AuditEvent[]) => ({
  walkEvents: async (from: number, limit: number) => kept.filter(({ seq }) => seq >= from).slice(0, limit),
});
const linesOf = (kept: AuditEvent[]) => kept.map((event) => JSON.stringify(event));

it("counts the lines of the copy that are no events", async () => {
  const { unreadable } = await verifyAudit(storeOf(events), ["{", ...linesOf(events), "x"]);
  expect(unreadable).toBe(2);
});

describe("verifyAudit", () => {
  it.each<
    [
      what: string,
      kept: (all: AuditEvent[]) => AuditEvent[],
      copy: (all: AuditEvent[]) => string[],
      problem: string | null,
    ]
  >([
    ["a whole chain and its copy", (all) => all, linesOf, null],
    ["no copy", (all) => all, () => [], null],
    ["a copy of some events only", (all) => all, (all) => linesOf(all.slice(2, 4)), null],
    ["a copy whose last line was cut by a crash", (all) => all, (all) => [...linesOf(all), '{"seq":6,"ha'], null],
    ["a copy with a line torn by a crash", (all) => all, (all) => ["{", ...linesOf(all)], null],
    [
      "the newest events gone",
      (all) => all.slice(0, 3),
      linesOf,
      "Event 4 stands in the copy and no longer in the database.",
    ],
    [
      "an event gone from the middle",
      (all) => all.filter(({ seq }) => seq !== 3),
      linesOf,
      "Event 3 is missing; the next one is 4.",
    ],
    [
      "an event changed",
      (all) => all.map((event) => (event.seq === 2 ? { ...event, message: "nothing" } : event)),
      linesOf,
      "Event 2 was changed after it was sealed.",
    ],
    [
      "a chain made anew beside its copy",
      (all) => {
        let before: Link = chainStart;
        return all.map((event) => {
          const sealed = sealEvent({ ...event, action: "sign-out" }, before);
          before = sealed;
          return sealed;
        });
      },
      linesOf,
      "Event 1 differs from its copy in the file.",
    ],
  ])("%s", async (_what, kept, copy, problem) => {
    expect((await verifyAudit(storeOf(kept(events)), copy(events))).problem).toBe(problem);
  });
});
