import { createPrivateKey, createPublicKey } from "node:crypto";
import {
  closeSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { Fault } from "./fault.ts";
import { operations } from "./operations.ts";
import type { Pool } from "./pool.ts";
import { seedDemo } from "./seed.ts";
import type { Service } from "./service.ts";
import { parse } from "./shape.ts";
import { continueImport, receiveCsv } from "./user-import.ts";

type Called = { call: string; body: unknown; outcome: string; undelivered?: { type: string; message: string } };
type Seeded = { seed: { customers: number; staging: number } };
type Moved = { aheadMs: number };
type KeyMade = { key: string; pem: string };
type Line = { n: number; at: number } & (Called | Seeded | Moved | KeyMade);

/** The folder cannot be used, in one sentence for whoever named it. */
export class LedgerError extends Error {}

type Counts = Seeded["seed"];

export type Ledger = {
  isNew: boolean;
  seed(counts: Counts): void;
  /** Does what was asked, and has it on disk before anybody hears of it; what was refused may have left something behind too. */
  keep<T>(call: string, body: unknown, work: () => T): T;
  keepClock(): void;
  saveKeys(): void;
  close(): void;
};

/**
 * Keeps the service's state in a folder: every request that may change it is written down before it is answered, and done again
 * at the next start. That gives the same state, because all chance comes from the number of the request and all time from its line.
 */
export const openLedger = (service: Service, folder: string): Ledger => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const unlock = lock(join(folder, "lock"));
  // It holds passwords as they were sent, so it is nobody else's to read.
  const file = openSync(join(folder, "requests.ndjson"), "a+", 0o600);
  const keyed = new Set<string>();
  let n = 0;

  const append = (line: Called | Seeded | Moved | KeyMade, at = service.clock.now()) => {
    writeSync(file, `${JSON.stringify({ n, at, ...line })}\n`);
  };
  const begin = () => {
    n++;
    service.random.reseed(`request ${n}`);
    service.undelivered = undefined;
  };

  const saveKeys = () => {
    for (const pool of service.pools.values()) {
      if (keyed.has(pool.id) || !pool.hasKey) continue;
      keyed.add(pool.id);
      const pem = pool.signingKey().privateKey.export({ type: "pkcs8", format: "pem" }).toString();
      append({ key: pool.id, pem });
    }
  };

  const redo = (line: Line) => {
    n = line.n - 1;
    if ("key" in line) restoreKey(service.pools.get(line.key), line, keyed);
    else if (!("aheadMs" in line)) {
      begin();
      service.clock.during(line.at, () => ("seed" in line ? seedDemo(service, line.seed) : redoCall(service, line)));
    }
    n = line.n;
  };

  const replay = () => {
    let aheadMs = 0;
    const whole = readLines(file, (text) => {
      const line = JSON.parse(text) as Line;
      if ("aheadMs" in line) ({ aheadMs } = line);
      redo(line);
    });
    // A line that a kill tore was never answered.
    ftruncateSync(file, whole);
    service.clock.set(service.clock.below() + aheadMs);
  };

  try {
    replay();
  } catch (error) {
    closeSync(file);
    unlock();
    throw error;
  }

  return {
    isNew: n === 0,
    seed(counts) {
      begin();
      const at = service.clock.now();
      service.clock.during(at, () => seedDemo(service, counts));
      append({ seed: counts }, at);
    },
    keep(call, body, work) {
      begin();
      const at = service.clock.now();
      let outcome = "InternalErrorException";
      try {
        const output = service.clock.during(at, work);
        outcome = "ok";
        return output;
      } catch (error) {
        if (error instanceof Fault) outcome = error.type;
        throw error;
      } finally {
        saveKeys();
        const { undelivered } = service;
        const { type = "", message = "" } = undelivered ?? {};
        append({ call, body, outcome, ...(undelivered ? { undelivered: { type, message } } : {}) }, at);
      }
    },
    keepClock: () => append({ aheadMs: service.clock.now() - service.clock.below() }),
    saveKeys,
    close() {
      closeSync(file);
      unlock();
    },
  };
};

const redoCall = (service: Service, { n, call, body, outcome, undelivered }: Line & Called) => {
  if (undelivered) service.undelivered = new Fault(undelivered.type, undelivered.message);
  const found = outcomeOf(() => {
    const operation = operations.get(call);
    if (call === "ContinueImport") continueImport(service);
    else if (call === "PutCsv") redoUpload(service, body as { url: string; csv: string });
    else if (operation) operation.run(parse(operation.input, body), service);
    else
      throw new LedgerError(`The folder has a request for ${call}, which this version of the emulator does not know.`);
  });
  if (found !== outcome) {
    throw new LedgerError(
      `The folder was written by another version of the emulator: request ${n}, ${call}, was ${outcome} and is now ${found}.`,
    );
  }
};

const redoUpload = (service: Service, { url, csv }: { url: string; csv: string }) =>
  receiveCsv(service, new URL(url), csv);

const outcomeOf = (work: () => unknown): string => {
  try {
    work();
    return "ok";
  } catch (error) {
    if (error instanceof Fault) return error.type;
    if (error instanceof LedgerError) throw error;
    console.error(error);
    return "InternalErrorException";
  }
};

const restoreKey = (pool: Pool | undefined, { key, pem }: KeyMade, keyed: Set<string>) => {
  keyed.add(key);
  const privateKey = createPrivateKey(pem);
  pool?.restoreKey(privateKey, createPublicKey(privateKey));
};

const chunkBytes = 1 << 20;

/** Calls back for each whole line; answers with where the last of them ends. */
const readLines = (file: number, take: (line: string) => void): number => {
  const chunk = Buffer.alloc(chunkBytes);
  let left: Buffer = Buffer.alloc(0);
  let position = 0;
  for (let read = readSync(file, chunk, 0, chunkBytes, 0); read > 0; ) {
    position += read;
    left = Buffer.concat([left, chunk.subarray(0, read)]);
    let begin = 0;
    for (let end = left.indexOf(10); end >= 0; end = left.indexOf(10, begin)) {
      take(left.toString("utf8", begin, end));
      begin = end + 1;
    }
    left = left.subarray(begin);
    read = readSync(file, chunk, 0, chunkBytes, position);
  }
  return position - left.length;
};

/** Two processes on one folder would each know half of it. A lock whose process is gone was left by a kill. */
const lock = (path: string): (() => void) => {
  const holder = readHolder(path);
  if (holder !== undefined && isHeld(path, holder)) {
    throw new LedgerError(`The folder is in use by process ${holder}: stop it, or name another folder with --data.`);
  }
  writeFileSync(path, String(process.pid));
  held.add(path);
  return () => {
    held.delete(path);
    rmSync(path, { force: true });
  };
};

const readHolder = (path: string): number | undefined => {
  try {
    return Number(readFileSync(path, "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
};

const held = new Set<string>();

const isHeld = (path: string, pid: number): boolean => {
  // In a container the same number comes back, though the process that left the lock is gone.
  if (!pid || pid === process.pid) return held.has(path);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
};
