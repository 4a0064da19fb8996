import { clsx } from "clsx";
import type { RefObject } from "react";
import { DataTable } from "#components/data-table/data-table.tsx";
import { Pager } from "#components/data-table/pager.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { countText } from "#components/users/count-text.ts";
import { ListLink, listPath } from "#components/users/list/list-link.tsx";
import type { ListNavigation } from "#components/users/list/list-navigation.tsx";
import { NoUsers } from "#components/users/list/no-users.tsx";
import { rowLinkId } from "#components/users/list/opened-user.ts";
import type { OperationChoice } from "#components/users/list/operation-choice.ts";
import { RowActions } from "#components/users/list/row-actions.tsx";
import { userColumnsFor } from "#components/users/list/user-columns.tsx";
import type { UserSelection } from "#components/users/list/user-selection.ts";
import type { Authority } from "#lib/authority/authority.ts";
import { countCap, type UserPage } from "#lib/db/store.ts";
import type { ListAnswer } from "#lib/directory/list-answer.ts";
import {
  pageSizes,
  sortColumns,
  type TooLong,
  type UserSearch,
  withoutChips,
  withoutProblem,
} from "#lib/directory/search.ts";
import type { Pool } from "#lib/pools/pool.ts";
import { userLabel } from "#lib/users/user.ts";

interface UsersTableProps {
  pool: Pool;
  authority: Authority;
  search: UserSearch;
  page: UserPage;
  now: number;
  mayAct: boolean;
  /** Of a search for a list of names. */
  named: ListAnswer | null;
  /** Why what stands in the search box is not searched for. */
  tooLong: TooLong | null;
  /** The pool is being read for the first time. */
  reading: boolean;
  navigation: ListNavigation;
  selection: UserSelection;
  operation: OperationChoice;
  openSub: string | null;
  onOpen: (sub: string) => void;
  /** The table and its pages, where the focus goes when nothing nearer is left. */
  list: RefObject<HTMLDivElement | null>;
}

const button = buttonClass({ tone: "plain" });

/** One page of the list, and the way to the others. */
export function UsersTable(props: UsersTableProps) {
  const { pool, authority, search, page, now, mayAct, named, tooLong, navigation } = props;
  const { selection, operation, openSub, onOpen } = props;
  const { going, link } = navigation;
  const rows = tooLong === null ? page.rows : [];
  return (
    <div ref={props.list} className="relative flex min-h-0 flex-1 flex-col">
      <div
        aria-hidden="true"
        className={clsx("absolute inset-x-0 top-0 z-4 h-0.5 under-way", going ? "opacity-100 delay-150" : "opacity-0")}
      />
      <DataTable
        label={`Users of ${pool.name}`}
        className={clsx(
          "-mx-4 border-line border-t sm:mx-0 sm:rounded-lg sm:border roomy:min-h-48 roomy:flex-1",
          selection.subs.length > 0 && "roomy:scroll-pb-24 roomy:[&>table]:mb-28",
        )}
        columns={userColumnsFor(page.rows)}
        rows={rows}
        rowId={(user) => user.sub}
        rowLabel={userLabel}
        sort={{ column: search.sort, descending: search.descending }}
        sortLink={(column, heading) => {
          const sort = sortColumns.find((name) => name === column) ?? search.sort;
          const descending = sort === search.sort ? !search.descending : sort === "created" || sort === "modified";
          return link(
            { sort, descending, page: 1 },
            heading,
            "inline-flex h-9 items-center gap-1 transition-colors hover:text-ink focus-visible:-outline-offset-2",
          );
        }}
        page={{ number: search.page, size: search.size, total: page.total }}
        selection={mayAct ? { selected: selection.selected, onChange: selection.change } : null}
        rowLink={(user, name) => (
          <ListLink
            to={listPath(pool.key, search, user.sub)}
            onGo={() => onOpen(user.sub)}
            current={user.sub === openSub ? "true" : undefined}
            id={rowLinkId(user.sub)}
            className="block min-w-0 rounded-sm hover:text-accent hover:underline focus-visible:-outline-offset-2"
          >
            {name}
          </ListLink>
        )}
        openRow={openSub}
        rowActions={
          mayAct
            ? {
                className: "w-11 sm:w-47",
                render: (user) => (
                  <RowActions user={user} pool={pool} authority={authority} now={now} operation={operation} />
                ),
              }
            : null
        }
        busy={going}
        empty={
          <NoUsers
            search={search}
            total={page.total}
            entries={named?.entries ?? null}
            tooLong={tooLong}
            reading={props.reading}
            firstPage={(content) => link({ page: 1 }, content, button)}
            withoutTab={(content) => link({ tab: "all", page: 1 }, content, button)}
            withoutText={(content) => link({ text: "", page: 1 }, content, button)}
            withoutFilter={(content) => link({ ...withoutChips(search), page: 1 }, content, button)}
            withoutProblem={(name, content) => link({ ...withoutProblem(search, name), page: 1 }, content, button)}
          />
        }
      />
      <UsersPager search={search} total={page.total} full={page.rows.length} rows={rows.length} {...navigation} />
    </div>
  );
}

interface UsersPagerProps extends Pick<ListNavigation, "go" | "pathOf" | "link"> {
  search: UserSearch;
  total: number;
  /** Rows the page has, and rows it shows. */
  full: number;
  rows: number;
}

const UsersPager = ({ search, total, full, rows, go, pathOf, link }: UsersPagerProps) => (
  <Pager
    number={search.page}
    size={search.size}
    sizes={pageSizes}
    rows={rows}
    total={total}
    totalText={countText(total)}
    more={full === search.size && (total >= countCap || search.page * search.size < total)}
    pageLink={(number, className, content) => link({ page: number }, content, className)}
    sizeLink={(size, className, content) => (
      <ListLink
        to={pathOf({ size: pageSizes.find((offered) => offered === size) ?? search.size, page: 1 })}
        onGo={go}
        current={size === search.size ? "true" : undefined}
        label={`${size} rows a page`}
        className={className}
      >
        {content}
      </ListLink>
    )}
  />
);
