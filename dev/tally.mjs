// @ts-check

/**
 * What a part of the tests amounts to. Every failure has a name.
 *
 * @typedef {{ passed: number, skipped: number, failures: string[] }} Tally
 */

/** @type {Tally} */
export const nothing = { passed: 0, skipped: 0, failures: [] };

/**
 * @param {Tally[]} tallies
 * @returns {Tally}
 */
export const sum = (tallies) =>
  tallies.reduce(
    (total, { passed, skipped, failures }) => ({
      passed: total.passed + passed,
      skipped: total.skipped + skipped,
      failures: [...total.failures, ...failures],
    }),
    nothing,
  );

/** @typedef {{ code: number, limitSeconds?: number | undefined, killedBy?: string | null }} PartEnd how a part's program ended: the limit is named if it was reached */

/** @param {PartEnd} end */
const describeEnd = ({ code, limitSeconds, killedBy }) => {
  if (limitSeconds !== undefined) return `it was stopped after ${limitSeconds} s`;
  return killedBy ? `it was ended from outside by ${killedBy}` : `it ended with exit code ${code}`;
};

/**
 * A part that broke off must not look like success: whatever it counted, it failed at least once.
 *
 * @param {Tally} tally
 * @param {PartEnd} end
 * @returns {Tally}
 */
export const withEnding = (tally, end) => {
  if (tally.failures.length > 0) return tally;
  if (end.code !== 0 || end.limitSeconds !== undefined)
    return { ...tally, failures: [`not every test ran: ${describeEnd(end)}`] };
  return tally.passed === 0 ? { ...tally, failures: ["no test ran at all"] } : tally;
};

/**
 * For programs that answer with their exit code alone.
 *
 * @param {string} name
 * @param {PartEnd} end
 * @returns {Tally}
 */
export const fromExitCode = (name, end) =>
  end.code === 0 && end.limitSeconds === undefined
    ? { ...nothing, passed: 1 }
    : { ...nothing, failures: [`${name}: ${describeEnd(end)}`] };

/** @typedef {import("./test-report.mjs").ReportLine} ReportLine */

/**
 * Adds up a report, whole or broken off: a test without an outcome failed, and so did a file that was never come to, once.
 *
 * @param {readonly ReportLine[]} lines
 * @returns {Tally}
 */
export const fromReport = (lines) => {
  /** @type {Map<string, string>} */
  const outcomes = new Map();
  /** @type {Set<string>} */
  const begun = new Set();
  for (const line of lines) {
    if (line.what === "outcome") outcomes.set(line.id, line.outcome);
    if (line.what === "test" || line.what === "file-end") begun.add(line.file);
  }
  const failures = lines.flatMap((line) => {
    if (line.what === "problem") return [line.name];
    if (line.what === "file") return begun.has(line.file) ? [] : [`${line.file}: was not come to`];
    if (line.what !== "test") return [];
    const outcome = outcomes.get(line.id);
    if (outcome === undefined) return [`${line.file} › ${line.name}: did not finish`];
    return outcome === "failed" ? [`${line.file} › ${line.name}`] : [];
  });
  const count = (/** @type {string} */ wanted) => [...outcomes.values()].filter((outcome) => outcome === wanted).length;
  return { passed: count("passed"), skipped: count("skipped"), failures };
};

/** @param {Tally} tally */
export const describe = ({ passed, failures }) => `${passed} passed, ${failures.length} failed`;
