import { type SQL, sql } from "drizzle-orm";
import { type Engine, rowsOf } from "#lib/db/engine.ts";
import { users } from "#lib/db/schema.ts";
import { fold } from "#lib/db/search-text.ts";
import type { Store } from "#lib/db/store.ts";
import { among } from "#lib/db/user-row.ts";

/** What of a user can be its name to somebody, written as the indexes are. */
export const nameColumns: readonly SQL[] = [
  sql`lower(${users.username})`,
  sql`lower(${users.email})`,
  sql`lower(${users.preferredUsername})`,
  sql`${users.phone}`,
  sql`${users.sub}`,
];

/** What the columns have where a user is of this name: the database lowers ASCII only, so other letters count in both writings. */
const keysOfName = (name: string): string[] => [
  ...new Set([fold(name), name.replace(/[A-Z]/g, (letter) => letter.toLowerCase())]),
];

/** All their keys as one array. */
export const keysOf = (names: readonly string[]): SQL => sql`array${among(names.flatMap(keysOfName))}`;

export const userNames = ({ db }: Engine): Pick<Store, "countNamed"> => ({
  countNamed: async (poolKey, names) => {
    const ofColumn = (column: SQL): SQL =>
      sql`select ${column} as key, sub from users where pool_key = ${poolKey} and ${column} = any(${keysOf(names)})`;
    const found = await rowsOf<{ key: string; holders: number }>(
      db,
      sql`select key, count(distinct sub)::int as holders
        from (${sql.join(nameColumns.map(ofColumn), sql` union all `)}) named group by key`,
    );
    const byKey = new Map(found.map(({ key, holders }) => [key, holders]));
    return names.map((name) => keysOfName(name).reduce((sum, key) => sum + (byKey.get(key) ?? 0), 0));
  },
});
