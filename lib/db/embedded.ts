import "server-only";
import path from "node:path";
import { Worker } from "node:worker_threads";
import { lockFolder } from "#lib/db/folder-lock.ts";
import type { Durability } from "#lib/db/pglite.ts";
import type { Store } from "#lib/db/store.ts";
import { type Answer, type Call, toError, type WorkerOptions } from "#lib/db/worker-message.ts";
import { Fault } from "#lib/errors.ts";

/** Every method of the store, so that a new one cannot be forgotten here. */
const methods = {
  openSession: true,
  readSession: true,
  revokeSession: true,
  revokeSessionsOf: true,
  putUsers: true,
  expectUser: true,
  removeUser: true,
  searchUsers: true,
  matchSubs: true,
  countUsers: true,
  countNamed: true,
  readUsers: true,
  readUsersSeen: true,
  namedUsers: true,
  contactsChangedBy: true,
  readSweep: true,
  noteSweep: true,
  forgetUnseen: true,
  analyze: true,
  createJob: true,
  jobOfKey: true,
  readJob: true,
  listJobs: true,
  listItems: true,
  itemsSince: true,
  leaseJob: true,
  idleJobs: true,
  pendingItems: true,
  abandonedItems: true,
  openItems: true,
  closeItems: true,
  endJob: true,
  claimReveal: true,
  runsOfUser: true,
  forgetReveals: true,
  addNote: true,
  notesOfUser: true,
  append: true,
  listEvents: true,
  countOperations: true,
  countMail: true,
  eventsOfUser: true,
  walkEvents: true,
  ping: true,
  close: true,
} satisfies Record<keyof Store, true>;

/** A database that broke is opened again by the next call, but not more often than this. */
const reopenAfterMs = 1_000;

interface Waiting {
  resolve: (result: unknown) => void;
  reject: (error: Error) => void;
}

/** One life of the worker: from its start until it ends, for whatever reason. */
interface Thread {
  call(method: keyof Store, args: unknown[]): Promise<unknown>;
  /** Ends it at once; what was committed stays. */
  end(): Promise<void>;
}

/** Starts the worker; resolves when the database is open. `onEnd` is told when the thread has ended after that. */
function startThread(workerFile: string, workerData: WorkerOptions, onEnd: () => void): Promise<Thread> {
  return new Promise((resolve, reject) => {
    // none of our own flags: a test runner's or debugger's would not fit
    const worker = new Worker(path.resolve(workerFile), { workerData, execArgv: [] });
    const waiting = new Map<number, Waiting>();
    let lastId = 0;
    let ready = false;
    let gone: Fault | null = null;

    const notOpened = (cause: Error): Fault => {
      const sentence = `The embedded database in ${workerData.dataDir} could not be opened: ${cause.message}`;
      return new Fault("database", { sentence, cause });
    };
    const ended = (cause: Error): void => {
      if (gone) return;
      gone = ready ? new Fault("database", { cause }) : notOpened(cause);
      for (const { reject } of waiting.values()) reject(gone);
      waiting.clear();
      reject(gone);
      onEnd();
    };
    worker.on("error", ended);
    worker.on("exit", (code) => ended(new Error(`The database's thread ended with code ${code}.`)));

    const thread: Thread = {
      call: (method, args) =>
        new Promise((resolve, reject) => {
          if (gone) return reject(gone);
          const id = ++lastId;
          worker.postMessage({ id, method, args } satisfies Call);
          waiting.set(id, { resolve, reject });
        }),
      end: async () => {
        await worker.terminate();
      },
    };

    worker.on("message", (answer: Answer) => {
      if ("ready" in answer) {
        ready = answer.ready;
        if (answer.ready) return resolve(thread);
        reject(notOpened(toError(answer.error)));
        return void worker.terminate();
      }
      const call = waiting.get(answer.id);
      waiting.delete(answer.id);
      if ("error" in answer) call?.reject(toError(answer.error));
      else call?.resolve(answer.result);
    });
  });
}

export interface EmbeddedOptions {
  /** Folder of the database, or `memory://`. */
  dataDir: string;
  /** The bundled worker.ts. */
  workerFile: string;
  migrationsFolder?: string;
  durability?: Durability;
}

/** Opens the embedded database in a thread of its own. Only one process may have a folder open. */
export async function openEmbedded(options: EmbeddedOptions): Promise<Store> {
  const inMemory = options.dataDir === "memory://";
  const workerData: WorkerOptions = {
    dataDir: inMemory ? options.dataDir : path.resolve(options.dataDir),
    migrationsFolder: options.migrationsFolder ?? path.join(process.cwd(), "lib/db/migrations"),
    durability: options.durability ?? "process",
  };
  const unlock = inMemory ? () => {} : await lockFolder(workerData.dataDir);

  let thread: Promise<Thread> | null = null;
  let endedAt = 0;
  let closed = false;

  const start = (): Promise<Thread> => {
    const ended = (): void => {
      // a thread that takes long to end must not take its successor with it
      if (thread !== starting) return;
      endedAt = Date.now();
      thread = null;
    };
    const starting = startThread(options.workerFile, workerData, ended);
    starting.catch(ended);
    thread = starting;
    return starting;
  };

  const call = async (method: keyof Store, args: unknown[]): Promise<unknown> => {
    if (closed) throw new Fault("database", { cause: new Error("The store is closed.") });
    if (!thread && Date.now() - endedAt < reopenAfterMs) throw new Fault("database");
    return (await (thread ?? start())).call(method, args);
  };

  const close = async (): Promise<void> => {
    if (closed) return;
    const open = thread;
    try {
      if (open) await call("close", []);
    } finally {
      closed = true;
      await (await open?.catch(() => null))?.end();
      unlock();
    }
  };

  try {
    await start();
  } catch (error) {
    unlock();
    throw error;
  }
  const proxies = Object.keys(methods).map((method) => [
    method,
    (...args: unknown[]) => call(method as keyof Store, args),
  ]);
  return { ...(Object.fromEntries(proxies) as Store), close };
}
