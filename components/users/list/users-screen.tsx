"use client";

import { clsx } from "clsx";
import { useRouter } from "next/navigation";
import { Suspense, useRef, useState } from "react";
import { Now } from "#components/ui/time.tsx";
import { ChosenOperationDialog, ChosenOperationMenu } from "#components/users/list/chosen-operation.tsx";
import { useEscape } from "#components/users/list/escape-key.ts";
import { useFillingUp } from "#components/users/list/filling-up.ts";
import { FilterChips } from "#components/users/list/filter-chips.tsx";
import { NewUserDialog, useLateParts } from "#components/users/list/late-parts.tsx";
import { ListAnswerLine } from "#components/users/list/list-answer-line.tsx";
import { useListNavigation } from "#components/users/list/list-navigation.tsx";
import { useOpenedUser } from "#components/users/list/opened-user.ts";
import { useOperationChoice } from "#components/users/list/operation-choice.ts";
import { SelectedUsers } from "#components/users/list/selected-users.tsx";
import { StatusTabs } from "#components/users/list/status-tabs.tsx";
import { useMetUsers, useUserSelection } from "#components/users/list/user-selection.ts";
import { UsersHeader } from "#components/users/list/users-header.tsx";
import { UsersTable } from "#components/users/list/users-table.tsx";
import { UsersToolbar } from "#components/users/list/users-toolbar.tsx";
import { UserPanel } from "#components/users/page/user-panel.tsx";
import type { UserActions } from "#components/users/user-actions.ts";
import type { Authority } from "#lib/authority/authority.ts";
import type { Sweep, UserPage } from "#lib/db/store.ts";
import type { ListAnswer } from "#lib/directory/list-answer.ts";
import { type UserSearch, whyTooLong } from "#lib/directory/search.ts";
import type { Result } from "#lib/errors.ts";
import type { Pool } from "#lib/pools/pool.ts";
import { atLeast } from "#lib/roles.ts";
import type { UserView } from "#lib/user-page/user-view.ts";

interface UsersScreenProps {
  pool: Pool;
  authority: Authority;
  search: UserSearch;
  page: UserPage;
  /** Of a search for a list of names. */
  list: ListAnswer | null;
  sweep: Sweep;
  /** When the page was made. */
  now: number;
  /** The user whose page is open beside the list, as it streams in. */
  opened: { sub: string; view: Promise<Result<UserView>> } | null;
  actions: UserActions;
}

/** The key makes another pool another screen: no selection can follow. */
export const UsersScreen = (props: UsersScreenProps) => <PoolUsers key={props.pool.key} {...props} />;

function PoolUsers({ pool, authority, search, page, list: named, sweep, now, opened, actions }: UsersScreenProps) {
  const router = useRouter();
  const list = useRef<HTMLDivElement>(null);
  const { openSub, opening, open, readAgain } = useOpenedUser({
    pool: pool.key,
    search,
    sub: opened?.sub ?? null,
    list,
  });
  const navigation = useListNavigation(pool.key, search, openSub);
  const selection = useUserSelection(page.rows);
  const met = useMetUsers(page.rows);
  const operation = useOperationChoice(pool.key);
  const [makingUser, setMakingUser] = useState<HTMLElement | null>(null);
  const [tooLong, setTooLong] = useState(() => whyTooLong(search.text));
  // Where nobody is shown, nothing may stay armed either.
  const showsNobody = search.problems.length > 0 || tooLong !== null || page.total === 0;
  if (showsNobody && (selection.subs.length > 0 || operation.menu)) {
    // a run that was started has let its users go already
    if (operation.chosen?.order.subs.some((sub) => selection.selected[sub])) operation.closeDialog();
    operation.closeMenu();
    selection.select([]);
  }
  const mayAct = atLeast(authority.role, "agent");
  const reading = sweep.fullAt === null && sweep.runningSince !== null;

  // the panel first, then the selection
  useEscape(Boolean(operation.menu || operation.chosen || makingUser), () =>
    openSub !== null ? open(null) : selection.select([]),
  );
  useLateParts(mayAct);
  useFillingUp(reading);

  return (
    <Now value={now}>
      <div className="flex min-h-0 flex-1">
        <main
          className={clsx(
            "flex min-h-0 min-w-0 flex-1 flex-col px-4 pt-5 sm:px-6",
            selection.subs.length > 0 && "max-sm:pb-48",
            // the panel covers it there; it keeps its place, and takes no focus
            openSub !== null && "max-lg:invisible",
          )}
        >
          <UsersHeader pool={pool} count={page.counts.all ?? 0} sweep={sweep} tab={search.tab} />
          <div className="mt-3">
            <StatusTabs current={search.tab} counts={page.counts} navigation={navigation} />
          </div>
          <UsersToolbar
            pool={pool.key}
            search={search}
            openSub={openSub}
            navigation={navigation}
            onTooLong={setTooLong}
            mayCreate={atLeast(authority.role, "admin")}
            onNewUser={setMakingUser}
          />
          <FilterChips search={search} link={navigation.link} />
          {named && tooLong === null && <ListAnswerLine answer={named} />}
          <UsersTable
            pool={pool}
            authority={authority}
            search={search}
            page={page}
            now={now}
            mayAct={mayAct}
            named={named}
            tooLong={tooLong}
            reading={reading}
            navigation={navigation}
            selection={selection}
            operation={operation}
            openSub={openSub}
            onOpen={open}
            list={list}
          />
        </main>
        {openSub !== null && (
          <UserPanel
            key={openSub}
            row={met.users[openSub] ?? null}
            view={opened?.sub === openSub ? opened.view : null}
            busy={opening}
            actions={actions}
            onRefresh={readAgain}
            onClose={() => open(null)}
            onChoose={(way, { user, attributes }, anchor) => {
              // read a moment ago, and perhaps on no page of the list
              met.meet(user);
              operation.choose(way, [user.sub], anchor, attributes);
            }}
          />
        )}
      </div>
      {makingUser && (
        <Suspense>
          <NewUserDialog
            pool={pool}
            createUser={actions.createUser}
            onCreated={open}
            onClosed={() => setMakingUser(null)}
            finalFocus={() => makingUser}
          />
        </Suspense>
      )}
      {mayAct && (
        <SelectedUsers
          pool={pool}
          authority={authority}
          search={search}
          page={page}
          selection={selection}
          operation={operation}
          selectMatching={actions.selectMatching}
          beside={openSub !== null}
        />
      )}
      <ChosenOperationMenu pool={pool} authority={authority} operation={operation} subs={selection.subs} />
      <ChosenOperationDialog
        pool={pool}
        authority={authority}
        operation={operation}
        users={met.users}
        selection={selection}
        actions={actions}
        onFinished={() => router.refresh()}
        list={list}
      />
    </Now>
  );
}
