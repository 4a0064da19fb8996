import "server-only";
import { readPool } from "#lib/cognito/pool-settings.ts";
import { store } from "#lib/db/connection.ts";
import type { DayCount, Store, Sweep } from "#lib/db/store.ts";
import { listContext } from "#lib/directory/list-context.ts";
import { everyoneQuestion, firstSearch, type UserSearch } from "#lib/directory/search.ts";
import { attempt, type Result } from "#lib/errors.ts";
import { conditionOf } from "#lib/filters/address.ts";
import { type Age, ages } from "#lib/filters/age.ts";
import type { FilterContext } from "#lib/filters/filter.ts";
import type { InvitationFilter } from "#lib/filters/invitation.ts";
import type { Job } from "#lib/job.ts";
import type { Pool } from "#lib/pools/pool.ts";
import { query } from "#lib/query.ts";
import { dayMs, dayOf, midnight } from "#lib/utc-day.ts";

/** The tabs of people who cannot sign in. */
const troubledTabs = ["FORCE_CHANGE_PASSWORD", "RESET_REQUIRED", "UNCONFIRMED", "disabled"] as const;

const daysAhead = 7;
const daysBack = 30;
const runsShown = 6;

export interface Overview {
  pool: Pool;
  sweep: Sweep;
  now: number;
  numbers: Promise<Result<Numbers>>;
}

/** A number and the list it leads to. */
interface CountedUsers {
  search: UserSearch;
  users: number;
}

/** The same, with the value of the filter that tells it from the others. */
export interface CountedBy<Value> extends CountedUsers {
  by: Value;
}

export interface Numbers {
  /** By tab, as the list counts them: capped at `countCap`. */
  tabs: Record<string, number>;
  /** Of each tab of people who cannot sign in, by age. */
  ages: CountedBy<Age>[];
  /** By their state. */
  invitations: CountedBy<InvitationFilter>[];
  /** Waiting invitations by the first UTC day on which they can end, from today on. */
  ending: CountedBy<InvitationFilter>[];
  /** Those that run first, then the newest. */
  runs: Job[];
  operations: {
    /** Midnights, oldest first, today last. */
    days: number[];
    counts: DayCount[];
  };
}

/** What stands on a pool's first page. Reads SQL only; the numbers follow, so that a large pool shows its page at once. */
export const poolOverview = query(
  "viewer",
  (key: string) => key,
  async (_, key): Promise<Overview> => {
    const db = await store();
    const [pool, sweep] = await Promise.all([readPool(key), db.readSweep(key)]);
    const now = Date.now();
    return { pool, sweep, now, numbers: attempt(() => countAll(db, pool, now)) };
  },
);

async function countAll(db: Store, pool: Pool, now: number): Promise<Numbers> {
  const today = midnight(now);
  const days = Array.from({ length: daysBack }, (_, i) => today - (daysBack - 1 - i) * dayMs);
  const context = listContext(pool, now);
  const [page, troubled, runs, counts] = await Promise.all([
    // the numbers on the tabs are the list's own
    db.searchUsers(pool.key, { ...everyoneQuestion, size: 25 }),
    Promise.all(troubledTabs.map((tab) => countTab(db, pool.key, tab, context))),
    latestRuns(db, pool.key),
    db.countOperations(pool.key, days[0] ?? today, today + dayMs),
  ]);
  const counted = troubled.flat();
  const invitations = countedBy(counted, "invitation");
  return {
    tabs: page.counts,
    ages: countedBy(counted, "modified"),
    invitations: invitations.filter(({ by }) => by.endsOn === null),
    ending: invitations.filter(({ by }) => by.endsOn !== null),
    runs,
    operations: { days, counts },
  };
}

/** Those that were counted under the filter. */
const countedBy = <Name extends "modified" | "invitation">(counted: CountedUsers[], filter: Name) =>
  counted.flatMap((one) => {
    const by = one.search[filter];
    return by === null ? [] : [{ ...one, by }];
  });

/** What is counted of invited users beside their ages. */
const invitationsCounted = (now: number): InvitationFilter[] => [
  ...(["waiting", "uncertain", "expired"] as const).map((state) => ({ state, endsOn: null })),
  ...Array.from({ length: daysAhead }, (_, i) => ({ state: "waiting" as const, endsOn: dayOf(now + i * dayMs) })),
];

/** Counts the users of a tab under each filter by the very searches that the numbers lead to, in one walk. */
async function countTab(
  db: Store,
  poolKey: string,
  tab: (typeof troubledTabs)[number],
  context: FilterContext,
): Promise<CountedUsers[]> {
  const ofTab: UserSearch = { ...firstSearch, tab };
  const searches: UserSearch[] = [
    ...ages.map((modified) => ({ ...ofTab, modified })),
    ...(tab === "FORCE_CHANGE_PASSWORD" ? invitationsCounted(context.now) : []).map((invitation) => ({
      ...ofTab,
      invitation,
    })),
  ];
  const conditions = searches.map((search) => conditionOf(search, context));
  const counts = await db.countUsers(poolKey, conditionOf({ tab }, context), conditions);
  return searches.map((search, i) => ({ search, users: counts[i] ?? 0 }));
}

async function latestRuns(db: Store, poolKey: string): Promise<Job[]> {
  const [running, latest] = await Promise.all([
    db.listJobs([poolKey], runsShown, null, "running"),
    db.listJobs([poolKey], runsShown, null),
  ]);
  const known = new Set(running.map(({ id }) => id));
  return [...running, ...latest.filter(({ id }) => !known.has(id))].slice(0, runsShown);
}
