import "server-only";
import { newEvent, record } from "#lib/audit/ledger.ts";
import { tryActions } from "#lib/cognito/permission-check.ts";
import { poolEntry } from "#lib/config.ts";
import { Fault } from "#lib/errors.ts";
import type { PermissionCheck } from "#lib/health/reading.ts";
import type { ActionName } from "#lib/health/required-actions.ts";
import type { Actor } from "#lib/jobs/job.ts";
import type { Role } from "#lib/roles.ts";

const shared = globalThis as { __lifeguardPermissionChecks?: Map<string, PermissionCheck> };

/** What the latest check of this process found; it is forgotten with the process, since permissions change without notice. */
export const latestCheck = (key: string): PermissionCheck | null =>
  shared.__lifeguardPermissionChecks?.get(key) ?? null;

/**
 * Tries the actions on a user that does not exist, and puts on record that somebody had them tried.
 * @throws Fault unknown-pool; what is wrong with the credentials, the connection or the database
 */
export async function checkPermissions(
  key: string,
  actions: readonly ActionName[],
  by: { actor: Actor; role: Role; session: string },
  now: number,
): Promise<PermissionCheck> {
  const entry = poolEntry(key);
  if (!entry) throw new Fault("unknown-pool");
  await record(
    newEvent({
      at: now,
      kind: "access",
      action: "check-permissions",
      ...by,
      poolKey: key,
      outcome: "done",
      detail: { actions: actions.length },
    }),
  );
  const permissions = await tryActions(entry, actions);
  const check = { at: now, by: by.actor.name, permissions };
  shared.__lifeguardPermissionChecks ??= new Map();
  shared.__lifeguardPermissionChecks.set(key, check);
  return check;
}
