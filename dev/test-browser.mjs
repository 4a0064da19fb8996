// @ts-check
// `npm run test:browser`: the browser tests alone, as often as wanted, or two files at a time until each has met each.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { parseBrowserArgs } from "./args.mjs";
import { ensureBuilt } from "./build.mjs";
import { ensureInstalled } from "./install.mjs";
import { exitWith } from "./problem.mjs";
import { root } from "./run.mjs";
import { runBrowserTests } from "./run-part.mjs";
import { describe, sum } from "./tally.mjs";

const limitSeconds = 3600;

/**
 * @param {string[]} files
 * @returns {string[][]} each two of them once
 */
const toPairs = (files) => files.flatMap((one, index) => files.slice(index + 1).map((other) => [one, other]));

try {
  const all = readdirSync(join(root, "e2e")).filter((name) => name.endsWith(".spec.ts"));
  const { files, times, pairs } = parseBrowserArgs(process.argv.slice(2), all.sort());
  const rounds = Array(times)
    .fill(pairs ? toPairs(files) : [files])
    .flat();
  await ensureInstalled();
  await ensureBuilt();
  const tallies = [];
  for (const [index, round] of rounds.entries()) {
    console.log(
      `\n── ${index + 1} of ${rounds.length}: ${round.length === all.length ? "all files" : round.join(", ")}`,
    );
    const tally = await runBrowserTests(round, { limitSeconds });
    console.log(describe(tally));
    tallies.push({
      ...tally,
      failures: tally.failures.map((failure) => `${index + 1} (${round.join(", ")}): ${failure}`),
    });
  }
  const total = sum(tallies);
  if (total.failures.length > 0) console.log(`\n── Failed\n${total.failures.join("\n")}`);
  console.log(describe(total));
  process.exitCode = total.failures.length > 0 ? 1 : 0;
} catch (error) {
  exitWith(error);
}
