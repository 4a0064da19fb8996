import type { AttributeSchema } from "#lib/pools/attribute-schema.ts";
import type { Pool, PoolSettings } from "#lib/pools/pool.ts";
import type { User } from "#lib/users/user.ts";

/** A pool and users for tests of rules, plain unless a test says otherwise. */

const text = (name: string, more: Partial<AttributeSchema> = {}): AttributeSchema => ({
  name,
  type: "String",
  mutable: true,
  required: false,
  least: 0,
  most: 2048,
  ...more,
});

export const plainSettings: PoolSettings = {
  passwordPolicy: { minimumLength: 8, uppercase: true, lowercase: true, numbers: true, symbols: true },
  temporaryPasswordDays: 7,
  recovery: ["verified_phone_number", "verified_email"],
  aliases: [],
  signInAttributes: [],
  schema: [
    text("sub", { mutable: false, required: true, least: 1 }),
    text("email"),
    text("email_verified", { type: "Boolean" }),
    text("phone_number"),
    text("phone_number_verified", { type: "Boolean" }),
    text("name"),
    text("custom:tenant", { most: 8 }),
    text("custom:seats", { type: "Number", least: 1, most: 500 }),
    text("custom:origin", { mutable: false }),
  ],
  mfa: "optional",
  authenticatorApp: true,
  factorChannels: ["sms", "authenticator", "email"],
  firstFactors: ["password"],
  secondaryOf: null,
  plan: "ESSENTIALS",
  sender: "ses",
  signInEvents: false,
  devices: false,
  estimatedUsers: 0,
  caseSensitive: true,
};

export const plainPool: Pool = {
  key: "any",
  name: "Any",
  id: "us-east-1_Any",
  region: "us-east-1",
  endpoint: null,
  typedPasswords: true,
  reasons: [],
  test: false,
  settings: plainSettings,
};

export const poolWith = (settings: Partial<PoolSettings>): Pool => ({
  ...plainPool,
  settings: { ...plainSettings, ...settings },
});

/** Confirmed, enabled, with a verified e-mail address. */
export const plainUser: User = {
  sub: "00000000-0000-4000-8000-000000000001",
  username: "ada",
  status: "CONFIRMED",
  enabled: true,
  email: "ada@example.com",
  emailVerified: true,
  phone: null,
  phoneVerified: false,
  name: null,
  preferredUsername: null,
  providers: [],
  createdAt: 1,
  modifiedAt: 2,
};
