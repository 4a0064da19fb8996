import { type FilterName, type FilterValues, filterNames, filterTable, noFilters } from "#lib/filters/catalog.ts";
import type { Condition } from "#lib/filters/condition.ts";
import { type AddressProblem, type FilterContext, type Parsed, unknownParameter } from "#lib/filters/filter.ts";

/** The query of an address, as Next hands it to a page: a list where a name comes twice. */
export type AddressParams = Readonly<Record<string, string | string[] | undefined>>;

export const namesInAddress = (filter: FilterName): string[] => filterTable[filter].fields.map(({ name }) => name);

const repeatedParameter = (name: string, values: readonly string[]): AddressProblem => ({
  name,
  values,
  sentence: `“${name}” stands in the address more than once, with different values`,
});

/**
 * Reads all filters out of an address.
 * @param others parameters that are no filters; whatever is neither is a problem
 */
export function parseFilters(params: AddressParams, others: readonly string[]): Parsed<FilterValues> {
  // a value that is repeated says no more than once
  const given = Object.entries(params)
    .filter(([name]) => !others.includes(name))
    .map(([name, value]) => ({ name, values: value === undefined ? [] : [...new Set([value].flat())] }))
    .filter(({ values }) => values.length > 0);
  const values: FilterValues = { ...noFilters };
  const parseOne = <Name extends FilterName>(filter: Name): readonly AddressProblem[] => {
    const mine = given.filter(({ name }) => namesInAddress(filter).includes(name));
    const clear = mine.flatMap(({ name, values: [only, ...more] }) => (more.length > 0 ? [] : [[name, only]]));
    const { value, problems } = filterTable[filter].parse(Object.fromEntries(clear));
    values[filter] = value;
    const repeated = mine.filter(({ values }) => values.length > 1);
    return [...problems, ...repeated.map(({ name, values }) => repeatedParameter(name, values))];
  };
  const ofFilters = filterNames.flatMap(parseOne);
  const names = filterNames.flatMap(namesInAddress);
  const unknown = given
    .filter(({ name }) => !names.includes(name))
    .map(({ name, values }) => ({ ...unknownParameter(name, values[0] ?? ""), values }));
  return { value: values, problems: [...ofFilters, ...unknown] };
}

/** The parameters that `parseFilters` makes the same values of. */
export function writeFilters(values: FilterValues): [name: string, value: string][] {
  const writeOne = <Name extends FilterName>(filter: Name) => filterTable[filter].write(values[filter]);
  return filterNames.flatMap(writeOne);
}

export interface FilterChip {
  filter: FilterName;
  text: string;
  /** What takes it away. */
  without: Partial<FilterValues>;
}

/** One chip of each filter that narrows the list and that the page does not show in another way. */
export function filterChips(values: FilterValues): FilterChip[] {
  const chipOf = <Name extends FilterName>(filter: Name): FilterChip[] => {
    const text = filterTable[filter].chip(values[filter]);
    return text === null ? [] : [{ filter, text, without: { [filter]: noFilters[filter] } }];
  };
  return filterNames.flatMap(chipOf);
}

/** What users meet whom all these filters leave in; a filter that is not given leaves everyone in. */
export function conditionOf(values: Partial<FilterValues>, context: FilterContext): Condition {
  const all = { ...noFilters, ...values };
  const conditionOfOne = <Name extends FilterName>(filter: Name): Condition =>
    filterTable[filter].condition(all[filter], context);
  return { op: "all", of: filterNames.map(conditionOfOne) };
}
