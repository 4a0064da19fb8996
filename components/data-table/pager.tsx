import { clsx } from "clsx";
import ChevronLeft from "lucide-react/icons/chevron-left";
import ChevronRight from "lucide-react/icons/chevron-right";
import type { ReactNode } from "react";
import { buttonClass } from "#components/ui/button.tsx";

interface PagerProps {
  number: number;
  size: number;
  sizes: readonly number[];
  /** Rows on this page. */
  rows: number;
  total: number;
  /** "10,000+" when counting stopped. */
  totalText: string;
  /** Is there a next page? */
  more: boolean;
  pageLink: (number: number, className: string, content: ReactNode) => ReactNode;
  sizeLink: (size: number, className: string, content: ReactNode) => ReactNode;
}

const step = buttonClass({ tone: "plain", size: "small" });
const noStep =
  "inline-flex h-7 select-none items-center gap-1.5 rounded-md border border-line px-2 font-medium text-faint text-sm [&_svg]:size-4";

export function Pager({ number, size, sizes, rows, total, totalText, more, pageLink, sizeLink }: PagerProps) {
  const first = (number - 1) * size + 1;
  const previous = (
    <>
      <ChevronLeft aria-hidden="true" />
      Previous
    </>
  );
  const next = (
    <>
      Next
      <ChevronRight aria-hidden="true" />
    </>
  );
  return (
    <nav aria-label="Pages" className="flex flex-wrap items-center gap-x-6 gap-y-2 py-2 text-muted text-sm">
      <p className="mr-auto tabular-nums">
        {rows > 0
          ? `${first.toLocaleString("en")}–${(first + rows - 1).toLocaleString("en")} of ${totalText}`
          : total > 0
            ? `0 of ${totalText}`
            : "0 users"}
      </p>
      <div className="flex items-center gap-0.5">
        <span className="mr-1.5">Rows</span>
        {sizes.map((offered) => (
          <span key={offered}>
            {sizeLink(
              offered,
              clsx(
                "inline-flex h-7 min-w-8 items-center justify-center rounded-md px-1.5 tabular-nums transition-colors",
                offered === size ? "bg-hover font-medium text-ink" : "hover:bg-hover hover:text-ink",
              ),
              offered,
            )}
          </span>
        ))}
      </div>
      <div className="flex items-center gap-1.5">
        {number > 1 ? pageLink(number - 1, step, previous) : <span className={noStep}>{previous}</span>}
        {more ? pageLink(number + 1, step, next) : <span className={noStep}>{next}</span>}
      </div>
    </nav>
  );
}
