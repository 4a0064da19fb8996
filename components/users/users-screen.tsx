"use client";

import { clsx } from "clsx";
import Ellipsis from "lucide-react/icons/ellipsis";
import UserPlus from "lucide-react/icons/user-plus";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import {
  lazy,
  type ReactNode,
  Suspense,
  useEffect,
  useEffectEvent,
  useOptimistic,
  useRef,
  useState,
  useTransition,
} from "react";
import { DataTable, type Selection } from "#components/data-table/data-table.tsx";
import { Pager } from "#components/data-table/pager.tsx";
import { HealthLink } from "#components/health/problem-text.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { LinkTabs, tabClass } from "#components/ui/link-tabs.tsx";
import { Now } from "#components/ui/time.tsx";
import { BulkBar, firstOperations } from "#components/users/bulk-bar.tsx";
import { countText } from "#components/users/count-text.ts";
import { DirectoryFreshness } from "#components/users/directory-freshness.tsx";
import { FilterChips } from "#components/users/filter-chips.tsx";
import { ListLink, listPath } from "#components/users/list-link.tsx";
import { NoUsers } from "#components/users/no-users.tsx";
import type { AddNote } from "#components/users/note-form.tsx";
import { bestOffer, offerForMany, offerForUser } from "#components/users/operation-offer.ts";
import { userColumns } from "#components/users/user-columns.tsx";
import { loadUserPage, UserPanel } from "#components/users/user-panel.tsx";
import { UserSearchBox } from "#components/users/user-search-box.tsx";
import { countCap, type Sweep, type UserPage } from "#lib/db/store.ts";
import type { Result } from "#lib/errors.ts";
import { type OperationId, operations } from "#lib/operations/catalog.ts";
import { type Way, wayText } from "#lib/operations/diagnose.ts";
import type { OperationOptions } from "#lib/operations/options.ts";
import { mostUsers, type Plan } from "#lib/operations/plan.ts";
import type { Pool } from "#lib/pools/pool.ts";
import { atLeast, type Role } from "#lib/roles.ts";
import type { CreatedUser, NewUserOrder } from "#lib/users/new-user.ts";
import type { SecondFactors, SignInEvent } from "#lib/users/profile.ts";
import {
  longestSearch,
  pageSizes,
  sortColumns,
  type Tab,
  type UserSearch,
  userSearchQuery,
} from "#lib/users/search.ts";
import { statuses, statusText, type User, userLabel } from "#lib/users/user.ts";
import type { UserView } from "#lib/users/user-view.ts";

/** What the screen asks of the server. */
export interface UserActions {
  previewPlan(input: {
    pool: string;
    operation: OperationId;
    options: OperationOptions;
    subs: string[];
  }): Promise<Result<{ plan: Plan; live: boolean; missing: number }>>;
  startJob(input: {
    pool: string;
    operation: OperationId;
    options: OperationOptions;
    subs: string[];
    password: string | null;
    key: string;
    reason?: string;
    ticket?: string;
  }): Promise<Result<{ jobId: string }>>;
  selectMatching(input: { pool: string; query: string }): Promise<Result<{ subs: string[]; total: number }>>;
  revealPassword(input: { job: string; n: number }): Promise<Result<{ password: string; note: string | null }>>;
  /** Makes the user billable, and is recorded. */
  readSecondFactors(input: { pool: string; sub: string }): Promise<Result<SecondFactors>>;
  /** null where the pool's plan keeps none. */
  readSignInEvents(input: { pool: string; sub: string }): Promise<Result<SignInEvent[] | null>>;
  /** Names of all the pool's groups. */
  readGroups(input: { pool: string }): Promise<Result<string[]>>;
  addNote: AddNote;
  /** The same key never makes a second user. */
  createUser(input: NewUserOrder & { key: string }): Promise<Result<CreatedUser>>;
}

const loadMenu = () => import("#components/users/operations-menu.tsx");
const loadDialog = () => import("#components/users/operation-dialog.tsx");
const loadNewUser = () => import("#components/users/new-user-dialog.tsx");
const NewUserDialog = lazy(async () => ({ default: (await loadNewUser()).NewUserDialog }));
const OperationsMenu = lazy(async () => ({ default: (await loadMenu()).OperationsMenu }));
const OperationDialog = lazy(async () => ({ default: (await loadDialog()).OperationDialog }));

