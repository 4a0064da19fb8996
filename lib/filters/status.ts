import { everyone } from "#lib/filters/condition.ts";
import { type Filter, parseChoice } from "#lib/filters/filter.ts";
import { type Status, statuses, statusText } from "#lib/users/user.ts";

/** The tabs of the users page: one status each, the disabled ones, or everyone. */
export type Tab = "all" | Status | "disabled";

export const tabs: readonly Tab[] = ["all", ...statuses, "disabled"];

const name = "status";
const narrowing = [...statuses, "disabled"] as const;

export const statusFilter: Filter<Tab> = {
  fields: [
    {
      name,
      label: "Status",
      kind: "choice",
      options: narrowing.map((value) => ({
        value,
        label: value === "disabled" ? "Disabled" : statusText[value].label,
      })),
    },
  ],
  none: "all",
  parse: (given) => {
    const { value, problems } = parseChoice(name, narrowing, given);
    return { value: value ?? "all", problems };
  },
  write: (tab) => (tab === "all" ? [] : [[name, tab]]),
  // the page has tabs for it
  chip: () => null,
  condition: (tab) => {
    if (tab === "all") return everyone;
    if (tab === "disabled") return { op: "flag", column: "enabled", value: false };
    return { op: "equals", column: "status", value: tab };
  },
};
