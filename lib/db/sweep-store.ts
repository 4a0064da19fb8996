import { eq } from "drizzle-orm";
import type { Engine } from "#lib/db/engine.ts";
import { sweeps } from "#lib/db/schema.ts";
import { storable } from "#lib/db/search-text.ts";
import type { Store, Sweep } from "#lib/db/store.ts";

const noSweep: Sweep = { troubledAt: null, fullAt: null, runningSince: null, seen: 0, problem: null };

export const sweepStore = ({ db }: Engine): Pick<Store, "readSweep" | "noteSweep"> => ({
  readSweep: async (poolKey) => {
    const [row] = await db.select().from(sweeps).where(eq(sweeps.poolKey, poolKey));
    if (!row) return noSweep;
    const { poolKey: _, ...sweep } = row;
    return sweep;
  },

  noteSweep: async (poolKey, change) => {
    const noted = storable(change);
    const insert = db.insert(sweeps).values({ ...noSweep, ...noted, poolKey });
    if (Object.keys(noted).length === 0) await insert.onConflictDoNothing();
    else await insert.onConflictDoUpdate({ target: sweeps.poolKey, set: noted });
  },
});
