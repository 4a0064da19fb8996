// @ts-check
import { execFile } from "node:child_process";
import { createReadStream, createWriteStream, existsSync, readFileSync } from "node:fs";
import { chmod, mkdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { createBrotliDecompress } from "node:zlib";
import { UsageError } from "./args.mjs";
import { root, runNode } from "./run.mjs";

/** @type {Partial<Record<NodeJS.Platform, string[]>>} */
const installed = {
  linux: [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/usr/bin/google-chrome-stable",
    "/snap/bin/chromium",
    "/usr/bin/microsoft-edge",
  ],
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ],
  win32: ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"].flatMap((name) =>
    ["Google\\Chrome\\Application\\chrome.exe", "Microsoft\\Edge\\Application\\msedge.exe"].map((path) =>
      join(process.env[name] ?? "C:\\", path),
    ),
  ),
};

/** @param {string} path */
const works = async (path) => {
  if (!existsSync(path)) return false;
  // Chrome on Windows opens a window instead of answering
  if (process.platform === "win32") return true;
  try {
    const { stdout } = await promisify(execFile)(path, ["--version"], { timeout: 20_000 });
    return /\d+\.\d+/.test(stdout);
  } catch {
    // whatever the reason, this one is no use and the next is asked
    return false;
  }
};

/** Where Playwright keeps the browser it downloads itself, whether or not it has. */
const playwrightBrowser = async () => (await import("@playwright/test")).chromium.executablePath();

/** The Chromium for linux x64 that came with the packages: one compressed file, unpacked once. */
const packagedBrowser = async () => {
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  const packageFolder = join(root, "node_modules/@sparticuz/chromium");
  const packed = join(packageFolder, "bin/chromium.br");
  if (!existsSync(packed)) return undefined;
  const { version } = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8"));
  const path = join(root, `node_modules/.cache/chromium-${version}/chromium`);
  if (existsSync(path)) return path;

  // renamed into place when whole, so that an interrupted or a concurrent unpacking leaves nothing broken
  const partial = `${path}.${process.pid}`;
  await mkdir(dirname(path), { recursive: true });
  try {
    await pipeline(createReadStream(packed), createBrotliDecompress(), createWriteStream(partial));
    await chmod(partial, 0o755);
    await rename(partial, path);
  } finally {
    await rm(partial, { force: true });
  }
  return path;
};

const downloadedBrowser = async () => {
  await runNode([join(root, "node_modules/@playwright/test/cli.js"), "install", "chromium"]);
  return playwrightBrowser();
};

/**
 * The path of a Chromium that starts. In order: the one asked for, Playwright's own, an installed one, the one that
 * came with the packages, a download.
 *
 * @returns {Promise<string>}
 */
export const findBrowser = async () => {
  const asked = process.env.PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH;
  if (asked) {
    if (await works(asked)) return asked;
    throw new UsageError(`PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH names ${asked}, which does not start.`);
  }
  const candidates = [
    playwrightBrowser,
    ...(installed[process.platform] ?? []).map((path) => async () => path),
    packagedBrowser,
    downloadedBrowser,
  ];
  for (const candidate of candidates) {
    const path = await candidate();
    if (path && (await works(path))) return path;
  }
  throw new UsageError(
    "The browser tests need Chromium, and none was found, unpacked or downloaded. Install Chromium or Chrome, or name one in PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH.",
  );
};
