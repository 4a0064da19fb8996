import "server-only";
import { newEvent, record } from "#lib/audit/ledger.ts";
import { type Requester, recordedRequester } from "#lib/authority/requester.ts";
import { tryActions } from "#lib/cognito/permission-check.ts";
import type { PermissionCheck } from "#lib/health/reading.ts";
import type { ActionName } from "#lib/health/required-actions.ts";
import type { PoolEntry } from "#lib/pools/pool.ts";
import { processWide } from "#lib/process-wide.ts";

export const permissionChecks = processWide("permission-checks", () => new Map<string, PermissionCheck>());

/** What the latest check of this process found; it is forgotten with the process, since permissions change without notice. */
export const latestCheck = (key: string): PermissionCheck | null => permissionChecks.get().get(key) ?? null;

/**
 * Tries the actions on a user that does not exist, and puts on record that somebody had them tried.
 * @throws Fault what is wrong with the credentials, the connection or the database
 */
export async function checkPermissions(
  entry: PoolEntry,
  actions: readonly ActionName[],
  by: Requester,
  now: number,
): Promise<PermissionCheck> {
  await record(
    newEvent({
      at: now,
      kind: "access",
      action: "check-permissions",
      ...recordedRequester(by),
      poolKey: entry.key,
      outcome: "done",
      detail: { actions: actions.length },
    }),
  );
  const permissions = await tryActions(entry, actions);
  const check = { at: now, by: by.actor.name, permissions };
  permissionChecks.get().set(entry.key, check);
  return check;
}
