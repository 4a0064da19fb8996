import { and, asc, desc, eq, gt, lt, lte, type SQL, sql } from "drizzle-orm";
import type { Db, Engine } from "#lib/db/engine.ts";
import { users } from "#lib/db/schema.ts";
import { storable } from "#lib/db/search-text.ts";
import { countCap, type SoughtName, type Store } from "#lib/db/store.ts";
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

/** As the indexes have them; a preferred username has none, since few are looked for. */
const nameColumn: Record<SoughtName["attribute"], SQL> = {
  username: sql`lower(${users.username})`,
  email: sql`lower(${users.email})`,
  phone_number: sql`${users.phone}`,
  preferred_username: sql`lower(${users.preferredUsername})`,
};
const verifiedFirst = sql`${users.emailVerified} or ${users.phoneVerified}`;

/** Folded by the database on both sides, which knows the letters A to Z only. */
const foldedAmong = (values: readonly string[]): SQL =>
  sql`(select lower(given collate "C") from jsonb_array_elements_text(${JSON.stringify(storable(values))}::jsonb) given)`;

/** Users by who they are; `user-search.ts` finds them by what they are, `user-write.ts` writes them. */
export const userStore = ({ db }: Engine): Pick<Store, "readUsers" | "readUsersSeen" | "namedUsers"> => ({
  readUsers: (poolKey, subs) => readBySub(db, poolKey, subs),

  readUsersSeen: (poolKey, subs, after, until) =>
    readBySub(
      db,
      poolKey,
      subs,
      and(gt(users.seenAt, after), lte(users.seenAt, until), lt(sql`coalesce(${users.expectedAt}, 0)`, users.seenAt)),
    ),

  namedUsers: async (poolKey, names) => {
    const attributes = [...new Set(names.map(({ attribute }) => attribute))];
    const found = await Promise.all(
      attributes.map((attribute) => {
        const values = names.filter((name) => name.attribute === attribute).map(({ value }) => value);
        return db
          .select(userColumns)
          .from(users)
          .where(and(eq(users.poolKey, poolKey), sql`${nameColumn[attribute]} in ${foldedAmong(values)}`))
          .orderBy(desc(verifiedFirst), asc(users.sub))
          .limit(countCap);
      }),
    );
    return [...new Map(found.flat().map((user) => [user.sub, user])).values()];
  },
});
