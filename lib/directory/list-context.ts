import type { FilterContext, TextReading } from "#lib/filters/filter.ts";
import type { Pool } from "#lib/pools/pool.ts";
import { type Country, listEntries, spellingsOf } from "#lib/users/spelling.ts";

/** What a text of the search box stands for: a list of names, or one text in all its writings. */
export function readText(text: string, country: Country | undefined): TextReading {
  const entries = listEntries(text, country ?? null);
  return entries ? { entries } : { texts: spellingsOf(text, country ?? null).texts };
}

/**
 * What the filters of a pool's list need to know. Not for the browser: the numbering plans of all countries are in it.
 * @param now epoch milliseconds
 */
export const listContext = ({ settings, country }: Pick<Pool, "settings" | "country">, now: number): FilterContext => ({
  now,
  temporaryPasswordDays: settings.temporaryPasswordDays,
  caseSensitive: settings.caseSensitive,
  readText: (text) => readText(text, country),
});
