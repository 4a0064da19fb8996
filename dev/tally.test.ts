import { expect, test } from "vitest";
import { describe, fromExitCode, fromPlaywright, fromVitest, sum, withEnding } from "./tally.mjs";

test("the last line adds up every step, and nothing that was skipped", () => {
  const tallies = [
    fromExitCode(0),
    fromExitCode(2),
    { passed: 120, failed: 1, skipped: 3 },
    { passed: 19, failed: 0, skipped: 0 },
  ];
  expect(describe(sum(tallies))).toBe("140 passed, 2 failed");
});

const endings: [string, { passed: number; failed: number; skipped: number }, number, number][] = [
  ["passes when all passed", { passed: 3, failed: 0, skipped: 0 }, 0, 0],
  ["keeps its own failures", { passed: 3, failed: 2, skipped: 0 }, 1, 2],
  ["fails once when it broke off after passing tests", { passed: 3, failed: 0, skipped: 0 }, 1, 1],
  ["fails once when it broke off before any test", { passed: 0, failed: 0, skipped: 0 }, 1, 1],
  ["fails once when it ran nothing and called that success", { passed: 0, failed: 0, skipped: 4 }, 0, 1],
];
for (const [fact, tally, code, failed] of endings)
  test(`a step ${fact}`, () => expect(withEnding(tally, code).failed).toBe(failed));

test("a unit test file that could not be loaded counts as one failure", () =>
  expect(
    fromVitest({
      numPassedTests: 2,
      numFailedTests: 1,
      numPendingTests: 1,
      numTodoTests: 1,
      testResults: [
        { status: "passed", assertionResults: [{ status: "passed" }, { status: "passed" }] },
        { status: "failed", assertionResults: [{ status: "failed" }] },
        { status: "failed", assertionResults: [] },
      ],
    }),
  ).toEqual({ passed: 2, failed: 2, skipped: 2 }));

test("a browser test that passed only when repeated counts as failed", () =>
  expect(fromPlaywright({ stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 } })).toEqual({
    passed: 5,
    failed: 2,
    skipped: 2,
  }));
