import "server-only";
import type { AuditFilter } from "#lib/audit/event.ts";
import { sentence } from "#lib/audit/sentence.ts";
import { poolEntry } from "#lib/config.ts";
import { store } from "#lib/db/connection.ts";
import { query } from "#lib/query.ts";

export const auditPage = query(
  "viewer",
  null,
  async ({ pools }, filter: Omit<AuditFilter, "poolKeys">, before: number | null, limit: number) => {
    // a pool that the person may not see filters nothing, like any other nonsense in the address
    const pool = filter.pool !== null && pools.includes(filter.pool) ? filter.pool : null;
    const whole = { ...filter, pool, poolKeys: pools };
    const { events, next } = await (await store()).listEvents(whole, before, limit);
    return {
      filter: whole,
      pools: pools.map((key) => ({ key, name: poolEntry(key)?.name ?? key })),
      next,
      events: events.map((event) => ({
        ...event,
        sentence: sentence(event),
        poolName: event.poolKey ? (poolEntry(event.poolKey)?.name ?? event.poolKey) : null,
      })),
    };
  },
);