const tabs: { tab: Tab; label: string }[] = [
  { tab: "all", label: "All" },
  ...statuses.map((status) => ({ tab: status, label: statusText[status].label })),
  { tab: "disabled", label: "Disabled" },
];

interface UsersScreenProps {
  pool: Pool;
  role: Role;
  search: UserSearch;
  page: UserPage;
  sweep: Sweep;
  /** When the page was made. */
  now: number;
  /** The user whose page is open beside the list, as it streams in. */
  opened: { sub: string; view: Promise<Result<UserView>> } | null;
  actions: UserActions;
}

/** The key makes another pool another screen: no selection can follow. */
export const UsersScreen = (props: UsersScreenProps) => <PoolUsers key={props.pool.key} {...props} />;

/** A menu that is open: of one user, or the rest of the bulk bar. */
interface OpenMenu {
  anchor: HTMLElement;
  user: User | null;
}

interface Chosen extends Asked {
  /** The button it was asked for with. */
  anchor: HTMLElement;
  /** Tells one opening from the next. */
  opened: number;
}

/** An operation that was asked for, with choices made already. */
interface Asked extends Way {
  subs: string[];
  /** The one user's attributes as they are, when new ones are to be held against them. */
  before?: Record<string, string>;
}

const bySub = (users: readonly User[]): Record<string, User> =>
  Object.fromEntries(users.map((user) => [user.sub, user]));
const rowLinkId = (sub: string): string => `user-${sub}`;
const asSelection = (subs: readonly string[]): Selection => Object.fromEntries(subs.map((sub) => [sub, true as const]));

