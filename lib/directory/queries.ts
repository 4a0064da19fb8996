import "server-only";
import type { Authority } from "#lib/authority/authority.ts";
import { poolClient } from "#lib/cognito/pool-client.ts";
import { readPool } from "#lib/cognito/pool-settings.ts";
import { poolEntry } from "#lib/config.ts";
import { store } from "#lib/db/connection.ts";
import type { Sweep, UserPage } from "#lib/db/store.ts";
import { liveFilter } from "#lib/directory/ask-live.ts";
import { isFiltered, longestSearch, type UserSearch, userQuestion } from "#lib/directory/search.ts";
import { attempt, Fault } from "#lib/errors.ts";
import type { Pool } from "#lib/pools/pool.ts";
import { query } from "#lib/query.ts";

export interface UsersView {
  pool: Pool;
  authority: Authority;
  page: UserPage;
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
    if (search.problems.length > 0) return { pool, authority, page: nobody, sweep: await db.readSweep(key), now };
    const { temporaryPasswordDays, caseSensitive } = pool.settings;
    const question = userQuestion(search, { now, temporaryPasswordDays, caseSensitive });
    const [sweep, first] = await Promise.all([db.readSweep(key), db.searchUsers(key, question)]);
    let page = first;
    const findsNobody = first.counts.all === 0 && !isFiltered(search);
    const filter = search.text.length <= longestSearch && findsNobody ? liveFilter(search.text) : null;
    if (filter) {
      const askedAt = Date.now();
      const found = await attempt(() => poolClient(pool).list(filter, null, "interactive"));
      if (found.ok && found.value.users.length > 0) {
        await db.putUsers(key, found.value.users, askedAt);
        page = await db.searchUsers(key, question);
      }
    }
    return { pool, authority, page, sweep, now: Date.now() };
  },
);
