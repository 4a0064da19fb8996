import { sql } from "drizzle-orm";
import { bigint, boolean, customType, index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import type { AuditEvent, EventKind, Outcome } from "#lib/audit/event.ts";
import type { ItemState, JobState } from "#lib/job.ts";
import type { OperationId } from "#lib/operations/catalog.ts";
import type { OperationOptions } from "#lib/operations/options.ts";
import type { Share } from "#lib/operations/plan.ts";
import type { Role } from "#lib/roles.ts";

// The migrations are made from this file by `npm run db:migration -- name`. What it cannot say (the extension, the triggers, the grants, the
// statistics, the first audit_head row) is written by hand into the first migration.

/** Epoch milliseconds: timestamps come back in different shapes from the two engines, numbers do not. */
const moment = (name: string) => bigint(name, { mode: "number" });

/** Text that sorts and folds by bytes, so that both engines agree whatever locale the database was made with. */
const plain = customType<{ data: string }>({ dataType: () => 'text COLLATE "C"' });

export const staffSessions = pgTable(
  "staff_sessions",
  {
    hash: text("hash").primaryKey(),
    actorSub: text("actor_sub").notNull(),
    actorName: text("actor_name").notNull(),
    actorEmail: text("actor_email"),
    groups: jsonb("groups").$type<string[]>().notNull(),
    idToken: text("id_token"),
    authenticatedAt: moment("authenticated_at").notNull(),
    createdAt: moment("created_at").notNull(),
    lastSeenAt: moment("last_seen_at").notNull(),
    expiresAt: moment("expires_at").notNull(),
    revokedAt: moment("revoked_at"),
  },
  (t) => [index("staff_sessions_actor").on(t.actorSub), index("staff_sessions_expiry").on(t.expiresAt)],
);

export const users = pgTable(
  "users",
  {
    poolKey: text("pool_key").notNull(),
    sub: plain("sub").notNull(),
    username: plain("username").notNull(),
    status: plain("status").notNull(),
    enabled: boolean("enabled").notNull(),
    email: plain("email"),
    emailVerified: boolean("email_verified").notNull(),
    phone: plain("phone"),
    phoneVerified: boolean("phone_verified").notNull(),
    name: plain("name"),
    preferredUsername: plain("preferred_username"),
    providers: jsonb("providers").$type<string[]>().notNull(),
    createdAt: moment("created_at").notNull(),
    modifiedAt: moment("modified_at").notNull(),
    /** The newest list this user stood in. It has no index, so that marking a row seen touches none (a HOT update). */
    seenAt: moment("seen_at").notNull(),
    /** When a call of ours last changed this user; a list read before that is older than the row. */
    expectedAt: moment("expected_at"),
    /** What a search looks through, see search-text.ts. Not a generated column: lower() depends on the database's locale. */
    search: plain("search").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.poolKey, t.sub] }),
    // Ascending only: read backwards they serve the descending lists too, sub included. An index made with desc() would not,
    // because drizzle writes DESC NULLS LAST and ORDER BY … DESC means NULLS FIRST.
    index("users_created").on(t.poolKey, t.createdAt, t.sub),
    index("users_status_created").on(t.poolKey, t.status, t.createdAt, t.sub),
    index("users_disabled_created").on(t.poolKey, t.createdAt, t.sub).where(sql`not ${t.enabled}`),
    index("users_username").on(t.poolKey, sql`lower(${t.username})`, t.sub),
    index("users_email").on(t.poolKey, sql`lower(${t.email})`, t.sub),
    index("users_phone").on(t.poolKey, t.phone, t.sub),
    index("users_preferred_username").on(t.poolKey, sql`lower(${t.preferredUsername})`, t.sub),
    index("users_search").using("gin", t.search.op("gin_trgm_ops")),
  ],
);

export const sweeps = pgTable("sweeps", {
  poolKey: text("pool_key").primaryKey(),
  troubledAt: moment("troubled_at"),
  fullAt: moment("full_at"),
  runningSince: moment("running_since"),
  seen: integer("seen").notNull().default(0),
  problem: text("problem"),
});

