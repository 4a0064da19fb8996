import { type OperationId, operations } from "#lib/operations/catalog.ts";
import { decide } from "#lib/operations/decide.ts";
import type { Way } from "#lib/operations/diagnose.ts";
import type { OperationOptions } from "#lib/operations/options.ts";
import type { Pool } from "#lib/pools/pool.ts";
import type { User } from "#lib/users/user.ts";

export const wayTo = (operation: OperationId, options: OperationOptions = {}): Way => ({ operation, options });

/** A way with what goes first for a user who may be disabled too. */
export const chainedWay = (operation: OperationId, enabling: OperationOptions, first: OperationId[]): Way => {
  const all = [...(enabling.first ?? []), ...first];
  return wayTo(operation, all.length > 0 ? { first: all } : {});
};

/** Whether the plan would be carried out on this user now, at most after somebody has read that a provider signs them in. */
export const leadsSomewhere = (way: Way, user: User, pool: Pool): boolean => {
  if (asksForValues(way)) return true;
  const { operation, options } = way;
  const acknowledging = operations[operation].options.includes("acknowledgeProvider");
  return decide(operation, user, pool, acknowledging ? { ...options, acknowledgeProvider: true } : options).apply;
};

/** Whether the way begins with the form in which the new values are typed. */
export const asksForValues = ({ operation, options }: Way): boolean =>
  operation === "edit-attributes" && options.attributes === undefined;

/** What goes first for a user who is disabled. */
export const enablingOptions = (user: User): OperationOptions => (user.enabled ? {} : { first: ["enable"] });
