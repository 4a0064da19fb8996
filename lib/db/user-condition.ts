import { and, eq, gte, like, lt, or, type SQL, sql } from "drizzle-orm";
import { users } from "#lib/db/schema.ts";
import { likePattern, storable } from "#lib/db/search-text.ts";
import { keysOf, nameColumns } from "#lib/db/user-names.ts";
import { userColumns } from "#lib/db/user-row.ts";
import type { Condition } from "#lib/filters/condition.ts";

/** What the condition says, in SQL, every value of it a parameter; undefined where it asks for nothing. */
export function conditionSql(condition: Condition): SQL | undefined {
  switch (condition.op) {
    case "all":
      return and(...condition.of.map(conditionSql));
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
    case "mentions": {
      const patterns = condition.texts.flatMap((text) => likePattern(text) ?? []);
      return or(...patterns.map((pattern) => like(users.search, pattern))) ?? sql`false`;
    }
    case "named":
      return or(...nameColumns.map((column) => sql`${column} = any(${keysOf(condition.names)})`));
  }
}
