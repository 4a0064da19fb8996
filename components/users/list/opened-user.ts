import { useRouter } from "next/navigation";
import { type RefObject, useEffect, useOptimistic, useRef, useTransition } from "react";
import { listPath } from "#components/users/list/list-link.tsx";
import type { UserSearch } from "#lib/directory/search.ts";

/** The link that opens a user's row, by its id. */
export const rowLinkId = (sub: string): string => `user-${sub}`;

interface OpenedUserInput {
  pool: string;
  search: UserSearch;
  /** As the address has it. */
  sub: string | null;
  /** Takes the focus, at its first stop, when the row of the user that was open is no longer there. */
  list: RefObject<HTMLElement | null>;
}

/** The user whose page is open beside the list: the panel is there at once, its content when it has come. */
export function useOpenedUser({ pool, search, sub, list }: OpenedUserInput) {
  const router = useRouter();
  const [opening, startOpening] = useTransition();
  const [openSub, setOpenSub] = useOptimistic(sub);

  const open = (wanted: string | null) =>
    startOpening(() => {
      setOpenSub(wanted);
      router.push(listPath(pool, search, wanted), { scroll: false });
    });

  // Whichever way it was closed, the keyboard goes on at the row it was opened from.
  const lastOpen = useRef(openSub);
  useEffect(() => {
    const closed = openSub === null ? lastOpen.current : null;
    lastOpen.current = openSub;
    if (closed === null) return;
    const row = document.getElementById(rowLinkId(closed)) ?? list.current?.querySelector<HTMLElement>("[tabindex]");
    row?.focus({ preventScroll: true });
  }, [openSub, list]);

  return { openSub, opening, open, readAgain: () => startOpening(() => router.refresh()) };
}
