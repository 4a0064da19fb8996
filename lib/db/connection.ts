import "server-only";
import path from "node:path";
import { observedStore } from "#lib/db/observed-store.ts";
import { openStore } from "#lib/db/open.ts";
import type { Store } from "#lib/db/store.ts";
import { env } from "#lib/env.ts";
import { processWide } from "#lib/process-wide.ts";

/** Two openings of the embedded database would corrupt it, so the process has one. */
export const openedStore = processWide("store", openConfigured);

function openConfigured(): Promise<Store> {
  const { DATABASE_URL, LIFEGUARD_DATA, LIFEGUARD_DURABILITY } = env();
  const opening = openStore({
    ...(DATABASE_URL && { databaseUrl: DATABASE_URL }),
    dataDir: path.join(LIFEGUARD_DATA, "database"),
    workerFile: path.join(process.cwd(), ".next/db-worker.mjs"),
    migrationsFolder: path.join(process.cwd(), "lib/db/migrations"),
    durability: LIFEGUARD_DURABILITY,
  }).then(observedStore);
  // A failed opening is not remembered: the next caller tries again.
  opening.catch(() => openedStore.forget(opening));
  return opening;
}

/** The one store of this process. */
export const store = (): Promise<Store> => openedStore.get();
