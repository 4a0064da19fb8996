import type { Route } from "next";
import { useRouter } from "next/navigation";
import { type ReactNode, useTransition } from "react";
import { ListLink, listPath } from "#components/users/list/list-link.tsx";
import { changeSearch, type UserSearch } from "#lib/directory/search.ts";

export interface ListNavigation {
  /** Another state of the list is on its way. */
  going: boolean;
  go: (to: Route, how?: "push" | "replace") => void;
  /** Where the list is in another state, with the same user open beside it. */
  pathOf: (change: Partial<UserSearch>) => Route;
  link: (change: Partial<UserSearch>, content: ReactNode, className?: string) => ReactNode;
}

/** From one state of a pool's list to another; what is shown stays until the next has come. */
export function useListNavigation(pool: string, search: UserSearch, openSub: string | null): ListNavigation {
  const router = useRouter();
  const [going, startGoing] = useTransition();
  const go: ListNavigation["go"] = (to, how = "push") => startGoing(() => router[how](to, { scroll: false }));
  const pathOf: ListNavigation["pathOf"] = (change) => listPath(pool, changeSearch(search, change), openSub);
  const link: ListNavigation["link"] = (change, content, className) => (
    <ListLink to={pathOf(change)} onGo={go} className={className}>
      {content}
    </ListLink>
  );
  return { going, go, pathOf, link };
}
