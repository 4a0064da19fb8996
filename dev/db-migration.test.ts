import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { root } from "./run.mjs";

// `npm run db:migration`, really run in a copy of what it reads.

const copies: string[] = [];
let copy = "";

beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), "lifeguard-migration-"));
  copies.push(copy);
  for (const path of ["lib", "dev", "package.json", "tsconfig.json"])
    cpSync(join(root, path), join(copy, path), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"), "junction");
});
afterAll(() => {
  for (const folder of copies) rmSync(folder, { recursive: true, force: true });
});

const run = (...args: string[]): { code: number | null; said: string } => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["dev/db-migration.mjs", ...args], {
    cwd: copy,
    encoding: "utf8",
  });
  return { code: status, said: stdout + stderr };
};
const migrations = (): string[] => readdirSync(join(copy, "lib/db/migrations")).filter((file) => file.endsWith(".sql"));
const journal = (): { entries: { idx: number; tag: string }[] } =>
  JSON.parse(readFileSync(join(copy, "lib/db/migrations/meta/_journal.json"), "utf8"));

/** Adds a column to the notes of the copy's schema. */
function addColumn(): void {
  const file = join(copy, "lib/db/schema.ts");
  const text = readFileSync(file, "utf8");
  const changed = text.replace(/(export const notes = pgTable\(\s*"notes",\s*\{)/, '$1\n    colour: text("colour"),');
  expect(changed).not.toBe(text);
  writeFileSync(file, changed);
}

test("without a name, or with one that is not the house's, it refuses and says how", () => {
  const before = migrations();
  expect(run()).toEqual({ code: 1, said: expect.stringContaining("npm run db:migration -- reasons_and_notes") });
  expect(run("colour", "of_notes").code).toBe(1);
  expect(run("Colour-of-notes")).toEqual({ code: 1, said: expect.stringContaining("small letters") });
  expect(run("first")).toEqual({ code: 1, said: expect.stringContaining("There is a migration 0000_first already") });
  expect(migrations()).toEqual(before);
});

test("when the schema says nothing new it refuses and leaves nothing behind", () => {
  const before = [migrations(), journal()];
  expect(run("nothing_new")).toEqual({ code: 1, said: expect.stringContaining("already say all") });
  expect([migrations(), journal()]).toEqual(before);
});

test("a new column becomes the next migration, and only once", () => {
  const before = migrations();
  const tag = `${String(before.length).padStart(4, "0")}_colour_of_notes`;
  addColumn();
  expect(run("colour_of_notes")).toEqual({ code: 0, said: expect.stringContaining(`lib/db/migrations/${tag}.sql`) });
  expect(migrations()).toEqual([...before, `${tag}.sql`]);
  expect(readFileSync(join(copy, `lib/db/migrations/${tag}.sql`), "utf8").trim()).toBe(
    'ALTER TABLE "notes" ADD COLUMN "colour" text;',
  );
  expect(journal().entries.at(-1)).toMatchObject({ idx: before.length, tag });
  expect(run("colour_again").code).toBe(1);
  expect(migrations()).toHaveLength(before.length + 1);
});
