import "server-only";
import { openEmbedded } from "#lib/db/embedded.ts";
import type { Durability } from "#lib/db/pglite.ts";
import { openPostgres } from "#lib/db/postgres.ts";
import type { Store } from "#lib/db/store.ts";

export interface StoreOptions {
  /** A PostgreSQL server, for several instances; without it the database is embedded. */
  databaseUrl?: string;
  /** Folder of the embedded database. */
  dataDir: string;
  /** The bundled worker.ts, for the embedded database. */
  workerFile: string;
  migrationsFolder?: string;
  durability?: Durability;
}

/** Opens the console's store and brings its tables up to date. */
export const openStore = ({ databaseUrl, ...embedded }: StoreOptions): Promise<Store> =>
  databaseUrl ? openPostgres({ databaseUrl, migrationsFolder: embedded.migrationsFolder }) : openEmbedded(embedded);
