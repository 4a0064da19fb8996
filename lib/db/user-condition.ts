import { and, eq, gte, like, lt, or, type SQL, sql } from "drizzle-orm";
import { users } from "#lib/db/schema.ts";
import { likePattern, storable } from "#lib/db/search-text.ts";
import { keysOf, nameColumns } from "#lib/db/user-names.ts";
import { userColumns } from "#lib/db/user-row.ts";
import type { Condition } from "#lib/filters/condition.ts";

/**
 * Subs of those whose value somebody else of the pool has too. Grouped once, and not looked for row by row: a dummy address may be that
 * of thousands. The first part of what is grouped by is what the index has.
 */
function sharing(poolKey: string, column: "email" | "phone" | "preferredUsername", folded: boolean): SQL {
  const value = userColumns[column];
  const indexed = column === "phone" ? sql`${value}` : sql`lower(${value})`;
  const grouped = folded || column === "phone" ? indexed : sql`${indexed}, ${value}`;
  const ofPool = sql`${users.poolKey} = ${poolKey} and ${value} is not null`;
  return sql`select ${users.sub} from ${users} where ${ofPool} and (${grouped}) in (
    select ${grouped} from ${users} where ${ofPool} group by ${grouped} having count(*) > 1)`;
}

/** What the condition says, in SQL, every value of it a parameter; undefined where it asks for nothing. */
export function conditionSql(poolKey: string, condition: Condition): SQL | undefined {
  switch (condition.op) {
    case "all":
      return and(...condition.of.map((one) => conditionSql(poolKey, one)));
    case "equals":
      return eq(userColumns[condition.column], storable(condition.value));
    case "flag": {
      // written as the partial indexes are, or they would not serve it
      const column = userColumns[condition.column];
      return condition.value ? sql`${column}` : sql`not ${column}`;
    }
    case "from":
      return gte(userColumns[condition.column], condition.at);
    case "before":
      return lt(userColumns[condition.column], condition.at);
    case "holds":
      return sql`${userColumns[condition.column]} @> ${JSON.stringify([storable(condition.value)])}::jsonb`;
    case "shared":
      return sql`${users.sub} in (${sql.join(
        condition.columns.map((column) => sharing(poolKey, column, condition.folded)),
        sql` union all `,
      )})`;
    case "mentions": {
      const patterns = condition.texts.flatMap((text) => likePattern(text) ?? []);
      return or(...patterns.map((pattern) => like(users.search, pattern))) ?? sql`false`;
    }
    case "named":
      return or(...nameColumns.map((column) => sql`${column} = any(${keysOf(condition.names)})`));
  }
}
