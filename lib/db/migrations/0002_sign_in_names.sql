ALTER TABLE "users" ADD COLUMN "preferred_username" text COLLATE "C";--> statement-breakpoint
CREATE INDEX "users_phone" ON "users" USING btree ("pool_key","phone","sub");