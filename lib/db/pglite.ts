import { existsSync, fsyncSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { PGlite, type PGliteOptions } from "@electric-sql/pglite";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { NodeFS } from "@electric-sql/pglite/nodefs";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/pglite";
import { migrate } from "drizzle-orm/pglite/migrator";
import { type Engine, givingWay } from "#lib/db/engine.ts";
import { createStore } from "#lib/db/pg-store.ts";
import type { Store } from "#lib/db/store.ts";

/** process: nothing committed is lost when the process is killed. fsync: nor when the machine is, as far as its disk is honest. */
export type Durability = "process" | "fsync";

/** PGlite never asks the disk to keep what it wrote. This does, and relies on its insides: the version is pinned and a test counts. */
class DurableNodeFS extends NodeFS {
  override async init(pg: PGlite, options: Partial<NonNullable<Parameters<NodeFS["init"]>[1]>>) {
    const initialised = await super.init(pg, options);
    const { emscriptenOpts } = initialised;
    emscriptenOpts.preRun = [
      ...(emscriptenOpts.preRun ?? []),
      (module: { NODEFS: { stream_ops: { fsync?: (stream: { nfd?: number }) => number } } }) => {
        module.NODEFS.stream_ops.fsync = ({ nfd }) => {
          if (nfd !== undefined) fsyncSync(nfd);
          return 0;
        };
      },
    ] as typeof emscriptenOpts.preRun;
    return initialised;
  }
}

const memory = "memory://";

function options(dataDir: string, durability: Durability): PGliteOptions {
  const durable = durability === "fsync" && dataDir !== memory;
  // -F is PostgreSQL's "no fsync"
  const start = durable ? PGlite.defaultStartParams.filter((param) => param !== "-F") : PGlite.defaultStartParams;
  const set = (setting: string) => ["-c", setting];
  return {
    ...(durable ? { fs: new DurableNodeFS(dataDir) } : { dataDir }),
    extensions: { pg_trgm },
    startParams: [
      ...start,
      ...set("shared_buffers=128MB"),
      // after a kill the log is replayed: a smaller one makes a faster start
      ...set("max_wal_size=128MB"),
      ...set("random_page_cost=1.1"),
      // fdatasync does nothing in the WebAssembly build
      ...(durable ? set("wal_sync_method=fsync") : []),
    ],
  };
}

/**
 * Opens a folder, and makes it first when it is not there. It is made under another name, because a folder whose making was
 * interrupted could never be opened again.
 */
export async function openPglite(dataDir: string, durability: Durability): Promise<PGlite> {
  if (dataDir !== memory && !existsSync(dataDir)) {
    const unfinished = `${dataDir}.new`;
    await mkdir(path.dirname(dataDir), { recursive: true, mode: 0o700 });
    await rm(unfinished, { recursive: true, force: true });
    const made = await PGlite.create(options(unfinished, durability));
    await made.close();
    await rename(unfinished, dataDir);
  }
  return PGlite.create(options(dataDir, durability));
}

function engine(pglite: PGlite): Engine {
  const db = drizzle({ client: pglite });
  return {
    db,
    transaction: (work) => givingWay(() => db.transaction(work)),
    clock: (now) => sql`${now}::bigint`,
    analyze: async () => {
      // there is no autovacuum either
      for (const table of ["users", "jobs", "job_items", "audit_events", "audit_head", "staff_sessions", "sweeps"])
        await pglite.exec(`vacuum (analyze) ${table}`);
    },
    close: () => pglite.close(),
  };
}

/** A store over an open PGlite, its tables brought up to date. */
export async function embeddedStore(pglite: PGlite, migrationsFolder: string): Promise<Store> {
  await migrate(drizzle({ client: pglite }), { migrationsFolder });
  return createStore(engine(pglite));
}
