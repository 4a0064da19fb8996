import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { templateVariable } from "../lib/db/fixture.ts";
import { openPglite } from "../lib/db/pglite.ts";
import { root } from "./run.mjs";

const cache = join(root, "node_modules/.cache");
const prefix = "lifeguard-database-";

/** Of all that an empty database depends on: the version of PGlite, and how it is opened. */
const hashOrigin = (): string => {
  const hash = createHash("sha256");
  for (const file of ["node_modules/@electric-sql/pglite/package.json", "lib/db/pglite.ts"])
    hash.update(readFileSync(join(root, file)));
  return hash.digest("hex").slice(0, 16);
};

/** Before the first unit test that may want a database: leaves an empty one in the cache, where it stays for the next time. */
export default async function makeTemplate(): Promise<void> {
  const folder = join(cache, `${prefix}${hashOrigin()}`);
  process.env[templateVariable] = folder;
  if (existsSync(folder)) return;
  for (const name of existsSync(cache) ? readdirSync(cache) : [])
    if (name.startsWith(prefix) && !name.includes(".")) rmSync(join(cache, name), { recursive: true, force: true });
  // renamed into place when whole: another run of the tests may be making one at the same time
  const unfinished = `${folder}.${process.pid}`;
  try {
    await (await openPglite(unfinished, "process")).close();
    renameSync(unfinished, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}
