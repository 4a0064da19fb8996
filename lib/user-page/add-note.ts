import "server-only";
import { mirror, newEvent } from "#lib/audit/ledger.ts";
import { type Requester, recordedRequester } from "#lib/authority/requester.ts";
import { store } from "#lib/db/connection.ts";
import { Fault } from "#lib/errors.ts";
import { userLabel } from "#lib/users/user.ts";

/**
 * Keeps a note on a user. The audit tells that there is one and not what it says.
 * @throws Fault bad-input when it is empty, user-not-found, database
 */
export async function addNote(
  { pool, sub, key, text }: { pool: string; sub: string; key: string; text: string },
  by: Requester,
  now: number,
): Promise<void> {
  const written = text.trim();
  if (written === "") throw new Fault("bad-input", { sentence: "The note is empty." });
  const db = await store();
  const [user] = await db.readUsers(pool, [sub]);
  if (!user) throw new Fault("user-not-found");
  const event = newEvent({
    at: now,
    kind: "access",
    action: "add-note",
    ...recordedRequester(by),
    poolKey: pool,
    target: { sub, username: user.username, label: userLabel(user) },
    outcome: "done",
  });
  const note = { id: key, poolKey: pool, sub, at: now, author: by.actor, text: written };
  await mirror(await db.addNote(note, event));
}
