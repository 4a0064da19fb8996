import { type RefObject, Suspense } from "react";
import { offerForMany, offerForUser } from "#components/operations/operation-offer.ts";
import { firstOperations } from "#components/users/list/bulk-bar.tsx";
import { OperationDialog, OperationsMenu } from "#components/users/list/late-parts.tsx";
import type { OperationChoice } from "#components/users/list/operation-choice.ts";
import type { UserSelection } from "#components/users/list/user-selection.ts";
import type { UserActions } from "#components/users/user-actions.ts";
import type { Authority } from "#lib/authority/authority.ts";
import type { Pool } from "#lib/pools/pool.ts";
import { type User, userLabel } from "#lib/users/user.ts";

interface ChosenOperationMenuProps {
  pool: Pool;
  authority: Authority;
  operation: OperationChoice;
  /** The users that are selected. */
  subs: string[];
}

/** The menu of one user, or of those selected, while it is open. */
export function ChosenOperationMenu({ pool, authority, operation, subs }: ChosenOperationMenuProps) {
  const { menu, choose, closeMenu } = operation;
  if (!menu) return null;
  const { user, anchor } = menu;
  return (
    <Suspense>
      <OperationsMenu
        label={user ? `Actions for ${userLabel(user)}` : "More operations"}
        anchor={anchor}
        without={user ? [] : firstOperations}
        offer={(id) =>
          user ? offerForUser(id, user, pool, authority) : offerForMany(id, subs.length, pool, authority)
        }
        onChoose={(id) => choose({ operation: id, options: {} }, user ? [user.sub] : subs, anchor)}
        onClose={closeMenu}
      />
    </Suspense>
  );
}

interface ChosenOperationDialogProps {
  pool: Pool;
  authority: Authority;
  operation: OperationChoice;
  users: Record<string, User>;
  selection: UserSelection;
  actions: UserActions;
  onFinished: () => void;
  /** Takes the focus when the button that the dialog was asked for with has gone. */
  list: RefObject<HTMLElement | null>;
}

/** The dialog of the operation that was chosen, while it is open. */
export function ChosenOperationDialog(props: ChosenOperationDialogProps) {
  const { pool, authority, operation, users, selection, actions, onFinished, list } = props;
  const { chosen, choose, closeDialog } = operation;
  if (!chosen) return null;
  const { order, before, anchor, opened } = chosen;
  return (
    <Suspense>
      <OperationDialog
        key={opened}
        pool={pool}
        authority={authority}
        order={order}
        before={before}
        users={users}
        actions={actions}
        onInstead={(id, subs) => choose({ operation: id, options: {} }, subs, anchor)}
        onStarted={() => selection.letGo(order.subs)}
        onFinished={onFinished}
        onClosed={closeDialog}
        // the bar has gone with the selection, and a row may have left the list: then the keyboard goes on there
        finalFocus={() => (anchor.isConnected ? anchor : list.current)}
      />
    </Suspense>
  );
}
