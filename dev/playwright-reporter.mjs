// @ts-check
import { relative } from "node:path";
import { root } from "./run.mjs";
import { writeReport } from "./test-report.mjs";

/** @typedef {import("@playwright/test/reporter").Reporter} Reporter */
/** @typedef {import("@playwright/test/reporter").TestCase} TestCase */

/** @param {TestCase} test */
const toName = (test) => test.titlePath().slice(3).join(" › ");

/**
 * A test that passed only when it was tried again counts as failed.
 *
 * @param {TestCase} test
 */
const outcomeOf = (test) => {
  const outcome = test.outcome();
  if (outcome === "expected") return "passed";
  return outcome === "skipped" ? "skipped" : "failed";
};

/**
 * Writes down what becomes of each browser test (dev/test-report.mjs).
 *
 * @implements {Reporter}
 */
export default class PlaywrightReporter {
  /**
   * @param {import("@playwright/test/reporter").FullConfig} _config
   * @param {import("@playwright/test/reporter").Suite} suite
   */
  onBegin(_config, suite) {
    for (const test of suite.allTests())
      writeReport({
        what: "test",
        id: test.id,
        file: relative(root, test.location.file).replaceAll("\\", "/"),
        name: toName(test),
      });
  }

  /**
   * @param {TestCase} test
   * @param {import("@playwright/test/reporter").TestResult} result
   */
  onTestEnd(test, result) {
    // what was interrupted did not finish, and what is tried again has no outcome yet
    if (result.status === "interrupted") return;
    const isLast =
      result.status === test.expectedStatus || result.status === "skipped" || result.retry === test.retries;
    if (isLast) writeReport({ what: "outcome", id: test.id, outcome: outcomeOf(test) });
  }

  /** @param {import("@playwright/test/reporter").TestError} error */
  onError(error) {
    writeReport({
      what: "problem",
      name: `an error outside of all tests: ${error.message ?? error.value ?? "unknown"}`,
    });
  }

  printsToStdio() {
    return false;
  }
}
