import { type Condition, everyone } from "#lib/filters/condition.ts";
import { type Filter, parseChoice } from "#lib/filters/filter.ts";
import { dayMs, midnight } from "#lib/utc-day.ts";

/** How long ago a user was last changed, in days. */
export const ages = ["under-7", "7-30", "30-90", "over-90"] as const;
export type Age = (typeof ages)[number];

/** "Last changed … ago". */
export const ageText: Record<Age, string> = {
  "under-7": "under 7 days",
  "7-30": "7 to 30 days",
  "30-90": "30 to 90 days",
  "over-90": "over 90 days",
};

const name = "modified";

const from = (at: number): Condition => ({ op: "from", column: "modifiedAt", at });
const before = (at: number): Condition => ({ op: "before", column: "modifiedAt", at });

/** Counted from midnight UTC, so that a number and the list behind it agree all day. */
function conditionOfAge(age: Age, now: number): Condition {
  const past = (days: number): number => midnight(now) - days * dayMs;
  const spans: Record<Age, Condition[]> = {
    "under-7": [from(past(7))],
    "7-30": [from(past(30)), before(past(7))],
    "30-90": [from(past(90)), before(past(30))],
    "over-90": [before(past(90))],
  };
  return { op: "all", of: spans[age] };
}

export const ageFilter: Filter<Age | null> = {
  fields: [
    {
      name,
      label: "Last changed",
      kind: "choice",
      options: ages.map((value) => ({ value, label: `${ageText[value]} ago` })),
    },
  ],
  none: null,
  parse: (given) => parseChoice(name, ages, given),
  write: (age) => (age === null ? [] : [[name, age]]),
  chip: (age) => age && `Last changed ${ageText[age]} ago`,
  condition: (age, { now }) => (age === null ? everyone : conditionOfAge(age, now)),
};
