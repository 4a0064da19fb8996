import { ageFilter } from "#lib/filters/age.ts";
import type { Filter } from "#lib/filters/filter.ts";
import { heldFilter } from "#lib/filters/held.ts";
import { invitationFilter } from "#lib/filters/invitation.ts";
import { providerFilter } from "#lib/filters/provider.ts";
import { statusFilter } from "#lib/filters/status.ts";
import { textFilter } from "#lib/filters/text.ts";

/** Every filter of the users list, in the order of chips and addresses. The key is its name in the list's state. */
export const filters = {
  tab: statusFilter,
  text: textFilter,
  modified: ageFilter,
  invitation: invitationFilter,
  provider: providerFilter,
  held: heldFilter,
};

export type FilterName = keyof typeof filters;

/** A value of each filter. */
export type FilterValues = {
  [Name in FilterName]: (typeof filters)[Name] extends Filter<infer Value> ? Value : never;
};

/** The table again, for those who go through it filter by filter. */
export const filterTable: { readonly [Name in FilterName]: Filter<FilterValues[Name]> } = filters;
export const filterNames = Object.keys(filters) as FilterName[];

/** The values of a list that is not narrowed. */
export const noFilters = Object.fromEntries(filterNames.map((name) => [name, filters[name].none])) as FilterValues;
