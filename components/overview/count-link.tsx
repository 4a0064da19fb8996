import { clsx } from "clsx";
import type { Route } from "next";
import Link from "next/link";

interface CountLinkProps {
  to: Route;
  /** As the list behind it writes it. */
  text: string;
  /** What is counted, for those who hear the link alone. */
  of: string;
  className?: string;
}

/** A number that leads to what it counts. Not fetched ahead: there are some sixty on the page, each a query. */
export const CountLink = ({ to, text, of, className }: CountLinkProps) => (
  <Link
    href={to}
    prefetch={false}
    className={clsx(
      // the words that are only heard have their place here, or they would widen the page past a table that scrolls
      "relative inline-flex min-h-6 min-w-6 items-center rounded-sm tabular-nums underline decoration-line underline-offset-3 transition-colors hover:text-accent hover:decoration-current",
      text === "0" ? "text-muted" : "font-medium",
      className,
    )}
  >
    {text}
    <span className="sr-only"> {of}</span>
  </Link>
);
