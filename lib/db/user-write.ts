import { and, asc, eq, lt, type SQL, sql } from "drizzle-orm";
import { type Db, type Engine, rowsOf } from "#lib/db/engine.ts";
import { users } from "#lib/db/schema.ts";
import { searchText, storable } from "#lib/db/search-text.ts";
import type { Store } from "#lib/db/store.ts";
import { among, userColumns, userFields } from "#lib/db/user-row.ts";
import type { User } from "#lib/users/user.ts";

/** A list is read page by page, so an older page may arrive after a newer one. Which of the two to believe: */
const newer = sql`(users.expected_at is null or users.expected_at <= excluded.seen_at)
  and not (excluded.modified_at < users.modified_at and excluded.seen_at < greatest(users.modified_at, users.seen_at))`;

/** What a write may change of a row: all that is known of the user but who it is, and what a search looks through. */
const changing = [...userFields.filter((field) => field !== "sub").map((field) => userColumns[field]), users.search];
const listed = (of: "users" | "excluded"): SQL =>
  sql.join(
    changing.map(({ name }) => sql`${sql.identifier(of)}.${sql.identifier(name)}`),
    sql`, `,
  );
const differs = sql`(${listed("users")}) is distinct from (${listed("excluded")})`;
const changes = sql.join(
  changing.map(({ name }) => sql`${sql.identifier(name)} = excluded.${sql.identifier(name)}`),
  sql`, `,
);

/** The row of a user as JSON that the table's own type reads. */
const rowOf = (poolKey: string, user: User, seenAt: number, expectedAt: number | null) => ({
  ...Object.fromEntries(userFields.map((field) => [userColumns[field].name, user[field]])),
  pool_key: poolKey,
  seen_at: seenAt,
  expected_at: expectedAt,
  search: searchText(user.username, user.email, user.phone, user.name, user.preferredUsername, user.sub),
});

/**
 * Writes users by one JSON parameter, in order of sub so that two writers never wait for each other crosswise.
 * @param when rows for which this does not hold are left as they are
 * @returns how many were written
 */
async function writeUsers(
  tx: Db,
  poolKey: string,
  given: readonly User[],
  seenAt: number,
  expectedAt: number | null,
  when: SQL,
): Promise<number> {
  // one statement cannot write a row twice
  const once = new Map(given.map((user) => [user.sub, user]));
  const rows = storable([...once.values()]).map((user) => rowOf(poolKey, user, seenAt, expectedAt));
  const written = await rowsOf(
    tx,
    sql`insert into users
      select * from jsonb_populate_recordset(null::users, ${JSON.stringify(rows)}::jsonb) given order by given.sub
      on conflict (pool_key, sub) do update set
        ${changes},
        seen_at = greatest(users.seen_at, excluded.seen_at),
        expected_at = greatest(users.expected_at, excluded.expected_at)
      where ${when}
      returning 1`,
  );
  return written.length;
}

/** What is known of a user after a call of ours. */
export interface KnownChange {
  sub: string;
  /** The user as read after the call. */
  fresh: User | null;
  /** What the call is known to do. */
  becomes: Partial<User> | null;
}

/**
 * Sets what is known of users after calls of ours. The effect of the call stands above what was read after it, because a list read
 * that soon may be older than the call; the next sweep settles it. A user the directory does not have is added only when it was read.
 */
export async function setKnownChanges(
  tx: Db,
  poolKey: string,
  known: readonly KnownChange[],
  at: number,
): Promise<void> {
  const told = known.filter(({ fresh, becomes }) => fresh || becomes);
  if (told.length === 0) return;
  const present = await tx
    .select(userColumns)
    .from(users)
    .where(and(eq(users.poolKey, poolKey), sql`${users.sub} in ${among(told.map(({ sub }) => sub))}`))
    .orderBy(asc(users.sub))
    .for("update");
  const bySub = new Map(present.map((user) => [user.sub, user]));
  const become = told.flatMap(({ sub, fresh, becomes }): User[] => {
    const base = fresh ?? bySub.get(sub);
    return base ? [{ ...base, ...becomes, sub }] : [];
  });
  await writeUsers(tx, poolKey, become, at, at, sql`true`);
}

type WriteMethods = "putUsers" | "expectUser" | "removeUser" | "forgetUnseen";

export const userWrite = ({ db, transaction }: Engine): Pick<Store, WriteMethods> => ({
  putUsers: (poolKey, given, seenAt) =>
    transaction(async (tx) => {
      if (given.length === 0) return 0;
      const changed = await writeUsers(tx, poolKey, given, seenAt, null, sql`${differs} and ${newer}`);
      await tx
        .update(users)
        .set({ seenAt })
        .where(
          and(
            eq(users.poolKey, poolKey),
            lt(users.seenAt, seenAt),
            sql`${users.sub} in ${among(given.map((u) => u.sub))}`,
          ),
        );
      return changed;
    }),

  expectUser: (poolKey, sub, becomes, at) =>
    transaction((tx) => setKnownChanges(tx, poolKey, [{ sub, fresh: null, becomes }], at)),

  removeUser: async (poolKey, sub) => {
    await db.delete(users).where(and(eq(users.poolKey, poolKey), eq(users.sub, sub)));
  },

  forgetUnseen: async (poolKey, before) => {
    // A user whom a call of ours changed since then exists, even when the sweep passed its place in the list before.
    const gone = await db
      .delete(users)
      .where(
        and(eq(users.poolKey, poolKey), lt(users.seenAt, before), sql`coalesce(${users.expectedAt}, 0) < ${before}`),
      )
      .returning({ sub: users.sub });
    return gone.length;
  },
});
