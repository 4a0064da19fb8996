import "server-only";
import path from "node:path";
import { observedStore } from "#lib/db/observed-store.ts";
import { openStore } from "#lib/db/open.ts";
import type { Store } from "#lib/db/store.ts";
import { env } from "#lib/env.ts";

const shared = globalThis as { __lifeguardStore?: Promise<Store> };

/**
 * The one store of this process. Next gives pages, route handlers and instrumentation each their own copy of a module, and two
 * openings of the embedded database would corrupt it; so it hangs on globalThis.
 */
export function store(): Promise<Store> {
  if (!shared.__lifeguardStore) {
    const { DATABASE_URL, LIFEGUARD_DATA, LIFEGUARD_DURABILITY } = env();
    const opening = openStore({
      ...(DATABASE_URL && { databaseUrl: DATABASE_URL }),
      dataDir: path.join(LIFEGUARD_DATA, "database"),
      workerFile: path.join(process.cwd(), ".next/db-worker.mjs"),
      migrationsFolder: path.join(process.cwd(), "lib/db/migrations"),
      durability: LIFEGUARD_DURABILITY,
    }).then(observedStore);
    // A failed opening is not remembered: the next caller tries again.
    opening.catch(() => {
      if (shared.__lifeguardStore === opening) delete shared.__lifeguardStore;
    });
    shared.__lifeguardStore = opening;
  }
  return shared.__lifeguardStore;
}
