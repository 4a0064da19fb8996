import { offerForMany } from "#components/operations/operation-offer.ts";
import { BulkBar } from "#components/users/list/bulk-bar.tsx";
import type { OperationChoice } from "#components/users/list/operation-choice.ts";
import { SelectionReach } from "#components/users/list/selection-reach.tsx";
import type { UserSelection } from "#components/users/list/user-selection.ts";
import type { UserActions } from "#components/users/user-actions.ts";
import type { Authority } from "#lib/authority/authority.ts";
import type { UserPage } from "#lib/db/store.ts";
import type { UserSearch } from "#lib/directory/search.ts";
import type { Pool } from "#lib/pools/pool.ts";

interface SelectedUsersProps {
  pool: Pool;
  authority: Authority;
  search: UserSearch;
  page: UserPage;
  selection: UserSelection;
  operation: OperationChoice;
  selectMatching: UserActions["selectMatching"];
  /** A user is open beside the list, which has less room then. */
  beside: boolean;
}

/** What can be done with the users that are selected, and the way to select more; nothing while none is. */
export function SelectedUsers(props: SelectedUsersProps) {
  const { pool, authority, search, page, selection, operation, selectMatching, beside } = props;
  const { subs, here } = selection;
  const count = subs.length;
  if (count === 0) return null;
  return (
    <BulkBar
      selected={count}
      elsewhere={count - here}
      reach={
        count > authority.limits.usersPerRun || (page.rows.length > 0 && here === page.rows.length) ? (
          <SelectionReach
            pool={pool}
            authority={authority}
            search={search}
            rows={page.rows.length}
            total={page.total}
            selected={subs}
            selectMatching={selectMatching}
            onSelect={selection.select}
          />
        ) : null
      }
      offer={(id) => offerForMany(id, count, pool, authority)}
      menuOpen={operation.menu !== null && operation.menu.user === null}
      beside={beside}
      onChoose={(id, anchor) => operation.choose({ operation: id, options: {} }, subs, anchor)}
      onMore={(anchor) => operation.openMenu({ anchor, user: null })}
      onClear={() => selection.select([])}
    />
  );
}
