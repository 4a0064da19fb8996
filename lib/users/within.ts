import type { InvitationLife } from "#lib/operations/invitation-life.ts";
import type { Status } from "#lib/users/user.ts";

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

/** Invitations of one state; of the waiting ones those that can end on one day, such as 2026-11-24 (UTC). */
export interface InvitationFilter {
  state: InvitationLife["state"];
  endsOn: string | null;
}

/** "Invitation waiting, can end on 2026-11-24" */
export const invitationText = ({ state, endsOn }: InvitationFilter): string =>
  `Invitation ${state}${endsOn === null ? "" : `, can end on ${endsOn}`}`;

/** What the list's address asks for beside tab and text. */
export interface UserFilter {
  modified: Age | null;
  invitation: InvitationFilter | null;
}

/** From inclusive, to exclusive; epoch milliseconds. */
interface Span {
  from?: number;
  to?: number;
}

/** A filter as the database can answer it. */
export interface Within {
  status?: Status;
  created?: Span;
  modified?: Span;
}

export const dayMs = 86_400_000;

/** The UTC day of a moment, as addresses name it. */
export const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** Midnight at which a UTC day begins. */
export const midnight = (at: number): number => at - (at % dayMs);

/** Counted from midnight UTC, so that a number and the list behind it agree all day. */
function spanOf(age: Age, now: number): Span {
  const [under7, under30, under90] = [7, 30, 90].map((days) => midnight(now) - days * dayMs);
  return {
    "under-7": { from: under7 },
    "7-30": { from: under30, to: under7 },
    "30-90": { from: under90, to: under30 },
    "over-90": { to: under90 },
  }[age];
}

/**
 * The same states as `invitationLife` gives without hints, as ranges: what this console sent is known to the page of a user only, so a
 * user may be uncertain here and certain there, never waiting in one place and expired in the other.
 */
function invitationWithin({ state, endsOn }: InvitationFilter, lifeMs: number, now: number): Within {
  const status = "FORCE_CHANGE_PASSWORD" as const;
  const edge = now - lifeMs;
  switch (state) {
    case "waiting": {
      if (endsOn === null) return { status, created: { from: edge + 1 } };
      const day = Date.parse(endsOn) - lifeMs;
      return { status, created: { from: Math.max(edge + 1, day), to: day + dayMs } };
    }
    case "expired":
      return { status, created: { to: edge }, modified: { to: edge } };
    case "uncertain":
      return { status, created: { to: edge + 1 }, modified: { from: edge } };
  }
}

/** @param now epoch milliseconds */
export function userWithin({ modified, invitation }: UserFilter, temporaryPasswordDays: number, now: number): Within {
  const ofInvitation = invitation ? invitationWithin(invitation, temporaryPasswordDays * dayMs, now) : {};
  if (modified === null) return ofInvitation;
  return { ...ofInvitation, modified: both(spanOf(modified, now), ofInvitation.modified) };
}

/** What lies in both spans. */
const both = (one: Span, other: Span = {}): Span => {
  const from = Math.max(one.from ?? Number.NEGATIVE_INFINITY, other.from ?? Number.NEGATIVE_INFINITY);
  const to = Math.min(one.to ?? Number.POSITIVE_INFINITY, other.to ?? Number.POSITIVE_INFINITY);
  return { ...(Number.isFinite(from) && { from }), ...(Number.isFinite(to) && { to }) };
};
