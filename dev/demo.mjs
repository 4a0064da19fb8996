// @ts-check
// `npm run demo`. On a fresh clone nothing is installed yet, so everything imported here needs Node alone.
import "./follow-npm.mjs";
import { parseDemoArgs, UsageError } from "./args.mjs";
import { ensureBuilt } from "./build.mjs";
import { ensureInstalled } from "./install.mjs";
import { findPortProblem } from "./ports.mjs";
import { exitWith } from "./problem.mjs";

try {
  const options = parseDemoArgs(process.argv.slice(2), process.env);
  // before minutes of installing and building, not after
  const problem = await findPortProblem(options.ports);
  if (problem) throw new UsageError(problem);
  await ensureInstalled();
  await ensureBuilt();
  const { register } = await import("tsx/esm/api");
  register();
  const { runDemo } = await import("./demo.ts");
  await runDemo(options);
  process.exit(0);
} catch (error) {
  exitWith(error);
}
