import "server-only";
import { config } from "#lib/config.ts";
import { store } from "#lib/db/connection.ts";
import type { Sweep } from "#lib/db/store.ts";
import { attempt, faults } from "#lib/errors.ts";

/** What every pool's sweeps came to, by the pool's key. */
export async function listSweeps(): Promise<{ pool: string; sweep: Sweep }[]> {
  const db = await store();
  return Promise.all(config().pools.map(async ({ key: pool }) => ({ pool, sweep: await db.readSweep(pool) })));
}

export interface Readiness {
  status: "ok" | "unavailable";
  /** Why it is unavailable, in sentences. */
  reasons: string[];
  database: "ok" | "unavailable" | "not asked";
  configuration: "ok" | "wrong" | "not asked";
  /** A pool that cannot be listed leaves the console usable, and is not among the reasons. */
  pools: { pool: string; problem: string | null; troubledAt: string | null; fullAt: string | null }[];
}

const unavailable = (reason: string, known: Partial<Readiness>): Readiness => ({
  status: "unavailable",
  reasons: [reason],
  database: "not asked",
  configuration: "not asked",
  pools: [],
  ...known,
});

const isoOf = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

/** Whether requests may be sent here. It is told to anyone who asks, so it names no host, no folder and no user. */
export async function readiness(stopping: boolean): Promise<Readiness> {
  if (stopping) return unavailable("The console is stopping.", {});
  try {
    config();
  } catch {
    // Its text names files and groups; it is in the log since the start.
    return unavailable("The configuration has a mistake; the log names it.", { configuration: "wrong" });
  }
  const asked = await attempt(async () => {
    await (await store()).ping();
    return listSweeps();
  });
  if (!asked.ok) return unavailable(faults.database.sentence, { configuration: "ok", database: "unavailable" });
  const pools = asked.value.map(({ pool, sweep }) => ({
    pool,
    problem: sweep.problem,
    troubledAt: isoOf(sweep.troubledAt),
    fullAt: isoOf(sweep.fullAt),
  }));
  return { status: "ok", reasons: [], database: "ok", configuration: "ok", pools };
}
