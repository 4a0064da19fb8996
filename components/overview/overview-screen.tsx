import Link from "next/link";
import { Suspense } from "react";
import { AgeCard } from "#components/overview/age-card.tsx";
import { CountLink } from "#components/overview/count-link.tsx";
import { InvitationCard } from "#components/overview/invitation-card.tsx";
import { OperationsCard } from "#components/overview/operations-card.tsx";
import { RunsCard } from "#components/overview/runs-card.tsx";
import { StatusCard } from "#components/overview/status-card.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { Now } from "#components/ui/time.tsx";
import { countText } from "#components/users/count-text.ts";
import { DirectoryFreshness } from "#components/users/list/directory-freshness.tsx";
import { listPath } from "#components/users/list/list-link.tsx";
import { firstSearch } from "#lib/directory/search.ts";
import type { Overview } from "#lib/overview/queries.ts";

/** A pool at a glance; every number leads to the list behind it. */
export const OverviewScreen = ({ pool, sweep, now, numbers }: Overview) => (
  <Now value={now}>
    <main className="w-full max-w-7xl px-4 py-5 sm:px-6">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h1 className="min-w-0 truncate font-semibold text-xl tracking-tight" title={pool.name}>
          {pool.name}
        </h1>
        {pool.test && <Badge>Test pool</Badge>}
        <p className="text-muted text-sm">
          Everyone <DirectoryFreshness sweep={sweep} tab="all" /> · stuck users{" "}
          <DirectoryFreshness sweep={sweep} tab="disabled" />
        </p>
      </div>
      {sweep.problem && (
        <div className="mt-3">
          <Banner tone="warn">{sweep.problem}</Banner>
        </div>
      )}
      {sweep.fullAt === null && !sweep.problem && (
        <div className="mt-3">
          <Banner tone="info">The pool has not been read to its end yet. Until then these numbers are too low.</Banner>
        </div>
      )}
      <Suspense fallback={<Counting />}>
        <Cards pool={pool} numbers={numbers} />
      </Suspense>
    </main>
  </Now>
);

const Counting = () => (
  <p role="status" className="flex items-center justify-center gap-2 py-24 text-muted text-sm">
    <Spinner /> Counting users and operations
  </p>
);

async function Cards({ pool, numbers }: Pick<Overview, "pool" | "numbers">) {
  const counted = await numbers;
  if (!counted.ok)
    return (
      <div className="mt-4">
        <Banner tone="bad">{counted.error.message}</Banner>
      </div>
    );
  const { tabs, ages, invitations, ending, runs, operations } = counted.value;
  const all = tabs.all ?? 0;
  return (
    <>
      <p className="mt-1 text-sm">
        <CountLink to={listPath(pool.key, firstSearch)} text={countText(all)} of="of everyone" className="mr-1" />
        {all === 1 ? "user" : "users"} in the directory ·{" "}
        <Link
          href={listPath(pool.key, { ...firstSearch, held: "twice" })}
          prefetch={false}
          className="text-accent hover:text-accent-hover"
        >
          Contacts and names held twice
        </Link>
      </p>
      <div className="mt-4 grid gap-4 lg:grid-cols-2">
        <StatusCard poolKey={pool.key} tabs={tabs} />
        <AgeCard poolKey={pool.key} counts={ages} />
        <InvitationCard
          poolKey={pool.key}
          lifeDays={pool.settings.temporaryPasswordDays}
          invitations={invitations}
          ending={ending}
        />
        <RunsCard runs={runs} />
        <OperationsCard poolKey={pool.key} operations={operations} />
      </div>
    </>
  );
}
