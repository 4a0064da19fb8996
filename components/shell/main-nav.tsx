"use client";

import { clsx } from "clsx";
import type { Route } from "next";
import Link from "next/link";
import { useParams, usePathname } from "next/navigation";

interface MainNavProps {
  /** null outside any pool; then the first pool's list is offered. */
  poolKey: string | null;
  firstPool: string | null;
}

const usersOf = (pool: string): string => `/pools/${encodeURIComponent(pool)}/users`;

export function MainNav({ poolKey, firstPool }: MainNavProps) {
  const path = usePathname();
  const params = useParams<{ pool?: string }>();
  const pool = poolKey ?? params.pool ?? firstPool;
  const places: { label: string; href: string; below: string }[] = [
    ...(pool ? [{ label: "Users", href: usersOf(pool), below: usersOf(pool) }] : []),
    { label: "Runs", href: "/jobs", below: "/jobs" },
    { label: "Audit", href: "/audit", below: "/audit" },
  ];
  return (
    <nav aria-label="Main">
      <ul className="flex items-center gap-0.5">
        {places.map(({ label, href, below }) => {
          const within = path === below || path.startsWith(`${below}/`);
          return (
            <li key={label}>
              <Link
                href={href as Route}
                aria-current={path === href ? "page" : within ? "true" : undefined}
                className={clsx(
                  "flex h-8 items-center rounded-md px-2 text-sm transition-colors hover:text-ink sm:px-2.5",
                  within ? "font-medium text-ink" : "text-muted",
                )}
              >
                {label}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
