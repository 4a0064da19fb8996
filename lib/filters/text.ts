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

/** Is the text more than an address can carry? */
export const isBeyondList = (text: string): boolean =>
  new URLSearchParams([["", text]]).toString().length > longestList + 1;

/** Without what does not show and is no space, such as the marks that a page puts around a number. */
const withoutMarks = (text: string): string =>
  text.replace(/[\p{Cf}\p{Cc}]/gu, (mark) => (/[\t\n\r]/.test(mark) ? mark : ""));

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
    isBeyondList(given)
      ? { value: "", problems: [tooLong(given)] }
      : { value: withoutMarks(given).trim(), problems: [] },
  write: (text) => (text === "" ? [] : [[name, text]]),
  // the page has a box for it
  chip: () => null,
  condition: (text, { readText }) => {
    if (text === "") return everyone;
    const reading = readText?.(text) ?? { texts: [text] };
    return "entries" in reading ? { op: "named", names: reading.entries } : { op: "mentions", texts: reading.texts };
  },
};
