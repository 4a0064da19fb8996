import { and, asc, desc, eq, gte, like, lt, ne, or, type SQL, sql } from "drizzle-orm";
import type { AuditEvent, AuditFilter, NewEvent } from "#lib/audit/event.ts";
import { sealEvent } from "#lib/db/audit-chain.ts";
import { type Db, type Engine, rowsOf } from "#lib/db/engine.ts";
import { auditEvents, auditHead } from "#lib/db/schema.ts";
import { auditLikePattern, auditSearchText } from "#lib/db/search-text.ts";
import type { DayCount, Store } from "#lib/db/store.ts";
import { among } from "#lib/db/user-row.ts";
import type { FaultCode } from "#lib/errors.ts";
import { dayMs } from "#lib/utc-day.ts";

type EventRow = typeof auditEvents.$inferSelect;

function toRow({ actor, target, ...event }: AuditEvent): EventRow {
  return {
    ...event,
    actorSub: actor?.sub ?? null,
    actorName: actor?.name ?? null,
    actorEmail: actor?.email ?? null,
    targetSub: target?.sub ?? null,
    targetUsername: target?.username ?? null,
    targetLabel: target?.label ?? null,
    actorSearch: auditSearchText(actor?.name, actor?.email, actor?.sub),
    targetSearch: auditSearchText(target?.username, target?.label, target?.sub),
  };
}

function toEvent(row: EventRow): AuditEvent {
  const {
    actorSub,
    actorName,
    actorEmail,
    targetSub,
    targetUsername,
    targetLabel,
    actorSearch: _,
    targetSearch: __,
    ...event
  } = row;
  return {
    ...event,
    actor: actorSub === null ? null : { sub: actorSub, name: actorName ?? "", email: actorEmail },
    target: targetSub === null ? null : { sub: targetSub, username: targetUsername ?? "", label: targetLabel ?? "" },
  };
}

/** Rows of one INSERT: each has some thirty parameters, and PostgreSQL takes 65,535. */
const rowsPerInsert = 500;

/** Seals events at the end of the chain, inside a transaction. It locks the head last of all, so that transactions never cross. */
export async function appendEvents(tx: Db, events: readonly NewEvent[]): Promise<AuditEvent[]> {
  if (events.length === 0) return [];
  const [head] = await tx.select().from(auditHead).where(eq(auditHead.id, 1)).for("update");
  if (!head) throw new Error("The audit has lost its head row.");
  const sealed: AuditEvent[] = [];
  for (const event of events) sealed.push(sealEvent(event, sealed.at(-1) ?? head));
  for (let i = 0; i < sealed.length; i += rowsPerInsert)
    await tx.insert(auditEvents).values(sealed.slice(i, i + rowsPerInsert).map(toRow));
  const end = sealed.at(-1) ?? head;
  await tx.update(auditHead).set({ seq: end.seq, hash: end.hash }).where(eq(auditHead.id, 1));
  return sealed;
}

const mailLimit: FaultCode = "mail-limit";

const noEvents = sql`false`;

/** A case-insensitive substring of a search column. */
function contains(column: typeof auditEvents.actorSearch | typeof auditEvents.targetSearch, text: string) {
  if (text === "") return undefined;
  const pattern = auditLikePattern(text);
  return pattern === null ? noEvents : like(column, pattern);
}

function filtered(filter: AuditFilter): SQL | undefined {
  return and(
    // pools are named in the configuration, a handful at most
    sql`(${auditEvents.poolKey} is null or ${auditEvents.poolKey} in (select jsonb_array_elements_text(${JSON.stringify(filter.poolKeys)}::jsonb)))`,
    contains(auditEvents.actorSearch, filter.actor),
    contains(auditEvents.targetSearch, filter.target),
    filter.action === null ? undefined : eq(auditEvents.action, filter.action),
    filter.outcome === null
      ? undefined
      : or(
          eq(auditEvents.outcome, filter.outcome),
          filter.outcome === "unknown" ? eq(auditEvents.kind, "intent") : undefined,
        ),
    filter.from === null ? undefined : gte(auditEvents.at, filter.from),
    filter.to === null ? undefined : lt(auditEvents.at, filter.to),
    filter.jobId === null ? undefined : eq(auditEvents.jobId, filter.jobId),
    filter.pool === null ? undefined : eq(auditEvents.poolKey, filter.pool),
    filter.onlyOperations ? ne(auditEvents.kind, "access") : undefined,
  );
}

/** An intent whose outcome is known is told by the outcome. */
const tellsSomething = toldAmong(sql`true`);

