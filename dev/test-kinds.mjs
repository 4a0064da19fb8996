// @ts-check
// Which unit tests are pure: the others start an emulator, a database, a server or another program, or can.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** What a pure test does not reach, not even through what it imports. */
const impure = [
  /^emulator\//,
  /^lib\/db\/(pglite|postgres|embedded|fixture|test-server)\.ts$/,
  /^node:(child_process|http|https|net|worker_threads)$/,
];

/** Behind these stands what a test asks for on purpose: they open nothing by being imported. */
const doors = new Set(["lib/db/connection.ts", "dev/run.mjs"]);

const importForm = /(?:^|\n)\s*(?:import|export)\s+(?!type\b)[^"';]*?(?:from\s+)?"([^"\n]+)"|\bimport\(\s*"([^"\n]+)"/g;

/**
 * What a module imports when it runs: paths inside the project, and names of packages.
 *
 * @param {string} folder the project's
 * @param {string} file
 */
const importsOf = (folder, file) =>
  [...readFileSync(join(folder, file), "utf8").matchAll(importForm)].map(([, first, second]) => {
    const to = first ?? second ?? "";
    if (to.startsWith("#")) return to.slice(1);
    return to.startsWith(".") ? join(dirname(file), to).replaceAll("\\", "/") : to;
  });

/**
 * Whether a test needs nothing but the processor.
 *
 * @param {string} folder the project's
 * @param {string} test
 */
export const isPure = (folder, test) => {
  const seen = new Set([test]);
  for (const file of seen) {
    if (impure.some((form) => form.test(file))) return false;
    if (!doors.has(file) && /\.[cm]?[jt]sx?$/.test(file) && existsSync(join(folder, file)))
      for (const to of importsOf(folder, file)) seen.add(to);
  }
  return true;
};

/**
 * The unit tests of these folders: pure ones, those of the emulator, and those of whole parts of the console.
 *
 * @param {string} folder the project's
 * @param {string[]} under
 */
export const listUnitTests = (folder, under) => {
  const tests = under.flatMap((path) =>
    readdirSync(join(folder, path), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".test.ts"))
      .map((name) => `${path}/${name.replaceAll("\\", "/")}`),
  );
  const pure = tests.filter((test) => isPure(folder, test));
  const others = tests.filter((test) => !pure.includes(test));
  const emulator = others.filter((test) => test.startsWith("emulator/"));
  return { pure, emulator, whole: others.filter((test) => !emulator.includes(test)) };
};
