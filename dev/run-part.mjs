// @ts-check
// Runs the programs of the tests and adds up what they did, also when they are broken off.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runNode } from "./run.mjs";
import { fromReport, withEnding } from "./tally.mjs";
import { readReport, reportVariable } from "./test-report.mjs";

/** @typedef {import("./tally.mjs").Tally} Tally */
/** @typedef {import("./tally.mjs").PartEnd} PartEnd */

/**
 * @typedef {object} PartOptions
 * @property {number} limitSeconds after which a program is ended, and counts as far as it came
 * @property {import("./screen.mjs").Screen} [screen] where its output goes; ours, if none is given
 */

/**
 * One program. A signal to us ends it, and us.
 *
 * @param {string[]} args
 * @param {PartOptions & { env?: Record<string, string> }} options
 * @returns {Promise<PartEnd>}
 */
export const runProgram = async (args, { limitSeconds, ...options }) => {
  const { code, killedBy, ended } = await runNode(args, { limitSeconds, ...options });
  if (ended === "signal") process.exit(130);
  return ended === "limit" ? { code, limitSeconds } : { code, killedBy };
};

/**
 * One program that writes a report of its tests (dev/test-report.mjs).
 *
 * @param {string[]} args
 * @param {PartOptions} options
 * @returns {Promise<Tally>}
 */
const runReported = async (args, options) => {
  const folder = mkdtempSync(join(tmpdir(), "lifeguard-test-"));
  try {
    const report = join(folder, "report.ndjson");
    const end = await runProgram(args, { ...options, env: { [reportVariable]: report } });
    return withEnding(fromReport(readReport(report)), end);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/**
 * The unit tests, all or of one kind.
 *
 * @param {"pure" | "emulator" | "whole" | undefined} kind a project of vitest.config.ts
 * @param {PartOptions} options
 */
export const runUnitTests = (kind, options) =>
  runReported(
    [
      "node_modules/vitest/vitest.mjs",
      "run",
      "--reporter=default",
      "--reporter=./dev/vitest-reporter.mjs",
      ...(kind ? [`--project=${kind}`] : []),
    ],
    options,
  );

/**
 * Browser tests, all or of some files, against a stack that is started for them. It needs a build.
 *
 * @param {string[]} files without their folder
 * @param {PartOptions} options
 */
export const runBrowserTests = (files, options) =>
  runReported(
    [
      "node_modules/@playwright/test/cli.js",
      "test",
      "--reporter=list,./dev/playwright-reporter.mjs",
      ...files.map((file) => `e2e/${file}`),
    ],
    options,
  );
