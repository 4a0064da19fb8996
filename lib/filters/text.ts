import { everyone } from "#lib/filters/condition.ts";
import type { Filter } from "#lib/filters/filter.ts";

/** Longer texts cannot match anything: Cognito's longest searchable attribute value is 2,048 characters, a person's far less. */
export const longestSearch = 256;

const name = "q";

export const textFilter: Filter<string> = {
  fields: [{ name, label: "Text", kind: "text", longest: longestSearch }],
  none: "",
  // without script the search box sends its name even when it is empty
  parse: (given) => ({ value: (given[name] ?? "").trim(), problems: [] }),
  write: (text) => (text === "" ? [] : [[name, text]]),
  // the page has a box for it
  chip: () => null,
  condition: (text) => (text === "" ? everyone : { op: "mentions", text }),
};
