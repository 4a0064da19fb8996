import "server-only";
import type { ListFilter } from "#lib/cognito/list-users.ts";
import { poolClient } from "#lib/cognito/pool-client.ts";
import { config } from "#lib/config.ts";
import { store } from "#lib/db/connection.ts";
import type { Store } from "#lib/db/store.ts";
import { attempt } from "#lib/errors.ts";
import { log } from "#lib/log.ts";
import { metrics } from "#lib/metrics.ts";
import type { PoolEntry } from "#lib/pools/pool.ts";
import { processWide } from "#lib/process-wide.ts";
import { spanned } from "#lib/trace.ts";

/** Users whom support cares about are listed first and often, each status by Cognito's own filter (docs/architecture.md, “The parts”). */
const troubled: ListFilter[] = [
  { attribute: "cognito:user_status", equals: "FORCE_CHANGE_PASSWORD" },
  { attribute: "cognito:user_status", equals: "RESET_REQUIRED" },
  { attribute: "cognito:user_status", equals: "UNCONFIRMED" },
  { attribute: "cognito:user_status", equals: "EXTERNAL_PROVIDER" },
  { attribute: "status", equals: "Disabled" },
];
const troubledEveryMs = 60_000;
/** The whole pool again after this, and never sooner than ten times what the last sweep took. */
const fullEveryMs = 5 * 60_000;
/** After a failure. */
const againMs = 15_000;

/** The next sweep of each pool. */
const sweeps = processWide("sweeps", () => new Map<string, NodeJS.Timeout>());

/** How long the last full sweep of each pool took, as far as this process made one. */
const tookMs = new Map<string, number>();

/** Keeps the directory of every pool near to Cognito, until the process ends. */
export function startSweeps(): void {
  for (const pool of config().pools) if (!sweeps.get().has(pool.key)) schedule(pool, 0);
}

export function stopSweeps(): void {
  for (const timer of sweeps.get().values()) clearTimeout(timer);
  sweeps.forget();
}

function schedule(pool: PoolEntry, inMs: number): void {
  const timer = setTimeout(() => {
    spanned("sweep", { "lifeguard.pool": pool.key }, () => sweepOnce(pool))
      .catch((error) => {
        log.error("A sweep broke off", { pool: pool.key, error });
        return againMs;
      })
      .then((next) => {
        if (sweeps.get().get(pool.key) === timer) schedule(pool, next);
      });
  }, inMs);
  timer.unref();
  sweeps.get().set(pool.key, timer);
}

/** One round: troubled users, and everyone when that is due. Returns milliseconds until the next. */
async function sweepOnce(pool: PoolEntry): Promise<number> {
  const db = await store();
  const began = Date.now();
  const last = await db.readSweep(pool.key);
  const swept = await attempt(async () => {
    await db.noteSweep(pool.key, { runningSince: began, seen: 0 });
    for (const filter of troubled) await listAll(db, pool, filter);
    await db.noteSweep(pool.key, { troubledAt: Date.now() });
    const restMs = Math.max(fullEveryMs, (tookMs.get(pool.key) ?? 0) * 10);
    if (last.fullAt && began - last.fullAt < restMs) return;
    const fullBegan = Date.now();
    await listAll(db, pool, null);
    await db.forgetUnseen(pool.key, fullBegan);
    const fullAt = Date.now();
    tookMs.set(pool.key, fullAt - fullBegan);
    metrics().sweepSeconds.set({ pool: pool.key }, (fullAt - fullBegan) / 1000);
    await db.noteSweep(pool.key, { fullAt });
    await db.analyze();
  });
  await db.noteSweep(pool.key, { runningSince: null, problem: swept.ok ? null : swept.error.message });
  if (!swept.ok) log.warn("A sweep failed", { pool: pool.key, outcome: swept.error.code });
  return swept.ok ? troubledEveryMs : againMs;
}

async function listAll(db: Store, pool: PoolEntry, filter: ListFilter | null): Promise<void> {
  const client = poolClient(pool);
  let token: string | null = null;
  let seen = 0;
  do {
    // What changed after the request was made is newer than this page.
    const askedAt = Date.now();
    const page = await client.list(filter, token, "sweep");
    await db.putUsers(pool.key, page.users, askedAt);
    token = page.next;
    seen += page.users.length;
    if (!filter) await db.noteSweep(pool.key, { seen });
  } while (token);
}
