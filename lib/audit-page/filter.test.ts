import { describe, expect, test } from "vitest";
import { outcomes } from "#lib/audit/event.ts";
import { parseAuditFilter } from "#lib/audit-page/filter.ts";

const any = {
  actor: "",
  target: "",
  action: null,
  outcome: null,
  from: null,
  to: null,
  jobId: null,
  pool: null,
  onlyOperations: false,
};

describe("the filters of the audit page", () => {
  test("are read from its address, the last day included", () => {
    const params = {
      actor: " ada ",
      target: "grace@example.com",
      action: "force-confirm",
      outcome: "failed",
      from: "2026-11-01",
      to: "2026-11-21",
      job: "job-1",
      pool: "customers",
      only: "operations",
      before: "120",
    };
    expect(parseAuditFilter(params)).toEqual({
      filter: {
        actor: "ada",
        target: "grace@example.com",
        action: "force-confirm",
        outcome: "failed",
        from: Date.UTC(2026, 10, 1),
        to: Date.UTC(2026, 10, 22),
        jobId: "job-1",
        pool: "customers",
        onlyOperations: true,
      },
      before: 120,
    });
  });

  test.each(outcomes)("know the outcome %s", (outcome) => {
    expect(parseAuditFilter({ outcome }).filter.outcome).toBe(outcome);
  });

  test("take one day as that whole day", () => {
    const { from, to } = parseAuditFilter({ from: "2026-02-28", to: "2026-02-28" }).filter;
    expect([from, to]).toEqual([Date.UTC(2026, 1, 28), Date.UTC(2026, 2, 1)]);
  });

  const nonsense: [what: string, params: Record<string, string | string[] | undefined>][] = [
    ["nothing", {}],
    ["empty fields, as the form sends them", { actor: "", target: "", action: "", outcome: "", from: "", to: "" }],
    ["empty lists", { actor: [], outcome: [], before: [] }],
    ["an unknown outcome", { outcome: "maybe" }],
    ["a name that every object has for an outcome", { outcome: "constructor" }],
    ["a day that is none", { from: "2026-13-01", to: "2026-02-99" }],
    ["a day written another way", { from: "21.11.2026", to: "11/21/2026" }],
    ["a day with a time", { from: "2026-11-21T10:00", to: "20261121" }],
    ["a place that is none", { before: "-1" }],
    ["something else than operations", { only: "everything", pool: " " }],
    ["half a place", { before: "1.5" }],
    ["a place in words", { before: "last" }],
    ["a place beyond counting", { before: "9007199254740993" }],
    ["place 0", { before: "0" }],
  ];
  test.each(nonsense)("filter nothing for %s", (_what, params) => {
    expect(parseAuditFilter(params)).toEqual({ filter: any, before: null });
  });

  test("cut what is too long to match anything", () => {
    const long = "x".repeat(10_000);
    const { actor, target, action, jobId } = parseAuditFilter({
      actor: long,
      target: long,
      action: long,
      job: long,
    }).filter;
    for (const text of [actor, target, action, jobId]) expect(text).toBe("x".repeat(256));
  });

  test("take the first of several", () => {
    expect(parseAuditFilter({ actor: ["ada", "bob"], outcome: ["done", "failed"] }).filter).toMatchObject({
      actor: "ada",
      outcome: "done",
    });
  });
});
