import "server-only";
import { randomUUID } from "node:crypto";
import { mkdir, open } from "node:fs/promises";
import path from "node:path";
import type { AuditEvent, NewEvent } from "#lib/audit/event.ts";
import { store } from "#lib/db/connection.ts";
import { env } from "#lib/env.ts";
import { processWide } from "#lib/process-wide.ts";

/** Fields of an event. A requester spread among them would leave the role out without a word: `recordedRequester()` names it. */
export type EventParts = Partial<NewEvent> & { authority?: never };

/** An event with everything that does not apply left empty. */
export const newEvent = (fields: EventParts & Pick<NewEvent, "at" | "kind" | "action">): NewEvent => ({
  id: randomUUID(),
  actor: null,
  role: null,
  session: null,
  poolKey: null,
  target: null,
  call: null,
  jobId: null,
  item: null,
  intentId: null,
  outcome: null,
  code: null,
  message: null,
  requestId: null,
  detail: {},
  ...fields,
});

/** The end of what is being written to the copy. */
const lastMirrored = processWide("audit-copy", (): Promise<unknown> => Promise.resolve());

/**
 * Appends sealed events to the second copy of the audit, a file of one JSON object per line, and waits for the disk. Each line begins with its line break, so that one torn by a crash spoils no other. It outlives a
 * broken database. Writes are queued so that lines keep the order of the chain.
 */
export function mirror(sealed: AuditEvent[]): Promise<void> {
  if (sealed.length === 0) return Promise.resolve();
  const mine = lastMirrored.get().then(async () => {
    const folder = env().LIFEGUARD_DATA;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const file = await open(path.join(folder, "audit.ndjson"), "a", 0o600);
    try {
      await file.appendFile(sealed.map((event) => `\n${JSON.stringify(event)}`).join(""));
      await file.sync();
    } finally {
      await file.close();
    }
  });
  lastMirrored.set(mine.catch(() => undefined));
  return mine;
}

/**
 * Seals events into the chain and copies them.
 * @throws Fault database: then nothing may be done that these events announce
 */
export async function record(...events: NewEvent[]): Promise<void> {
  await mirror(await (await store()).append(events));
}
