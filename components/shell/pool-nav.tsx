"use client";

import type { Route } from "next";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { LinkTabs, tabClass } from "#components/ui/link-tabs.tsx";

/** The places of one pool; `below` is the part of the address after the pool. */
const places: readonly { label: string; below: string; onlyTest?: true }[] = [
  { label: "Users", below: "users" },
  { label: "Health", below: "health" },
  { label: "Sign-in check", below: "sign-in-check", onlyTest: true },
];

/** What there is to see of one pool, on each of its pages. */
export function PoolNav({ poolKey, test }: { poolKey: string; test: boolean }) {
  const path = usePathname();
  return (
    <div className="shrink-0 px-4 pt-1.5 sm:px-6">
      <LinkTabs label="Pool">
        {places
          .filter(({ onlyTest }) => test || !onlyTest)
          .map(({ label, below }) => {
            const href = `/pools/${encodeURIComponent(poolKey)}/${below}`;
            const within = path === href || path.startsWith(`${href}/`);
            return (
              <li key={below}>
                <Link
                  href={href as Route}
                  prefetch={false}
                  aria-current={path === href ? "page" : within ? "true" : undefined}
                  className={tabClass(within)}
                >
                  {label}
                </Link>
              </li>
            );
          })}
      </LinkTabs>
    </div>
  );
}
