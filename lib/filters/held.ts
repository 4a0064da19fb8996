import { everyone } from "#lib/filters/condition.ts";
import { type Filter, parseChoice } from "#lib/filters/filter.ts";

const name = "held";
const choices = ["twice"] as const;

/** Whoever has an e-mail address, phone number or preferred username that somebody else of the pool has too, verified or not. */
export const heldFilter: Filter<"twice" | null> = {
  fields: [{ name, label: "Contacts and names", kind: "choice", options: [{ value: "twice", label: "Held twice" }] }],
  none: null,
  parse: (given) => parseChoice(name, choices, given),
  write: (held) => (held === null ? [] : [[name, held]]),
  chip: (held) => held && "Contact or name held twice",
  condition: (held, { caseSensitive }) =>
    held === null
      ? everyone
      : { op: "shared", columns: ["email", "phone", "preferredUsername"], folded: !caseSensitive },
};
