import { type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { users } from "#lib/db/schema.ts";
import { storable } from "#lib/db/search-text.ts";
import type { User } from "#lib/users/user.ts";

/** The column of each thing that is known of a user: reading, writing, comparing and filtering go by this list. */
export const userColumns = {
  sub: users.sub,
  username: users.username,
  status: users.status,
  enabled: users.enabled,
  email: users.email,
  emailVerified: users.emailVerified,
  phone: users.phone,
  phoneVerified: users.phoneVerified,
  name: users.name,
  preferredUsername: users.preferredUsername,
  providers: users.providers,
  createdAt: users.createdAt,
  modifiedAt: users.modifiedAt,
} satisfies Record<keyof User, AnyPgColumn>;

export const userFields = Object.keys(userColumns) as (keyof User)[];

/** Any number of texts as one parameter, the same on both drivers. */
export const among = (texts: readonly string[]): SQL =>
  sql`(select jsonb_array_elements_text(${JSON.stringify(storable(texts))}::jsonb))`;
