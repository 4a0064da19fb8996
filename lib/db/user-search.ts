import { and, asc, desc, eq, type SQL, sql } from "drizzle-orm";
import { type Db, type Engine, rowsOf } from "#lib/db/engine.ts";
import { users } from "#lib/db/schema.ts";
import { countCap, type Store } from "#lib/db/store.ts";
import { conditionSql } from "#lib/db/user-condition.ts";
import { userColumns } from "#lib/db/user-row.ts";
import type { ListPart, SortColumn } from "#lib/directory/search.ts";
import type { Condition } from "#lib/filters/condition.ts";

/** Sorting by bytes after folding ASCII is the same on every database; an index can serve it. */
const sortBy: Record<SortColumn, SQL> = {
  status: sql`${users.status}`,
  username: sql`lower(${users.username})`,
  email: sql`lower(${users.email})`,
  phone: sql`${users.phone}`,
  name: sql`lower(${users.name})`,
  enabled: sql`${users.enabled}`,
  created: sql`${users.createdAt}`,
  modified: sql`${users.modifiedAt}`,
};
const nullable = new Set<SortColumn>(["email", "phone", "name"]);

/**
 * A total order: equal ones by sub, and those of one status by age first. Empty ones come last either way; the ties follow the
 * direction, so that one index serves both.
 */
function listOrder({ sort, descending }: Pick<ListPart, "sort" | "descending">): SQL[] {
  const columns = [sortBy[sort], ...(sort === "status" ? [sortBy.created] : []), sql`${users.sub}`];
  if (!descending) return columns.map((column) => asc(column));
  return columns.map((column, i) => (i === 0 && nullable.has(sort) ? sql`${column} desc nulls last` : desc(column)));
}

/** Users of a pool that meet all the conditions. */
const meeting = (poolKey: string, ...conditions: Condition[]): SQL | undefined =>
  and(eq(users.poolKey, poolKey), ...conditions.map((one) => conditionSql(poolKey, one)));

/** How many meet each condition, each counted on its own up to the cap: one common cap would lie about the rare ones. */
async function countUpToCap(db: Db, wheres: Record<string, SQL | undefined>): Promise<Record<string, number>> {
  const counts = Object.entries(wheres).map(
    ([name, where]) =>
      sql`(select count(*)::int from (select from users where ${where} limit ${countCap}) capped) as ${sql.identifier(name)}`,
  );
  const [row] = await rowsOf<Record<string, number>>(db, sql`select ${sql.join(counts, sql`, `)}`);
  return row ?? {};
}

type SearchMethods = "searchUsers" | "matchSubs" | "countUsers";

export const userSearch = ({ db }: Engine): Pick<Store, SearchMethods> => ({
  searchUsers: async (poolKey, { within, tabs, tab, ...part }) => {
    const rows = await db
      .select(userColumns)
      .from(users)
      .where(meeting(poolKey, within, tabs[tab]))
      .orderBy(...listOrder(part))
      .limit(part.size)
      .offset((part.page - 1) * part.size);
    const wheres = Object.entries(tabs).map(([name, ofTab]) => [name, meeting(poolKey, within, ofTab)]);
    const counts = await countUpToCap(db, Object.fromEntries(wheres));
    return { rows, total: counts[tab] ?? 0, counts };
  },

  matchSubs: async (poolKey, { within, tabs, tab, ...part }, limit) => {
    const where = meeting(poolKey, within, tabs[tab]);
    const rows = await db
      .select({ sub: users.sub })
      .from(users)
      .where(where)
      .orderBy(...listOrder(part))
      .limit(limit);
    const { total = 0 } = await countUpToCap(db, { total: where });
    return { subs: rows.map(({ sub }) => sub), total };
  },

  countUsers: async (poolKey, among, conditions) => {
    // one walk over them for all conditions: an index on the last modification would cost every change of a user
    const counts = conditions.map(
      (condition, i) =>
        sql`count(*) filter (where ${conditionSql(poolKey, condition) ?? sql`true`})::int as ${sql.identifier(`meets${i}`)}`,
    );
    if (counts.length === 0) return [];
    const [row] = await rowsOf<Record<string, number>>(
      db,
      sql`select ${sql.join(counts, sql`, `)} from users where ${meeting(poolKey, among)}`,
    );
    return conditions.map((_, i) => row?.[`meets${i}`] ?? 0);
  },
});
