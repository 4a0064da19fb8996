import type { Pool } from "#lib/pools/pool.ts";
import type { User } from "#lib/users/user.ts";

const dayMs = 86_400_000;

/** The life of an invitation: when it began is known for what this console sent, else only that it was between two moments. */
export interface InvitationLife {
  state: "waiting" | "expired" | "uncertain";
  /** Epoch milliseconds between which it ends, or ended; equal when it is known. */
  from: number;
  until: number;
}

/**
 * Until when a temporary password works (docs/architecture.md, “The parts”). Creation is the earliest beginning. The last modification is the latest,
 * as setting or resending one modifies the user (cognito.md 5.1).
 */
export function invitationLife(user: User, pool: Pool, now: number, invitedAt: number | null): InvitationLife {
  const lifeMs = pool.settings.temporaryPasswordDays * dayMs;
  const from = Math.max(invitedAt ?? 0, user.createdAt) + lifeMs;
  const until = Math.max(user.modifiedAt + lifeMs, from);
  if (now > until) return { state: "expired", from, until };
  if (now < from) return { state: "waiting", from, until };
  return { state: "uncertain", from, until };
}

export const dayText = (at: number): string => new Date(at).toISOString().slice(0, 10);
/** "on 2026-01-15", "between 2026-01-15 and 2026-01-20" */
export const lifeEndText = ({ from, until }: InvitationLife): string =>
  dayText(from) === dayText(until) ? `on ${dayText(until)}` : `between ${dayText(from)} and ${dayText(until)}`;
