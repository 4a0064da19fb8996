"use client";

import { clsx } from "clsx";
import Check from "lucide-react/icons/check";
import ChevronsUpDown from "lucide-react/icons/chevrons-up-down";
import type { Route } from "next";
import Link from "next/link";
import { useParams } from "next/navigation";
import { Badge } from "#components/ui/badge.tsx";

interface PoolSwitcherProps {
  pools: { key: string; name: string; test: boolean }[];
  poolKey: string | null;
}

/** A panel of links, opened by the browser itself: it works before and without any script. */
export function PoolSwitcher({ pools, poolKey }: PoolSwitcherProps) {
  const params = useParams<{ pool?: string }>();
  const present = pools.find(({ key }) => key === (poolKey ?? params.pool));
  if (pools.length === 0) return null;
  return (
    <>
      <button
        type="button"
        popoverTarget="pool-switcher"
        className="flex h-8 min-w-0 items-center gap-1.5 rounded-md px-2 text-sm transition-colors hover:bg-hover"
      >
        <span className="sr-only">Pool:</span>
        <span className="max-w-28 truncate font-medium sm:max-w-56" title={present?.name}>
          {present?.name ?? "Choose a pool"}
        </span>
        <ChevronsUpDown aria-hidden="true" className="size-3.5 shrink-0 text-faint" />
      </button>
      <div
        id="pool-switcher"
        popover="auto"
        data-side="left"
        className="header-panel max-h-[70dvh] w-64 overflow-y-auto rounded-lg bg-raised p-1 text-ink shadow-lift"
      >
        <nav aria-label="Pools">
          <ul>
            {pools.map(({ key, name, test }) => (
              <li key={key}>
                <Link
                  href={`/pools/${encodeURIComponent(key)}/users` as Route}
                  prefetch={false}
                  aria-current={key === present?.key ? "true" : undefined}
                  onClick={(event) => event.currentTarget.closest<HTMLElement>("[popover]")?.hidePopover()}
                  className="flex items-center gap-2 rounded-md px-2.5 py-1.5 text-sm hover:bg-hover focus-visible:-outline-offset-2"
                >
                  <span className="min-w-0 flex-1 truncate" title={name}>
                    {name}
                  </span>
                  {test && <Badge>Test</Badge>}
                  <Check
                    aria-hidden="true"
                    className={clsx("size-4 shrink-0 text-accent", key !== present?.key && "invisible")}
                  />
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </>
  );
}
