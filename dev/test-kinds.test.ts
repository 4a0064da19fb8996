import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listUnitTests } from "./test-kinds.mjs";

let folder: string;
const write = (path: string, text: string) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "lifeguard-kinds-"));
  write("lib/rule.ts", 'import { role } from "#lib/roles.ts";\nexport const rule = role;\n');
  write("lib/roles.ts", 'import type { Pool } from "#emulator/pool.ts";\nexport const role = 1;\n');
  write(
    "lib/fixture.ts",
    'import { rule } from "./rule.ts";\nimport {\n  startEmulator,\n} from "#emulator/server.ts";\n',
  );
  write("lib/db/connection.ts", 'export { openEmbedded } from "#lib/db/embedded.ts";\n');
  write("lib/pure.test.ts", 'import { rule } from "#lib/rule.ts";\nimport { readFileSync } from "node:fs";\n');
  write("lib/behind-a-door.test.ts", 'import { store } from "#lib/db/connection.ts";\n');
  write("lib/emulated.test.ts", 'import { testConsole } from "#lib/fixture.ts";\n');
  write(
    "lib/lazy.test.ts",
    'test("x", async () => {\n  const { openPglite } = await import("#lib/db/pglite.ts");\n});\n',
  );
  write("lib/serving.test.ts", 'import { createServer } from "node:http";\n');
  write("emulator/deep/clock.test.ts", 'import { test } from "vitest";\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

test("a unit test is pure when it reaches neither emulator, database, server nor another program", () =>
  expect(listUnitTests(folder, ["lib"])).toEqual({
    pure: ["lib/behind-a-door.test.ts", "lib/pure.test.ts"],
    emulator: [],
    whole: ["lib/emulated.test.ts", "lib/lazy.test.ts", "lib/serving.test.ts"],
  }));

test("no test is left out of all kinds", () => {
  const { pure, emulator, whole } = listUnitTests(folder, ["lib", "emulator"]);
  expect(emulator).toEqual(["emulator/deep/clock.test.ts"]);
  expect(pure.length + whole.length).toBe(5);
});