function PoolUsers({ pool, role, search, page, sweep, now, opened, actions }: UsersScreenProps) {
  const router = useRouter();
  const [going, startGoing] = useTransition();
  const [opening, startOpening] = useTransition();
  // the panel is there at once, its content when it has come
  const [openSub, setOpenSub] = useOptimistic(opened?.sub ?? null);
  const [makingUser, setMakingUser] = useState<HTMLElement | null>(null);
  const [tooLong, setTooLong] = useState(search.text.length > longestSearch);
  const [selected, setSelected] = useState<Selection>({});
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const openings = useRef(0);
  const list = useRef<HTMLDivElement>(null);

  // Users met so far, so that a selection over several pages can be planned in the browser.
  const [met, setMet] = useState({ rows: page.rows, users: bySub(page.rows) });
  if (met.rows !== page.rows) setMet({ rows: page.rows, users: { ...met.users, ...bySub(page.rows) } });

  const mayAct = atLeast(role, "agent");
  const go = (to: Route, how: "push" | "replace" = "push") => startGoing(() => router[how](to, { scroll: false }));
  const pathOf = (change: Partial<UserSearch>) => listPath(pool.key, { ...search, ...change }, openSub);
  const link = (change: Partial<UserSearch>, content: ReactNode, className?: string) => (
    <ListLink to={pathOf(change)} onGo={go} className={className}>
      {content}
    </ListLink>
  );

  const choose = (asked: Asked, anchor: HTMLElement) => {
    openings.current += 1;
    setMenu(null);
    setChosen({ ...asked, anchor, opened: openings.current });
  };
  const open = (sub: string | null) =>
    startOpening(() => {
      setOpenSub(sub);
      router.push(listPath(pool.key, search, sub), { scroll: false });
    });

  // Whichever way it was closed, the keyboard goes on at the row it was opened from.
  const lastOpen = useRef(openSub);
  useEffect(() => {
    const closed = openSub === null ? lastOpen.current : null;
    lastOpen.current = openSub;
    if (closed === null) return;
    const row = document.getElementById(rowLinkId(closed)) ?? list.current?.querySelector<HTMLElement>("[tabindex]");
    row?.focus({ preventScroll: true });
  }, [openSub]);

  const onEscape = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented || menu || chosen || makingUser) return;
    const within = event.target instanceof Element && event.target.closest("[role=dialog], [role=menu]");
    if (within || document.querySelector(":popover-open")) return;
    // the panel first, then the selection
    if (openSub !== null) open(null);
    else setSelected({});
  });

  const selectedSubs = Object.keys(selected);
  const count = selectedSubs.length;
  const here = page.rows.filter((user) => selected[user.sub]).length;

  // Escape closes the panel or takes the selection back wherever the focus is, unless it closes something first.
  useEffect(() => {
    const leave = (event: KeyboardEvent) => onEscape(event);
    document.addEventListener("keydown", leave);
    return () => document.removeEventListener("keydown", leave);
  }, []);

  // Menu and dialog are fetched once the page is at rest, so that the first click finds them there.
  useEffect(() => {
    const timer = setTimeout(() => {
      loadUserPage();
      if (!mayAct) return;
      loadMenu();
      loadDialog();
    }, 1500);
    return () => clearTimeout(timer);
  }, [mayAct]);

  // While the pool is read for the first time, the list fills up by itself.
  const reading = sweep.fullAt === null && sweep.runningSince !== null;
  useEffect(() => {
    if (!reading) return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, 3000);
    return () => clearInterval(timer);
  }, [reading, router]);

  const button = buttonClass({ tone: "plain" });
  return (
    <Now value={now}>
      <div className="flex min-h-0 flex-1">
        <main
          className={clsx(
            "flex min-h-0 min-w-0 flex-1 flex-col px-4 pt-5 sm:px-6",
            count > 0 && "max-sm:pb-48",
            // the panel covers it there; it keeps its place, and takes no focus
            openSub !== null && "max-lg:invisible",
          )}
        >
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h1 className="min-w-0 truncate font-semibold text-xl tracking-tight" title={pool.name}>
              {pool.name}
            </h1>
            {pool.test && <Badge>Test pool</Badge>}
            <p className="text-muted text-sm">
              {countText(page.counts.all ?? 0)} {page.counts.all === 1 ? "user" : "users"} ·{" "}
              <DirectoryFreshness sweep={sweep} tab={search.tab} />
            </p>
          </div>
          {sweep.problem && (
            <div className="mt-3">
              <Banner tone="warn">
                {sweep.problem} <HealthLink pool={pool.key} />
              </Banner>
            </div>
          )}
          <div className="mt-3">
            <LinkTabs label="Status">
              {tabs.map(({ tab, label }) => (
                <li key={tab}>
                  <ListLink
                    to={pathOf({ tab, page: 1 })}
                    onGo={go}
                    current={tab === search.tab ? "page" : undefined}
                    className={tabClass(tab === search.tab)}
                  >
                    {label}
                    <span className="rounded-full bg-hover px-1.5 font-normal text-muted text-xs tabular-nums">
                      {countText(page.counts[tab] ?? 0)}
                    </span>
                  </ListLink>
                </li>
              ))}
            </LinkTabs>
          </div>
          <div className="flex items-center gap-3 py-3">
            <UserSearchBox
              pool={pool.key}
              search={search}
              open={openSub}
              busy={going}
              onGo={go}
              onTooLong={setTooLong}
            />
            {atLeast(role, "admin") && (
              <Button
                className="ml-auto"
                onPointerEnter={loadNewUser}
                onFocus={loadNewUser}
                onClick={(event) => setMakingUser(event.currentTarget)}
              >
                <UserPlus aria-hidden="true" />
                New user
              </Button>
            )}
          </div>
          <FilterChips search={search} link={link} />
          <div ref={list} className="relative flex min-h-0 flex-1 flex-col">
            <div
              aria-hidden="true"
              className={clsx(
                "absolute inset-x-0 top-0 z-4 h-0.5 under-way",
                going ? "opacity-100 delay-150" : "opacity-0",
              )}
            />
            <DataTable
              label={`Users of ${pool.name}`}
              className={clsx(
                "-mx-4 border-line border-t sm:mx-0 sm:rounded-lg sm:border roomy:min-h-48 roomy:flex-1",
                count > 0 && "roomy:scroll-pb-24 roomy:[&>table]:mb-28",
              )}
              columns={userColumns}
              rows={tooLong ? [] : page.rows}
              rowId={(user) => user.sub}
              rowLabel={userLabel}
              sort={{ column: search.sort, descending: search.descending }}
              sortLink={(column, heading) => {
                const sort = sortColumns.find((name) => name === column) ?? search.sort;
                const descending =
                  sort === search.sort ? !search.descending : sort === "created" || sort === "modified";
                return link(
                  { sort, descending, page: 1 },
                  heading,
                  "inline-flex h-9 items-center gap-1 transition-colors hover:text-ink focus-visible:-outline-offset-2",
                );
              }}
              page={{ number: search.page, size: search.size, total: page.total }}
              selection={mayAct ? { selected, onChange: setSelected } : null}
              rowLink={(user, name) => (
                <ListLink
                  to={listPath(pool.key, search, user.sub)}
                  onGo={() => open(user.sub)}
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
                        <div className="flex items-center justify-end gap-1">
                          <BestOffer user={user} pool={pool} role={role} now={now} onChoose={choose} />
                          <button
                            type="button"
                            aria-label={`Actions for ${userLabel(user)}`}
                            aria-haspopup="menu"
                            aria-expanded={menu?.user?.sub === user.sub}
                            onPointerEnter={loadMenu}
                            onFocus={loadMenu}
                            onClick={(event) => setMenu({ anchor: event.currentTarget, user })}
                            className={buttonClass({
                              tone: "quiet",
                              size: "square",
                              className: "align-middle aria-expanded:bg-hover aria-expanded:text-ink",
                            })}
                          >
                            <Ellipsis aria-hidden="true" />
                          </button>
                        </div>
                      ),
                    }
                  : null
              }
              busy={going}
              empty={
                <NoUsers
                  search={search}
                  total={page.total}
                  tooLong={tooLong}
                  reading={reading}
                  firstPage={(content) => link({ page: 1 }, content, button)}
                  withoutTab={(content) => link({ tab: "all", page: 1 }, content, button)}
                  withoutText={(content) => link({ text: "", page: 1 }, content, button)}
                  withoutFilter={(content) => link({ modified: null, invitation: null, page: 1 }, content, button)}
                />
              }
            />
            <Pager
              number={search.page}
              size={search.size}
              sizes={pageSizes}
              rows={tooLong ? 0 : page.rows.length}
              total={page.total}
              totalText={countText(page.total)}
              more={
                page.rows.length === search.size && (page.total >= countCap || search.page * search.size < page.total)
              }
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
          </div>
        </main>
        {openSub !== null && (
          <UserPanel
            key={openSub}
            row={met.users[openSub] ?? null}
            view={opened?.sub === openSub ? opened.view : null}
            busy={opening}
            actions={actions}
            onRefresh={() => startOpening(() => router.refresh())}
            onClose={() => open(null)}
            onChoose={(way, { user, attributes }, anchor) => {
              // read a moment ago, and perhaps on no page of the list
              setMet((before) => ({ ...before, users: { ...before.users, [user.sub]: user } }));
              choose({ ...way, subs: [user.sub], before: attributes }, anchor);
            }}
          />
        )}
      </div>
      {makingUser && (
        <Suspense>
          <NewUserDialog
            pool={pool}
            createUser={actions.createUser}
            onCreated={(sub) => open(sub)}
            onClosed={() => setMakingUser(null)}
            finalFocus={() => makingUser}
          />
        </Suspense>
      )}
      {mayAct && count > 0 && (
        <BulkBar
          selected={count}
          elsewhere={count - here}
          reach={
            count > mostUsers[role] || (page.rows.length > 0 && here === page.rows.length) ? (
              <SelectionReach
                pool={pool}
                role={role}
                search={search}
                rows={page.rows.length}
                total={page.total}
                selected={selectedSubs}
                selectMatching={actions.selectMatching}
                onSelect={(subs) => setSelected(asSelection(subs))}
              />
            ) : null
          }
          offer={(id) => offerForMany(id, count, pool, role)}
          menuOpen={menu !== null && menu.user === null}
          beside={openSub !== null}
          onChoose={(operation, anchor) => choose({ operation, options: {}, subs: selectedSubs }, anchor)}
          onMore={(anchor) => setMenu({ anchor, user: null })}
          onClear={() => setSelected({})}
        />
      )}
      {menu && (
        <Suspense>
          <OperationsMenu
            label={menu.user ? `Actions for ${userLabel(menu.user)}` : "More operations"}
            anchor={menu.anchor}
            without={menu.user ? [] : firstOperations}
            offer={(id) => (menu.user ? offerForUser(id, menu.user, pool, role) : offerForMany(id, count, pool, role))}
            onChoose={(operation) =>
              choose({ operation, options: {}, subs: menu.user ? [menu.user.sub] : selectedSubs }, menu.anchor)
            }
            onClose={() => setMenu(null)}
          />
        </Suspense>
      )}
      {chosen && (
        <Suspense>
          <OperationDialog
            key={chosen.opened}
            pool={pool}
            role={role}
            operation={chosen.operation}
            preset={chosen.options}
            before={chosen.before}
            subs={chosen.subs}
            users={met.users}
            actions={actions}
            onInstead={(operation, subs) => choose({ operation, options: {}, subs }, chosen.anchor)}
            onStarted={() =>
              // what was acted on is let go; a selection beside it stays
              setSelected((before) => asSelection(Object.keys(before).filter((sub) => !chosen.subs.includes(sub))))
            }
            onFinished={() => router.refresh()}
            onClosed={() => setChosen(null)}
            // the bar has gone with the selection, and a row may have left the list: then the keyboard goes on there
            finalFocus={() => (chosen.anchor.isConnected ? chosen.anchor : list.current)}
          />
        </Suspense>
      )}
    </Now>
  );
}

