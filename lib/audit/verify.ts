import "server-only";
import type { AuditEvent } from "#lib/audit/event.ts";
import { chainStart, type Link, verifyLink } from "#lib/db/audit-chain.ts";
import type { Store } from "#lib/db/store.ts";

const perRead = 1_000;

export interface Verdict {
  /** Events that hold. */
  events: number;
  /** Lines of the copy that are no events: a crash in the middle of a write leaves one. They prove nothing either way. */
  unreadable: number;
  /** What is wrong first, as a sentence; null when nothing is. */
  problem: string | null;
}

/**
 * Walks the chain from its first event, and compares it with the copy in the file: a bare chain would not show that its end was cut off.
 * @param copy lines of `audit.ndjson`; an instance of several writes only its own events, so gaps in the copy are allowed
 */
export async function verifyAudit(store: Pick<Store, "walkEvents">, copy: Iterable<string>): Promise<Verdict> {
  const copied = new Map<number, string>();
  let unreadable = 0;
  for (const text of copy) {
    if (text.trim() === "") continue;
    try {
      const { seq, hash } = JSON.parse(text) as AuditEvent;
      copied.set(seq, hash);
    } catch {
      unreadable += 1;
    }
  }
  let before: Link = chainStart;
  let events = 0;
  for (;;) {
    const page = await store.walkEvents(before.seq + 1, perRead);
    if (page.length === 0) break;
    for (const event of page) {
      const problem = verifyLink(event, before);
      if (problem) return { events, unreadable, problem };
      const hash = copied.get(event.seq);
      if (hash !== undefined && hash !== event.hash)
        return { events, unreadable, problem: `Event ${event.seq} differs from its copy in the file.` };
      copied.delete(event.seq);
      before = event;
      events += 1;
    }
  }
  const lost = [...copied.keys()].sort((a, b) => a - b)[0];
  return {
    events,
    unreadable,
    problem: lost === undefined ? null : `Event ${lost} stands in the copy and no longer in the database.`,
  };
}
