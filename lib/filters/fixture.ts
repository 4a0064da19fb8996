import { type FilterName, type FilterValues, filterNames, filterTable, noFilters } from "#lib/filters/catalog.ts";
import type { Condition } from "#lib/filters/condition.ts";
import type { FilterField, GivenParameters } from "#lib/filters/filter.ts";
import type { User } from "#lib/users/user.ts";

const namesOf = ({ username, email, phone, preferredUsername, sub }: User): (string | null)[] => [
  ...[username, email, phone, preferredUsername, sub],
];

/**
 * What the database does with a condition.
 * @param pool everyone of the pool, for conditions that look at others
 */
export function meets(condition: Condition, user: User, pool: readonly User[] = []): boolean {
  switch (condition.op) {
    case "all":
      return condition.of.every((one) => meets(one, user, pool));
    case "equals":
    case "flag":
      return user[condition.column] === condition.value;
    case "from":
      return user[condition.column] >= condition.at;
    case "before":
      return user[condition.column] < condition.at;
    case "holds":
      return user[condition.column].includes(condition.value);
    case "shared": {
      const folded = (value: string | null) => (condition.folded ? (value?.toLowerCase() ?? null) : value);
      return condition.columns.some(
        (column) =>
          user[column] !== null &&
          pool.some((other) => other.sub !== user.sub && folded(other[column]) === folded(user[column])),
      );
    }
    case "mentions":
      return [...namesOf(user), user.name].some((field) =>
        condition.texts.some((text) => field?.toLowerCase().includes(text.toLowerCase())),
      );
    case "named":
      return namesOf(user).some((field) =>
        condition.names.some((entry) => field?.toLowerCase() === entry.toLowerCase()),
      );
  }
}

/** Texts with all that means something to an address, to SQL or to JSON. */
export const nastyTexts = [
  "smith",
  "50%_\\'\"",
  "a&b=c#d?e",
  "+4915 0",
  "ünï 😀",
  "two  spaces",
  "<script>",
  "a;b,c",
  "%25",
  "q",
  "none",
  "'; drop table users; --",
  "') or 1=1 --",
  "\"]'::jsonb or true --",
  "$1",
  "{}",
  "constructor",
];

/** What a field can hold, by its kind. */
function textsOf(field: FilterField): string[] {
  switch (field.kind) {
    case "choice":
      return field.options.map(({ value }) => value);
    case "text":
      return [...nastyTexts, "x".repeat(field.longest)].map((text) => text.slice(0, field.longest));
    case "day":
      return ["2026-11-24", "2028-02-29", "1970-01-01"];
  }
}

/** What a field adds to how the fields before it are filled in. */
const filledIn = (fillings: readonly GivenParameters[], field: FilterField): GivenParameters[] =>
  fillings
    .filter((given) => field.kind !== "day" || given[field.beside.name] === field.beside.value)
    .flatMap((given) => textsOf(field).map((text) => ({ ...given, [field.name]: text })));

/** Every way to fill the fields of a filter in, at least one of them. */
export function fillingsOf(filter: FilterName): GivenParameters[] {
  const fillings: GivenParameters[] = [{}];
  for (const field of filterTable[filter].fields) fillings.push(...filledIn(fillings, field));
  return fillings.slice(1);
}

/** Every value of each filter that its fields can make, beside nothing else. */
export const everyValue: FilterValues[] = filterNames.flatMap((filter) => {
  const parsed = <Name extends FilterName>(name: Name, given: GivenParameters): FilterValues => ({
    ...noFilters,
    [name]: filterTable[name].parse(given).value,
  });
  return fillingsOf(filter).map((given) => parsed(filter, given));
});
