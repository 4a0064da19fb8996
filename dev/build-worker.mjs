// @ts-check
// Next's bundler does not follow `new Worker()`, so the database worker is bundled here, once, after `next build`.
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { root } from "./run.mjs";

const entry = "lib/db/worker.ts";

/** @param {string} output a path; packages are found from there, so it must lie inside the project */
export const buildWorker = async (output) => {
  if (!existsSync(join(root, entry))) throw new Error(`The database worker cannot be built: ${entry} does not exist.`);
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: resolve(root, output),
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    // PGlite loads its WASM from its own folder, so packages stay outside
    packages: "external",
    // it has no meaning in a worker, and would throw there
    alias: { "server-only": "./dev/server-only.ts" },
    conditions: ["react-server"],
    sourcemap: "linked",
    logLevel: "warning",
  });
};

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    await buildWorker(".next/db-worker.mjs");
    console.log("Built .next/db-worker.mjs");
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
