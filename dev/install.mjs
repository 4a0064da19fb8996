// @ts-check
// Runs on a fresh clone, before anything is installed: Node's own modules only.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "./args.mjs";
import { root, run, runNode } from "./run.mjs";

const nodeFloor = [20, 19];

/** @param {string} version */
export const nodeProblem = (version) => {
  const [major = 0, minor = 0] = version.replace(/^v/, "").split(".").map(Number);
  const [floorMajor = 0, floorMinor = 0] = nodeFloor;
  if (major > floorMajor || (major === floorMajor && minor >= floorMinor)) return undefined;
  return `Lifeguard needs Node ${nodeFloor.join(".")} or newer (24 is recommended); this is ${version.replace(/^v/, "")}.`;
};

/** @typedef {Record<string, { version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, link?: boolean }>} Packages */

/**
 * Whether what npm says it installed is what the lock file asks for. Packages for other platforms are absent by right.
 *
 * @param {{ packages?: Packages }} wanted package-lock.json
 * @param {{ packages?: Packages }} installed node_modules/.package-lock.json
 */
export const isSameInstall = ({ packages: wanted = {} }, { packages: installed = {} }) =>
  Object.entries(wanted).every(([path, { version, integrity, optional, devOptional }]) => {
    if (path === "") return true;
    const found = installed[path];
    if (!found) return Boolean(optional || devOptional);
    return found.version === version && found.integrity === integrity;
  }) && Object.keys(installed).every((path) => path in wanted);

const isInstalled = () => {
  const marker = join(root, "node_modules/.package-lock.json");
  // npm writes the marker last, so an install that was interrupted has none
  if (!existsSync(marker)) return false;
  return isSameInstall(parseJson(join(root, "package-lock.json")), parseJson(marker));
};

/** @param {string} path */
const parseJson = (path) => JSON.parse(readFileSync(path, "utf8"));

/** Leaves node_modules as package-lock.json describes it; returns at once when it already is. */
export const ensureInstalled = async () => {
  const problem = nodeProblem(process.version);
  if (problem) throw new UsageError(problem);
  if (isInstalled()) return;

  console.log("Installing packages (npm ci); this happens once, and again when package-lock.json changes.");
  // dev packages are wanted even where NODE_ENV=production is set: the emulator and the build are made of them
  const { code, ended } = await runNpm(["ci", "--include=dev", "--no-audit", "--no-fund"]);
  if (ended === "signal") process.exit(130);
  if (code !== 0)
    throw new UsageError(
      `npm ci failed (exit code ${code}); its own words are above. Check the network and the registry, then start again.`,
    );
};

/** @param {string[]} args */
const runNpm = (args) => {
  // under `npm run`, the npm that runs us, whatever the PATH says
  const cli = process.env.npm_execpath;
  if (cli?.endsWith("npm-cli.js")) return runNode([cli, ...args]);
  return process.platform === "win32" ? run("npm.cmd", args, { shell: true }) : run("npm", args);
};
