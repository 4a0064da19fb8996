import { clsx } from "clsx";
import type { ReactNode } from "react";

/** A row of links of which one is the present view. */
export const LinkTabs = ({ label, children }: { label: string; children: ReactNode }) => (
  <nav aria-label={label} className="-mx-4 overflow-x-auto px-4 sm:-mx-6 sm:px-6">
    <ul className="flex min-w-max gap-1 border-line border-b">{children}</ul>
  </nav>
);

export const tabClass = (current: boolean): string =>
  clsx(
    "-mb-px flex h-9 items-center gap-1.5 whitespace-nowrap border-b-2 px-2.5 text-sm transition-colors focus-visible:-outline-offset-2",
    current ? "border-accent font-medium text-ink" : "border-transparent text-muted hover:border-edge hover:text-ink",
  );
