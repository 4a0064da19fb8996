import type { SQL } from "drizzle-orm";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import { errorCode } from "#lib/db/database-fault.ts";

export type Db = PgDatabase<PgQueryResultHKT>;

/** What differs between PostgreSQL and the embedded database. */
export interface Engine {
  /** For single statements. */
  db: Db;
  /** All of `work` or nothing. It may run again when another transaction was in the way, so it touches nothing but the database. */
  transaction<T>(work: (db: Db) => Promise<T>): Promise<T>;
  /** The clock leases are measured by: the database's own where several instances share it, else the caller's. */
  clock(now: number): SQL<number>;
  /** Refreshes the planner's statistics, however long that takes. */
  analyze(): Promise<void>;
  close(): Promise<void>;
}

/** Rows of a statement written by hand; both drivers name them alike, and drizzle's common type does not know that. */
export async function rowsOf<Row>(db: Db, statement: SQL): Promise<Row[]> {
  const result = (await db.execute(statement)) as unknown as { rows: Row[] };
  return result.rows;
}

/** Runs a transaction again when PostgreSQL chose it to give way to another one. */
export async function givingWay<T>(transaction: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await transaction();
    } catch (error) {
      const code = errorCode(error);
      if (tries === 3 || (code !== "40P01" && code !== "40001")) throw error;
    }
  }
}
