import { type Dispatch, type SetStateAction, useState } from "react";
import type { Selection } from "#components/data-table/data-table.tsx";
import type { User } from "#lib/users/user.ts";

export interface UserSelection {
  /** As the table keeps it. */
  selected: Selection;
  change: Dispatch<SetStateAction<Selection>>;
  subs: string[];
  /** How many of them are on the page shown. */
  here: number;
  select: (subs: readonly string[]) => void;
  /** Lets go of these; a selection beside them stays. */
  letGo: (subs: readonly string[]) => void;
}

const asSelection = (subs: readonly string[]): Selection => Object.fromEntries(subs.map((sub) => [sub, true as const]));

/** The users that are selected, on this page of the list and on others. */
export function useUserSelection(rows: readonly User[]): UserSelection {
  const [selected, setSelected] = useState<Selection>({});
  return {
    selected,
    change: setSelected,
    subs: Object.keys(selected),
    here: rows.filter((user) => selected[user.sub]).length,
    select: (subs) => setSelected(asSelection(subs)),
    letGo: (subs) => setSelected((before) => asSelection(Object.keys(before).filter((sub) => !subs.includes(sub)))),
  };
}

const bySub = (users: readonly User[]): Record<string, User> =>
  Object.fromEntries(users.map((user) => [user.sub, user]));

/** Users met so far, by sub, so that a selection over several pages can be planned in the browser. */
export function useMetUsers(rows: User[]): { users: Record<string, User>; meet: (user: User) => void } {
  const [met, setMet] = useState({ rows, users: bySub(rows) });
  if (met.rows !== rows) setMet({ rows, users: { ...met.users, ...bySub(rows) } });
  return {
    users: met.users,
    meet: (user) => setMet((before) => ({ ...before, users: { ...before.users, [user.sub]: user } })),
  };
}
