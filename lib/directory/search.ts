import { Fault } from "#lib/errors.ts";
import {
  type AddressParams,
  conditionOf,
  filterChips,
  namesInAddress,
  parseFilters,
  writeFilters,
} from "#lib/filters/address.ts";
import { type FilterValues, filterNames, noFilters } from "#lib/filters/catalog.ts";
import type { Condition } from "#lib/filters/condition.ts";
import type { AddressProblem, FilterContext } from "#lib/filters/filter.ts";
import { type Tab, tabs } from "#lib/filters/status.ts";

export type { Tab } from "#lib/filters/status.ts";
export { longestSearch, pastedText, searchedText, type TooLong, whyTooLong } from "#lib/filters/text.ts";

export const sortColumns = ["status", "username", "email", "phone", "name", "enabled", "created", "modified"] as const;
export type SortColumn = (typeof sortColumns)[number];
export const pageSizes = [25, 50, 100] as const;

/** Which part of what matches is shown. */
export interface ListPart {
  sort: SortColumn;
  descending: boolean;
  /** 1-based. */
  page: number;
  size: (typeof pageSizes)[number];
}

/** The state of the users list; it lives in the URL and nowhere else. */
export interface UserSearch extends FilterValues, ListPart {
  /** What of the address the list does not know. While there is any, the address stands for nobody. */
  problems: readonly AddressProblem[];
}

export const firstSearch: UserSearch = {
  ...noFilters,
  problems: [],
  sort: "created",
  descending: true,
  page: 1,
  size: 50,
};

/** Parameters of the list's address that are no filters: its part, the user that is open beside it, and Next's own. */
const otherParameters = ["sort", "page", "size", "user", "_rsc"];

const firstValue = (value: string | string[] | undefined): string => (Array.isArray(value) ? value[0] : value) ?? "";

/**
 * Reads the list's state from the query of its address. What makes no sense of order and page falls back to the first page; a filter
 * that makes none is among the problems, because without it the address would stand for other people.
 */
export function parseUserSearch(params: AddressParams): UserSearch {
  const { value, problems } = parseFilters(params, otherParameters);
  const [column = "", direction] = firstValue(params.sort).split(".");
  const sort = sortColumns.find((name) => name === column);
  const page = Number(firstValue(params.page));
  const size = Number(firstValue(params.size));
  return {
    ...value,
    problems,
    sort: sort ?? firstSearch.sort,
    descending: sort ? direction === "desc" : firstSearch.descending,
    page: Number.isInteger(page) && page >= 1 && page <= 100_000 ? page : 1,
    size: pageSizes.find((allowed) => allowed === size) ?? firstSearch.size,
  };
}

/** The same from a query string, such as `userSearchQuery` writes. */
export function parseUserQuery(query: string): UserSearch {
  const all = new URLSearchParams(query);
  return parseUserSearch(Object.fromEntries([...new Set(all.keys())].map((name) => [name, all.getAll(name)])));
}

/** The user whose page the address opens beside the list; null when it names none that could be one. */
export function parseOpenUser(params: AddressParams): string | null {
  const sub = firstValue(params.user);
  return /^[\w-]{1,64}$/.test(sub) ? sub : null;
}

/** Is the list narrowed by more than tab and text? */
export const isFiltered = (search: UserSearch): boolean => filterChips(search).length > 0;

/** The change that takes away all that narrows the list beside tab and text. */
export const withoutChips = (search: UserSearch): Partial<UserSearch> =>
  Object.assign({}, ...filterChips(search).map(({ without }) => without));

/** The change that takes a parameter away which the list does not know. */
export const withoutProblem = (search: UserSearch, name: string): Partial<UserSearch> => ({
  problems: search.problems.filter((problem) => problem.name !== name),
});

/** The search with a change. What is set anew is mended; the other problems stay until somebody takes them away. */
export function changeSearch(search: UserSearch, change: Partial<UserSearch>): UserSearch {
  const mended = filterNames.filter((filter) => filter in change).flatMap(namesInAddress);
  return { ...search, problems: search.problems.filter(({ name }) => !mended.includes(name)), ...change };
}

/** The parameters of a search, without what is at its default. */
export function userSearchParams(search: UserSearch): [name: string, value: string][] {
  const { sort, descending, page, size } = search;
  const params = writeFilters(search);
  for (const { name, values } of search.problems)
    params.push(...values.map((value): [string, string] => [name, value]));
  if (sort !== firstSearch.sort || descending !== firstSearch.descending)
    params.push(["sort", `${sort}.${descending ? "desc" : "asc"}`]);
  if (page > 1) params.push(["page", String(page)]);
  if (size !== firstSearch.size) params.push(["size", String(size)]);
  return params;
}

/** The query string of a search; "" for the plain list. */
export function userSearchQuery(search: UserSearch): string {
  const text = new URLSearchParams(userSearchParams(search)).toString();
  return text ? `?${text}` : "";
}

/** What the directory is asked for one state of the list, as data. */
export interface UserQuestion extends ListPart {
  /** What the users of every tab meet. */
  within: Condition;
  /** What those of each tab meet beside it. */
  tabs: Readonly<Record<Tab, Condition>>;
  /** The tab that is shown. */
  tab: Tab;
}

/**
 * The only way from an address to users.
 * @throws Fault "bad-input" when the address has problems. Its sentence repeats nothing of the address: a refusal is kept in the audit.
 */
export function userQuestion(search: UserSearch, context: FilterContext): UserQuestion {
  if (search.problems.length > 0)
    throw new Fault("bad-input", {
      sentence: "The address of this list has a filter in it that the list does not know, so it stands for nobody.",
    });
  const { tab, sort, descending, page, size } = search;
  const ofTabs = tabs.map((name) => [name, conditionOf({ tab: name }, context)]);
  return {
    ...{ tab, sort, descending, page, size },
    within: conditionOf({ ...search, tab: "all" }, context),
    tabs: Object.fromEntries(ofTabs) as Record<Tab, Condition>,
  };
}

/** Everyone, as the list first stands. No filter is set that would look at the context. */
export const everyoneQuestion: UserQuestion = userQuestion(firstSearch, {
  now: 0,
  temporaryPasswordDays: 0,
  caseSensitive: true,
});
