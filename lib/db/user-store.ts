import { and, asc, eq, gt, like, lt, lte, ne, or, type SQL, sql } from "drizzle-orm";
import type { Db, Engine } from "#lib/db/engine.ts";
import { users } from "#lib/db/schema.ts";
import { fold, likePattern } from "#lib/db/search-text.ts";
import { countCap, type Store } from "#lib/db/store.ts";
import { among, userColumns } from "#lib/db/user-row.ts";
import type { User } from "#lib/users/user.ts";

/** Users by sub, in the order asked; of those only the ones for whose row the condition holds. */
async function readBySub(db: Db, poolKey: string, subs: readonly string[], when?: SQL): Promise<User[]> {
  if (subs.length === 0) return [];
  const rows = await db
    .select(userColumns)
    .from(users)
    .where(and(eq(users.poolKey, poolKey), sql`${users.sub} in ${among(subs)}`, when));
  const bySub = new Map(rows.map((user) => [user.sub, user]));
  return subs.flatMap((sub) => bySub.get(sub) ?? []);
}

/** Users by who they are; `user-search.ts` finds them by what they are, `user-write.ts` writes them. */
export const userStore = ({ db }: Engine): Pick<Store, "readUsers" | "readUsersSeen" | "holdersOf"> => ({
  readUsers: (poolKey, subs) => readBySub(db, poolKey, subs),

  readUsersSeen: (poolKey, subs, after, until) =>
    readBySub(
      db,
      poolKey,
      subs,
      and(gt(users.seenAt, after), lte(users.seenAt, until), lt(sql`coalesce(${users.expectedAt}, 0)`, users.seenAt)),
    ),

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
