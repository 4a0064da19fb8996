// @ts-check
// What became of each test, written down line by line as it happens: a run that is broken off still knows what it finished.
import { appendFileSync, existsSync, readFileSync } from "node:fs";

/**
 * One line of a report.
 *
 * @typedef {(
 *   | { what: "file", file: string }
 *   | { what: "test", id: string, file: string, name: string }
 *   | { what: "outcome", id: string, outcome: "passed" | "failed" | "skipped" }
 *   | { what: "file-end", file: string }
 *   | { what: "problem", name: string }
 * )} ReportLine
 *
 * file: will be run; test: is in a file and will be run; outcome: of a test; file-end: all tests of a file are over;
 * problem: something failed that is no test, such as a file that cannot be loaded.
 */

/** Environment variable that names the file of the report. */
export const reportVariable = "LIFEGUARD_TEST_REPORT";

/** @param {ReportLine[]} lines */
export const writeReport = (...lines) => {
  const path = process.env[reportVariable];
  if (path) appendFileSync(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
};

/**
 * The lines of a report; a last line that was torn by the writer's end is left out, and a report that was never begun is empty.
 *
 * @param {string} path
 * @returns {ReportLine[]}
 */
export const readReport = (path) => {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, "utf8").split("\n");
  // after the last line break stands nothing, or what was torn
  return lines.slice(0, -1).map((line) => JSON.parse(line));
};
