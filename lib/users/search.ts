import { isStatus, type Status } from "#lib/users/user.ts";
import { ages, dayOf, type InvitationFilter, type UserFilter } from "#lib/users/within.ts";

export const sortColumns = ["status", "username", "email", "phone", "name", "enabled", "created", "modified"] as const;
export type SortColumn = (typeof sortColumns)[number];
export const pageSizes = [25, 50, 100] as const;

/** Longer texts cannot match anything: Cognito's longest searchable attribute value is 2,048 characters, a person's far less. */
export const longestSearch = 256;

/** The tabs of the users page: one status each, the disabled ones, or everyone. */
export type Tab = "all" | Status | "disabled";

/** The state of the users list; it lives in the URL and nowhere else. */
export interface UserSearch extends UserFilter {
  tab: Tab;
  text: string;
  sort: SortColumn;
  descending: boolean;
  /** 1-based. */
  page: number;
  size: (typeof pageSizes)[number];
}

export const firstSearch: UserSearch = {
  tab: "all",
  text: "",
  modified: null,
  invitation: null,
  sort: "created",
  descending: true,
  page: 1,
  size: 50,
};

type Params = Record<string, string | string[] | undefined>;

const one = (value: string | string[] | undefined): string => (Array.isArray(value) ? value[0] : value) ?? "";

const invitationStates = ["waiting", "expired", "uncertain"] as const;

/** Only a waiting invitation has its end before it. */
function parseInvitation(params: Params): InvitationFilter | null {
  const state = invitationStates.find((name) => name === one(params.invitation));
  if (!state) return null;
  const day = one(params.ends);
  const at = state === "waiting" && /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(day) : Number.NaN;
  // a day such as 30 February would be read as the second of March
  return { state, endsOn: !Number.isNaN(at) && dayOf(at) === day ? day : null };
}

/**
 * Reads the list's state from a URL. Anything that makes no sense falls back to the first page of everyone, so that an
 * old or mangled link still opens the list.
 */
export function parseUserSearch(params: Params): UserSearch {
  const status = one(params.status);
  const [column = "", direction] = one(params.sort).split(".");
  const sort = sortColumns.find((name) => name === column);
  const page = Number(one(params.page));
  const size = Number(one(params.size));
  return {
    tab: status === "disabled" || isStatus(status) ? status : "all",
    text: one(params.q).trim(),
    modified: ages.find((age) => age === one(params.modified)) ?? null,
    invitation: parseInvitation(params),
    sort: sort ?? firstSearch.sort,
    descending: sort ? direction === "desc" : firstSearch.descending,
    page: Number.isInteger(page) && page >= 1 && page <= 100_000 ? page : 1,
    size: pageSizes.find((allowed) => allowed === size) ?? firstSearch.size,
  };
}

/** The user whose page the address opens beside the list; null when it names none that could be one. */
export function parseOpenUser(params: Params): string | null {
  const sub = one(params.user);
  return /^[\w-]{1,64}$/.test(sub) ? sub : null;
}

/** Is the list narrowed by more than tab and text? */
export const isFiltered = ({ modified, invitation }: UserFilter): boolean => modified !== null || invitation !== null;

/** The query string of a search, without what is at its default; "" for the plain list. */
export function userSearchQuery(search: UserSearch): string {
  const query = new URLSearchParams();
  if (search.tab !== "all") query.set("status", search.tab);
  if (search.text) query.set("q", search.text);
  if (search.modified) query.set("modified", search.modified);
  if (search.invitation) query.set("invitation", search.invitation.state);
  if (search.invitation?.endsOn) query.set("ends", search.invitation.endsOn);
  if (search.sort !== firstSearch.sort || search.descending !== firstSearch.descending)
    query.set("sort", `${search.sort}.${search.descending ? "desc" : "asc"}`);
  if (search.page > 1) query.set("page", String(search.page));
  if (search.size !== firstSearch.size) query.set("size", String(search.size));
  const text = query.toString();
  return text ? `?${text}` : "";
}
