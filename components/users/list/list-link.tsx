import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { type UserSearch, userSearchQuery } from "#lib/directory/search.ts";

/** Where a search lives, and the user that is open beside it. */
export function listPath(pool: string, search: UserSearch, open: string | null = null): Route {
  const query = userSearchQuery(search);
  const user = open === null ? "" : `${query ? "&" : "?"}user=${encodeURIComponent(open)}`;
  return `/pools/${encodeURIComponent(pool)}/users${query}${user}` as Route;
}

interface ListLinkProps {
  to: Route;
  /** Takes over a plain click, so that the list shows that it is about to change. */
  onGo: (to: Route) => void;
  current?: "page" | "true";
  label?: string;
  id?: string;
  className?: string;
  children: ReactNode;
}

/** A link to another state of the list. Not fetched ahead: there are some twenty on the page, each a query. */
export const ListLink = ({ to, onGo, current, label, id, className, children }: ListLinkProps) => (
  <Link
    href={to}
    prefetch={false}
    scroll={false}
    aria-current={current}
    aria-label={label}
    id={id}
    className={className}
    onNavigate={(event) => {
      event.preventDefault();
      onGo(to);
    }}
  >
    {children}
  </Link>
);
