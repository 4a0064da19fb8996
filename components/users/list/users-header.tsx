import { HealthLink } from "#components/health/problem-text.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { countText } from "#components/users/count-text.ts";
import { DirectoryFreshness } from "#components/users/list/directory-freshness.tsx";
import type { Sweep } from "#lib/db/store.ts";
import type { Tab } from "#lib/directory/search.ts";
import { type Pool, secondaryText } from "#lib/pools/pool.ts";

interface UsersHeaderProps {
  pool: Pool;
  /** All users of the pool. */
  count: number;
  sweep: Sweep;
  tab: Tab;
}

/** Whose users these are, how many, and how old what the list shows may be. */
export const UsersHeader = ({ pool, count, sweep, tab }: UsersHeaderProps) => (
  <>
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <h1 className="min-w-0 truncate font-semibold text-xl tracking-tight" title={pool.name}>
        {pool.name}
      </h1>
      {pool.test && <Badge>Test pool</Badge>}
      <p className="text-muted text-sm">
        {countText(count)} {count === 1 ? "user" : "users"} · <DirectoryFreshness sweep={sweep} tab={tab} />
      </p>
    </div>
    {secondaryText(pool) && (
      <div className="mt-3">
        <Banner tone="warn">{secondaryText(pool)}</Banner>
      </div>
    )}
    {sweep.problem && (
      <div className="mt-3">
        <Banner tone="warn">
          {sweep.problem} <HealthLink pool={pool.key} />
        </Banner>
      </div>
    )}
  </>
);
