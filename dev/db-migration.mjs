// @ts-check
// Makes a migration of what lib/db/schema.ts says and the migrations do not yet: npm run db:migration -- name
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "./args.mjs";
import { exitWith } from "./problem.mjs";
import { root } from "./run.mjs";

const schema = "lib/db/schema.ts";
const folder = "lib/db/migrations";
const drizzleKit = join(root, "node_modules/drizzle-kit/bin.cjs");

/** The migrations there are, in order, such as "0000_first". @returns {string[]} */
const migrationTags = () =>
  JSON.parse(readFileSync(join(root, folder, "meta/_journal.json"), "utf8")).entries.map(
    (/** @type {{ tag: string }} */ { tag }) => tag,
  );

/** @param {string[]} argv */
const parseName = (argv) => {
  const [name, ...more] = argv;
  if (!name || more.length > 0)
    throw new UsageError("Say in a few words what changes, joined by _: npm run db:migration -- reasons_and_notes");
  if (!/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(name))
    throw new UsageError(`A migration is named in small letters and digits joined by _, not "${name}".`);
  const taken = migrationTags().find((tag) => tag.replace(/^\d+_/, "") === name);
  if (taken) throw new UsageError(`There is a migration ${taken} already. Choose another name.`);
  return name;
};

try {
  const name = parseName(process.argv.slice(2));
  if (!existsSync(drizzleKit)) throw new UsageError("drizzle-kit is not installed. Run npm ci first.");
  const before = migrationTags();
  const { status } = spawnSync(
    process.execPath,
    [drizzleKit, "generate", "--dialect=postgresql", `--schema=${schema}`, `--out=${folder}`, `--name=${name}`],
    // the keyboard stays with it: it asks whether a column that is gone and one that is new are the same
    { cwd: root, stdio: "inherit" },
  );
  if (status !== 0) throw new UsageError("drizzle-kit made no migration; the reason is above.");
  const [made] = migrationTags().slice(before.length);
  // drizzle-kit ends with 0 too when it met an error, so what it left behind is looked at
  if (!made)
    throw new UsageError(
      `No migration was made. Unless an error stands above, the migrations already say all that ${schema} says.`,
    );
  console.log(`\nMade ${folder}/${made}.sql. Read it, and run it on both engines: npx vitest run lib/db`);
} catch (error) {
  exitWith(error);
}
