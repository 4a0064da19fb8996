import { and, asc, desc, eq, gt, gte, like, lt, lte, ne, or, type SQL, sql } from "drizzle-orm";
import type { Db, Engine } from "#lib/db/engine.ts";
import { rowsOf } from "#lib/db/engine.ts";
import { sweeps, users } from "#lib/db/schema.ts";
import { fold, likePattern, searchText, storable } from "#lib/db/search-text.ts";
import { countCap, type Store, type Sweep } from "#lib/db/store.ts";
import type { SortColumn, Tab, UserSearch } from "#lib/users/search.ts";
import { statuses, type User } from "#lib/users/user.ts";
import type { Within } from "#lib/users/within.ts";

const columns = {
  sub: users.sub,
  username: users.username,
  status: users.status,
  enabled: users.enabled,
  email: users.email,
  emailVerified: users.emailVerified,
  phone: users.phone,
  phoneVerified: users.phoneVerified,
  name: users.name,
  providers: users.providers,
  createdAt: users.createdAt,
  modifiedAt: users.modifiedAt,
};

/** Any number of texts as one parameter, the same on both drivers. */
const among = (texts: readonly string[]): SQL =>
  sql`(select jsonb_array_elements_text(${JSON.stringify(storable(texts))}::jsonb))`;

/** A list is read page by page, so an older page may arrive after a newer one. Which of the two to believe: */
const newer = sql`(users.expected_at is null or users.expected_at <= excluded.seen_at)
  and not (excluded.modified_at < users.modified_at and excluded.seen_at < greatest(users.modified_at, users.seen_at))`;

const differs = sql`(users.username, users.status, users.enabled, users.email, users.email_verified, users.phone, users.phone_verified,
    users.name, users.providers, users.created_at, users.modified_at, users.search)
  is distinct from (excluded.username, excluded.status, excluded.enabled, excluded.email, excluded.email_verified, excluded.phone,
    excluded.phone_verified, excluded.name, excluded.providers, excluded.created_at, excluded.modified_at, excluded.search)`;

/**
 * Writes users by one JSON parameter, in order of sub so that two writers never wait for each other crosswise.
 * @param unless rows for which this does not hold are left as they are
 * @returns how many were written
 */
async function write(
  tx: Db,
  poolKey: string,
  given: readonly User[],
  seenAt: number,
  expectedAt: number | null,
  when: SQL,
) {
  // one statement cannot write a row twice
  const once = new Map(given.map((user) => [user.sub, user]));
  const rows = storable([...once.values()]).map((user) => ({
    pool_key: poolKey,
    sub: user.sub,
    username: user.username,
    status: user.status,
    enabled: user.enabled,
    email: user.email,
    email_verified: user.emailVerified,
    phone: user.phone,
    phone_verified: user.phoneVerified,
    name: user.name,
    providers: user.providers,
    created_at: user.createdAt,
    modified_at: user.modifiedAt,
    seen_at: seenAt,
    expected_at: expectedAt,
    search: searchText(user.username, user.email, user.phone, user.name, user.sub),
  }));
  const written = await rowsOf(
    tx,
    sql`insert into users
      select * from jsonb_populate_recordset(null::users, ${JSON.stringify(rows)}::jsonb) given order by given.sub
      on conflict (pool_key, sub) do update set
        username = excluded.username, status = excluded.status, enabled = excluded.enabled,
        email = excluded.email, email_verified = excluded.email_verified,
        phone = excluded.phone, phone_verified = excluded.phone_verified,
        name = excluded.name, providers = excluded.providers,
        created_at = excluded.created_at, modified_at = excluded.modified_at, search = excluded.search,
        seen_at = greatest(users.seen_at, excluded.seen_at),
        expected_at = greatest(users.expected_at, excluded.expected_at)
      where ${when}
      returning 1`,
  );
  return written.length;
}

