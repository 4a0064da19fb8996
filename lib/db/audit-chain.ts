import { createHash } from "node:crypto";
import type { AuditEvent, NewEvent } from "#lib/audit/event.ts";
import { storable } from "#lib/db/search-text.ts";

/** What an event is chained to: the number and hash of the one before it. */
export type Link = Pick<AuditEvent, "seq" | "hash">;

/** The first event follows this. */
export const chainStart: Link = { seq: 0, hash: "0".repeat(64) };

/** JSON with the keys of every object in order, so that the same event has the same text whoever writes it. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value ?? null);
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonicalJson(part)}`).join(",")}}`;
}

/** SHA-256 hex over the whole event, its number and the hash before it, in canonical JSON without `hash` itself. */
function hashOf({ hash: _, ...event }: Omit<AuditEvent, "hash"> & { hash?: string }): string {
  return createHash("sha256").update(canonicalJson(event)).digest("hex");
}

/** The event with its known fields only, each of them there: anything else would be hashed here and missing in the row read back. */
function knownFields({ actor, target, ...event }: NewEvent): NewEvent {
  return storable({
    id: event.id,
    at: event.at,
    kind: event.kind,
    actor: actor && { sub: actor.sub, name: actor.name, email: actor.email ?? null },
    role: event.role ?? null,
    session: event.session ?? null,
    action: event.action,
    poolKey: event.poolKey ?? null,
    target: target && { sub: target.sub, username: target.username, label: target.label },
    call: event.call ?? null,
    jobId: event.jobId ?? null,
    item: event.item ?? null,
    intentId: event.intentId ?? null,
    outcome: event.outcome ?? null,
    code: event.code ?? null,
    message: event.message ?? null,
    requestId: event.requestId ?? null,
    detail: event.detail ?? {},
  });
}

/** Puts an event at the end of the chain. The result is exactly what the database gives back later. */
export function sealEvent(event: NewEvent, after: Link): AuditEvent {
  const unsealed = { ...knownFields(event), seq: after.seq + 1, previousHash: after.hash };
  return { ...unsealed, hash: hashOf(unsealed) };
}

/** What is wrong with an event that should follow `after`, as a sentence; null when it does follow. */
export function verifyLink(event: AuditEvent, after: Link): string | null {
  if (event.seq !== after.seq + 1) return `Event ${after.seq + 1} is missing; the next one is ${event.seq}.`;
  if (event.previousHash !== after.hash) return `Event ${event.seq} does not name the hash of the event before it.`;
  if (event.hash !== hashOf(event)) return `Event ${event.seq} was changed after it was sealed.`;
  return null;
}

/**
 * The first event that breaks the chain; null when all hold.
 * @param events in order of `seq`
 * @param after the event before the first of them
 */
export function firstBrokenLink(
  events: readonly AuditEvent[],
  after: Link = chainStart,
): { seq: number; problem: string } | null {
  let before = after;
  for (const event of events) {
    const problem = verifyLink(event, before);
    if (problem) return { seq: event.seq, problem };
    before = event;
  }
  return null;
}
