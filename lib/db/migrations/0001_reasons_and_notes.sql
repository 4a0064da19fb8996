CREATE TABLE "notes" (
	"id" text PRIMARY KEY NOT NULL,
	"pool_key" text NOT NULL,
	"sub" text NOT NULL,
	"at" bigint NOT NULL,
	"author_sub" text NOT NULL,
	"author_name" text NOT NULL,
	"author_email" text,
	"text" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "ticket" text;--> statement-breakpoint
CREATE INDEX "notes_user" ON "notes" USING btree ("pool_key","sub","at");--> statement-breakpoint
CREATE INDEX "audit_events_user" ON "audit_events" USING btree ("pool_key","target_sub","seq") WHERE "audit_events"."target_sub" is not null;--> statement-breakpoint
CREATE INDEX "job_items_sub" ON "job_items" USING btree ("sub");