/** What is known of a user after a call of ours. */
export interface Known {
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
export async function setKnown(tx: Db, poolKey: string, known: readonly Known[], at: number): Promise<void> {
  const told = known.filter(({ fresh, becomes }) => fresh || becomes);
  if (told.length === 0) return;
  const present = await tx
    .select(columns)
    .from(users)
    .where(and(eq(users.poolKey, poolKey), sql`${users.sub} in ${among(told.map(({ sub }) => sub))}`))
    .orderBy(asc(users.sub))
    .for("update");
  const bySub = new Map(present.map((user) => [user.sub, user]));
  const become = told.flatMap(({ sub, fresh, becomes }): User[] => {
    const base = fresh ?? bySub.get(sub);
    return base ? [{ ...base, ...becomes, sub }] : [];
  });
  await write(tx, poolKey, become, at, at, sql`true`);
}

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
function listOrder({ sort, descending }: UserSearch): SQL[] {
  const columns = [sortBy[sort], ...(sort === "status" ? [sortBy.created] : []), sql`${users.sub}`];
  if (!descending) return columns.map((column) => asc(column));
  return columns.map((column, i) => (i === 0 && nullable.has(sort) ? sql`${column} desc nulls last` : desc(column)));
}

const tabs: readonly Tab[] = ["all", ...statuses, "disabled"];

const onTab = (tab: Tab): SQL | undefined => {
  if (tab === "all") return undefined;
  return tab === "disabled" ? sql`not ${users.enabled}` : eq(users.status, tab);
};

const inside = ({ status, created, modified }: Within): SQL | undefined =>
  and(
    status === undefined ? undefined : eq(users.status, status),
    created?.from === undefined ? undefined : gte(users.createdAt, created.from),
    created?.to === undefined ? undefined : lt(users.createdAt, created.to),
    modified?.from === undefined ? undefined : gte(users.modifiedAt, modified.from),
    modified?.to === undefined ? undefined : lt(users.modifiedAt, modified.to),
  );

/** Everyone of the pool within the ranges whose searchable text contains the text; null when nobody can. */
function matching(poolKey: string, text: string, within: Within): SQL | null {
  const pattern = likePattern(text);
  if (pattern === null) return null;
  return and(eq(users.poolKey, poolKey), inside(within), text === "" ? undefined : like(users.search, pattern)) ?? null;
}

/** Users of each tab, each counted on its own up to the cap: one common cap would lie about the rare statuses. */
async function countTabs(db: Db, matched: SQL, wanted: readonly Tab[]): Promise<Record<string, number>> {
  const counts = wanted.map(
    (tab) =>
      sql`(select count(*)::int from (select from users where ${and(matched, onTab(tab))} limit ${countCap}) capped) as ${sql.identifier(tab)}`,
  );
  const [row] = await rowsOf<Record<string, number>>(db, sql`select ${sql.join(counts, sql`, `)}`);
  return row ?? {};
}

/** Users by sub, in the order asked; of those only the ones for whose row the condition holds. */
async function readBySub(db: Db, poolKey: string, subs: readonly string[], when?: SQL): Promise<User[]> {
  if (subs.length === 0) return [];
  const rows = await db
    .select(columns)
    .from(users)
    .where(and(eq(users.poolKey, poolKey), sql`${users.sub} in ${among(subs)}`, when));
  const bySub = new Map(rows.map((user) => [user.sub, user]));
  return subs.flatMap((sub) => bySub.get(sub) ?? []);
}

const noSweep: Sweep = { troubledAt: null, fullAt: null, runningSince: null, seen: 0, problem: null };

type UserMethods =
  | "putUsers"
  | "expectUser"
  | "removeUser"
  | "searchUsers"
  | "matchSubs"
  | "countUsers"
  | "readUsers"
  | "readUsersSeen"
  | "holdersOf"
  | "readSweep"
  | "noteSweep"
  | "forgetUnseen";

export const userStore = ({ db, transaction }: Engine): Pick<Store, UserMethods> => ({
  putUsers: (poolKey, given, seenAt) =>
    transaction(async (tx) => {
      if (given.length === 0) return 0;
      const changed = await write(tx, poolKey, given, seenAt, null, sql`${differs} and ${newer}`);
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
    transaction((tx) => setKnown(tx, poolKey, [{ sub, fresh: null, becomes }], at)),

  removeUser: async (poolKey, sub) => {
    await db.delete(users).where(and(eq(users.poolKey, poolKey), eq(users.sub, sub)));
  },

  searchUsers: async (poolKey, search, within = {}) => {
    const matched = matching(poolKey, search.text, within);
    if (!matched) return { rows: [], total: 0, counts: Object.fromEntries(tabs.map((tab) => [tab, 0])) };
    const rows = await db
      .select(columns)
      .from(users)
      .where(and(matched, onTab(search.tab)))
      .orderBy(...listOrder(search))
      .limit(search.size)
      .offset((search.page - 1) * search.size);
    const counts = await countTabs(db, matched, tabs);
    return { rows, total: counts[search.tab] ?? 0, counts };
  },

  matchSubs: async (poolKey, search, limit, within = {}) => {
    const matched = matching(poolKey, search.text, within);
    if (!matched) return { subs: [], total: 0 };
    const rows = await db
      .select({ sub: users.sub })
      .from(users)
      .where(and(matched, onTab(search.tab)))
      .orderBy(...listOrder(search))
      .limit(limit);
    const counts = await countTabs(db, matched, [search.tab]);
    return { subs: rows.map(({ sub }) => sub), total: counts[search.tab] ?? 0 };
  },

  countUsers: async (poolKey, tab, withins) => {
    // one walk over the tab for all of them: an index on the last modification would cost every change of a user
    const counts = withins.map(
      (within, i) =>
        sql`count(*) filter (where ${inside(within) ?? sql`true`})::int as ${sql.identifier(`within${i}`)}`,
    );
    if (counts.length === 0) return [];
    const [row] = await rowsOf<Record<string, number>>(
      db,
      sql`select ${sql.join(counts, sql`, `)} from users where ${and(eq(users.poolKey, poolKey), onTab(tab))}`,
    );
    return withins.map((_, i) => row?.[`within${i}`] ?? 0);
  },

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

  readSweep: async (poolKey) => {
    const [row] = await db.select().from(sweeps).where(eq(sweeps.poolKey, poolKey));
    if (!row) return noSweep;
    const { poolKey: _, ...sweep } = row;
    return sweep;
  },

  noteSweep: async (poolKey, change) => {
    const noted = storable(change);
    const insert = db.insert(sweeps).values({ ...noSweep, ...noted, poolKey });
    if (Object.keys(noted).length === 0) await insert.onConflictDoNothing();
    else await insert.onConflictDoUpdate({ target: sweeps.poolKey, set: noted });
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
