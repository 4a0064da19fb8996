import { sql } from "drizzle-orm";
import { auditStore } from "#lib/db/audit-store.ts";
import { databaseError } from "#lib/db/database-fault.ts";
import type { Engine } from "#lib/db/engine.ts";
import { jobRead } from "#lib/db/job-read.ts";
import { jobStore } from "#lib/db/job-store.ts";
import { jobWork } from "#lib/db/job-work.ts";
import { noteStore } from "#lib/db/note-store.ts";
import { staffSessionStore } from "#lib/db/staff-session-store.ts";
import type { Store } from "#lib/db/store.ts";
import { sweepStore } from "#lib/db/sweep-store.ts";
import { userNames } from "#lib/db/user-names.ts";
import { userSearch } from "#lib/db/user-search.ts";
import { userStore } from "#lib/db/user-store.ts";
import { userWrite } from "#lib/db/user-write.ts";

type Method = (...args: unknown[]) => Promise<unknown>;

/** Every method again, with the faults of the database named. */
function namingFaults<Methods extends object>(methods: Methods): Methods {
  const named =
    (method: Method): Method =>
    async (...args) => {
      try {
        return await method(...args);
      } catch (error) {
        throw databaseError(error);
      }
    };
  return Object.fromEntries(Object.entries(methods).map(([name, method]) => [name, named(method)])) as Methods;
}

/** The store over either engine: the same schema, the same SQL. */
export function createStore(engine: Engine): Store {
  return namingFaults({
    ...staffSessionStore(engine),
    ...userStore(engine),
    ...userSearch(engine),
    ...userNames(engine),
    ...userWrite(engine),
    ...sweepStore(engine),
    ...jobStore(engine),
    ...jobRead(engine),
    ...jobWork(engine),
    ...noteStore(engine),
    ...auditStore(engine),
    analyze: engine.analyze,
    ping: async () => {
      await engine.db.execute(sql`select 1`);
    },
    close: engine.close,
  });
}
