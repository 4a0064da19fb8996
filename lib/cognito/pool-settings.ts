import "server-only";
import { poolClient } from "#lib/cognito/pool-client.ts";
import { poolEntry } from "#lib/config.ts";
import { attempt, Fault } from "#lib/errors.ts";
import type { Pool, PoolSettings } from "#lib/pools/pool.ts";
import { processWide } from "#lib/process-wide.ts";

/** Settings of a pool change rarely; a plan made with older ones is still checked by Cognito itself. */
const freshForMs = 5 * 60_000;

interface KnownSettings {
  at: number;
  settings: PoolSettings;
}

export const knownSettings = processWide("pool-settings", () => new Map<string, KnownSettings>());

/**
 * A pool with its settings from DescribeUserPool, five minutes old at most unless Cognito does not answer.
 * @throws Fault unknown-pool; pool-not-found, no-permission, unreachable when nothing was ever read
 */
export async function readPool(key: string, now = Date.now()): Promise<Pool> {
  const entry = poolEntry(key);
  if (!entry) throw new Fault("unknown-pool");
  const known = knownSettings.get().get(key);
  if (known && now - known.at <= freshForMs) return { ...entry, settings: known.settings };
  const asked = await attempt(() => poolClient(entry).settings("interactive"));
  if (asked.ok) {
    knownSettings.get().set(key, { at: now, settings: asked.value });
    return { ...entry, settings: asked.value };
  }
  // The list stays usable while Cognito is away; every operation meets the fault itself.
  if (known) return { ...entry, settings: known.settings };
  throw new Fault(asked.error.code, { said: asked.error.said ?? undefined });
}
