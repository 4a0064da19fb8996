import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { PGlite } from "@electric-sql/pglite";
import { openPglite } from "#lib/db/pglite.ts";

/** Environment variable that names the folder of an empty database; dev/database-template.ts makes it before the tests. */
export const templateVariable = "LIFEGUARD_TEST_DATABASE";

/** An empty embedded database for the tests of one file: a copy, because making one takes seconds. It is gone once closed. */
export async function openTestPglite(): Promise<PGlite> {
  const template = process.env[templateVariable];
  if (!template) throw new Error(`${templateVariable} is not set; vitest.config.ts has it set for tests of this kind.`);
  const folder = mkdtempSync(path.join(tmpdir(), "lifeguard-database-"));
  const dataDir = path.join(folder, "database");
  cpSync(template, dataDir, { recursive: true });
  const pglite = await openPglite(dataDir, "process");
  const close = pglite.close.bind(pglite);
  pglite.close = async () => {
    await close();
    rmSync(folder, { recursive: true, force: true });
  };
  return pglite;
}
