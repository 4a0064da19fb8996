import type { ServerResponse } from "node:http";
import { setTimeout } from "node:timers/promises";
import type { FaultRule } from "../service/faults-on-demand.ts";
import type { JournalEntry } from "../service/journal.ts";
import type { Service } from "../service/service.ts";

/** Faults on demand that are the line's, not the service's: nothing has been done yet, and nothing will be. */
export const isCutBefore = async (
  { faults }: Service,
  entry: JournalEntry,
  response: ServerResponse,
): Promise<boolean> => {
  const late = faults.meet("latency", entry);
  if (late) await setTimeout(late.milliseconds ?? 0);
  const reset = faults.meet("connectionReset", entry);
  const lost = reset ?? faults.meet("replyLostBefore", entry);
  if (lost) cut(response, reset ? "reset" : lost.by);
  return lost !== undefined;
};

/** Whatever was to be done is done, and nobody will hear of it. */
export const isCutAfter = ({ faults }: Service, entry: JournalEntry, response: ServerResponse): boolean => {
  const lost = faults.meet("replyLostAfter", entry);
  if (lost) cut(response, lost.by);
  return lost !== undefined;
};

const cut = ({ socket }: ServerResponse, by: FaultRule["by"]) => {
  if (by === "reset") socket?.resetAndDestroy();
  // Silence is broken only by the client's patience, or when the server ends.
  else if (by !== "silence") socket?.destroy();
};
