import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { personText, type User } from "#lib/users/user.ts";

/** Where the page of one user is, beside the whole list. */
export const personPath = (pool: string, sub: string): Route =>
  `/pools/${encodeURIComponent(pool)}/users?user=${encodeURIComponent(sub)}` as Route;

interface PersonLinkProps {
  /** Its key. */
  pool: string;
  user: User;
  className?: string;
  children?: ReactNode;
}

/** The way to the page of somebody else. */
export const PersonLink = ({ pool, user, className, children }: PersonLinkProps) => (
  <Link
    href={personPath(pool, user.sub)}
    prefetch={false}
    className={className ?? "text-accent hover:text-accent-hover"}
  >
    {children ?? `Open ${personText(user)}`}
  </Link>
);
