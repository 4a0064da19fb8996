import type { Tone } from "#components/ui/badge.tsx";
import { toneFill } from "#components/ui/progress-bar.tsx";

/** The least that can be seen of a number that is not 0, in hundredths of the whole length. */
const least = 1.5;

/** A length beside the number that says the same. */
export const Bar = ({ count, most, tone }: { count: number; most: number; tone: Tone }) => (
  <svg
    viewBox="0 0 100 1"
    preserveAspectRatio="none"
    aria-hidden="true"
    className="block h-2 w-full overflow-hidden rounded-full bg-hover"
  >
    {count > 0 && (
      <rect width={Math.max(least, (100 * count) / most)} height="1" fill="currentColor" className={toneFill[tone]} />
    )}
  </svg>
);
