import { expect, test } from "vitest";
import { describe, fromExitCode, fromReport, sum, type Tally, withEnding } from "./tally.mjs";
import type { ReportLine } from "./test-report.mjs";

test("the last line adds up every part, and nothing that was skipped", () => {
  const tallies = [
    fromExitCode("types", { code: 0 }),
    fromExitCode("lint", { code: 2 }),
    { passed: 120, failures: ["one"], skipped: 3 },
    { passed: 19, failures: [], skipped: 0 },
  ];
  expect(describe(sum(tallies))).toBe("140 passed, 2 failed");
  expect(sum(tallies).failures).toEqual(["lint: it ended with exit code 2", "one"]);
});

const three: Tally = { passed: 3, failures: [], skipped: 0 };
const endings: [string, Tally, { code: number; limitSeconds?: number; killedBy?: string }, string[]][] = [
  ["passes when all passed", three, { code: 0 }, []],
  ["keeps its own failures", { ...three, failures: ["a", "b"] }, { code: 1 }, ["a", "b"]],
  [
    "fails once when it broke off after passing tests",
    three,
    { code: 1 },
    ["not every test ran: it ended with exit code 1"],
  ],
  [
    "fails once when its time was up",
    three,
    { code: 0, limitSeconds: 60 },
    ["not every test ran: it was stopped after 60 s"],
  ],
  [
    "fails once when somebody ended it",
    three,
    { code: 1, killedBy: "SIGTERM" },
    ["not every test ran: it was ended from outside by SIGTERM"],
  ],
  [
    "fails once when it broke off before any test",
    { ...three, passed: 0 },
    { code: 1 },
    ["not every test ran: it ended with exit code 1"],
  ],
  [
    "fails once when it ran nothing and called that success",
    { ...three, passed: 0, skipped: 4 },
    { code: 0 },
    ["no test ran at all"],
  ],
];
for (const [fact, tally, end, failures] of endings)
  test(`a part ${fact}`, () => expect(withEnding(tally, end).failures).toEqual(failures));

const ran = (id: string, file: string, outcome?: "passed" | "failed" | "skipped"): ReportLine[] => [
  { what: "test", id, file, name: `does ${id}` },
  ...(outcome ? [{ what: "outcome", id, outcome } as const] : []),
];

test("a whole report counts its outcomes and names what failed", () =>
  expect(
    fromReport([...ran("1", "a.ts", "passed"), ...ran("2", "a.ts", "failed"), ...ran("3", "a.ts", "skipped")]),
  ).toEqual({
    passed: 1,
    skipped: 1,
    failures: ["a.ts › does 2"],
  }));

test("a file that could not be loaded counts as one failure", () =>
  expect(
    fromReport([
      { what: "file", file: "a.ts" },
      { what: "problem", name: "a.ts, outside of its tests" },
      { what: "file-end", file: "a.ts" },
    ]),
  ).toEqual({ passed: 0, skipped: 0, failures: ["a.ts, outside of its tests"] }));

test("a report that was broken off keeps what passed and names what did not finish", () =>
  expect(
    fromReport([
      { what: "file", file: "a.ts" },
      { what: "file", file: "b.ts" },
      ...ran("1", "a.ts", "passed"),
      ...ran("2", "a.ts", "passed"),
      ...ran("3", "a.ts"),
    ]),
  ).toEqual({ passed: 2, skipped: 0, failures: ["b.ts: was not come to", "a.ts › does 3: did not finish"] }));
