import "server-only";
import path from "node:path";
import { type SQL, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";
import { databaseError, isTrouble } from "#lib/db/database-fault.ts";
import { type Engine, givingWay } from "#lib/db/engine.ts";
import { createStore } from "#lib/db/pg-store.ts";
import type { Store } from "#lib/db/store.ts";

/** Below this, parts of the SQL were never tried. */
const oldestVersion = 15;

/** Instances that start together take turns at the migrations by this advisory lock; any number will do, if it stays the same. */
const migrationLock = 5_487_100_942;

const settings = (databaseUrl: string): pg.ClientConfig => ({
  connectionString: databaseUrl,
  application_name: "lifeguard",
  connectionTimeoutMillis: 5_000,
  keepAlive: true,
});

/** Work that may take long and therefore has a connection of its own, without the limits of the pool. */
async function withClient<T>(databaseUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(settings(databaseUrl));
  // A connection that breaks while idle reports it here, and nowhere else; the next query on it fails.
  client.on("error", () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}

async function requireServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query(
    "select current_setting('server_version_num')::int as version, getdatabaseencoding() as encoding",
  );
  const { version, encoding } = rows[0];
  if (version < oldestVersion * 10_000)
    throw new Error(
      `The console needs PostgreSQL ${oldestVersion} or newer; this server has ${Math.floor(version / 10_000)}.`,
    );
  if (encoding !== "UTF8")
    throw new Error(
      `The console needs a database with the encoding UTF8; this one has ${encoding}. Create another one.`,
    );
}

const prepare = (databaseUrl: string, migrationsFolder: string): Promise<void> =>
  withClient(databaseUrl, async (client) => {
    await requireServer(client);
    await client.query("set lock_timeout = '60s'");
    await client.query("select pg_advisory_lock($1)", [migrationLock]);
    // ending the connection gives the lock back
    await migrate(drizzle({ client }), { migrationsFolder });
  });

/** Looks at a database and changes nothing in it: how many migrations it has had. */
export async function inspectPostgres(databaseUrl: string): Promise<{ migrations: number }> {
  try {
    return await withClient(databaseUrl, async (client) => {
      await requireServer(client);
      const { rows } = await client.query("select to_regclass('drizzle.__drizzle_migrations') is not null as there");
      if (!rows[0].there) return { migrations: 0 };
      const { rows: counted } = await client.query(
        "select count(*)::int as migrations from drizzle.__drizzle_migrations",
      );
      return { migrations: counted[0].migrations };
    });
  } catch (error) {
    throw databaseError(error);
  }
}

function engine(databaseUrl: string): Engine {
  const pool = new pg.Pool({
    ...settings(databaseUrl),
    max: 10,
    statement_timeout: 15_000,
    idle_in_transaction_session_timeout: 30_000,
    // for a server that does not even answer that a statement took too long
    query_timeout: 20_000,
  });
  // Without these a connection that the server closes would end the process: the pool listens to idle ones only.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));

  return {
    db: drizzle({ client: pool }),
    // Not drizzle's own: that one keeps the connection for ever when BEGIN fails on it, until the pool is empty.
    transaction: (work) =>
      givingWay(async () => {
        const client = await pool.connect();
        let broken = false;
        try {
          await client.query("begin");
          const result = await work(drizzle({ client }));
          await client.query("commit");
          return result;
        } catch (error) {
          if (isTrouble(error)) broken = true;
          else
            await client.query("rollback").catch(() => {
              broken = true;
            });
          throw error;
        } finally {
          client.release(broken);
        }
      }),
    clock: (): SQL<number> => sql`(extract(epoch from clock_timestamp()) * 1000)::bigint`,
    analyze: () =>
      withClient(databaseUrl, async (client) => {
        await client.query("analyze users, jobs, job_items, audit_events, staff_sessions");
      }),
    close: () => pool.end(),
  };
}

/** Opens PostgreSQL and brings its tables up to date. */
export async function openPostgres(options: { databaseUrl: string; migrationsFolder?: string }): Promise<Store> {
  const { databaseUrl, migrationsFolder = path.join(process.cwd(), "lib/db/migrations") } = options;
  try {
    await prepare(databaseUrl, migrationsFolder);
  } catch (error) {
    throw databaseError(error);
  }
  return createStore(engine(databaseUrl));
}
