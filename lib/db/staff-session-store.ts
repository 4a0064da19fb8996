import { and, eq, gt, isNull, lt, lte, sql } from "drizzle-orm";
import type { Engine } from "#lib/db/engine.ts";
import { staffSessions } from "#lib/db/schema.ts";
import { storable } from "#lib/db/search-text.ts";
import type { StaffSession, Store } from "#lib/db/store.ts";

type SessionRow = typeof staffSessions.$inferSelect;

const toSession = (row: SessionRow): StaffSession => ({
  hash: row.hash,
  actor: { sub: row.actorSub, name: row.actorName, email: row.actorEmail },
  groups: row.groups,
  idToken: row.idToken,
  authenticatedAt: row.authenticatedAt,
  createdAt: row.createdAt,
  lastSeenAt: row.lastSeenAt,
  expiresAt: row.expiresAt,
});

/** A session's idle clock moves this often at most, so that a busy page does not write on every request. */
const idleStepMs = 30_000;

/** Sessions that ended are kept this long. */
const keptMs = 7 * 24 * 3600_000;

const live = (now: number) => and(isNull(staffSessions.revokedAt), gt(staffSessions.expiresAt, now));

export const staffSessionStore = ({
  db,
  transaction,
}: Engine): Pick<Store, "openSession" | "readSession" | "revokeSession" | "revokeSessionsOf"> => ({
  openSession: (session) =>
    transaction(async (tx) => {
      await tx.delete(staffSessions).where(lt(staffSessions.expiresAt, session.createdAt - keptMs));
      const { actor, ...rest } = storable(session);
      await tx
        .insert(staffSessions)
        .values({ ...rest, actorSub: actor.sub, actorName: actor.name, actorEmail: actor.email });
    }),

  readSession: async (hash, now, idleMs) => {
    const [row] = await db
      .select()
      .from(staffSessions)
      .where(and(eq(staffSessions.hash, hash), live(now), gt(staffSessions.lastSeenAt, now - idleMs)));
    if (!row) return null;
    if (now - row.lastSeenAt < idleStepMs) return toSession(row);
    await db
      .update(staffSessions)
      .set({ lastSeenAt: now })
      .where(and(eq(staffSessions.hash, hash), lte(staffSessions.lastSeenAt, now)));
    return toSession({ ...row, lastSeenAt: now });
  },

  revokeSession: (hash, now) =>
    transaction(async (tx) => {
      const [row] = await tx
        .select()
        .from(staffSessions)
        .where(and(eq(staffSessions.hash, hash), live(now)))
        .for("update");
      if (!row) return null;
      await tx.update(staffSessions).set({ revokedAt: now, idToken: null }).where(eq(staffSessions.hash, hash));
      return toSession(row);
    }),

  revokeSessionsOf: async (staffSub, now) => {
    const ended = await db
      .update(staffSessions)
      .set({ revokedAt: now, idToken: sql`null` })
      .where(and(eq(staffSessions.actorSub, staffSub), live(now)))
      .returning({ hash: staffSessions.hash });
    return ended.length;
  },
});
