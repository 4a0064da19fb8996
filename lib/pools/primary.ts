import { Fault } from "#lib/errors.ts";
import { type Pool, secondaryText } from "#lib/pools/pool.ts";

/**
 * Said once, before a run, instead of by each of its users.
 * @throws Fault not-primary in a secondary Region
 */
export function requirePrimary(pool: Pool): void {
  const sentence = secondaryText(pool);
  if (sentence) throw new Fault("not-primary", { sentence });
}
