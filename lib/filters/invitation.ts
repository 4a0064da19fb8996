import { type Condition, everyone } from "#lib/filters/condition.ts";
import {
  type AddressProblem,
  type Filter,
  type GivenParameters,
  parseChoice,
  quoteParameter,
  unknownParameter,
} from "#lib/filters/filter.ts";
import type { InvitationLife } from "#lib/operations/invitation-life.ts";
import { dayMs, dayOf } from "#lib/utc-day.ts";

export const invitationStates = [
  "waiting",
  "expired",
  "uncertain",
] as const satisfies readonly InvitationLife["state"][];

/** Invitations of one state; of the waiting ones those that can end on one day, such as 2026-11-24 (UTC). */
export interface InvitationFilter {
  state: InvitationLife["state"];
  endsOn: string | null;
}

/** "Invitation waiting, can end on 2026-11-24" */
export const invitationText = ({ state, endsOn }: InvitationFilter): string =>
  `Invitation ${state}${endsOn === null ? "" : `, can end on ${endsOn}`}`;

const stateName = "invitation";
const endName = "ends";
/** Only a waiting invitation has its end before it. */
const withEnd = "waiting";

const isDay = (text: string): boolean => {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  // a day such as 30 February would be read as the second of March
  return !Number.isNaN(at) && dayOf(at) === text;
};

function problemOfEnd(state: InvitationLife["state"] | null, day: string): AddressProblem | null {
  if (state === withEnd) return isDay(day) ? null : unknownParameter(endName, day);
  const sentence = `${quoteParameter(endName, day)} goes with ${quoteParameter(stateName, withEnd)} only`;
  return { name: endName, values: [day], sentence };
}

function parseInvitation(given: GivenParameters) {
  const { value: state, problems } = parseChoice(stateName, invitationStates, given);
  const day = given[endName];
  const problem = day === undefined ? null : problemOfEnd(state, day);
  return {
    value: state && { state, endsOn: problem ? null : (day ?? null) },
    problems: problem ? [...problems, problem] : problems,
  };
}

/**
 * The same states as `invitationLife` gives without hints, as ranges: what this console sent is known to the page of a user only, so a
 * user may be uncertain here and certain there, never waiting in one place and expired in the other.
 */
function spansOf({ state, endsOn }: InvitationFilter, lifeMs: number, now: number): Condition[] {
  const edge = now - lifeMs;
  switch (state) {
    case "waiting": {
      const waiting: Condition = { op: "from", column: "createdAt", at: edge + 1 };
      if (endsOn === null) return [waiting];
      const day = Date.parse(endsOn) - lifeMs;
      return [
        waiting,
        { op: "from", column: "createdAt", at: day },
        { op: "before", column: "createdAt", at: day + dayMs },
      ];
    }
    case "expired":
      return [
        { op: "before", column: "createdAt", at: edge },
        { op: "before", column: "modifiedAt", at: edge },
      ];
    case "uncertain":
      return [
        { op: "before", column: "createdAt", at: edge + 1 },
        { op: "from", column: "modifiedAt", at: edge },
      ];
  }
}

export const invitationFilter: Filter<InvitationFilter | null> = {
  fields: [
    {
      name: stateName,
      label: "Invitation",
      kind: "choice",
      options: invitationStates.map((value) => ({ value, label: value })),
    },
    { name: endName, label: "Can end on (UTC)", kind: "day", beside: { name: stateName, value: withEnd } },
  ],
  none: null,
  parse: parseInvitation,
  write: (invitation) => {
    if (invitation === null) return [];
    const { state, endsOn } = invitation;
    return endsOn === null
      ? [[stateName, state]]
      : [
          [stateName, state],
          [endName, endsOn],
        ];
  },
  chip: (invitation) => invitation && invitationText(invitation),
  condition: (invitation, { temporaryPasswordDays, now }) =>
    invitation === null
      ? everyone
      : {
          op: "all",
          of: [
            { op: "equals", column: "status", value: "FORCE_CHANGE_PASSWORD" },
            ...spansOf(invitation, temporaryPasswordDays * dayMs, now),
          ],
        },
};
