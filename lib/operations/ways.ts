import type { OperationId } from "#lib/operations/catalog.ts";
import { decide } from "#lib/operations/decide.ts";
import type { Way } from "#lib/operations/diagnose.ts";
import type { OperationOptions } from "#lib/operations/options.ts";
import { canRecover, type Pool } from "#lib/pools/pool.ts";
import type { User } from "#lib/users/user.ts";

export const wayTo = (operation: OperationId, options: OperationOptions = {}): Way => ({ operation, options });

/** What goes before a reset so that its code can arrive, as far as marking the address verified can help. */
export const beforeReset = (user: User, pool: Pool): OperationId[] =>
  !canRecover(user, pool.settings) && user.email !== null && pool.settings.recovery.includes("verified_email")
    ? ["verify-email"]
    : !canRecover(user, pool.settings) &&
        user.phone !== null &&
        pool.settings.recovery.includes("verified_phone_number")
      ? ["verify-phone"]
      : [];

/** A way with what goes first for a user who may be disabled too. */
export const chainedWay = (operation: OperationId, enabling: OperationOptions, first: OperationId[]): Way => {
  const all = [...(enabling.first ?? []), ...first];
  return wayTo(operation, all.length > 0 ? { first: all } : {});
};

/** Whether the plan would be carried out on this user now. */
export const leadsSomewhere = (way: Way, user: User, pool: Pool): boolean =>
  asksForValues(way) || decide(way.operation, user, pool, way.options).apply;

/** Whether the way begins with the form in which the new values are typed. */
export const asksForValues = ({ operation, options }: Way): boolean =>
  operation === "edit-attributes" && options.attributes === undefined;

/** What goes first for a user who is disabled. */
export const enablingOptions = (user: User): OperationOptions => (user.enabled ? {} : { first: ["enable"] });

/** Whether users of the pool cannot recover a password on their own. */
export const recoversByAdminOnly = (pool: Pool): boolean =>
  pool.settings.recovery.every((option) => option === "admin_only");
