import { InitiateAuthCommand } from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { fromAttributes, outcome, password, testEmulator } from "#emulator/fixture.ts";
import { defaultLimits } from "#lib/authority/authority.ts";
import { plainAuthority } from "#lib/authority/fixture.ts";
import { poolClient } from "#lib/cognito/pool-client.ts";
import { readPool } from "#lib/cognito/pool-settings.ts";
import { type Config, poolEntry } from "#lib/config.ts";
import { testConsole } from "#lib/fixture.ts";
import { createUser } from "#lib/new-user/create.ts";
import { diagnose, noHints } from "#lib/operations/diagnose.ts";
import { othersOf } from "#lib/user-page/others.ts";
import { isGeneratedName, signInNames } from "#lib/users/sign-in-names.ts";
import type { User } from "#lib/users/user.ts";

// What the page says of sign-in names has to be true of the service: every name is tried there.

const config: Config = { pools: [], grants: [], limits: { ...defaultLimits } };
const emulator = testEmulator();
const lifeguard = testConsole(config);
const uuid = "5b0d7d4e-6c1c-4c53-9e0c-7b1f0c2d3e4f";

beforeAll(() => {
  vi.stubEnv("AWS_ACCESS_KEY_ID", "any");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "any");
});
afterAll(() => vi.unstubAllEnvs());

type PoolInput = Parameters<typeof emulator.createPool>[0];
type People = Record<string, Record<string, string>>;

/** Makes a pool with confirmed people in it, the first of whom is opened, as the page does. */
async function open(settings: PoolInput, people: People) {
  const id = await emulator.createPool(settings);
  const key = `pool-${config.pools.length}`;
  const place = { region: "us-east-1", endpoint: emulator.url };
  config.pools = [...config.pools, { key, name: key, id, ...place, typedPasswords: false, reasons: [], test: true }];
  const entry = poolEntry(key);
  if (!entry) throw new Error("The pool is there.");
  const users: User[] = [];
  for (const [username, { status, ...attributes }] of Object.entries(people)) {
    if (status === "invited") await emulator.createUser(id, username, attributes);
    else await emulator.createConfirmed(id, username, attributes);
    const { sub = "" } = fromAttributes((await emulator.getUser(id, username)).UserAttributes);
    const user = await poolClient(entry).read(sub, "interactive");
    if (user) users.push(user);
  }
  await lifeguard.db.putUsers(key, users, Date.now());
  const [user] = users;
  if (!user) throw new Error("Somebody is there.");
  const pool = await readPool(key);
  const others = await othersOf(user, pool);
  const client = (await emulator.createClient(id)).id;
  const signIn = (USERNAME: string) =>
    outcome(
      emulator.send(
        new InitiateAuthCommand({
          ClientId: client,
          AuthFlow: "USER_PASSWORD_AUTH",
          AuthParameters: { USERNAME, PASSWORD: password },
        }),
      ),
    );
  return {
    key,
    pool,
    user,
    users,
    signIn,
    names: signInNames(user, pool.settings, others),
    findings: diagnose(user, pool, Date.now(), { ...noHints, others }),
  };
}

const email = "pat@example.com";
const phone_number = "+12125550100";
const alias: PoolInput = { AliasAttributes: ["email", "phone_number", "preferred_username"] };
const both = { email, email_verified: "true", phone_number, phone_number_verified: "true" };

const cases: [who: string, settings: PoolInput, people: People, live: string[], dead: string[]][] = [
  ["no aliases", {}, { pat: both }, ["pat"], [email, phone_number]],
  ["verified aliases", alias, { pat: both }, ["pat", email, phone_number], []],
  ["unverified aliases", alias, { pat: { email, phone_number } }, ["pat"], [email, phone_number]],
  ["an alias that another has", alias, { pat: { email }, ann: both }, ["pat"], [email]],
  ["e-mail in place of a username, unverified", { UsernameAttributes: ["email"] }, { [email]: {} }, [email], []],
  [
    "e-mail in place of a username, beside a phone",
    { UsernameAttributes: ["email"] },
    { [email]: { phone_number, phone_number_verified: "true" } },
    [email],
    [phone_number],
  ],
  [
    "phone in place of a username",
    { UsernameAttributes: ["phone_number"] },
    { [phone_number]: { email, email_verified: "true" } },
    [phone_number],
    [email],
  ],
  ["a preferred username", alias, { pat: { preferred_username: "pebble" } }, ["pat", "pebble"], []],
  ["a preferred username that is no alias", {}, { pat: { preferred_username: "pebble" } }, ["pat"], ["pebble"]],
];

describe("a user with", () => {
  test.each(cases)("%s signs in by every live name, and by no dead one", async (_who, settings, people, live, dead) => {
    const { names, signIn } = await open(settings, people);
    expect(names.live.map(({ value }) => value)).toEqual(live);
    expect(names.dead.map(({ value }) => value)).toEqual(dead);
    for (const { value } of names.live) expect(await signIn(value), value).toBe("ok");
    // another person may have the same password here, and is still somebody else
    const others = names.foreign.map(({ value }) => value);
    for (const { value } of names.dead)
      if (!others.includes(value)) expect(await signIn(value), value).toMatch(/^(NotAuthorized|UserNotFound)/);
  });
});

