import { type OperationId, operations } from "#lib/operations/catalog.ts";
import { wayText } from "#lib/operations/diagnose.ts";
import type { OperationOptions } from "#lib/operations/options.ts";

/**
 * "Force confirm 12 users", "Enable, reset password of ada@example.com": the label, with what goes first, and whom it is done to,
 * joined the way the catalogue's own sentence joins them.
 */
export function operationPhrase(id: OperationId, whom: string, { first, group }: OperationOptions = {}): string {
  const name = wayText({ operation: id, options: first ? { first } : {} });
  if (group !== undefined) return `${name} “${group}”: ${whom}`;
  const joint = /\b(?:of|for)$/.exec(operations[id].infinitive);
  return `${name} ${joint ? `${joint[0]} ` : ""}${whom}`;
}
