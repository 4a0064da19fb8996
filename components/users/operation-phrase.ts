import { type OperationId, operations } from "#lib/operations/catalog.ts";

/**
 * "Force confirm 12 users", "Reset password of ada@example.com": the label and whom it is done to, joined the way the catalogue's
 * own sentence joins them.
 */
export function operationPhrase(id: OperationId, whom: string): string {
  const { label, infinitive } = operations[id];
  const joint = /\b(?:of|for)$/.exec(infinitive);
  return `${label} ${joint ? `${joint[0]} ` : ""}${whom}`;
}
