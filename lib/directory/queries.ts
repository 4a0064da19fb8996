import "server-only";
import type { Authority } from "#lib/authority/authority.ts";
import type { ListFilter } from "#lib/cognito/list-users.ts";
import { poolClient } from "#lib/cognito/pool-client.ts";
import { readPool } from "#lib/cognito/pool-settings.ts";
import { poolEntry } from "#lib/config.ts";
import { store } from "#lib/db/connection.ts";
import type { Store, Sweep, UserPage } from "#lib/db/store.ts";
import { liveFilters, mostLiveQuestions } from "#lib/directory/ask-live.ts";
import { type ListAnswer, listAnswer } from "#lib/directory/list-answer.ts";
import { listContext } from "#lib/directory/list-context.ts";
import { isFiltered, longestSearch, type UserSearch, userQuestion } from "#lib/directory/search.ts";
import { attempt, Fault } from "#lib/errors.ts";
import type { FilterContext } from "#lib/filters/filter.ts";
import type { Pool } from "#lib/pools/pool.ts";
import { query } from "#lib/query.ts";

export interface UsersView {
  pool: Pool;
  authority: Authority;
  page: UserPage;
  /** Of a search for a list of names. */
  list: ListAnswer | null;
  sweep: Sweep;
  now: number;
}

/** Pools that the person may see, for the switcher. */
export const myPools = query("viewer", null, async ({ pools, staff, authorityOn }) => ({
  actor: staff.actor,
  pools: pools.flatMap((key) => {
    const entry = poolEntry(key);
    const authority = authorityOn(key);
    return entry && authority ? [{ key, name: entry.name, test: entry.test, role: authority.role }] : [];
  }),
}));

const nobody: UserPage = { rows: [], total: 0, counts: {} };

/** What a page of the list is made of. */
interface Asked {
  db: Store;
  pool: Pool;
  search: UserSearch;
  context: FilterContext;
}

/** One reading of the directory. */
interface Found {
  page: UserPage;
  list: ListAnswer | null;
}

/** The directory's own answer, and for a list of names what became of each. */
async function lookUp({ db, pool, search, context }: Asked): Promise<Found> {
  const reading = search.text === "" ? null : context.readText?.(search.text);
  const entries = reading && "entries" in reading ? [...reading.entries] : null;
  const [page, counts] = await Promise.all([
    db.searchUsers(pool.key, userQuestion(search, context)),
    entries && db.countNamed(pool.key, entries),
  ]);
  return { page, list: entries && counts && listAnswer(entries, counts) };
}

/** What to ask Cognito for, of a search that left somebody unfound. */
function questionsOf({ page, list }: Found, { pool, search }: Asked): ListFilter[] {
  if (isFiltered(search)) return [];
  // of a list only the last few: each of them is a question
  if (list)
    return list.missing.length <= mostLiveQuestions
      ? list.missing.flatMap((name) => liveFilters(name, pool)[0] ?? [])
      : [];
  return page.counts.all === 0 && search.text.length <= longestSearch ? liveFilters(search.text, pool) : [];
}

/** Asks Cognito until somebody is there who was looked for, and puts them into the directory. */
async function askLive(found: Found, asked: Asked): Promise<Found> {
  let now = found;
  for (const filter of questionsOf(found, asked)) {
    const askedAt = Date.now();
    const answer = await attempt(() => poolClient(asked.pool).list(filter, null, "interactive"));
    if (!answer.ok || answer.value.users.length === 0) continue;
    await asked.db.putUsers(asked.pool.key, answer.value.users, askedAt);
    now = await lookUp(asked);
    if (!now.list && now.page.counts.all !== 0) break;
  }
  return now;
}

/**
 * One page of the users list. Reads SQL; Cognito is asked only for a text that finds nobody and names somebody whole. An address with
 * something in it that the list does not know stands for nobody.
 */
export const usersPage = query(
  "viewer",
  (key: string, _search: UserSearch) => key,
  async ({ authorityOn }, key, search): Promise<UsersView> => {
    const authority = authorityOn(key);
    if (!authority) throw new Fault("unknown-pool");
    const db = await store();
    const pool = await readPool(key);
    const now = Date.now();
    if (search.problems.length > 0)
      return { pool, authority, page: nobody, list: null, sweep: await db.readSweep(key), now };
    const asked: Asked = { db, pool, search, context: listContext(pool, now) };
    const [sweep, found] = await Promise.all([db.readSweep(key), lookUp(asked)]);
    return { pool, authority, sweep, ...(await askLive(found, asked)), now: Date.now() };
  },
);
