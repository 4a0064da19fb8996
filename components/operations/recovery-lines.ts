import { operations } from "#lib/operations/catalog.ts";
import type { Plan } from "#lib/operations/plan.ts";

const users = (count: number): string => (count === 1 ? "1 user" : `${count.toLocaleString("en")} users`);

/** What a plan says of second factors that nobody has read: whom it looks at, what that costs, and what it cannot know. */
export function recoveryLines({ operation, options, forecast: { lookups, unsureCodes } }: Plan): string[] {
  const sendsCodes = operations[operation].options.includes("lookFirst");
  const looked = `${users(lookups)} ${lookups === 1 ? "is" : "are"} looked at`;
  if (lookups > 0)
    return [
      sendsCodes
        ? `${looked} just before, by AdminGetUser, which makes ${lookups === 1 ? "it" : "each"} billable: a code is sent only where one can go.`
        : `${looked} just before, by AdminGetUser. Whoever no recovery code could reach is skipped, and billable by that look alone.`,
    ];
  if (unsureCodes === 0) return [];
  const looking = options.lookFirst
    ? ""
    : ` Looking first would make ${unsureCodes === 1 ? "it" : "each of them"} billable this month.`;
  return [
    `For ${users(unsureCodes)} it is not known whether a code can be sent: it does not go where the second factor goes.${looking}`,
  ];
}