export const jobs = pgTable(
  "jobs",
  {
    id: text("id").primaryKey(),
    idempotencyKey: text("idempotency_key").notNull().unique("jobs_idempotency_key"),
    poolKey: text("pool_key").notNull(),
    operation: text("operation").$type<OperationId>().notNull(),
    options: jsonb("options").$type<OperationOptions>().notNull(),
    actorSub: text("actor_sub").notNull(),
    actorName: text("actor_name").notNull(),
    actorEmail: text("actor_email"),
    session: text("session").notNull(),
    role: text("role").$type<Role>().notNull(),
    share: text("share").$type<Share>().notNull(),
    state: text("state").$type<JobState>().notNull(),
    stoppedBecause: text("stopped_because"),
    reason: text("reason"),
    ticket: text("ticket"),
    total: integer("total").notNull(),
    createdAt: moment("created_at").notNull(),
    finishedAt: moment("finished_at"),
    owner: text("owner"),
    leaseUntil: moment("lease_until"),
    /** Grows with every change of an item, so that a page which follows the job misses none. */
    changedAt: moment("changed_at").notNull(),
  },
  (t) => [
    index("jobs_created").on(t.createdAt, t.id),
    index("jobs_running").on(t.createdAt).where(sql`${t.state} = 'running'`),
  ],
);

export const jobItems = pgTable(
  "job_items",
  {
    jobId: text("job_id")
      .notNull()
      .references(() => jobs.id),
    n: integer("n").notNull(),
    sub: text("sub").notNull(),
    username: text("username").notNull(),
    label: text("label").notNull(),
    state: text("state").$type<ItemState>().notNull(),
    code: text("code"),
    message: text("message"),
    revealable: boolean("revealable").notNull().default(false),
    changedAt: moment("changed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.jobId, t.n] }),
    index("job_items_state").on(t.jobId, t.state, t.n),
    index("job_items_changed").on(t.jobId, t.changedAt, t.n),
    index("job_items_sub").on(t.sub),
    index("job_items_revealable").on(t.jobId).where(sql`${t.revealable}`),
  ],
);

export const auditEvents = pgTable(
  "audit_events",
  {
    seq: moment("seq").primaryKey(),
    id: text("id").notNull().unique("audit_events_id"),
    at: moment("at").notNull(),
    kind: text("kind").$type<EventKind>().notNull(),
    actorSub: text("actor_sub"),
    actorName: text("actor_name"),
    actorEmail: text("actor_email"),
    role: text("role").$type<Role>(),
    session: text("session"),
    action: text("action").notNull(),
    poolKey: text("pool_key"),
    targetSub: text("target_sub"),
    targetUsername: text("target_username"),
    targetLabel: text("target_label"),
    call: text("call"),
    jobId: text("job_id"),
    item: integer("item"),
    intentId: text("intent_id"),
    outcome: text("outcome").$type<Outcome>(),
    code: text("code"),
    message: text("message"),
    requestId: text("request_id"),
    detail: jsonb("detail").$type<AuditEvent["detail"]>().notNull(),
    previousHash: text("previous_hash").notNull(),
    hash: text("hash").notNull(),
    actorSearch: plain("actor_search").notNull(),
    targetSearch: plain("target_search").notNull(),
  },
  (t) => [
    index("audit_events_at").on(t.at),
    index("audit_events_job").on(t.jobId, t.seq).where(sql`${t.jobId} is not null`),
    index("audit_events_intent").on(t.intentId).where(sql`${t.intentId} is not null`),
    index("audit_events_user").on(t.poolKey, t.targetSub, t.seq).where(sql`${t.targetSub} is not null`),
    index("audit_events_target").using("gin", t.targetSearch.op("gin_trgm_ops")),
  ],
);

export const notes = pgTable(
  "notes",
  {
    id: text("id").primaryKey(),
    poolKey: text("pool_key").notNull(),
    sub: text("sub").notNull(),
    at: moment("at").notNull(),
    authorSub: text("author_sub").notNull(),
    authorName: text("author_name").notNull(),
    authorEmail: text("author_email"),
    text: text("text").notNull(),
  },
  (t) => [index("notes_user").on(t.poolKey, t.sub, t.at)],
);

/** The end of the chain; its one row is locked by every transaction that appends. */
export const auditHead = pgTable("audit_head", {
  id: integer("id").primaryKey(),
  seq: moment("seq").notNull(),
  hash: text("hash").notNull(),
});
