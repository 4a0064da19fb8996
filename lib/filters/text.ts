import { everyone } from "#lib/filters/condition.ts";
import { type AddressProblem, type Filter, quoteParameter } from "#lib/filters/filter.ts";

/** Longer texts cannot match anything: Cognito's longest searchable attribute value is 2,048 characters, a person's far less. */
export const longestSearch = 256;

/**
 * The longest list of names in an address, in characters as the address writes them: some 130 e-mail addresses. A browser sends the
 * address up to four times with each request, and 16 KB is what Node takes of headers.
 */
export const longestList = 3_500;

const name = "q";

/** Longer than any field of a user, or a list that no address can carry. */
export type TooLong = "text" | "list";

/** Why a text cannot be searched for; null where it can. What nothing parts is no list. */
export function whyTooLong(text: string): TooLong | null {
  if (!/[,;\s]/.test(text)) return text.length > longestSearch ? "text" : null;
  // the address writes some characters as three or more
  return new URLSearchParams([["", text]]).toString().length > longestList + 1 ? "list" : null;
}

/** The text as it is searched for: without what does not show, such as the marks that a page puts around a number. */
export const searchedText = (typed: string): string =>
  typed.replace(/[\p{Cf}\p{Cc}]/gu, (mark) => (/[\t\n\r]/.test(mark) ? mark : "")).trim();

/** What was pasted, as the one line of the search box holds it: lines of a list become its entries. */
export function pastedText(text: string): string {
  const lines = text.split(/[\r\n]+/).map((line) => line.trim());
  return lines.filter(Boolean).join(/[@\d_]/.test(text) ? ", " : " ");
}

const tooLong = (given: string): AddressProblem => ({
  name,
  values: [given],
  sentence: `${quoteParameter(name, given)} is too long for one search: some 130 e-mail addresses fit`,
});

export const textFilter: Filter<string> = {
  fields: [{ name, label: "Text", kind: "text", longest: longestSearch }],
  none: "",
  // without script the search box sends its name even when it is empty
  parse: ({ [name]: given = "" }) =>
    whyTooLong(given) === "list"
      ? { value: "", problems: [tooLong(given)] }
      : { value: searchedText(given), problems: [] },
  write: (text) => (text === "" ? [] : [[name, text]]),
  // the page has a box for it
  chip: () => null,
  condition: (text, { readText }) => {
    if (text === "") return everyone;
    const reading = readText?.(text) ?? { texts: [text] };
    return "entries" in reading ? { op: "named", names: reading.entries } : { op: "mentions", texts: reading.texts };
  },
};
