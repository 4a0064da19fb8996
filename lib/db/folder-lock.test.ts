import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { lockFolder } from "#lib/db/folder-lock.ts";

const folder = mkdtempSync(path.join(tmpdir(), "lifeguard-lock-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const database = path.join(folder, "data", "database");
const file = `${database}.lock`;

test("a folder is locked once, until it is given back", async () => {
  const unlock = await lockFolder(database);
  await expect(lockFolder(database)).rejects.toThrow("This very process has the database");
  unlock();
  expect(existsSync(file)).toBe(false);
  (await lockFolder(database))();
});

test("of many at once one gets it", async () => {
  const asked = await Promise.allSettled(Array.from({ length: 10 }, () => lockFolder(database)));
  const got = asked.filter((each) => each.status === "fulfilled");
  expect(got).toHaveLength(1);
  got[0]?.value();
  expect(readdirSync(path.dirname(database))).toEqual([]);
});

test("the lock of a process that lives is respected, and the sentence says which", async () => {
  const other = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  writeFileSync(file, JSON.stringify({ pid: other.pid, started: null, since: "2026-01-01T00:00:00.000Z" }));
  await expect(lockFolder(database)).rejects.toThrow(`The process ${other.pid} (running since 2026-01-01`);
  other.kill("SIGKILL");
  await once(other, "exit");
  (await lockFolder(database))();
});

const stale: [string, string][] = [
  [
    "this number, but another process had it before",
    JSON.stringify({ pid: process.pid, started: "1", since: "2020-01-01T00:00:00.000Z" }),
  ],
  [
    "this number, where the system cannot tell",
    JSON.stringify({ pid: process.pid, started: null, since: "2020-01-01T00:00:00.000Z" }),
  ],
  ["a process that is no more", JSON.stringify({ pid: 2 ** 22 + 1, started: null, since: "2020-01-01T00:00:00.000Z" })],
  ["a file that nobody can read", "{"],
];
test.each(stale)("a lock is taken over from %s", async (_, text) => {
  writeFileSync(file, text);
  const unlock = await lockFolder(database);
  expect(JSON.parse(readFileSync(file, "utf8")).pid).toBe(process.pid);
  unlock();
  expect(readdirSync(path.dirname(database))).toEqual([]);
});
