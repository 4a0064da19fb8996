import { and, asc, eq, like, ne, or, type SQL, sql } from "drizzle-orm";
import type { Engine } from "#lib/db/engine.ts";
import { users } from "#lib/db/schema.ts";
import { fold, likePattern } from "#lib/db/search-text.ts";
import { countCap, type Store } from "#lib/db/store.ts";
import { among, userColumns } from "#lib/db/user-row.ts";

/** Users by who they are; `user-search.ts` finds them by what they are, `user-write.ts` writes them. */
export const userStore = ({ db }: Engine): Pick<Store, "readUsers" | "holdersOf"> => ({
  readUsers: async (poolKey, subs) => {
    if (subs.length === 0) return [];
    const rows = await db
      .select(userColumns)
      .from(users)
      .where(and(eq(users.poolKey, poolKey), sql`${users.sub} in ${among(subs)}`));
    const bySub = new Map(rows.map((user) => [user.sub, user]));
    return subs.flatMap((sub) => bySub.get(sub) ?? []);
  },

  holdersOf: async (poolKey, { email, phone }, exceptSub) => {
    // The trigram index finds the few rows that contain the text at all; the equality decides.
    const holds = (column: SQL, contact: string | undefined) => {
      const pattern = contact && likePattern(contact);
      return pattern ? and(like(users.search, pattern), sql`${column} = ${fold(contact)}`) : undefined;
    };
    const either = or(holds(sql`lower(${users.email})`, email), holds(sql`${users.phone}`, phone));
    if (!either) return [];
    const rows = await db
      .select({ sub: users.sub })
      .from(users)
      .where(and(eq(users.poolKey, poolKey), ne(users.sub, exceptSub), either))
      .orderBy(asc(users.sub))
      .limit(countCap);
    return rows.map(({ sub }) => sub);
  },
});
