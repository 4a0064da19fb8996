// @ts-check
// `npm test`: everything, from a fresh clone, ending in one line that adds it all up.
import { parseTestArgs, UsageError } from "./args.mjs";
import { ensureBuilt } from "./build.mjs";
import { ensureInstalled } from "./install.mjs";
import { exitWith } from "./problem.mjs";
import { runBrowserTests, runProgram, runUnitTests } from "./run-part.mjs";
import { describe, fromExitCode, nothing, sum } from "./tally.mjs";

/** @typedef {import("./tally.mjs").Tally} Tally */
/** @typedef {{ title: string, run: (limitSeconds: number) => Promise<Tally> }} Part */

/** @type {Record<string, Part>} */
const parts = {
  types: {
    title: "Types",
    run: async (limitSeconds) => {
      const generated = await runProgram(["node_modules/next/dist/bin/next", "typegen"], { limitSeconds });
      const end = generated.code
        ? generated
        : await runProgram(["node_modules/typescript/bin/tsc", "--noEmit"], { limitSeconds });
      return fromExitCode("types", end);
    },
  },
  lint: {
    title: "Lint",
    run: async (limitSeconds) =>
      fromExitCode("lint", await runProgram(["node_modules/@biomejs/biome/bin/biome", "check", "."], { limitSeconds })),
  },
  pure: { title: "Rules alone", run: (limitSeconds) => runUnitTests("pure", { limitSeconds }) },
  unit: { title: "Rules, emulator and storage", run: (limitSeconds) => runUnitTests(undefined, { limitSeconds }) },
  e2e: {
    title: "Browser",
    run: async (limitSeconds) => {
      // a build that fails is this part's one failure: nothing was there to be opened
      await ensureBuilt();
      return runBrowserTests([], { limitSeconds });
    },
  },
};

/** @param {() => Promise<Tally>} run */
const attempt = async (run) => {
  try {
    return await run();
  } catch (error) {
    // the other parts still have something to say
    console.error(error instanceof UsageError ? error.message : error);
    return { ...nothing, failures: [error instanceof Error ? error.message : String(error)] };
  }
};

/** @param {{ title: string, tally: Tally, seconds: number }[]} results */
const printSummary = (results) => {
  const total = sum(results.map(({ tally }) => tally));
  console.log(`\n── All, in ${results.reduce((all, { seconds }) => all + seconds, 0)} s`);
  for (const { title, tally, seconds } of results)
    console.log(`${title}: ${describe(tally)}${tally.skipped > 0 ? `, ${tally.skipped} skipped` : ""} (${seconds} s)`);
  if (total.skipped > 0) console.log(`${total.skipped} skipped tests count neither as passed nor as failed.`);
  if (total.failures.length > 0) console.log("\n── Failed");
  for (const { title, tally } of results) for (const failure of tally.failures) console.log(`${title}: ${failure}`);
  console.log(describe(total));
  return total;
};

try {
  const standard = ["types", "lint", "unit", "e2e"];
  const asked = parseTestArgs(process.argv.slice(2), Object.keys(parts), standard);
  await ensureInstalled();
  const results = [];
  for (const name of asked.parts) {
    const { title, run } = /** @type {Part} */ (parts[name]);
    console.log(`\n── ${title}`);
    const start = Date.now();
    const tally = await attempt(() => run(asked.limitSeconds));
    results.push({ title, tally, seconds: Math.round((Date.now() - start) / 1000) });
  }
  process.exitCode = printSummary(results).failures.length > 0 ? 1 : 0;
} catch (error) {
  exitWith(error);
}