describe("the page says", () => {
  test("that nobody knows the only name that is left, and asks whose the address is before it is verified", async () => {
    const { findings } = await open({ AliasAttributes: ["email"] }, { [uuid]: { email } });
    expect(findings[0]).toMatchObject({
      kind: "no-sign-in-name",
      weight: "blocks",
      detail: `The e-mail address ${email} is no sign-in name until verified; the sign-in name is ${uuid}.`,
      asks: expect.stringContaining(`Is ${email} this person's own?`),
    });
    expect(findings[0]?.ways.map(({ operation }) => operation)).toEqual(["edit-attributes", "verify-email"]);
    expect(findings.some(({ kind }) => kind === "nothing-wrong")).toBe(false);
  });

  test("the same of a phone", async () => {
    const { findings } = await open({ AliasAttributes: ["phone_number"] }, { [uuid]: { phone_number } });
    expect(findings[0]).toMatchObject({ kind: "no-sign-in-name", weight: "blocks" });
    expect(findings[0]?.ways.map(({ operation }) => operation)).toEqual(["edit-attributes", "verify-phone"]);
  });

  test("by a note what works, where the person can know it", async () => {
    const { findings } = await open({ AliasAttributes: ["email"] }, { pat: { email } });
    const [note] = findings.filter(({ kind }) => kind === "sign-in-names");
    expect(note).toMatchObject({ weight: "note", title: "Signs in as pat" });
    expect(note?.detail).toBe(`Not by ${email}: the e-mail address is not verified.`);
  });

  test("nothing of a verified alias beside a name that nobody knows", async () => {
    const { findings } = await open({ AliasAttributes: ["email"] }, { [uuid]: { email, email_verified: "true" } });
    expect(findings.map(({ kind }) => kind)).toEqual(["nothing-wrong"]);
  });

  test("who else there is whose username differs by case, to each of the two", async () => {
    const people: People = { "john.doe": {}, "John.Doe": { status: "invited" } };
    const first = await open({}, people);
    const [twin] = first.findings.filter(({ kind }) => kind === "twin-names");
    expect(twin?.title).toBe("Names differ by case here");
    expect(twin?.detail).toContain("There is also John.Doe (invited)");
    expect(twin?.people).toMatchObject([{ username: "John.Doe" }]);
    const second = await open({}, Object.fromEntries(Object.entries(people).toReversed()));
    const [other] = second.findings.filter(({ kind }) => kind === "twin-names");
    expect(other?.detail).toContain("There is also john.doe (confirmed)");
  });

  test("that the address beside the username is another person's username, and to that one whose it reads like", async () => {
    const people: People = {
      "ann.old@example.com": { email: "ann.new@example.com", email_verified: "true" },
      "ann.new@example.com": { email: "other@example.com", name: "Ann New" },
    };
    const { findings } = await open({}, people);
    const [note] = findings.filter(({ kind }) => kind === "sign-in-names");
    expect(note?.title).toBe("Signs in as ann.old@example.com");
    expect(note?.detail).toContain("nn.new@example.com is another person's username: Ann New");
    expect(note?.people).toMatchObject([{ username: "ann.new@example.com" }]);
    const reversed = await open({}, Object.fromEntries(Object.entries(people).toReversed()));
    const [other] = reversed.findings.filter(({ kind }) => kind === "sign-in-names");
    expect(other?.detail).toContain("nn.new@example.com is also the e-mail address of");
  });

  test("whom a name would be taken from, and that one who could take it", async () => {
    const people: People = { a: { email }, holder: { email, email_verified: "true" } };
    const { findings } = await open({ AliasAttributes: ["email"] }, people);
    const [taken] = findings.filter(({ kind }) => kind === "contact-taken");
    expect(taken).toMatchObject({ weight: "hinders", people: [{ username: "holder" }] });
    const reversed = await open(
      { AliasAttributes: ["email"] },
      Object.fromEntries(Object.entries(people).toReversed()),
    );
    const [note] = reversed.findings.filter(({ kind }) => kind === "contact-taken");
    expect(note).toMatchObject({ weight: "note", people: [{ username: "a" }] });
    expect(note?.detail).toContain("it stops being this user's sign-in name");
  });
});

test.each([
  ["pat", false],
  ["ann.old@example.com", false],
  ["jean-christophe.montgomery", false],
  ["employee_12345", false],
  [uuid, true],
  ["google_104467891234567890123", true],
  ["4f9d2c7a81b3e6f0", true],
  ["k3J9xQ2mV7bT5nR8wY1z", true],
])("%s is a name that a machine made: %s", (username, generated) =>
  expect(isGeneratedName({ username, sub: "sub" })).toBe(generated),
);

test.each([
  [{ AliasAttributes: ["email"] } as PoolInput, "newcomer", { email, email_verified: "true" }],
  [{ UsernameAttributes: ["email"] } as PoolInput, null, { email }],
])(
  "a new user with a sign-in name that somebody has is not sent to Cognito, and the holder is named (%j)",
  async (settings, username, attributes) => {
    const first = settings?.UsernameAttributes ? email : "holder";
    const { key, users } = await open(settings, { [first]: settings?.UsernameAttributes ? {} : both });
    emulator.service.journal.clear();
    const by = {
      actor: { sub: "s-1", name: "Ada", email: null },
      authority: plainAuthority.admin,
      session: "0123456789ab",
    };
    const made = await createUser(
      { pool: key, username, attributes, medium: null },
      by,
      crypto.randomUUID(),
      Date.now(),
    );
    expect(made).toMatchObject({ state: "failed", code: "already-exists", holder: { sub: users[0]?.sub } });
    expect(emulator.service.journal.list({ operation: "AdminCreateUser" }).entries).toEqual([]);
  },
);
