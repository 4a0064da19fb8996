import Ellipsis from "lucide-react/icons/ellipsis";
import { bestOffer } from "#components/operations/operation-offer.ts";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { loadOperationDialog, loadOperationsMenu } from "#components/users/list/late-parts.tsx";
import type { OperationChoice } from "#components/users/list/operation-choice.ts";
import type { Authority } from "#lib/authority/authority.ts";
import { operations } from "#lib/operations/catalog.ts";
import { wayText } from "#lib/operations/diagnose.ts";
import type { Pool } from "#lib/pools/pool.ts";
import { type User, userLabel } from "#lib/users/user.ts";

interface RowActionsProps {
  user: User;
  pool: Pool;
  authority: Authority;
  now: number;
  operation: OperationChoice;
}

/** What stands at the end of a user's row: the best way out, and the menu of everything else. */
export const RowActions = ({ user, pool, authority, now, operation }: RowActionsProps) => (
  <div className="flex items-center justify-end gap-1">
    <BestOffer user={user} pool={pool} authority={authority} now={now} operation={operation} />
    <button
      type="button"
      aria-label={`Actions for ${userLabel(user)}`}
      aria-haspopup="menu"
      aria-expanded={operation.menu?.user?.sub === user.sub}
      onPointerEnter={loadOperationsMenu}
      onFocus={loadOperationsMenu}
      onClick={(event) => operation.openMenu({ anchor: event.currentTarget, user })}
      className={buttonClass({
        tone: "quiet",
        size: "square",
        className: "align-middle aria-expanded:bg-hover aria-expanded:text-ink",
      })}
    >
      <Ellipsis aria-hidden="true" />
    </button>
  </div>
);

/** The best way out for a user who cannot sign in, from the row alone; on a phone there is room for the menu only. */
function BestOffer({ user, pool, authority, now, operation }: RowActionsProps) {
  const way = bestOffer(user, pool, authority, now);
  if (!way) return null;
  const text = wayText(way);
  return (
    <Button
      size="small"
      className="min-w-0 shrink! max-sm:hidden"
      aria-label={`${text}: ${userLabel(user)}`}
      title={text}
      onPointerEnter={loadOperationDialog}
      onFocus={loadOperationDialog}
      onClick={(event) => operation.choose(way, [user.sub], event.currentTarget)}
    >
      {/* what goes before it is in the name, and in the dialog */}
      <span className="truncate">{operations[way.operation].label}</span>
    </Button>
  );
}
