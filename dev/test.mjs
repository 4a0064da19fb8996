// @ts-check
// `npm test`: everything, from a fresh clone, ending in one line that adds it all up.
import { parseTestArgs, UsageError } from "./args.mjs";
import { ensureBuilt } from "./build.mjs";
import { ensureInstalled } from "./install.mjs";
import { exitWith } from "./problem.mjs";
import { runBrowserTests, runProgram, runUnitTests } from "./run-part.mjs";
import { holdScreen } from "./screen.mjs";
import { describe, fromExitCode, nothing, sum } from "./tally.mjs";

/** @typedef {import("./tally.mjs").Tally} Tally */
/** @typedef {import("./run-part.mjs").PartOptions} PartOptions */
/** @typedef {{ title: string, run: (options: PartOptions) => Promise<Tally> }} Part */
/** @typedef {{ title: string, tally: Tally, seconds: number }} Result */

/** @type {Record<string, Part>} */
const parts = {
  types: {
    title: "Types",
    run: async (options) => {
      const generated = await runProgram(["node_modules/next/dist/bin/next", "typegen"], options);
      if (generated.code !== 0) return fromExitCode("next typegen", generated);
      return fromExitCode("tsc", await runProgram(["node_modules/typescript/bin/tsc", "--noEmit"], options));
    },
  },
  lint: {
    title: "Lint",
    run: async (options) =>
      fromExitCode("biome check", await runProgram(["node_modules/@biomejs/biome/bin/biome", "check", "."], options)),
  },
  pure: { title: "Rules alone", run: (options) => runUnitTests("pure", options) },
  unit: { title: "Rules, emulator and storage", run: (options) => runUnitTests(undefined, options) },
  e2e: {
    title: "Browser",
    run: async (options) => {
      // a build that fails is this part's one failure: nothing was there to be opened
      await ensureBuilt(options);
      return runBrowserTests([], options);
    },
  },
};

/** Parts that stand together run side by side: either one waits much of its time. */
const stages = [["types"], ["lint"], ["pure"], ["unit", "e2e"]];
const standard = ["types", "lint", "unit", "e2e"];

/**
 * @param {Part} part
 * @param {PartOptions} options
 * @returns {Promise<Result>}
 */
const runPart = async ({ title, run }, options) => {
  const start = Date.now();
  const end = (/** @type {Tally} */ tally) => ({ title, tally, seconds: Math.round((Date.now() - start) / 1000) });
  try {
    return end(await run(options));
  } catch (error) {
    // the other parts still have something to say
    console.error(error instanceof UsageError ? error.message : error);
    return end({ ...nothing, failures: [error instanceof Error ? error.message : String(error)] });
  }
};

/**
 * Runs parts side by side; the screen belongs to one after the other, in their order.
 *
 * @param {Part[]} together
 * @param {number} limitSeconds
 */
const runStage = async (together, limitSeconds) => {
  const [first, ...others] = together;
  if (!first) return [];
  console.log(`\n── ${first.title}`);
  const held = others.map((part) => {
    const screen = holdScreen((text) => process.stdout.write(text));
    return { title: part.title, screen, result: runPart(part, { limitSeconds, screen }) };
  });
  const results = [await runPart(first, { limitSeconds })];
  for (const { title, screen, result } of held) {
    console.log(`\n── ${title}`);
    screen.release();
    results.push(await result);
  }
  return results;
};

/**
 * @param {Result[]} results
 * @param {number} seconds
 */
const printSummary = (results, seconds) => {
  const total = sum(results.map(({ tally }) => tally));
  console.log(`\n── All, in ${seconds} s`);
  for (const { title, tally, seconds } of results)
    console.log(`${title}: ${describe(tally)}${tally.skipped > 0 ? `, ${tally.skipped} skipped` : ""} (${seconds} s)`);
  if (total.skipped > 0) console.log(`${total.skipped} skipped tests count neither as passed nor as failed.`);
  if (total.failures.length > 0) console.log("\n── Failed");
  for (const { title, tally } of results) for (const failure of tally.failures) console.log(`${title}: ${failure}`);
  console.log(describe(total));
  return total;
};

try {
  const asked = parseTestArgs(process.argv.slice(2), Object.keys(parts), standard);
  await ensureInstalled();
  const begun = Date.now();
  const results = [];
  for (const stage of stages) {
    const together = stage.filter((name) => asked.parts.includes(name)).flatMap((name) => parts[name] ?? []);
    results.push(...(await runStage(together, asked.limitSeconds)));
  }
  const total = printSummary(results, Math.round((Date.now() - begun) / 1000));
  process.exitCode = total.failures.length > 0 ? 1 : 0;
} catch (error) {
  exitWith(error);
}
