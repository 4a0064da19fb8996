import { parentPort, workerData } from "node:worker_threads";
import { isBroken } from "#lib/db/database-fault.ts";
import { embeddedStore, openPglite } from "#lib/db/pglite.ts";
import type { Store } from "#lib/db/store.ts";
import { type Answer, type Call, toMessage, type WorkerOptions } from "#lib/db/worker-message.ts";

// The thread of the embedded database: a long query would otherwise stop every request of the console for as long.

const { dataDir, migrationsFolder, durability } = workerData as WorkerOptions;
const post = (answer: Answer): void => parentPort?.postMessage(answer);

async function carryOut(store: Store, { id, method, args }: Call): Promise<void> {
  try {
    const result = await (store[method] as (...args: unknown[]) => Promise<unknown>)(...args);
    post({ id, result });
  } catch (error) {
    post({ id, error: toMessage(error) });
    // The WebAssembly instance is gone for good; the console opens another one.
    if (isBroken(error)) process.exit(1);
  }
}

try {
  const store = await embeddedStore(await openPglite(dataDir, durability), migrationsFolder);
  parentPort?.on("message", (call: Call) => carryOut(store, call));
  post({ ready: true });
} catch (error) {
  post({ ready: false, error: toMessage(error) });
}
