import { longestSearch } from "#lib/filters/text.ts";

/** One spelling per text: composed letters, lower case. The console folds, because lower() depends on the database's locale. */
export const fold = (text: string): string => text.normalize("NFC").toLowerCase();

/** The searchable text of a row: its fields, folded, one per line so that a search cannot match across two of them. */
export const searchText = (...fields: (string | null | undefined)[]): string =>
  fields
    .filter((field) => field)
    .map((field) => fold(field as string))
    .join("\n");

/** The LIKE pattern of a substring; null when nothing can match it. */
export function likePattern(text: string): string | null {
  if (text.length > longestSearch || text.includes("\0")) return null;
  return `%${fold(text).replace(/[\\%_]/g, "\\$&")}%`;
}

/**
 * The value as PostgreSQL can keep it. It refuses NUL and half of a surrogate pair, and one such letter in a browser's name must not
 * keep an event out of the audit.
 */
export function storable<T>(value: T): T {
  return JSON.parse(
    JSON.stringify(value, (_, part) =>
      typeof part === "string" ? part.replace(/\0|\p{Surrogate}/gu, "\u{FFFD}") : part,
    ),
  );
}
