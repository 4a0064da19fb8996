import type { Tone } from "#components/ui/badge.tsx";

export interface Portion {
  tone: Tone;
  count: number;
}

/** The colour of each tone as a surface. */
export const toneFill: Record<Tone, string> = {
  good: "text-dot-good",
  warn: "text-dot-warn",
  bad: "text-dot-bad",
  info: "text-dot-info",
  accent: "text-dot-accent",
  none: "text-dot-none",
};

const sum = (portions: Portion[]): number => portions.reduce((all, { count }) => all + count, 0);

/** How far something has come, by outcome. The words beside it say the same. */
export const ProgressBar = ({ label, portions, total }: { label: string; portions: Portion[]; total: number }) => (
  <div
    role="progressbar"
    aria-label={label}
    aria-valuemin={0}
    aria-valuemax={total}
    aria-valuenow={sum(portions)}
    aria-valuetext={`${sum(portions)} of ${total}`}
    className="h-1.5 overflow-hidden rounded-full bg-hover"
  >
    <svg
      viewBox={`0 0 ${Math.max(1, total)} 1`}
      preserveAspectRatio="none"
      aria-hidden="true"
      className="block size-full"
    >
      {portions.map(({ tone, count }, position) => (
        <rect
          key={tone}
          x={sum(portions.slice(0, position))}
          width={count}
          height="1"
          fill="currentColor"
          className={toneFill[tone]}
        />
      ))}
    </svg>
  </div>
);
