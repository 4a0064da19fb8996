// @ts-check
// `npm test`: everything, from a fresh clone, ending in one line that adds it all up.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UsageError } from "./args.mjs";
import { ensureBuilt } from "./build.mjs";
import { ensureInstalled } from "./install.mjs";
import { exitWith } from "./problem.mjs";
import { runNode } from "./run.mjs";
import { describe, fromExitCode, fromPlaywright, fromVitest, nothing, sum, withEnding } from "./tally.mjs";

/** @typedef {import("./tally.mjs").Tally} Tally */

const reports = mkdtempSync(join(tmpdir(), "lifeguard-test-"));

/** One program; it is stopped when it takes longer than anything sensible. */
const run = async (/** @type {string[]} */ args, /** @type {Record<string, string>} */ env = {}) => {
  const { code, ended } = await runNode(args, { env, limitSeconds: 1200 });
  if (ended === "signal") {
    rmSync(reports, { recursive: true, force: true });
    process.exit(130);
  }
  if (ended === "limit") console.error("Stopped: it did not end within twenty minutes.");
  return ended === "limit" ? code || 1 : code;
};

/**
 * @template Report
 * @param {string} name
 * @param {number} code
 * @param {(report: Report) => Tally} count
 */
const readReport = (name, code, count) => {
  const path = join(reports, name);
  return withEnding(existsSync(path) ? count(JSON.parse(readFileSync(path, "utf8"))) : nothing, code);
};

/** @type {Record<string, { title: string, run: () => Promise<Tally> }>} */
const steps = {
  types: {
    title: "Types",
    run: async () => {
      const generated = await run(["node_modules/next/dist/bin/next", "typegen"]);
      return fromExitCode(generated || (await run(["node_modules/typescript/bin/tsc", "--noEmit"])));
    },
  },
  lint: {
    title: "Lint",
    run: async () => fromExitCode(await run(["node_modules/@biomejs/biome/bin/biome", "check", "."])),
  },
  unit: {
    title: "Rules, emulator and storage",
    run: async () => {
      const output = join(reports, "unit.json");
      const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${output}`];
      const code = await run(["node_modules/vitest/vitest.mjs", "run", ...reporters]);
      return readReport("unit.json", code, fromVitest);
    },
  },
  e2e: {
    title: "Browser",
    run: async () => {
      // a build that fails is this step's one failure: nothing was there to be opened
      await ensureBuilt();
      const code = await run(["node_modules/@playwright/test/cli.js", "test", "--reporter=list,json"], {
        PLAYWRIGHT_JSON_OUTPUT_FILE: join(reports, "e2e.json"),
      });
      return readReport("e2e.json", code, fromPlaywright);
    },
  },
};

/** @param {string[]} names */
const chooseSteps = (names) => {
  const unknown = names.find((name) => !(name in steps));
  if (unknown) throw new UsageError(`There is no part "${unknown}". Parts: ${Object.keys(steps).join(", ")}.`);
  return Object.entries(steps).filter(([name]) => names.length === 0 || names.includes(name));
};

/** @param {() => Promise<Tally>} step */
const attempt = async (step) => {
  try {
    return await step();
  } catch (error) {
    // the other steps still have something to say
    console.error(error instanceof UsageError ? error.message : error);
    return { ...nothing, failed: 1 };
  }
};

try {
  const chosen = chooseSteps(process.argv.slice(2));
  await ensureInstalled();
  const begun = Date.now();
  const results = [];
  for (const [, { title, run: step }] of chosen) {
    console.log(`\n── ${title}`);
    const start = Date.now();
    const tally = await attempt(step);
    results.push({ title, tally, seconds: Math.round((Date.now() - start) / 1000) });
  }
  rmSync(reports, { recursive: true, force: true });

  const total = sum(results.map(({ tally }) => tally));
  console.log(`\n── All, in ${Math.round((Date.now() - begun) / 1000)} s`);
  for (const { title, tally, seconds } of results)
    console.log(`${title}: ${describe(tally)}${tally.skipped > 0 ? `, ${tally.skipped} skipped` : ""} (${seconds} s)`);
  if (total.skipped > 0) console.log(`${total.skipped} skipped tests count neither as passed nor as failed.`);
  console.log(describe(total));
  process.exitCode = total.failed > 0 ? 1 : 0;
} catch (error) {
  rmSync(reports, { recursive: true, force: true });
  exitWith(error);
}
