import type { Condition } from "#lib/filters/condition.ts";

/** What an address gives under the names of one filter; a name that does not stand in it is not here. */
export type GivenParameters = Readonly<Partial<Record<string, string>>>;

/** A parameter of an address that tells the list nothing. */
export interface AddressProblem {
  name: string;
  /** As they stand in the address, so that they stay there until somebody mends them or takes them away. */
  values: readonly string[];
  /** Without its full stop. */
  sentence: string;
}

export interface Parsed<Value> {
  value: Value;
  /** Of which the value knows nothing. */
  problems: readonly AddressProblem[];
}

/** One field of a filter in a picker. What is chosen stands in the address under its name as it is. */
export type FilterField = { name: string; label: string } & (
  | { kind: "choice"; options: readonly { value: string; label: string }[] }
  /** @property longest in characters */
  | { kind: "text"; longest: number }
  /** A UTC day such as 2026-11-24, to be chosen only where another field has this value. */
  | { kind: "day"; beside: { name: string; value: string } }
);

/** What a filter may need to know of when and where it is asked. */
export interface FilterContext {
  /** Epoch milliseconds. */
  now: number;
  /** For how long the pool's temporary passwords work. */
  temporaryPasswordDays: number;
  /** Whether names that differ by case are two names in the pool. */
  caseSensitive: boolean;
  /** What a text stands for; absent: itself. Only the server can tell (`lib/directory/list-context.ts`). */
  readText?: (text: string) => TextReading;
}

/** A text that is looked for as it is and in other writings of it, or a list of names that are each looked for whole. */
export type TextReading = { texts: readonly string[] } | { entries: readonly string[] };

/** All there is to a filter of the users list; `lib/filters/catalog.ts` has the table of them. */
export interface Filter<Value> {
  /** Its control in a picker. The names of the fields are the filter's names in an address. */
  fields: readonly FilterField[];
  /** The value that narrows nothing. */
  none: Value;
  parse(given: GivenParameters): Parsed<Value>;
  /** What `parse` makes the same value of; nothing of `none`. */
  write(value: Value): [name: string, value: string][];
  /** What the chip says that takes it away; null where it narrows nothing or the page shows it in another way. */
  chip(value: Value): string | null;
  condition(value: Value, context: FilterContext): Condition;
}

/** An address can be long, and its beginning is enough to find the place. */
const longestQuoted = 80;

/** “modified=over-90d” */
export function quoteParameter(name: string, value: string): string {
  const text = `${name}=${value}`;
  return `“${text.length > longestQuoted ? `${text.slice(0, longestQuoted)}…` : text}”`;
}

export const unknownParameter = (name: string, value: string): AddressProblem => ({
  name,
  values: [value],
  sentence: `${quoteParameter(name, value)} is not a filter this list knows`,
});

/** Reads a field whose values are a closed list. */
export function parseChoice<Value extends string>(
  name: string,
  choices: readonly Value[],
  given: GivenParameters,
): Parsed<Value | null> {
  const text = given[name];
  if (text === undefined) return { value: null, problems: [] };
  const value = choices.find((choice) => choice === text) ?? null;
  return { value, problems: value === null ? [unknownParameter(name, text)] : [] };
}
