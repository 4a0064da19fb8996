// @ts-check
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "./args.mjs";
import { root, runNode } from "./run.mjs";

/** Whatever the build reads. Tests and the local services are not among it. */
const sources = [
  "app",
  "components",
  "lib",
  "public",
  "proxy.ts",
  "instrumentation.ts",
  "next.config.js",
  "postcss.config.mjs",
  "tsconfig.json",
  "package.json",
  "package-lock.json",
  "dev/build-worker.mjs",
];

const isTest = (/** @type {string} */ path) => /\.test\.[cm]?[jt]sx?$|\/fixture\.ts$/.test(path);

/**
 * @param {string} folder
 * @param {string} path
 * @returns {string[]}
 */
const listFiles = (folder, path) => {
  const full = join(folder, path);
  if (!existsSync(full)) return [];
  try {
    return readdirSync(full)
      .sort()
      .flatMap((name) => listFiles(folder, `${path}/${name}`));
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "ENOTDIR") throw error;
    return isTest(path) ? [] : [path];
  }
};

/**
 * A fingerprint of content, not of dates: a fresh checkout of the same commit has the same one.
 *
 * @param {string} folder
 */
export const hashSources = (folder) => {
  const hash = createHash("sha256");
  for (const path of sources.flatMap((source) => listFiles(folder, source))) {
    const content = readFileSync(join(folder, path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
};

const stamp = join(root, ".next/lifeguard-build");

const isBuilt = (/** @type {string} */ hash) => existsSync(stamp) && readFileSync(stamp, "utf8") === hash;

/**
 * Leaves a build of the present sources in .next; returns at once when it is there.
 *
 * @param {{ screen?: import("./screen.mjs").Screen }} [options] where the build's output goes; our screen, if none is given
 */
export const ensureBuilt = async ({ screen } = {}) => {
  const hash = hashSources(root);
  if (isBuilt(hash)) return;

  const sentence = "Building the console; this happens when its source has changed.";
  if (screen) screen.write(`${sentence}\n`);
  else console.log(sentence);
  // first, so that a build which stops halfway is not taken for the one before it
  rmSync(stamp, { force: true });
  const env = { NODE_ENV: "production", LIFEGUARD_TYPES: "unchecked" };
  for (const args of [
    [join(root, "node_modules/next/dist/bin/next"), "build"],
    // after Next, which clears its folder
    [join(root, "dev/build-worker.mjs")],
  ]) {
    const { code, ended } = await runNode(args, { env, limitSeconds: 1800, ...(screen && { screen }) });
    if (ended === "signal") process.exit(130);
    if (ended === "limit") throw new UsageError("The build did not end within thirty minutes and was stopped.");
    if (code !== 0) throw new UsageError(`The build failed (exit code ${code}); the reason is above.`);
  }
  writeFileSync(stamp, hash);
};
