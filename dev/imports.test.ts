import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "./run.mjs";

// Who may import whom: the arrows go one way (docs/architecture.md).

const folders = ["app", "components", "lib", "emulator", "dev", "e2e", "bench"] as const;
type Folder = (typeof folders)[number] | "root";

interface Import {
  /** A file of the project from its root, or the name of a package. */
  to: string;
  /** Gone once compiled. */
  typeOnly: boolean;
}

interface Module {
  file: string;
  folder: Folder;
  /** A test, or what only tests use. */
  test: boolean;
  text: string;
  imports: Import[];
}

const code = /\.(?:tsx?|mjs|js)$/;
const importing =
  /^(?:import|export)\b(\s+type\b)?[^"';]*?\bfrom\s+"([^"]+)"|^import\s+"([^"]+)"|\bimport\("([^"]+)"\)/gm;

function read(file: string): Module {
  const text = readFileSync(path.join(root, file), "utf8");
  const imports = [...text.matchAll(importing)].map(([, type, from, alone, late]) => {
    const name = from ?? alone ?? late ?? "";
    const to = name.startsWith("#") ? name.slice(1) : name.startsWith(".") ? path.join(path.dirname(file), name) : name;
    return { to, typeOnly: type !== undefined };
  });
  const folder = folders.find((name) => file.startsWith(`${name}/`)) ?? "root";
  const test = /\.test\.ts$|(^|\/)fixture\.ts$|^lib\/db\/test-server\.ts$|^(playwright|vitest)\.config\.ts$/.test(file);
  return { file, folder, test, text, imports };
}

const filesOf = (folder: string): string[] =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" }).map((file) => path.join(folder, file));
const files = [...folders.flatMap(filesOf), ...readdirSync(root)].filter((file) => code.test(file));
const modules = files.map(read);
const byFile = new Map(modules.map((module) => [module.file, module]));
const product = modules.filter(({ test }) => !test);
const shipped = product.filter(({ folder }) => ["app", "components", "lib", "root"].includes(folder));

const folderOf = (to: string): Folder | "package" =>
  byFile.get(to)?.folder ?? folders.find((name) => to.startsWith(`${name}/`)) ?? "package";
const isServerOnly = ({ text }: Module): boolean => text.startsWith('import "server-only";');

/** "a.ts → b.ts" for every import of these modules that is not allowed. */
const breaches = (of: Module[], allowed: (to: string, from: Module) => boolean): string[] =>
  of.flatMap((module) =>
    module.imports.filter(({ to }) => !allowed(to, module)).map(({ to }) => `${module.file} → ${to}`),
  );

/** What a module pulls in when it runs, and through whom. */
function reached(start: Module): Map<string, string[]> {
  const found = new Map<string, string[]>([[start.file, [start.file]]]);
  for (const [file, way] of found)
    for (const { to, typeOnly } of byFile.get(file)?.imports ?? [])
      if (!typeOnly && byFile.has(to) && !found.has(to)) found.set(to, [...way, to]);
  return found;
}

test("every import of a file of the project names one that is there", () => {
  expect(modules.length).toBeGreaterThan(150);
  const ours = (to: string) => folderOf(to) !== "package";
  expect(breaches(product, (to) => !ours(to) || byFile.has(to) || /\.(css|json)$/.test(to))).toEqual([]);
});

describe("folders", () => {
  const may: Record<Folder, readonly (Folder | "package")[]> = {
    app: ["app", "components", "lib", "package"],
    components: ["components", "lib", "package"],
    lib: ["lib", "package"],
    emulator: ["emulator", "package"],
    e2e: ["e2e", "dev", "package"],
    dev: ["dev", "emulator", "lib", "package"],
    bench: ["bench", "dev", "emulator", "lib", "package"],
    root: ["lib", "package"],
  };
  test.each(folders)("%s imports only from where it may", (folder) => {
    const mine = product.filter((module) => module.folder === folder);
    expect(mine.length).toBeGreaterThan(0);
    expect(breaches(mine, (to) => may[folder].includes(folderOf(to)))).toEqual([]);
  });

  test("the root's own files import only lib", () => {
    const mine = product.filter(({ folder }) => folder === "root");
    expect(breaches(mine, (to) => may.root.includes(folderOf(to)))).toEqual([]);
  });

  test("the emulator imports nothing of ours, not even in its tests", () => {
    const mine = modules.filter(({ folder }) => folder === "emulator");
    expect(breaches(mine, (to) => may.emulator.includes(folderOf(to)))).toEqual([]);
  });

  test("the emulator needs nothing but Node", () => {
    // The conformance suite is tests, of this emulator and of a real pool.
    const mine = product.filter(({ folder, file }) => folder === "emulator" && !file.includes("/conformance/"));
    expect(breaches(mine, (to) => to.startsWith("node:") || to.startsWith("emulator/"))).toEqual([]);
  });

  test("only the emulator's own files name their neighbors by a dotted path across folders", () => {
    const mine = modules.filter(({ folder }) => ["app", "components", "lib"].includes(folder));
    for (const { file, text } of mine) expect(text.match(/from "\.\.\//g) ?? [], file).toEqual([]);
  });
});

describe("what stands behind one door", () => {
  const doors: [what: string, packages: RegExp, home: RegExp][] = [
    ["the AWS SDK", /^@(aws-sdk|smithy)\//, /^lib\/cognito\//],
    ["the database drivers", /^(pg|drizzle-orm|@electric-sql\/pglite)(\/|$)/, /^lib\/db\//],
    ["next-auth", /^next-auth(\/|$)/, /^(lib\/session\.ts|app\/api\/auth\/|components\/shell\/sign-in-card\.tsx)/],
    ["YAML", /^yaml$/, /^lib\/config\.ts$/],
  ];
  test.each(doors)("%s: imported at home and nowhere else", (_what, packages, home) => {
    expect(shipped.some(({ file, imports }) => home.test(file) && imports.some(({ to }) => packages.test(to)))).toBe(
      true,
    );
    expect(breaches(shipped, (to, { file }) => !packages.test(to) || home.test(file))).toEqual([]);
  });

  test("the environment is read in one place", () => {
    // Next compiles the proxy apart and sets what instrumentation and start ask for.
    const home = ["lib/env.ts", "lib/start.ts", "proxy.ts", "instrumentation.ts"];
    const readers = shipped.filter(
      ({ text, file }) => text.includes("process.env") && !/\.config\.(m?js|ts)$/.test(file),
    );
    expect(readers.map(({ file }) => file).toSorted()).toEqual(home.toSorted());
  });

  test("what the process has one of is kept in one place, each value under its own name", () => {
    const mine = modules.filter(({ folder, file }) => folder !== "emulator" && file !== "dev/imports.test.ts");
    const keepers = mine.filter(({ text }) => /\bglobalThis\s+as\b|\b__lifeguard/.test(text));
    expect(keepers.map(({ file }) => file)).toEqual(["lib/process-wide.ts"]);
    const names = shipped.flatMap(({ text }) =>
      [...text.matchAll(/= processWide\b[^"]*"([^"]+)"/g)].map(([, name]) => name),
    );
    expect(names.length).toBeGreaterThan(10);
    expect(names.toSorted()).toEqual([...new Set(names)].toSorted());
  });

  test("what may change something at Cognito is sent only by those who put it on record", () => {
    // Whoever calls a method of this name, wherever the client was handed over from.
    const sends = /(?<!\bObject|\bPGlite)\.(?:send|create)\(/;
    const senders = shipped.filter(({ file, text }) => !file.startsWith("lib/cognito/") && sends.test(text));
    expect(senders.map(({ file }) => file).toSorted()).toEqual([
      "lib/jobs/carry-out.ts",
      "lib/new-user/create.ts",
      "lib/sign-in-check/take-step.ts",
    ]);
    for (const { file, imports } of senders)
      expect(
        imports.map(({ to }) => to),
        file,
      ).toContain("lib/audit/on-record.ts");
    // The calls of a run are handed over, and taken at one place.
    const handedOver = shipped.filter(({ imports }) => imports.some(({ to }) => to === "lib/jobs/carry-out.ts"));
    expect(handedOver.filter(({ text }) => text.includes("callsOf(")).map(({ file }) => file)).toEqual([
      "lib/jobs/batch.ts",
    ]);
    expect(byFile.get("lib/jobs/batch.ts")?.text).toMatch(/allOnRecord\(\s*ready\.map\(\(one\) => callsOf\(/);
    for (const file of ["lib/new-user/create.ts", "lib/sign-in-check/take-step.ts"])
      expect(byFile.get(file)?.text, file).toMatch(/onRecord\(\{[^;]*\bcall: \(\) => \w+\.(?:send|create)\(/);
  });

  test("the log is written in one place", () => {
    const mine = shipped.filter(({ folder }) => folder !== "components");
    const writers = mine.filter(({ text }) => /\bconsole\.(log|info|warn|error|debug)\b/.test(text));
    expect(writers.map(({ file }) => file)).toEqual(["lib/log.ts"]);
  });
});

describe("what runs where", () => {
  test("no component pulls in a server module, not through others either", () => {
    const mine = product.filter(({ folder }) => folder === "components");
    const ways = mine.flatMap((module) =>
      [...reached(module)]
        .filter(([file]) => isServerOnly(byFile.get(file) as Module))
        .map(([, way]) => way.join(" → ")),
    );
    expect(ways).toEqual([]);
  });

  test("no component brings zod along: what is parsed is parsed on the server", () => {
    const mine = product.filter(({ folder }) => folder === "components");
    const ways = mine.flatMap((module) =>
      [...reached(module)]
        .filter(([file]) => byFile.get(file)?.imports.some(({ to, typeOnly }) => to === "zod" && !typeOnly))
        .map(([, way]) => way.join(" → ")),
    );
    expect(ways).toEqual([]);
  });

  test("no component brings the numbering plans of all countries along: what was typed is read on the server", () => {
    const mine = product.filter(({ folder }) => folder === "components");
    const plans = (file: string): boolean =>
      byFile.get(file)?.imports.some(({ to, typeOnly }) => to.startsWith("libphonenumber-js") && !typeOnly) ?? false;
    expect(product.filter(({ file }) => plans(file)).map(({ file }) => file)).toEqual(["lib/users/spelling.ts"]);
    const ways = mine.flatMap((module) =>
      [...reached(module)].filter(([file]) => plans(file)).map(([, way]) => way.join(" → ")),
    );
    expect(ways).toEqual([]);
  });

  test("a module of lib that does not say it is for the server only is pure", () => {
    // The database's own parts run in its thread, where that line has no meaning.
    const pure = product.filter(
      (module) => module.folder === "lib" && !module.file.startsWith("lib/db/") && !isServerOnly(module),
    );
    expect(pure.length).toBeGreaterThan(10);
    const impure = pure.flatMap((module) =>
      [...reached(module).keys()]
        .map((file) => byFile.get(file) as Module)
        .filter((other) => isServerOnly(other) || other.imports.some(({ to }) => /^(node:|next\/|react$)/.test(to)))
        .map(({ file }) => `${module.file} → ${file}`),
    );
    expect(impure).toEqual([]);
  });

  test("errors, roles and env import nothing of ours but where a value of the process is kept", () => {
    const mine = ["lib/errors.ts", "lib/roles.ts", "lib/env.ts"].map((file) => byFile.get(file) as Module);
    expect(breaches(mine, (to) => folderOf(to) === "package" || to === "lib/process-wide.ts")).toEqual([]);
  });

  test("a filter runs on nouns only, so that whoever reads one reads it whole", () => {
    const mine = product.filter(({ file }) => file.startsWith("lib/filters/"));
    expect(mine.length).toBeGreaterThan(5);
    const nouns = /^lib\/(filters\/|users\/user\.ts$|utc-day\.ts$)/;
    const late = mine.map((module) => ({ ...module, imports: module.imports.filter(({ typeOnly }) => !typeOnly) }));
    expect(breaches(late, (to) => nouns.test(to))).toEqual([]);
  });

  test.each([...folders, "root"] as const)("nothing of %s imports itself in a circle", (folder) => {
    const mine = modules.filter((module) => module.folder === folder);
    expect(mine.length).toBeGreaterThan(0);
    const circles = mine.flatMap((module) =>
      module.imports
        .filter(({ to, typeOnly }) => !typeOnly && byFile.has(to))
        .map(({ to }) => reached(byFile.get(to) as Module).get(module.file))
        .filter((way) => way !== undefined)
        .map((way) => [module.file, ...way].join(" → ")),
    );
    expect(circles).toEqual([]);
  });
});

describe("the inner order of lib", () => {
  // From the ground up (docs/architecture.md). What runs imports its own room and the layers under it, so no two rooms hold each other.
  const layers: readonly (readonly string[])[] = [
    ["errors", "process-wide", "request-id", "roles", "utc-day"],
    ["authority", "env", "job", "metrics", "pools", "sign-in", "trace", "users"],
    ["calls", "filters", "log"],
    ["operations", "otlp", "request"],
    ["config"],
    ["cognito", "db"],
    ["audit", "health.ts", "holders"],
    ["session"],
    ["action", "query", "sign-out"],
    ["audit-page", "directory", "jobs", "new-user", "user-page"],
    ["health", "overview", "sign-in-check"],
    ["start"],
  ];
  /** A folder of lib, or a file that stands in none; a file with a folder of its name keeps its ending. */
  const roomOf = (file: string): string => {
    const [, first = "", ...rest] = file.split("/");
    const name = first.replace(/\.ts$/, "");
    return rest.length > 0 || !layers.flat().includes(first) ? name : first;
  };
  const layerOf = (file: string): number => layers.findIndex((rooms) => rooms.includes(roomOf(file)));
  const mine = product.filter(({ folder }) => folder === "lib");

  test("every room has its layer, and every name of the list is a room", () => {
    const rooms = [...new Set(mine.map(({ file }) => roomOf(file)))];
    expect(layers.flat().toSorted()).toEqual(rooms.toSorted());
  });

  test("what runs imports its own room and those of the layers under it", () => {
    const late = mine.map((module) => ({ ...module, imports: module.imports.filter(({ typeOnly }) => !typeOnly) }));
    const below = (to: string, { file }: Module): boolean =>
      folderOf(to) === "package" || roomOf(to) === roomOf(file) || layerOf(to) < layerOf(file);
    expect(breaches(late, below)).toEqual([]);
  });
});

describe("files that are read whole", () => {
  const generated = ["emulator/wire/shapes.ts"];
  const linesOf = ({ text }: Module): number => text.split("\n").length - 1;
  const read = product.filter(
    ({ folder, file }) =>
      ["app", "components", "lib", "emulator", "dev"].includes(folder) &&
      /\.(tsx?|mjs)$/.test(file) &&
      !generated.includes(file),
  );

  test("no file is longer than 300 lines", () => {
    const long = read.filter((module) => linesOf(module) > 300);
    expect(long.map((module) => `${module.file}: ${linesOf(module)}`)).toEqual([]);
  });

  test("the median has at most 50", () => {
    const lengths = read.map(linesOf).toSorted((a, b) => a - b);
    expect(lengths.length).toBeGreaterThan(300);
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(50);
  });

  test("what is generated says so", () => {
    for (const file of generated) expect(byFile.get(file)?.text, file).toMatch(/^\/\/.*\bgenerat/i);
  });
});

test("no component is tied to itself by its imports, not by types either", () => {
  const mine = product.filter(({ folder }) => folder === "components");
  const leadsTo = ({ file }: Module): Set<string> => {
    const found = new Set<string>();
    const ahead = [file];
    for (const next of ahead)
      for (const { to } of byFile.get(next)?.imports ?? [])
        if (to.startsWith("components/") && !found.has(to)) {
          found.add(to);
          ahead.push(to);
        }
    return found;
  };
  expect(mine.length).toBeGreaterThan(50);
  expect(mine.filter((module) => leadsTo(module).has(module.file)).map(({ file }) => file)).toEqual([]);
});

describe("the doors", () => {
  const exported = ({ text }: Module): string[] => text.match(/^export (?!type|interface).*/gm) ?? [];

  test("every export of a server action file is an action, but for signing out", () => {
    const mine = product.filter(({ text }) => text.startsWith('"use server";'));
    expect(mine.map(({ file }) => file)).toContain("app/sign-in/actions.ts");
    const others = mine.filter(({ file }) => file !== "app/sign-in/actions.ts");
    expect(others.length).toBeGreaterThan(0);
    for (const { file, ...module } of others)
      for (const line of exported({ file, ...module })) expect(line, file).toMatch(/^export const \w+ = action\(\{$/);
  });

  test("every export of a queries file is a query", () => {
    const mine = product.filter(({ file }) => file.endsWith("/queries.ts"));
    expect(mine.length).toBeGreaterThan(2);
    for (const module of mine)
      for (const line of exported(module)) expect(line, module.file).toMatch(/^export const \w+ = query\($|= query\(/);
  });

  test("no page imports the store, a job or Cognito past them", () => {
    const pages = product.filter(({ file }) => /^app\/.*\/?(page|layout)\.tsx$/.test(file));
    expect(pages.length).toBeGreaterThan(5);
    const past = /^lib\/(db|cognito)\/|^lib\/jobs\/(start|steer|supervise|worker|batch|carry-out)\.ts$/;
    expect(breaches(pages, (to) => !past.test(to))).toEqual([]);
  });
});

test("no file is named for what it is and not for what it holds", () => {
  const vague = /(^|\/)(utils?|helpers?|types?|constants?|common|misc|shared|index)(\.[^/]*)?(\/|$)/;
  expect(modules.map(({ file }) => file).filter((file) => vague.test(file))).toEqual([]);
});
