import { closeSync, ftruncateSync, mkdirSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Pool } from "../pool/pool.ts";
import { seedDemo } from "../seed/seed.ts";
import { Fault } from "./fault.ts";
import { lockFolder } from "./folder-lock.ts";
import {
  type CalledLine,
  type KeyLine,
  type LedgerLine,
  type MovedLine,
  readLedgerLines,
  type SeededLine,
} from "./ledger-lines.ts";
import { redoCall, restoreKey } from "./ledger-replay.ts";
import type { Service } from "./service.ts";

type Counts = SeededLine["seed"];

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
  const unlock = lockFolder(join(folder, "lock"));
  // It holds passwords as they were sent, so it is nobody else's to read.
  const file = openSync(join(folder, "requests.ndjson"), "a+", 0o600);
  const keyed = new WeakSet<Pool>();
  let n = 0;

  const append = (line: CalledLine | SeededLine | MovedLine | KeyLine, at = service.clock.now()) => {
    writeSync(file, `${JSON.stringify({ n, at, ...line })}\n`);
  };
  const begin = () => {
    n++;
    service.random.reseed(`request ${n}`);
    service.undelivered = undefined;
  };

  const saveKeys = () => {
    for (const pool of service.pools.values()) {
      if (keyed.has(pool) || !pool.hasKey) continue;
      keyed.add(pool);
      const pem = pool.signingKey().privateKey.export({ type: "pkcs8", format: "pem" }).toString();
      append({ key: pool.id, pem });
    }
  };

  const redo = (line: LedgerLine) => {
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
    const whole = readLedgerLines(file, (text) => {
      const line = JSON.parse(text) as LedgerLine;
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
