// @ts-check

/** @typedef {{ passed: number, failed: number, skipped: number }} Tally */

/** @type {Tally} */
export const nothing = { passed: 0, failed: 0, skipped: 0 };

/** @param {Tally[]} tallies */
export const sum = (tallies) =>
  tallies.reduce(
    (total, { passed, failed, skipped }) => ({
      passed: total.passed + passed,
      failed: total.failed + failed,
      skipped: total.skipped + skipped,
    }),
    nothing,
  );

/**
 * A step that broke off must not look like success: whatever it counted, it failed at least once.
 *
 * @param {Tally} tally
 * @param {number} code how the program ended
 */
export const withEnding = (tally, code) => {
  const silent = tally.passed + tally.failed === 0;
  return tally.failed === 0 && (code !== 0 || silent) ? { ...tally, failed: 1 } : tally;
};

/**
 * For programs that answer with their exit code alone.
 *
 * @param {number} code
 * @returns {Tally}
 */
export const fromExitCode = (code) => (code === 0 ? { ...nothing, passed: 1 } : { ...nothing, failed: 1 });

/**
 * @typedef {object} VitestReport
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} [numTodoTests]
 * @property {{ status: string, assertionResults: { status: string }[] }[]} testResults
 */

/**
 * A file that could not be loaded has no tests to fail, and counts as one.
 *
 * @param {VitestReport} report
 * @returns {Tally}
 */
export const fromVitest = ({ numPassedTests, numFailedTests, numPendingTests, numTodoTests = 0, testResults }) => {
  const broken = testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && !assertionResults.some((assertion) => assertion.status === "failed"),
  );
  return {
    passed: numPassedTests,
    failed: numFailedTests + broken.length,
    skipped: numPendingTests + numTodoTests,
  };
};

/**
 * A test that passed only when repeated counts as failed.
 *
 * @param {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number } }} report
 * @returns {Tally}
 */
export const fromPlaywright = ({ stats: { expected, unexpected, flaky, skipped } }) => ({
  passed: expected,
  failed: unexpected + flaky,
  skipped,
});

/** @param {Tally} tally */
export const describe = ({ passed, failed }) => `${passed} passed, ${failed} failed`;
