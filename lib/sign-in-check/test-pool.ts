import "server-only";
import { poolEntry } from "#lib/config.ts";
import { Fault } from "#lib/errors.ts";
import type { PoolEntry } from "#lib/pools/pool.ts";

/**
 * The pool, if users' passwords may be typed into the console there.
 * @throws Fault unknown-pool, not-allowed
 */
export function requireTestPool(key: string): PoolEntry {
  const entry = poolEntry(key);
  if (!entry) throw new Fault("unknown-pool");
  if (!entry.test)
    throw new Fault("not-allowed", {
      sentence: `${entry.name} is not marked as a test pool, so nobody's sign-in is tried there. Set “test: true” in the configuration of a pool that holds no real users.`,
    });
  return entry;
}