/** @param outcomes which of them can be those of the intents, as a condition on `o` */
function toldAmong(outcomes: SQL) {
  return or(
    ne(auditEvents.kind, "intent"),
    sql`not exists (
      select from audit_events o where o.intent_id = ${auditEvents.id} and o.kind = 'outcome' and ${outcomes})`,
  );
}

export const auditStore = ({
  db,
  transaction,
}: Engine): Pick<
  Store,
  "append" | "listEvents" | "countOperations" | "countMail" | "contactsChangedBy" | "eventsOfUser" | "walkEvents"
> => ({
  append: (events) => transaction((tx) => appendEvents(tx, events)),

  listEvents: async (filter, before, limit) => {
    const rows = await db
      .select()
      .from(auditEvents)
      .where(and(tellsSomething, filtered(filter), before === null ? undefined : lt(auditEvents.seq, before)))
      .orderBy(desc(auditEvents.seq))
      .limit(limit + 1);
    const events = rows.slice(0, limit).map(toEvent);
    return { events, next: rows.length > limit ? (events.at(-1)?.seq ?? null) : null };
  },

  countOperations: async (poolKey, from, to) => {
    const day = sql<number>`${auditEvents.at} - ${auditEvents.at} % ${sql.raw(String(dayMs))}`;
    const outcome = sql<DayCount["outcome"]>`coalesce(${auditEvents.outcome}, 'unknown')`;
    return db
      .select({ day: day.mapWith(Number), outcome, events: sql`count(*)`.mapWith(Number) })
      .from(auditEvents)
      .where(
        and(
          // No outcome is older than its intent, but for the clocks of two instances; without this all outcomes ever would be read.
          toldAmong(sql`o.at >= ${from - dayMs}`),
          eq(auditEvents.poolKey, poolKey),
          ne(auditEvents.kind, "access"),
          gte(auditEvents.at, from),
          lt(auditEvents.at, to),
        ),
      )
      .groupBy(day, outcome)
      .orderBy(day, outcome);
  },

  countMail: async (poolKeys, words, from) => {
    // no outcome is older than its intent, but for the clocks of two instances
    const [row] = await rowsOf<{ sent: unknown; refused: boolean | null }>(
      db,
      sql`
        select count(*) filter (where o.outcome is null or o.outcome in ('done', 'unknown') or o.code = ${mailLimit}) sent,
          bool_or(o.code = ${mailLimit}) refused
        from audit_events i
        left join audit_events o on o.intent_id = i.id and o.kind = 'outcome' and o.at >= ${from - dayMs}
        where i.kind = 'intent' and i.at >= ${from}
          and i.pool_key in (select jsonb_array_elements_text(${JSON.stringify(poolKeys)}::jsonb))
          and i.detail->>'sends' in (select jsonb_array_elements_text(${JSON.stringify(words)}::jsonb))`,
    );
    return { sent: Number(row?.sent ?? 0), refused: row?.refused === true };
  },

  contactsChangedBy: async (poolKey, actor, subs, since) => {
    const rows = await db
      .selectDistinct({ sub: auditEvents.targetSub })
      .from(auditEvents)
      .where(
        and(
          eq(auditEvents.poolKey, poolKey),
          sql`${auditEvents.targetSub} in ${among(subs)}`,
          eq(auditEvents.actorSub, actor),
          gte(auditEvents.at, since),
          eq(auditEvents.action, "edit-attributes"),
          // an intent without an outcome may have been carried out
          eq(auditEvents.kind, "intent"),
          sql`(jsonb_exists(${auditEvents.detail}, 'email') or jsonb_exists(${auditEvents.detail}, 'phone_number'))`,
          sql`not exists (select from audit_events o where o.intent_id = ${auditEvents.id} and o.outcome in ('failed', 'skipped'))`,
        ),
      );
    return rows.flatMap(({ sub }) => sub ?? []);
  },

  eventsOfUser: async (poolKey, sub, limit) => {
    const rows = await db
      .select()
      .from(auditEvents)
      .where(and(tellsSomething, eq(auditEvents.poolKey, poolKey), eq(auditEvents.targetSub, sub)))
      .orderBy(desc(auditEvents.seq))
      .limit(limit);
    return rows.map(toEvent);
  },

  walkEvents: async (fromSeq, limit) => {
    const rows = await db
      .select()
      .from(auditEvents)
      .where(gte(auditEvents.seq, fromSeq))
      .orderBy(asc(auditEvents.seq))
      .limit(limit);
    return rows.map(toEvent);
  },
});
