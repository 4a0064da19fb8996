import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import fs, { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import path from "node:path";
import { createInterface } from "node:readline";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { NewEvent } from "#lib/audit/event.ts";
import { firstBrokenLink } from "#lib/db/audit-chain.ts";
import { openEmbedded } from "#lib/db/embedded.ts";
import { openStore } from "#lib/db/open.ts";
import { embeddedStore, openPglite } from "#lib/db/pglite.ts";
import type { Store } from "#lib/db/store.ts";
import { Fault } from "#lib/errors.ts";

// The embedded database as the console runs it: bundled, in its own thread, in a folder.

const folderFor = (name: string) => {
  mkdirSync("node_modules/.cache", { recursive: true });
  return mkdtempSync(path.resolve(`node_modules/.cache/lifeguard-${name}-`));
};
const folder = folderFor("embedded");
const workerFile = path.join(folder, "db-worker.mjs");
/** A folder with one user and one event in it, to copy. */
const template = path.join(folder, "template");

const event = (id: string): NewEvent => ({
  id,
  at: 1,
  kind: "access",
  actor: null,
  role: null,
  session: null,
  action: "sign-in",
  poolKey: null,
  target: null,
  call: null,
  jobId: null,
  item: null,
  intentId: null,
  outcome: "done",
  code: null,
  message: null,
  requestId: null,
  detail: {},
});
const ids = async (store: Store) => (await store.walkEvents(1, 100_000)).map(({ id }) => id);

let copies = 0;
function copyOfTemplate(): string {
  const dataDir = path.join(folder, `copy-${++copies}`, "database");
  cpSync(template, dataDir, { recursive: true });
  return dataDir;
}

beforeAll(async () => {
  for (const [entry, outfile] of [
    ["lib/db/worker.ts", workerFile],
    ["lib/db/open.ts", path.join(folder, "open.mjs")],
  ] as const)
    await build({
      entryPoints: [entry],
      outfile,
      bundle: true,
      format: "esm",
      platform: "node",
      target: "node20",
      packages: "external",
      conditions: ["react-server"],
    });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a first opening makes the folder, and what was written is there at the next", async () => {
  const dataDir = path.join(folder, "first", "deep", "database");
  // what an interrupted first opening leaves
  mkdirSync(`${dataDir}.new`, { recursive: true });
  writeFileSync(path.join(`${dataDir}.new`, "PG_VERSION"), "half");
  const store = await openStore({ dataDir, workerFile });
  const [sealed] = await store.append([event("one")]);
  await store.noteSweep("pool", { seen: 7 });
  await store.close();
  expect(existsSync(`${dataDir}.new`)).toBe(false);
  expect(existsSync(`${dataDir}.lock`)).toBe(false);

  const again = await openStore({ dataDir, workerFile });
  expect(await again.walkEvents(1, 10)).toEqual([sealed]);
  expect((await again.readSweep("pool")).seen).toBe(7);
  await again.close();
  cpSync(dataDir, template, { recursive: true });
});

test("calls at once are carried out in turn, errors keep their kind, and after closing all is a fault", async () => {
  const store = await openEmbedded({ dataDir: copyOfTemplate(), workerFile });
  await Promise.all(Array.from({ length: 20 }, (_, i) => store.append([event(`p${i}`)])));
  const all = await store.walkEvents(1, 100);
  expect(all).toHaveLength(21);
  expect(firstBrokenLink(all)).toBeNull();

  const missing = store.closeItems("unknown", [], [], 1);
  await expect(missing).rejects.toBeInstanceOf(Fault);
  await expect(missing).rejects.toMatchObject({ code: "unknown-job" });
  const twice = store.append([event("same"), event("same")]);
  await expect(twice).rejects.not.toBeInstanceOf(Fault);
  await expect(twice).rejects.toMatchObject({ cause: { message: expect.stringContaining("audit_events_id") } });

  await store.close();
  await store.close();
  await expect(store.ping()).rejects.toMatchObject({ name: "Fault", code: "database" });
});

describe("when it breaks", () => {
  test("a thread that ends fails what waits, answers with faults for a second, and is then started anew", async () => {
    const trigger = path.join(folder, "end-now");
    const mortal = path.join(folder, "mortal-worker.mjs");
    writeFileSync(
      mortal,
      `import { existsSync } from "node:fs";
       setInterval(() => existsSync(${JSON.stringify(trigger)}) && process.exit(7), 5);
       await import("./db-worker.mjs");`,
    );
    // the second is counted by this clock, which stands still until it is moved
    vi.useFakeTimers({ toFake: ["Date"] });
    const store = await openEmbedded({ dataDir: copyOfTemplate(), workerFile: mortal });
    const acknowledged: string[] = [];
    const working = (async () => {
      for (let i = 0; ; i++) {
        await store.append([event(`m${i}`)]);
        acknowledged.push(`m${i}`);
        if (i === 5) writeFileSync(trigger, "");
      }
    })();
    await expect(working).rejects.toMatchObject({ name: "Fault", code: "database" });
    rmSync(trigger);
    await expect(store.ping()).rejects.toMatchObject({ name: "Fault", code: "database" });
    vi.setSystemTime(Date.now() + 1_050);
    await Promise.all([store.ping(), store.ping()]);
    expect(await ids(store)).toEqual(expect.arrayContaining(acknowledged));
    expect(firstBrokenLink(await store.walkEvents(1, 1_000))).toBeNull();
    await store.close();
    vi.useRealTimers();
  });

  test("a folder that cannot be opened is a fault with its name, and is not kept locked", async () => {
    const dataDir = path.join(folder, "not-a-database");
    mkdirSync(dataDir);
    writeFileSync(path.join(dataDir, "PG_VERSION"), "9");
    const opening = openEmbedded({ dataDir, workerFile });
    await expect(opening).rejects.toMatchObject({ code: "database", message: expect.stringContaining(dataDir) });
    expect(existsSync(`${dataDir}.lock`)).toBe(false);
  });

  test("a worker that was never built is named", async () => {
    const opening = openEmbedded({ dataDir: "memory://", workerFile: path.join(folder, "no-worker.mjs") });
    await expect(opening).rejects.toMatchObject({
      code: "database",
      message: expect.stringContaining("no-worker.mjs"),
    });
  });
});

describe("two processes", () => {
  /** Another console on the same folder; it says what it has committed, line by line. */
  function otherConsole(dataDir: string): { child: ChildProcess; lines: AsyncIterableIterator<string> } {
    const script = path.join(folder, "console.mjs");
    writeFileSync(
      script,
      `import { openStore } from "./open.mjs";
       const [dataDir, workerFile] = process.argv.slice(2);
       const store = await openStore({ dataDir, workerFile });
       console.log("open");
       const blank = ${JSON.stringify(event(""))};
       for (let i = 0; ; i++) {
         await store.append([{ ...blank, id: "c" + i }]);
         console.log("c" + i);
       }`,
    );
    const args = ["--conditions=react-server", script, dataDir, workerFile];
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
    return { child, lines: createInterface({ input: child.stdout as NodeJS.ReadableStream })[Symbol.asyncIterator]() };
  }

  test("a second one is refused by name; after kill -9 the folder is taken over with everything committed", async () => {
    const dataDir = copyOfTemplate();
    const { child, lines } = otherConsole(dataDir);
    try {
      expect((await lines.next()).value).toBe("open");
      await expect(openEmbedded({ dataDir, workerFile })).rejects.toMatchObject({
        code: "database",
        message: expect.stringMatching(new RegExp(`process ${child.pid} .*DATABASE_URL.*${dataDir}\\.lock`)),
      });
      const acknowledged: string[] = [];
      while (acknowledged.length < 20) acknowledged.push((await lines.next()).value);
      child.kill("SIGKILL");
      for await (const line of lines) acknowledged.push(line);
      expect(existsSync(`${dataDir}.lock`)).toBe(true);

      const store = await openEmbedded({ dataDir, workerFile });
      expect(await ids(store)).toEqual(expect.arrayContaining(acknowledged));
      expect(firstBrokenLink(await store.walkEvents(1, 100_000))).toBeNull();
      expect(JSON.parse(readFileSync(`${dataDir}.lock`, "utf8")).pid).toBe(process.pid);
      await store.close();
    } finally {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill("SIGKILL");
        await once(child, "exit");
      }
    }
  });
});

test("with durability fsync every commit waits for the disk; without, none does", async () => {
  const original = fs.fsyncSync;
  let calls = 0;
  fs.fsyncSync = (descriptor) => {
    calls++;
    original(descriptor);
  };
  syncBuiltinESMExports();
  try {
    const perCommit: number[] = [];
    for (const durability of ["process", "fsync"] as const) {
      const store = await embeddedStore(await openPglite(copyOfTemplate(), durability), "lib/db/migrations");
      calls = 0;
      for (let i = 0; i < 10; i++) await store.append([event(`${durability}${i}`)]);
      perCommit.push(calls / 10);
      await store.close();
    }
    expect(perCommit[0]).toBe(0);
    expect(perCommit[1]).toBeGreaterThanOrEqual(1);
    expect(perCommit[1]).toBeLessThan(3);
  } finally {
    fs.fsyncSync = original;
    syncBuiltinESMExports();
  }
});
