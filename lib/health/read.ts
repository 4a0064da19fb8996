import "server-only";
import { listAppClients } from "#lib/cognito/app-clients.ts";
import { callerIdentity } from "#lib/cognito/caller-identity.ts";
import { placeOf } from "#lib/cognito/place.ts";
import { poolClient } from "#lib/cognito/pool-client.ts";
import { config } from "#lib/config.ts";
import { store } from "#lib/db/connection.ts";
import { countCap } from "#lib/db/store.ts";
import { everyoneQuestion } from "#lib/directory/search.ts";
import { attempt, type Result } from "#lib/errors.ts";
import { latestCheck } from "#lib/health/check-permissions.ts";
import type { AppClients, HealthReading } from "#lib/health/reading.ts";
import type { PoolEntry } from "#lib/pools/pool.ts";
import { type Role, roles } from "#lib/roles.ts";

/** The strongest role that anybody has on the pool by `lifeguard.yaml`; null for none. */
export function grantedRole(key: string): Role | null {
  const granted = config().grants.filter(({ pools }) => pools === "*" || pools.includes(key));
  return roles.findLast((role) => granted.some((grant) => grant.role === role)) ?? null;
}

async function readDirectory(key: string): Promise<HealthReading["directory"]> {
  const db = await store();
  const [page, sweep] = await Promise.all([db.searchUsers(key, everyoneQuestion), db.readSweep(key)]);
  const users = page.counts.all ?? 0;
  return { users, capped: users >= countCap, sweep };
}

/** Reads all that can be read of a pool, and asks Cognito itself each time: an older answer would hide what is wrong now. */
export async function readHealth(entry: PoolEntry): Promise<HealthReading> {
  const [caller, settings, directory] = await Promise.all([
    attempt(() => callerIdentity(entry)),
    attempt(() => poolClient(entry).settings("interactive")),
    readDirectory(entry.key),
  ]);
  // A pool that is away or unknown is not asked for its clients: it would only take longer to say the same.
  const asks = settings.ok || settings.error.code === "no-permission";
  const clients: Result<AppClients> = asks ? await attempt(() => listAppClients(entry)) : settings;
  return {
    ...{ entry, caller, settings, clients, directory },
    granted: grantedRole(entry.key),
    check: latestCheck(entry.key),
    ownCalls: placeOf(entry).pace.lastHour(),
  };
}
