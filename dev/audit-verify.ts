// Walks the audit chain of the console's store and compares it with its copy: npm run audit:verify
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { verifyAudit } from "#lib/audit/verify.ts";
import { openStore } from "#lib/db/open.ts";
import { buildWorker } from "./build-worker.mjs";
import { root } from "./run.mjs";

const folder = process.env.LIFEGUARD_DATA ?? join(root, ".lifeguard");
const databaseUrl = process.env.DATABASE_URL;
const dataDir = join(folder, "database");
const copy = join(folder, "audit.ndjson");

if (!databaseUrl && !existsSync(dataDir)) {
  console.error(`There is no database in ${folder}. Set LIFEGUARD_DATA, or DATABASE_URL, as for the console.`);
  process.exit(2);
}
const workerFile = join(root, "node_modules/.cache/audit-verify-worker.mjs");
if (!databaseUrl) await buildWorker(workerFile);
try {
  const store = await openStore({
    ...(databaseUrl && { databaseUrl }),
    dataDir,
    workerFile,
    migrationsFolder: join(root, "lib/db/migrations"),
  });
  const lines = existsSync(copy) ? (await readFile(copy, "utf8")).split("\n") : [];
  const { events, unreadable, problem } = await verifyAudit(store, lines);
  await store.close();
  if (unreadable > 0) console.error(`Lines of the copy that are no events: ${unreadable}. A crash leaves such a line.`);
  if (problem) {
    console.error(`${problem} The ${events} events before it hold.`);
    process.exit(1);
  }
  console.log(`${events} events, an unbroken chain${lines.length > 0 ? " that agrees with its copy" : ""}.`);
} catch (error) {
  const { message, cause } = error as Error;
  console.error(message, cause instanceof Error ? cause.message : "");
  process.exit(2);
}