interface BestOfferProps {
  user: User;
  pool: Pool;
  role: Role;
  now: number;
  onChoose: (asked: Asked, anchor: HTMLElement) => void;
}

/** The best way out for a user who cannot sign in, from the row alone; on a phone there is room for the menu only. */
function BestOffer({ user, pool, role, now, onChoose }: BestOfferProps) {
  const way = bestOffer(user, pool, role, now);
  if (!way) return null;
  const text = wayText(way);
  return (
    <Button
      size="small"
      className="min-w-0 shrink! max-sm:hidden"
      aria-label={`${text}: ${userLabel(user)}`}
      title={text}
      onPointerEnter={loadDialog}
      onFocus={loadDialog}
      onClick={(event) => onChoose({ ...way, subs: [user.sub] }, event.currentTarget)}
    >
      {/* what goes before it is in the name, and in the dialog */}
      <span className="truncate">{operations[way.operation].label}</span>
    </Button>
  );
}

interface SelectionReachProps {
  pool: Pool;
  role: Role;
  search: UserSearch;
  /** Rows on the page, all of them selected. */
  rows: number;
  total: number;
  selected: string[];
  selectMatching: UserActions["selectMatching"];
  onSelect: (subs: string[]) => void;
}

/** With the whole page selected: how many more match, and the way to take them too, as far as the role reaches. */
function SelectionReach({ pool, role, search, rows, total, selected, selectMatching, onSelect }: SelectionReachProps) {
  const [asking, startAsking] = useTransition();
  const [taken, setTaken] = useState<{ subs: number; total: number } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const limit = mostUsers[role];
  const limitText = `your role may change at most ${limit} in one run`;

  const selectAll = () =>
    startAsking(async () => {
      setProblem(null);
      try {
        const query = userSearchQuery({ ...search, page: 1 });
        const answer = await selectMatching({ pool: pool.key, query });
        if (!answer.ok) return setProblem(answer.error.message);
        const subs = answer.value.subs.slice(0, limit);
        onSelect(subs);
        setTaken({ subs: subs.length, total: answer.value.total });
      } catch {
        setProblem("The console did not answer; nothing more was selected.");
      }
    });

  if (problem)
    return (
      <>
        <span role="alert">{problem}</span> <TextButton onClick={selectAll}>Try again</TextButton>
      </>
    );
  if (selected.length > limit)
    return <TextButton onClick={() => onSelect(selected.slice(0, limit))}>{`Keep only the first ${limit}`}</TextButton>;
  if (taken && selected.length === taken.subs)
    return taken.total > taken.subs
      ? `The first ${taken.subs} of the ${countText(taken.total)} that match are selected; ${limitText}.`
      : `All ${taken.subs} that match are selected.`;
  if (total <= rows) return null;
  const page = `All ${rows} on this page are selected.`;
  if (selected.length >= limit) return `${page} ${countText(total)} match; ${limitText}.`;
  return (
    <>
      {page}{" "}
      <TextButton onClick={selectAll} busy={asking}>
        {total > limit
          ? `Select the first ${limit} of the ${countText(total)} that match`
          : `Select all ${total} that match`}
      </TextButton>
    </>
  );
}

interface TextButtonProps {
  busy?: boolean;
  onClick: () => void;
  children: ReactNode;
}

const TextButton = ({ busy = false, onClick, children }: TextButtonProps) => (
  <button
    type="button"
    aria-busy={busy}
    onClick={busy ? undefined : onClick}
    className="font-medium text-accent underline decoration-from-font underline-offset-3 hover:text-accent-hover"
  >
    {children}
  </button>
);
