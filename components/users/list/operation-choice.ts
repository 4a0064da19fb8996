import { useRef, useState } from "react";
import type { Way } from "#lib/operations/diagnose.ts";
import type { OperationOrder } from "#lib/operations/order.ts";
import type { User } from "#lib/users/user.ts";

/** A menu that is open: of one user, or the rest of the bulk bar. */
interface OpenMenu {
  anchor: HTMLElement;
  user: User | null;
}

/** An order whose dialog is open. */
export interface ChosenOperation {
  order: OperationOrder;
  /** The one user's attributes as they are, when new ones are to be held against them. */
  before?: Record<string, string>;
  /** The button it was asked for with. */
  anchor: HTMLElement;
  /** Tells one opening from the next. */
  opened: number;
}

export interface OperationChoice {
  menu: OpenMenu | null;
  openMenu: (menu: OpenMenu) => void;
  closeMenu: () => void;
  chosen: ChosenOperation | null;
  choose: (way: Way, subs: string[], anchor: HTMLElement, before?: Record<string, string>) => void;
  closeDialog: () => void;
}

/** Which operation is asked for: a menu, then the dialog of what was chosen in it, at most one of each. */
export function useOperationChoice(pool: string): OperationChoice {
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const [chosen, setChosen] = useState<ChosenOperation | null>(null);
  const openings = useRef(0);
  return {
    menu,
    openMenu: setMenu,
    closeMenu: () => setMenu(null),
    chosen,
    choose: ({ operation, options }, subs, anchor, before) => {
      openings.current += 1;
      setMenu(null);
      setChosen({ order: { pool, operation, options, subs }, before, anchor, opened: openings.current });
    },
    closeDialog: () => setChosen(null),
  };
}
