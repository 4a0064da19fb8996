import { quotas } from "#lib/calls/quota.ts";
import type { OwnCalls } from "#lib/cognito/pace.ts";

const barWidth = 4;
const height = 32;

const calls = (count: number): string => `${count.toLocaleString("en")} ${count === 1 ? "call" : "calls"}`;

/** One row of bars for each quota category that was drawn on in the last hour, a bar for each minute. */
export function OwnCallsChart({ ownCalls }: { ownCalls: readonly OwnCalls[] }) {
  const used = ownCalls.filter(({ perMinute }) => perMinute.some((count) => count > 0));
  if (used.length === 0)
    return <p className="px-3.5 py-3 text-muted text-sm">The console has not called Cognito in the last hour.</p>;
  return (
    <ul className="grid gap-x-8 gap-y-4 px-3.5 py-3 sm:grid-cols-2">
      {used.map((one) => (
        <CategoryBars key={one.category} {...one} />
      ))}
    </ul>
  );
}

function CategoryBars({ category, perMinute, throttled }: OwnCalls) {
  const total = perMinute.reduce((sum, count) => sum + count, 0);
  const most = Math.max(...perMinute);
  const summary = `${calls(total)}, at most ${most.toLocaleString("en")} in a minute`;
  return (
    <li className="min-w-0">
      <p className="flex flex-wrap items-baseline gap-x-2 text-sm">
        <span className="font-medium">{category}</span>
        <span className="text-muted text-xs">quota {quotas[category]} a second</span>
      </p>
      <svg
        role="img"
        aria-label={`${category}: ${summary}`}
        viewBox={`0 0 ${perMinute.length * barWidth} ${height}`}
        preserveAspectRatio="none"
        className="mt-1 h-8 w-full border-line border-b text-accent"
        fill="currentColor"
      >
        {perMinute.map((count, minute) => {
          const tall = count === 0 ? 0 : Math.max(2, (count / most) * height);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the minute is what a bar is
            <rect key={minute} x={minute * barWidth} y={height - tall} width={barWidth - 1} height={tall} />
          );
        })}
      </svg>
      <p className="mt-0.5 flex justify-between text-faint text-xs" aria-hidden="true">
        <span>60 min ago</span>
        <span>now</span>
      </p>
      <p className="text-muted text-xs">
        {summary}
        {throttled > 0 && <span className="text-bad">, {throttled.toLocaleString("en")} throttled</span>}
      </p>
    </li>
  );
}
