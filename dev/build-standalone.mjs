// @ts-check
// Builds the console into one folder that needs nothing but Node: npm run build:standalone
import { cpSync, existsSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "./args.mjs";
import { buildWorker } from "./build-worker.mjs";
import { exitWith } from "./problem.mjs";
import { root, runNode } from "./run.mjs";

/** What Next's tracing leaves out: files that no module imports, and what only the database's thread imports. */
const further = [
  ".next/static",
  ".next/db-worker.mjs",
  "lib/db/migrations",
  "public",
  "node_modules/@electric-sql/pglite",
  "node_modules/drizzle-orm",
];

try {
  const { code } = await runNode([join(root, "node_modules/next/dist/bin/next"), "build"], {
    env: { NODE_ENV: "production", LIFEGUARD_STANDALONE: "true" },
    limitSeconds: 900,
  });
  if (code !== 0) throw new UsageError(`The build failed (exit code ${code}); the reason is above.`);
  await buildWorker(".next/db-worker.mjs");
  const folder = join(root, ".next/standalone");
  for (const path of further)
    if (existsSync(join(root, path))) cpSync(join(root, path), join(folder, path), { recursive: true });
  console.log("Built .next/standalone. Start it with `node server.js` there; docs/operating.md says what it needs.");
} catch (error) {
  exitWith(error);
}
