import { longestSearch } from "#lib/filters/text.ts";

/** One spelling per text: composed letters, lower case. The console folds, because lower() depends on the database's locale. */
export const fold = (text: string): string => text.normalize("NFC").toLowerCase();

/** Accents, and marks that do not show. The migration `spellings` has the same list. */
const marks = /[\u0300-\u036f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/g;
/** Letters that Unicode does not take apart, as a keyboard without them writes them. */
const plainLetters: Readonly<Record<string, string>> = {
  ...{ ß: "ss", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", æ: "ae", œ: "oe", ı: "i" },
};

/**
 * The same for what a person types from memory: "maria" is María, "Strasse" is Straße. Only for looking through a directory, whose rows
 * are written anew; equality and the audit, which cannot be written anew, keep `fold`.
 */
export const foldLoosely = (text: string): string =>
  fold(text)
    .normalize("NFKD")
    .replace(marks, "")
    .replace(/[ßøłđðþæœı]/g, (letter) => plainLetters[letter] ?? letter)
    // what comes out of a sign such as ™; further than ASCII the database would not follow
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase())
    .replace(/ +/g, " ")
    .normalize("NFC");

const linesOf = (fields: readonly (string | null | undefined)[], foldField: (text: string) => string): string =>
  fields.flatMap((field) => (field ? foldField(field) : [])).join("\n");

const patternOf = (folded: string): string => `%${folded.replace(/[\\%_]/g, "\\$&")}%`;
const isSearchable = (text: string): boolean => text.length <= longestSearch && !text.includes("\0");

/** The searchable text of a user: its fields, folded loosely, one per line so that a search cannot match across two of them. */
export const searchText = (...fields: (string | null | undefined)[]): string => linesOf(fields, foldLoosely);

/** The LIKE pattern of a part of it; null when nothing can match it, such as a lone accent. */
export function likePattern(text: string): string | null {
  const folded = foldLoosely(text);
  return isSearchable(text) && (folded !== "" || text === "") ? patternOf(folded) : null;
}

/** The searchable text of an event. It is append-only, so it is folded as it always was. */
export const auditSearchText = (...fields: (string | null | undefined)[]): string => linesOf(fields, fold);

/** The LIKE pattern of a part of it; null when nothing can match it. */
export const auditLikePattern = (text: string): string | null => (isSearchable(text) ? patternOf(fold(text)) : null);

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
