import "server-only";
import { readPool } from "#lib/cognito/pool-settings.ts";
import { store } from "#lib/db/connection.ts";
import type { DayCount, Store, Sweep } from "#lib/db/store.ts";
import { attempt, type Result } from "#lib/errors.ts";
import type { Job } from "#lib/jobs/job.ts";
import type { Pool } from "#lib/pools/pool.ts";
import { query } from "#lib/query.ts";
import { firstSearch } from "#lib/users/search.ts";
import {
  type Age,
  ages,
  dayMs,
  dayOf,
  type InvitationFilter,
  midnight,
  type UserFilter,
  userWithin,
} from "#lib/users/within.ts";

/** The tabs of people who cannot sign in. */
const troubledTabs = ["FORCE_CHANGE_PASSWORD", "RESET_REQUIRED", "UNCONFIRMED", "disabled"] as const;
type TroubledTab = (typeof troubledTabs)[number];

const daysAhead = 7;
const daysBack = 30;
const runsShown = 6;

export interface Overview {
  pool: Pool;
  sweep: Sweep;
  now: number;
  numbers: Promise<Result<Numbers>>;
}

export interface Numbers {
  /** By tab, as the list counts them: capped at `countCap`. */
  tabs: Record<string, number>;
  ages: { tab: TroubledTab; age: Age; users: number }[];
  invitations: { filter: InvitationFilter; users: number }[];
  /** Waiting invitations by the first UTC day on which they can end, from today on. */
  ending: { filter: InvitationFilter; users: number }[];
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
  const [page, troubled, runs, counts] = await Promise.all([
    // the numbers on the tabs are the list's own
    db.searchUsers(pool.key, { ...firstSearch, size: 25 }),
    Promise.all(troubledTabs.map((tab) => countTab(db, pool, tab, now))),
    latestRuns(db, pool.key),
    db.countOperations(pool.key, days[0] ?? today, today + dayMs),
  ]);
  const counted = troubled.flat();
  const ofInvitations = counted.flatMap(({ filter: { invitation }, users }) =>
    invitation ? [{ filter: invitation, users }] : [],
  );
  return {
    tabs: page.counts,
    ages: counted.flatMap(({ tab, filter: { modified }, users }) => (modified ? [{ tab, age: modified, users }] : [])),
    invitations: ofInvitations.filter(({ filter }) => filter.endsOn === null),
    ending: ofInvitations.filter(({ filter }) => filter.endsOn !== null),
    runs,
    operations: { days, counts },
  };
}

/** What is counted of invited users beside their ages. */
const invitationFilters = (now: number): InvitationFilter[] => [
  ...(["waiting", "uncertain", "expired"] as const).map((state) => ({ state, endsOn: null })),
  ...Array.from({ length: daysAhead }, (_, i) => ({ state: "waiting" as const, endsOn: dayOf(now + i * dayMs) })),
];

async function countTab(db: Store, pool: Pool, tab: TroubledTab, now: number) {
  const filters: UserFilter[] = [
    ...ages.map((modified) => ({ modified, invitation: null })),
    ...(tab === "FORCE_CHANGE_PASSWORD" ? invitationFilters(now) : []).map((invitation) => ({
      modified: null,
      invitation,
    })),
  ];
  const counts = await db.countUsers(
    pool.key,
    tab,
    filters.map((filter) => userWithin(filter, pool.settings.temporaryPasswordDays, now)),
  );
  return filters.map((filter, i) => ({ tab, filter, users: counts[i] ?? 0 }));
}

async function latestRuns(db: Store, poolKey: string): Promise<Job[]> {
  const [running, latest] = await Promise.all([
    db.listJobs([poolKey], runsShown, null, "running"),
    db.listJobs([poolKey], runsShown, null),
  ]);
  const known = new Set(running.map(({ id }) => id));
  return [...running, ...latest.filter(({ id }) => !known.has(id))].slice(0, runsShown);
}
