// Next finds Node's request storage once, when its modules load.
import "next/dist/server/node-environment-baseline.js";
import { randomUUID } from "node:crypto";
import { AdminInitiateAuthCommand, ListUsersCommand } from "@aws-sdk/client-cognito-identity-provider";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { testEmulator } from "#emulator/fixture.ts";
import { User as EmulatedUser } from "#emulator/users/user.ts";
import { defaultLimits } from "#lib/authority/authority.ts";
import { plainAuthority } from "#lib/authority/fixture.ts";
import { testConsole } from "#lib/fixture.ts";
import { createUser } from "#lib/new-user/create.ts";
import type { CreatedUser, NewUserOrder } from "#lib/new-user/new-user.ts";

const emulator = testEmulator();
const pools = [
  {
    key: "customers",
    name: "Customers",
    id: "",
    region: "us-east-1",
    endpoint: "",
    typedPasswords: false,
    test: true,
    reasons: [],
  },
];
const lifeguard = testConsole({ pools, grants: [], limits: defaultLimits });
const by = {
  actor: { sub: "staff-1", name: "Ada", email: null },
  authority: plainAuthority.admin,
  session: "0123456789ab",
};
let poolId = "";

beforeAll(async () => {
  vi.stubEnv("AWS_ACCESS_KEY_ID", "any");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "any");
  poolId = await emulator.createPool({ AutoVerifiedAttributes: ["email"] });
  Object.assign(pools[0] as object, { id: poolId, endpoint: emulator.url });
});
afterEach(() => emulator.control("DELETE", "faults"));

let made = 0;
const order = (change: Partial<NewUserOrder> = {}): NewUserOrder => {
  made += 1;
  const username = `user${made}`;
  return { pool: "customers", username, attributes: { email: `${username}@example.com` }, medium: null, ...change };
};
const create = (asked: NewUserOrder, key = randomUUID()) =>
  lifeguard.recorded(() => createUser(asked, by, key, emulator.clock.now()));
const known = async (username: string | null) =>
  (await emulator.send(new ListUsersCommand({ UserPoolId: poolId, Filter: `username = "${username}"` }))).Users ?? [];
const asCreated = (value: CreatedUser) => {
  if (value.state !== "created") throw new Error(value.message);
  return value;
};

test("with nothing sent, the password in the answer signs in, and stands nowhere else", async () => {
  const asked = order();
  const { value, events } = await create(asked);
  const { password, note, sub } = asCreated(value);
  expect(note).toMatch(/^Temporary: works until /);
  const { id: client } = await emulator.createClient(poolId);
  const answer = await emulator.send(
    new AdminInitiateAuthCommand({
      UserPoolId: poolId,
      ClientId: client,
      AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: asked.username ?? "", PASSWORD: password ?? "" },
    }),
  );
  expect(answer.ChallengeName).toBe("NEW_PASSWORD_REQUIRED");
  expect(events.map(({ kind, outcome }) => [kind, outcome])).toEqual([
    ["intent", null],
    ["outcome", "done"],
  ]);
  expect(events[1]).toMatchObject({ intentId: events[0]?.id, target: { sub, username: asked.username } });
  expect(JSON.stringify(await lifeguard.events())).not.toContain(password);
  expect(lifeguard.copy().join()).not.toContain(password);
  expect(await lifeguard.db.readUsers("customers", [sub])).toMatchObject([{ username: asked.username }]);
});

test("a user with a name is on record under it, and found there by name, address and username", async () => {
  const asked = order();
  asked.attributes = { ...asked.attributes, given_name: "Grace", family_name: "Hopper" };
  const { value } = await create(asked);
  const { label } = asCreated(value);
  expect(label).toBe(`Grace Hopper (${asked.attributes.email})`);
  const filter = {
    ...{ poolKeys: ["customers"], actor: "", action: null, outcome: null, from: null, to: null, jobId: null },
    ...{ pool: null, onlyOperations: false },
  };
  for (const target of ["grace hopper", asked.attributes.email ?? "", asked.username ?? ""]) {
    const { events } = await lifeguard.db.listEvents({ ...filter, target }, null, 10);
    expect(events.map((event) => event.target?.label)).toContain(label);
  }
});

test("an invitation by e-mail is Cognito's own, and no password comes back", async () => {
  const asked = order({ medium: "EMAIL" });
  const { value } = await create(asked);
  expect(asCreated(value)).toMatchObject({ password: null, note: null });
  expect(await emulator.inbox({ username: asked.username ?? "" })).toMatchObject([
    { kind: "invitation", medium: "EMAIL", to: asked.attributes.email },
  ]);
});

