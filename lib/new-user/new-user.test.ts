import { describe, expect, test } from "vitest";
import { type NewUserOrder, newUserFields, newUsername, newUserProblems, usualMedium } from "#lib/new-user/new-user.ts";
import type { AttributeSchema } from "#lib/pools/attribute-schema.ts";
import type { PoolSettings } from "#lib/pools/pool.ts";

const attribute = (name: string, more: Partial<AttributeSchema> = {}): AttributeSchema => ({
  name,
  type: "String",
  mutable: true,
  required: false,
  least: null,
  most: null,
  ...more,
});

const settings: PoolSettings = {
  passwordPolicy: { minimumLength: 8, uppercase: true, lowercase: true, numbers: true, symbols: true },
  temporaryPasswordDays: 7,
  sender: "ses",
  recovery: ["verified_email"],
  aliases: [],
  signInAttributes: [],
  schema: [
    attribute("sub", { required: true, mutable: false }),
    attribute("email"),
    attribute("email_verified", { type: "Boolean" }),
    attribute("phone_number"),
    attribute("family_name", { required: true }),
    attribute("custom:tenant", { mutable: false, most: 5 }),
    attribute("dev:custom:inner"),
  ],
  mfa: "off",
  authenticatorApp: false,
  factorChannels: [],
  firstFactors: ["password"],
  secondaryOf: null,
  plan: null,
  signInEvents: false,
  devices: false,
  estimatedUsers: 0,
  caseSensitive: false,
};

const good: NewUserOrder = {
  pool: "customers",
  username: "ada",
  attributes: { email: "ada@example.com", family_name: "Lovelace" },
  medium: "EMAIL",
};

test("the form shows contacts and what the pool requires, and folds the rest away", () => {
  const { first, more } = newUserFields(settings);
  expect(first.map(({ name }) => name)).toEqual(["email", "phone_number", "family_name"]);
  expect(more.map(({ name }) => name)).toEqual(["custom:tenant"]);
});

test("a user with all that the pool asks for can be made", () => {
  expect(newUserProblems(good, settings)).toEqual({});
});

const byEmail = { ...settings, signInAttributes: ["email"] };

describe("each thing that is missing or wrong is told at its field", () => {
  const facts: [title: string, order: Partial<NewUserOrder>, settings: PoolSettings, field: string, says: string][] = [
    ["no username", { username: "" }, settings, "username", "A username is needed."],
    ["a space in the username", { username: "ada l" }, settings, "username", "no spaces"],
    ["a username over 128 characters", { username: "a".repeat(129) }, settings, "username", "at most 128"],
    [
      "an address as username where addresses are aliases",
      { username: "ada@example.com" },
      { ...settings, aliases: ["email"] },
      "username",
      "cannot look like an e-mail address",
    ],
    [
      "a number as username where numbers are aliases",
      { username: "+14155550123" },
      { ...settings, aliases: ["phone_number"] },
      "username",
      "cannot look like a phone number",
    ],
    [
      "no contact to sign in with",
      { attributes: { family_name: "L" }, medium: null },
      byEmail,
      "email",
      "sign in with",
    ],
    ["an invitation by e-mail to nobody", { attributes: { family_name: "L" } }, settings, "email", "needs an e-mail"],
    ["an SMS without a number", { medium: "SMS" }, settings, "phone_number", "needs a phone number"],
    ["a required attribute", { attributes: { email: "a@b.c" } }, settings, "family_name", "is required"],
    [
      "a value too long",
      { attributes: { ...good.attributes, "custom:tenant": "123456" } },
      settings,
      "custom:tenant",
      "at most 5",
    ],
    ["an attribute nobody sets", { attributes: { ...good.attributes, sub: "1" } }, settings, "sub", "no attribute sub"],
    ["an unknown attribute", { attributes: { ...good.attributes, nose: "1" } }, settings, "nose", "no attribute nose"],
  ];
  for (const [title, change, pool, field, says] of facts)
    test(title, () => expect(newUserProblems({ ...good, ...change }, pool)[field]).toContain(says));
});

test.each([
  ["+14155550123", ["email"]],
  ["ada@example.com", ["phone_number"]],
  ["+14155550123", ["preferred_username"]],
  ["14155550123", ["phone_number"]],
  ["+1415-ada", ["phone_number"]],
])("the username %s is taken where %j are aliases", (username, aliases) => {
  expect(newUserProblems({ ...good, username }, { ...settings, aliases })).toEqual({});
});

describe("what is sent while nobody has chosen", () => {
  const required = settings.schema.map((one) => (one.name === "email" ? { ...one, required: true } : one));
  const pools: [string, Partial<PoolSettings>, Record<string, string>, NewUserOrder["medium"]][] = [
    ["sign-in by e-mail", { signInAttributes: ["email"] }, {}, "EMAIL"],
    ["sign-in by e-mail or number", { signInAttributes: ["phone_number", "email"] }, {}, "EMAIL"],
    ["e-mail as alias", { aliases: ["email"] }, {}, "EMAIL"],
    ["a required e-mail", { schema: required }, {}, "EMAIL"],
    ["sign-in by number", { signInAttributes: ["phone_number"] }, {}, null],
    [
      "sign-in by number, and one given",
      { signInAttributes: ["phone_number"] },
      { phone_number: "+14155550123" },
      null,
    ],
    ["number as alias, and one given", { aliases: ["phone_number"] }, { phone_number: "+14155550123" }, null],
    ["sign-in by number, and an address given", { signInAttributes: ["phone_number"] }, { email: "a@b.c" }, "EMAIL"],
    ["usernames", {}, {}, null],
    ["usernames, and an address given", {}, { email: "a@b.c" }, "EMAIL"],
  ];
  test.each(pools)("%s", (_, change, attributes, medium) =>
    expect(usualMedium({ ...settings, ...change }, attributes)).toBe(medium),
  );

  test("a user of a pool of numbers is made without an e-mail address", () => {
    const byNumber = { ...settings, signInAttributes: ["phone_number"] };
    const attributes = { phone_number: "+14155550123", family_name: "Lovelace" };
    const order = { ...good, username: null, attributes, medium: usualMedium(byNumber, attributes) };
    expect(newUserProblems(order, byNumber)).toEqual({});
  });
});

test("a contact can be marked verified from the start", () => {
  const attributes = { ...good.attributes, email_verified: "true" };
  expect(newUserProblems({ ...good, attributes }, settings)).toEqual({});
});

test("where users sign in by a contact, it is the username, whatever else was typed", () => {
  expect(newUsername(good, byEmail)).toBe("ada@example.com");
  const both = { ...settings, signInAttributes: ["phone_number", "email"] };
  expect(newUsername({ ...good, attributes: { phone_number: "+15550100" } }, both)).toBe("+15550100");
  expect(newUsername(good, settings)).toBe("ada");
});
