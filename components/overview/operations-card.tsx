import type { Route } from "next";
import Link from "next/link";
import { outcomeText } from "#components/audit/audit-screen.tsx";
import { Card } from "#components/overview/card.tsx";
import { CountLink } from "#components/overview/count-link.tsx";
import { Dot } from "#components/ui/badge.tsx";
import { toneFill } from "#components/ui/progress-bar.tsx";
import { ScrollRegion } from "#components/ui/scroll-region.tsx";
import { type Outcome, outcomes } from "#lib/audit/event.ts";
import type { Numbers } from "#lib/overview/queries.ts";
import { dayOf } from "#lib/utc-day.ts";

interface OperationsCardProps extends Pick<Numbers, "operations"> {
  poolKey: string;
}

/** What came of one day. */
interface Day {
  day: string;
  counts: Record<Outcome, number>;
  total: number;
}

const none: Record<Outcome, number> = { done: 0, failed: 0, unknown: 0, refused: 0, skipped: 0 };

const sum = (counts: Record<Outcome, number>): number => outcomes.reduce((all, outcome) => all + counts[outcome], 0);

function daysOf({ days, counts }: Numbers["operations"]): Day[] {
  return days.map((at) => {
    const ofDay = counts.filter(({ day }) => day === at).map(({ outcome, events }) => [outcome, events]);
    const byOutcome = { ...none, ...Object.fromEntries(ofDay) };
    return { day: dayOf(at), counts: byOutcome, total: sum(byOutcome) };
  });
}

/** The audit's own address for what was counted. */
function auditPath(pool: string, from: string, to: string, outcome: Outcome | null): Route {
  const query = new URLSearchParams({ pool, only: "operations", from, to, ...(outcome && { outcome }) });
  return `/audit?${query}` as Route;
}

/** What was done with the pool's users, day by day. */
export function OperationsCard({ poolKey, operations }: OperationsCardProps) {
  const days = daysOf(operations);
  const [from, to] = [days[0]?.day ?? "", days.at(-1)?.day ?? ""];
  const totals = outcomes.map((outcome) => ({
    outcome,
    events: days.reduce((all, { counts }) => all + counts[outcome], 0),
  }));
  const busiest = days.reduce<Day | null>((most, day) => (day.total > (most?.total ?? 0) ? day : most), null);
  return (
    <Card
      title={`Operations of the last ${days.length} days`}
      about="What this console asked of Cognito for this pool, and what it refused to ask, by UTC day. Done stands above the line, everything else below."
      className="lg:col-span-2"
    >
      {busiest ? (
        <>
          <ul aria-label="By outcome" className="flex flex-wrap gap-x-6 gap-y-1 text-sm">
            {totals.map(({ outcome, events }) => (
              <li key={outcome} className="flex items-center gap-1.5">
                <Dot tone={outcomeText[outcome].tone} />
                {outcomeText[outcome].label}
                <CountLink
                  to={auditPath(poolKey, from, to, outcome)}
                  text={events.toLocaleString("en")}
                  of={`operations: ${outcomeText[outcome].label}`}
                />
              </li>
            ))}
            <li className="text-muted sm:ml-auto">
              Most on one day{" "}
              <CountLink
                to={auditPath(poolKey, busiest.day, busiest.day, null)}
                text={busiest.total.toLocaleString("en")}
                of={`operations on ${busiest.day}`}
              />{" "}
              on {busiest.day}
            </li>
          </ul>
          <Chart poolKey={poolKey} days={days} />
          <details className="mt-3 text-sm">
            <summary className="inline-flex min-h-6 items-center rounded text-accent underline decoration-from-font underline-offset-3">
              Day by day as a table
            </summary>
            <DayTable poolKey={poolKey} days={days.filter(({ total }) => total > 0).reverse()} />
          </details>
        </>
      ) : (
        <p className="text-sm">Nothing was asked of Cognito in these days.</p>
      )}
    </Card>
  );
}

const below = outcomes.filter((outcome) => outcome !== "done");

/** For the eye and the mouse; the table says the same to the keyboard and to those who listen. */
function Chart({ poolKey, days }: { poolKey: string; days: Day[] }) {
  const above = Math.max(1, ...days.map(({ counts }) => counts.done));
  const under = Math.max(above / 8, ...days.map(({ counts, total }) => total - counts.done));
  return (
    <div aria-hidden="true" className="mt-4">
      <div className="flex h-40">
        {days.map(({ day, counts, total }) => (
          <Link
            key={day}
            href={auditPath(poolKey, day, day, null)}
            prefetch={false}
            tabIndex={-1}
            title={`${day}: ${
              total === 0
                ? "nothing"
                : outcomes
                    .filter((outcome) => counts[outcome] > 0)
                    .map((outcome) => `${counts[outcome]} ${outcomeText[outcome].label.toLowerCase()}`)
                    .join(", ")
            }`}
            className="min-w-0 flex-1 transition-colors hover:bg-hover"
          >
            <DayBars counts={counts} above={above} under={under} />
          </Link>
        ))}
      </div>
      <div className="mt-1 flex justify-between text-muted text-xs tabular-nums">
        <span>{days[0]?.day}</span>
        <span className="max-sm:hidden">{days[Math.floor(days.length / 2)]?.day}</span>
        <span>today</span>
      </div>
    </div>
  );
}

/** One day on the scale of all days. */
const DayBars = ({ counts, above, under }: { counts: Record<Outcome, number>; above: number; under: number }) => (
  <svg viewBox={`0 0 10 ${above + under}`} preserveAspectRatio="none" aria-hidden="true" className="block size-full">
    <rect
      x="1.5"
      y={above - counts.done}
      width="7"
      height={counts.done}
      fill="currentColor"
      className={toneFill.good}
    />
    {below.map((outcome, i) => (
      <rect
        key={outcome}
        x="1.5"
        y={above + below.slice(0, i).reduce((all, before) => all + counts[before], 0)}
        width="7"
        height={counts[outcome]}
        fill="currentColor"
        className={toneFill[outcomeText[outcome].tone]}
      />
    ))}
    <line
      x1="0"
      x2="10"
      y1={above}
      y2={above}
      stroke="currentColor"
      vectorEffect="non-scaling-stroke"
      className="text-edge"
    />
  </svg>
);

/** Days on which something happened, the newest first. */
const DayTable = ({ poolKey, days }: { poolKey: string; days: Day[] }) => (
  <ScrollRegion aria-label="Operations by day" className="mt-2 overflow-x-auto rounded-lg border border-line">
    <table className="w-full text-right">
      <thead className="bg-subtle text-muted text-xs">
        <tr>
          <th scope="col" className="h-9 px-3 text-left font-medium">
            Day
          </th>
          {outcomes.map((outcome) => (
            <th key={outcome} scope="col" className="whitespace-nowrap px-3 font-medium">
              {outcomeText[outcome].label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {days.map(({ day, counts }) => (
          <tr key={day} className="border-line border-t">
            <th scope="row" className="whitespace-nowrap px-3 py-1.5 text-left font-normal tabular-nums">
              {day}
            </th>
            {outcomes.map((outcome) => (
              <td key={outcome} className="px-3">
                <CountLink
                  to={auditPath(poolKey, day, day, outcome)}
                  text={counts[outcome].toLocaleString("en")}
                  of={`operations on ${day}: ${outcomeText[outcome].label}`}
                  className="justify-end"
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </ScrollRegion>
);
