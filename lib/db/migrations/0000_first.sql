-- Made by drizzle-kit from schema.ts; the parts between "by hand" and "end" are not.

-- by hand: substring search needs trigrams
CREATE EXTENSION IF NOT EXISTS pg_trgm;
-- end
--> statement-breakpoint
CREATE TABLE "audit_events" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"id" text NOT NULL,
	"at" bigint NOT NULL,
	"kind" text NOT NULL,
	"actor_sub" text,
	"actor_name" text,
	"actor_email" text,
	"role" text,
	"session" text,
	"action" text NOT NULL,
	"pool_key" text,
	"target_sub" text,
	"target_username" text,
	"target_label" text,
	"call" text,
	"job_id" text,
	"item" integer,
	"intent_id" text,
	"outcome" text,
	"code" text,
	"message" text,
	"request_id" text,
	"detail" jsonb NOT NULL,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL,
	"actor_search" text COLLATE "C" NOT NULL,
	"target_search" text COLLATE "C" NOT NULL,
	CONSTRAINT "audit_events_id" UNIQUE("id")
);
--> statement-breakpoint
CREATE TABLE "audit_head" (
	"id" integer PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "job_items" (
	"job_id" text NOT NULL,
	"n" integer NOT NULL,
	"sub" text NOT NULL,
	"username" text NOT NULL,
	"label" text NOT NULL,
	"state" text NOT NULL,
	"code" text,
	"message" text,
	"revealable" boolean DEFAULT false NOT NULL,
	"changed_at" bigint,
	CONSTRAINT "job_items_job_id_n_pk" PRIMARY KEY("job_id","n")
);
--> statement-breakpoint
CREATE TABLE "jobs" (
	"id" text PRIMARY KEY NOT NULL,
	"idempotency_key" text NOT NULL,
	"pool_key" text NOT NULL,
	"operation" text NOT NULL,
	"options" jsonb NOT NULL,
	"actor_sub" text NOT NULL,
	"actor_name" text NOT NULL,
	"actor_email" text,
	"session" text NOT NULL,
	"role" text NOT NULL,
	"share" text NOT NULL,
	"state" text NOT NULL,
	"stopped_because" text,
	"total" integer NOT NULL,
	"created_at" bigint NOT NULL,
	"finished_at" bigint,
	"owner" text,
	"lease_until" bigint,
	"changed_at" bigint NOT NULL,
	CONSTRAINT "jobs_idempotency_key" UNIQUE("idempotency_key")
);
--> statement-breakpoint
CREATE TABLE "staff_sessions" (
	"hash" text PRIMARY KEY NOT NULL,
	"actor_sub" text NOT NULL,
	"actor_name" text NOT NULL,
	"actor_email" text,
	"groups" jsonb NOT NULL,
	"id_token" text,
	"authenticated_at" bigint NOT NULL,
	"created_at" bigint NOT NULL,
	"last_seen_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	"revoked_at" bigint
);
--> statement-breakpoint
CREATE TABLE "sweeps" (
	"pool_key" text PRIMARY KEY NOT NULL,
	"troubled_at" bigint,
	"full_at" bigint,
	"running_since" bigint,
	"seen" integer DEFAULT 0 NOT NULL,
	"problem" text
);
--> statement-breakpoint
CREATE TABLE "users" (
	"pool_key" text NOT NULL,
	"sub" text COLLATE "C" NOT NULL,
	"username" text COLLATE "C" NOT NULL,
	"status" text COLLATE "C" NOT NULL,
	"enabled" boolean NOT NULL,
	"email" text COLLATE "C",
	"email_verified" boolean NOT NULL,
	"phone" text COLLATE "C",
	"phone_verified" boolean NOT NULL,
	"name" text COLLATE "C",
	"providers" jsonb NOT NULL,
	"created_at" bigint NOT NULL,
	"modified_at" bigint NOT NULL,
	"seen_at" bigint NOT NULL,
	"expected_at" bigint,
	"search" text COLLATE "C" NOT NULL,
	CONSTRAINT "users_pool_key_sub_pk" PRIMARY KEY("pool_key","sub")
);
--> statement-breakpoint
ALTER TABLE "job_items" ADD CONSTRAINT "job_items_job_id_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."jobs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_events_at" ON "audit_events" USING btree ("at");--> statement-breakpoint
CREATE INDEX "audit_events_job" ON "audit_events" USING btree ("job_id","seq") WHERE "audit_events"."job_id" is not null;--> statement-breakpoint
CREATE INDEX "audit_events_intent" ON "audit_events" USING btree ("intent_id") WHERE "audit_events"."intent_id" is not null;--> statement-breakpoint
CREATE INDEX "audit_events_target" ON "audit_events" USING gin ("target_search" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "job_items_state" ON "job_items" USING btree ("job_id","state","n");--> statement-breakpoint
CREATE INDEX "job_items_changed" ON "job_items" USING btree ("job_id","changed_at","n");--> statement-breakpoint
CREATE INDEX "job_items_revealable" ON "job_items" USING btree ("job_id") WHERE "job_items"."revealable";--> statement-breakpoint
CREATE INDEX "jobs_created" ON "jobs" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "jobs_running" ON "jobs" USING btree ("created_at") WHERE "jobs"."state" = 'running';--> statement-breakpoint
CREATE INDEX "staff_sessions_actor" ON "staff_sessions" USING btree ("actor_sub");--> statement-breakpoint
CREATE INDEX "staff_sessions_expiry" ON "staff_sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "users_created" ON "users" USING btree ("pool_key","created_at","sub");--> statement-breakpoint
CREATE INDEX "users_status_created" ON "users" USING btree ("pool_key","status","created_at","sub");--> statement-breakpoint
CREATE INDEX "users_disabled_created" ON "users" USING btree ("pool_key","created_at","sub") WHERE not "users"."enabled";--> statement-breakpoint
CREATE INDEX "users_username" ON "users" USING btree ("pool_key",lower("username"),"sub");--> statement-breakpoint
CREATE INDEX "users_email" ON "users" USING btree ("pool_key",lower("email"),"sub");--> statement-breakpoint
CREATE INDEX "users_search" ON "users" USING gin ("search" gin_trgm_ops);
--> statement-breakpoint
-- by hand: the planner's default statistics misjudge LIKE '%smith%' by a factor of 250
ALTER TABLE "users" ALTER COLUMN "search" SET STATISTICS 1000;
--> statement-breakpoint
-- Every sweep marks every row seen; room on the page keeps that from touching the indexes.
ALTER TABLE "users" SET (fillfactor = 85);
--> statement-breakpoint
ALTER TABLE "audit_head" ADD CONSTRAINT "audit_head_one_row" CHECK ("id" = 1);
--> statement-breakpoint
INSERT INTO "audit_head" ("id", "seq", "hash") VALUES (1, 0, repeat('0', 64));
--> statement-breakpoint
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION '% on % is refused: the audit is append-only', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;
--> statement-breakpoint
CREATE TRIGGER "audit_events_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_events" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "audit_head_stays" BEFORE DELETE OR TRUNCATE ON "audit_head" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
-- The owner takes the right from itself too; where the console is a superuser, the trigger alone stands.
REVOKE UPDATE, DELETE, TRUNCATE ON "audit_events" FROM PUBLIC, CURRENT_USER;
-- end
