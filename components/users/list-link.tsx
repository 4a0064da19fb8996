import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { type UserSearch, userSearchQuery } from "#lib/users/search.ts";

/** Where a search lives. */
export const listPath = (pool: string, search: UserSearch): Route =>
  `/pools/${encodeURIComponent(pool)}/users${userSearchQuery(search)}` as Route;

interface ListLinkProps {
  to: Route;
  /** Takes over a plain click, so that the list shows that it is about to change. */
  onGo: (to: Route) => void;
  current?: "page" | "true";
  label?: string;
  className?: string;
  children: ReactNode;
}

/** A link to another state of the list. Not fetched ahead: there are some twenty on the page, each a query. */
export const ListLink = ({ to, onGo, current, label, className, children }: ListLinkProps) => (
  <Link
    href={to}
    prefetch={false}
    scroll={false}
    aria-current={current}
    aria-label={label}
    className={className}
    onNavigate={(event) => {
      event.preventDefault();
      onGo(to);
    }}
  >
    {children}
  </Link>
);
