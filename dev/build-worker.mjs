// @ts-check
// Next's bundler does not follow `new Worker()`, so the database worker is bundled here, once, after `next build`.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { root } from "./run.mjs";

const entry = "lib/db/worker.ts";
const output = ".next/db-worker.mjs";

if (!existsSync(join(root, entry))) {
  console.error(`The database worker cannot be built: ${entry} does not exist.`);
  process.exit(1);
}

await build({
  absWorkingDir: root,
  entryPoints: [entry],
  outfile: output,
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20",
  // PGlite loads its WASM from its own folder, so packages stay outside
  packages: "external",
  // else `server-only` throws outside Next
  conditions: ["react-server"],
  sourcemap: "linked",
  logLevel: "warning",
});
console.log(`Built ${output}`);
