// @ts-check
// `npm run cognito`: the emulator alone, for anyone who wants a Cognito on a laptop.
import "./follow-npm.mjs";
import { ensureInstalled } from "./install.mjs";
import { exitWith } from "./problem.mjs";
import { runNode } from "./run.mjs";

try {
  await ensureInstalled();
  const { code } = await runNode(["--import", "tsx", "emulator/main.ts", ...process.argv.slice(2)]);
  process.exit(code);
} catch (error) {
  exitWith(error);
}
