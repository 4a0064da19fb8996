import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { hashSources } from "./build.mjs";

let folder: string;
const write = (path: string, text: string) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lifeguard-build-"));
  write("app/page.tsx", "page");
  write("lib/users/user.ts", "user");
});
afterEach(() => rmSync(folder, { recursive: true }));

const changes: [string, () => void, boolean][] = [
  ["nothing at all", () => {}, false],
  ["the same text written again", () => write("app/page.tsx", "page"), false],
  ["a page", () => write("app/page.tsx", "other"), true],
  ["a new file deep down", () => write("lib/db/migrations/0001.sql", "sql"), true],
  ["a file that moved", () => [write("lib/users/moved.ts", "user"), rmSync(join(folder, "lib/users/user.ts"))], true],
  ["the lock file", () => write("package-lock.json", "{}"), true],
  ["the framework's settings", () => write("next.config.js", "settings"), true],
  ["a unit test", () => write("lib/users/user.test.ts", "test"), false],
  ["what a unit test stands on", () => write("lib/db/fixture.ts", "fixture"), false],
  ["a browser test", () => write("e2e/users.spec.ts", "test"), false],
  ["the emulator", () => write("emulator/server.ts", "server"), false],
  ["the README", () => write("README.md", "words"), false],
];
for (const [what, change, rebuilds] of changes)
  test(`a change of ${what} ${rebuilds ? "asks for a build" : "needs no build"}`, () => {
    const before = hashSources(folder);
    change();
    expect(hashSources(folder) !== before).toBe(rebuilds);
  });
