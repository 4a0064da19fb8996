import "server-only";
import type { AuditEvent } from "#lib/audit/event.ts";
import type { Authority } from "#lib/authority/authority.ts";
import { callNames, cognitoCalls } from "#lib/calls/call.ts";
import { poolClient } from "#lib/cognito/pool-client.ts";
import { readPool } from "#lib/cognito/pool-settings.ts";
import { store } from "#lib/db/connection.ts";
import { attempt, Fault, type FaultView } from "#lib/errors.ts";
import { diagnose, type Finding, type Hints } from "#lib/operations/diagnose.ts";
import type { Pool } from "#lib/pools/pool.ts";
import { query } from "#lib/query.ts";
import { othersOf } from "#lib/user-page/others.ts";
import { type TimelineEntry, timelineOf } from "#lib/user-page/timeline.ts";
import type { Profile } from "#lib/users/profile.ts";
import { type SignInNames, signInNames } from "#lib/users/sign-in-names.ts";

/** Everything the page of one user shows at once; none of it makes the user billable (cognito.md 9.1). */
export interface UserView {
  pool: Pool;
  authority: Authority;
  profile: Profile;
  findings: Finding[];
  /** With which names the person can sign in now, and with which not. */
  names: SignInNames;
  /** Names; or why they could not be read. */
  groups: { ok: true; value: string[] } | { ok: false; error: FaultView };
  /** Newest first. */
  timeline: TimelineEntry[];
  now: number;
}

const timelineLength = 100;

/**
 * One user as Cognito has it now. Asked by ListUsers, which never makes a user billable.
 * @throws Fault user-not-found when it is gone, which also takes it out of the directory; what Cognito answers
 */
export const userView = query(
  "viewer",
  (key: string, _sub: string) => key,
  async ({ authorityOn }, key, sub): Promise<UserView> => {
    const authority = authorityOn(key);
    if (!authority) throw new Fault("unknown-pool");
    const db = await store();
    const pool = await readPool(key);
    const client = poolClient(pool);
    const readAt = Date.now();
    const profile = await client.profile(sub, "interactive");
    if (!profile) {
      await db.removeUser(key, sub);
      throw new Fault("user-not-found");
    }
    const { user } = profile;
    const [groups, events, runs, notes, others] = await Promise.all([
      attempt(() => client.groups(user.username, "interactive")),
      db.eventsOfUser(key, sub, timelineLength),
      db.runsOfUser(key, sub, timelineLength),
      db.notesOfUser(key, sub, timelineLength),
      othersOf(user, pool),
      db.putUsers(key, [user], readAt),
    ]);
    const now = Date.now();
    const findings = diagnose(user, pool, now, { ...hintsOf(events), others });
    return {
      pool,
      authority,
      profile,
      findings,
      names: signInNames(user, pool.settings, others),
      groups,
      timeline: timelineOf({ events, runs, notes }).slice(0, timelineLength),
      now,
    };
  },
);

/** What the console itself did to the user, as far as the events in hand go back. */
export function hintsOf(events: readonly AuditEvent[]): Omit<Hints, "others"> {
  const latest = (calls: readonly string[]): number | null =>
    events.find(({ kind, outcome, call }) => kind === "outcome" && outcome === "done" && calls.includes(call ?? ""))
      ?.at ?? null;
  const temporary = events.find(
    ({ kind, outcome, action }) =>
      kind === "outcome" &&
      outcome === "done" &&
      (action === "resend-invitation" || action === "set-temporary-password"),
  );
  return {
    invitedAt: temporary?.at ?? null,
    passwordAt: latest(callNames.filter((name) => cognitoCalls[name].password)),
    resetAt: resetAtOf(events),
    signedOutAt: latest(callNames.filter((name) => cognitoCalls[name].ends === "sessions")),
  };
}

/** When a reset was the last thing that the console did about the password. */
function resetAtOf(events: readonly AuditEvent[]): number | null {
  const aboutPassword = [...callNames.filter((name) => cognitoCalls[name].password), "AdminResetUserPassword"];
  const last = events.find(
    ({ kind, outcome, call }) => kind === "outcome" && outcome === "done" && aboutPassword.includes(call ?? ""),
  );
  return last?.call === "AdminResetUserPassword" ? last.at : null;
}