test("the same key makes one user, and gives the password to the first who asked only", async () => {
  const [asked, key] = [order({ medium: null }), randomUUID()];
  const { value: first } = await create(asked, key);
  const { value: second, events } = await create(asked, key);
  expect(asCreated(first).password).not.toBeNull();
  expect(asCreated(second)).toMatchObject({ sub: asCreated(first).sub, password: null });
  expect(events).toEqual([]);
});

test("a name that is taken is a failure with Cognito's reason, on record", async () => {
  const asked = order();
  await create(asked);
  const { value, events } = await create(asked);
  expect(value).toMatchObject({ state: "failed", message: expect.stringContaining("already in use") });
  expect(events[1]).toMatchObject({ kind: "outcome", outcome: "failed", code: "already-exists" });
});

test("when the answer is lost the user is read back, and its password is known", async () => {
  const asked = order();
  await emulator.control("POST", "faults", { fault: "replyLostAfter", by: "reset", operations: ["AdminCreateUser"] });
  const { value, events } = await create(asked);
  expect(asCreated(value).password).not.toBeNull();
  expect(events[1]).toMatchObject({ outcome: "done" });
  expect(await known(asked.username)).toHaveLength(1);
});

test("when nobody can say whether it was made, it is called unknown and not sent again", async () => {
  const [asked, key] = [order(), randomUUID()];
  await emulator.control("POST", "faults", { fault: "replyLostBefore", by: "reset", operations: ["AdminCreateUser"] });
  const { value, events } = await create(asked, key);
  expect(value.state).toBe("unknown");
  expect(events[1]).toMatchObject({ kind: "outcome", outcome: "unknown" });
  await emulator.control("DELETE", "faults");
  const { value: again, events: more } = await create(asked, key);
  expect(again.state).toBe("unknown");
  expect(more).toEqual([]);
  expect(await known(asked.username)).toEqual([]);
});

test("a user whose invitation did not leave is there all the same, and that is said", async () => {
  const asked = order({ medium: "EMAIL" });
  await emulator.control("POST", "faults", { fault: "codeDeliveryFailure", operations: ["AdminCreateUser"] });
  const { value } = await create(asked);
  expect(asCreated(value).note).toContain("could not be delivered");
  expect(await emulator.inbox({ username: asked.username ?? "" })).toEqual([]);
});

test("values that the pool would not take are refused before anything is on record or sent", async () => {
  const asked = order({ username: "with space" });
  const before = await lifeguard.events();
  await expect(createUser(asked, by, randomUUID(), emulator.clock.now())).rejects.toMatchObject({ code: "bad-input" });
  expect(await lifeguard.events()).toEqual(before);
  expect(await known("with space")).toEqual([]);
});

const identities = JSON.stringify([{ providerName: "Google", userId: "1" }]);

test.each([
  ["e-mail address", "email", "lin@example.com"],
  ["phone number", "phone_number", "+12125550177"],
] as const)(
  "an %s of somebody whom a provider signs in is told with that person's name, and nothing is made",
  async (noun, contact, value) => {
    const { service } = emulator;
    const username = `Google_${contact}`;
    const attributes = [contact, value, "name", "Lin Chen", "identities", identities];
    const createdAt = service.clock.now();
    const person = {
      username,
      sub: service.random.uuid(),
      status: "EXTERNAL_PROVIDER" as const,
      createdAt,
      attributes,
    };
    service.pools.get(poolId)?.users.add(new EmulatedUser(person));
    const asked = order({ attributes: { [contact]: value } });
    const refused = createUser(asked, by, randomUUID(), emulator.clock.now());
    await expect(refused).rejects.toMatchObject({
      code: "provider-person",
      message: expect.stringMatching(new RegExp(`^Lin Chen \\(.*\\) has this ${noun} and signs in through Google\\.`)),
    });
    expect(await known(asked.username)).toEqual([]);
    const { value: made } = await create({ ...asked, besideProvider: true });
    expect(asCreated(made).sub).not.toBe("");
  },
);

test("a contact that others without a provider have is nobody's concern here", async () => {
  await emulator.createUser(poolId, "plain-twin", { email: "twin@example.com" });
  const { value } = await create(order({ attributes: { email: "twin@example.com" } }));
  expect(value.state).toBe("created");
});
