// Next finds Node's request storage once, when its modules load.
import "next/dist/server/node-environment-baseline.js";
import { randomUUID } from "node:crypto";
import { CreateUserPoolReplicaCommand } from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { createUser, previewPlan, selectMatching, startJob } from "#app/(console)/pools/[pool]/users/actions.ts";
import { testEmulator } from "#emulator/fixture.ts";
import { User as EmulatedUser } from "#emulator/users/user.ts";
import { defaultLimits, usersPerRunRange } from "#lib/authority/authority.ts";
import { plainAuthority } from "#lib/authority/fixture.ts";
import type { Requester } from "#lib/authority/requester.ts";
import { type PoolClient, poolClient } from "#lib/cognito/pool-client.ts";
import { type Config, poolEntry } from "#lib/config.ts";
import type { Result } from "#lib/errors.ts";
import { testConsole } from "#lib/fixture.ts";
import { readingMs, startJob as start } from "#lib/jobs/start.ts";
import type { User } from "#lib/users/user.ts";

// What a click costs in ListUsers, and how many users it may take, against the emulator. A start is told its moment, so that no test
// depends on how fast it runs.

const config: Config = {
  pools: [],
  grants: [
    { group: "agents", role: "agent", pools: "*" },
    { group: "admins", role: "admin", pools: "*" },
  ],
  limits: { ...defaultLimits },
};
const emulator = testEmulator();
const lifeguard = testConsole(config);
let poolId = "";
let made = 0;
let admin = "";
let agent = "";

beforeAll(async () => {
  vi.stubEnv("AWS_ACCESS_KEY_ID", "any");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "any");
  poolId = await emulator.createPool();
  const pool = { key: "customers", name: "Customers", id: poolId, region: "us-east-1", endpoint: emulator.url };
  config.pools = [{ ...pool, typedPasswords: false, reasons: [], test: true }];
  admin = await lifeguard.signIn({ sub: "s-1", name: "Ada", groups: ["admins"] });
  agent = await lifeguard.signIn({ sub: "s-2", name: "Alex", groups: ["agents"] });
});
afterAll(() => vi.unstubAllEnvs());

beforeEach(() => emulator.service.journal.clear());
afterEach(() => {
  config.limits = { ...defaultLimits };
});

function makeUser(): EmulatedUser {
  const { service } = emulator;
  const username = `user${++made}`;
  const createdAt = service.clock.now() - 86_400_000;
  const attributes = ["email", `${username}@example.com`, "email_verified", "true"];
  const user = new EmulatedUser({ username, sub: service.random.uuid(), status: "CONFIRMED", createdAt, attributes });
  service.pools.get(poolId)?.users.add(user);
  return user;
}

const order = (users: readonly { sub: string }[]) => ({
  pool: "customers",
  operation: "disable" as const,
  options: {},
  subs: users.map(({ sub }) => sub),
});
const ask = <T>(work: () => Promise<T>, cookie = admin): Promise<T> => lifeguard.request({ cookie }, work);
const press = (users: readonly { sub: string }[]) =>
  ask(() => startJob({ ...order(users), password: null, key: randomUUID() }));

/** Opens the dialog; returns when its reading was asked for. */
async function preview(users: readonly { sub: string }[]): Promise<number> {
  let readAt = 0;
  const putUsers = (key: string, read: User[], seenAt: number) => {
    readAt = seenAt;
    return lifeguard.db.putUsers(key, read, seenAt);
  };
  const answer = await lifeguard.withStore({ putUsers }, () => ask(() => previewPlan(order(users))));
  expect(answer).toMatchObject({ ok: true, value: { live: true } });
  return readAt;
}

const ada: Requester = {
  actor: { sub: "s-1", name: "Ada", email: null },
  authority: plainAuthority.admin,
  session: "0123456789ab",
};
const startAt = (now: number, users: readonly { sub: string }[]) => start(order(users), ada, null, randomUUID(), now);

/** Starts the run at a moment and waits for its end; returns the states of its items. */
async function runAt(now: number, users: readonly { sub: string }[]): Promise<string[]> {
  const jobId = await startAt(now, users);
  while ((await lifeguard.db.readJob(jobId))?.state === "running") await new Promise((end) => setTimeout(end, 5));
  return (await lifeguard.db.listItems(jobId, 0, 100)).map(({ state }) => state);
}

/** The users that ListUsers was asked for since the test began, in order. */
const listed = (): string[] =>
  emulator.service.journal.list({ operation: "ListUsers" }).entries.map(({ input }) => String(input.Filter ?? "all"));
const asked = ({ sub }: EmulatedUser): string => `sub = "${sub}"`;

function client(): PoolClient {
  const entry = poolEntry("customers");
  if (!entry) throw new Error("The pool is not configured.");
  return poolClient(entry);
}

describe("a plan is read once", () => {
  test("one click costs two ListUsers: that of the preview, and the one just before the call", async () => {
    const user = makeUser();
    const readAt = await preview([user]);
    expect(listed()).toEqual([asked(user)]);
    expect(await runAt(readAt + readingMs - 1, [user])).toEqual(["done"]);
    expect(listed()).toEqual([asked(user), asked(user)]);
    expect(user.enabled).toBe(false);
  });

  test("three when the preview is fifteen seconds old", async () => {
    const user = makeUser();
    const readAt = await preview([user]);
    expect(await runAt(readAt + 15_000, [user])).toEqual(["done"]);
    expect(listed()).toEqual([asked(user), asked(user), asked(user)]);
  });

  test("a preview reads everyone anew, however short ago that was done", async () => {
    const user = makeUser();
    await preview([user]);
    await preview([user]);
    expect(listed()).toEqual([asked(user), asked(user)]);
  });

  test("a start without a preview reads for itself", async () => {
    const user = makeUser();
    expect(await runAt(Date.now(), [user])).toEqual(["done"]);
    expect(listed()).toEqual([asked(user), asked(user)]);
  });

  test("only those are read again whose reading is missing or old", async () => {
    const [old, missing, recent] = [makeUser(), makeUser(), makeUser()];
    const now = (await preview([missing, recent])) + 1;
    await lifeguard.db.removeUser("customers", missing.sub);
    const read = await client().read(old.sub, "interactive");
    await lifeguard.db.putUsers("customers", read ? [read] : [], now - readingMs);
    emulator.service.journal.clear();
    expect(await runAt(now, [recent, missing, old])).toEqual(["done", "done", "done"]);
    expect(listed().slice(0, 2).toSorted()).toEqual([asked(old), asked(missing)].toSorted());
    expect(listed()).toHaveLength(2 + 3);
  });

  test("a reading that lies ahead of the clock is none", async () => {
    const user = makeUser();
    const readAt = await preview([user]);
    expect(await runAt(readAt - 1, [user])).toEqual(["done"]);
    expect(listed()).toHaveLength(3);
  });

  test("a user changed in between is planned as a sweep has found it", async () => {
    const user = makeUser();
    const readAt = await preview([user]);
    user.enabled = false;
    user.modifiedAt = emulator.clock.now();
    const { users } = await client().list(null, null, "sweep");
    await lifeguard.db.putUsers("customers", users, readAt + 1);
    await expect(startAt(readAt + 2, [user])).rejects.toMatchObject({ code: "nothing-to-do" });
    expect(listed()).toEqual([asked(user), "all"]);
  });

  test("what the console itself has changed since is read again, since the row is no reading any more", async () => {
    const user = makeUser();
    const readAt = await preview([user]);
    expect(await runAt(readAt, [user])).toEqual(["done"]);
    emulator.service.journal.clear();
    await expect(startAt(Date.now(), [user])).rejects.toMatchObject({ code: "nothing-to-do" });
    expect(listed()).toEqual([asked(user)]);
  });

  test("a user gone in between is still met before the call, and left out", async () => {
    const user = makeUser();
    const readAt = await preview([user]);
    emulator.service.call("AdminDeleteUser", { UserPoolId: poolId, Username: user.username });
    expect(await runAt(readAt, [user])).toEqual(["skipped"]);
    expect(listed()).toHaveLength(2);
  });
});

describe("how many users a run may take", () => {
  const nobody = (count: number) => Array.from({ length: count }, () => ({ sub: randomUUID() }));
  const tooMany = (limit: number, selected: number) => ({
    ok: false,
    error: {
      code: "too-many-users",
      message: `Your role may change at most ${limit} users in one run; ${selected} are selected.`,
    },
  });

  test("is what is configured for the requester's role, and the refusal names it", async () => {
    config.limits = { ...defaultLimits, agent: { usersPerRun: 2 }, admin: { usersPerRun: 3 } };
    const three = [makeUser(), makeUser(), makeUser()];
    expect(await ask(() => previewPlan(order(three)), agent)).toMatchObject(tooMany(2, 3));
    expect(await preview(three)).toBeGreaterThan(0);
    expect(await press(nobody(4))).toMatchObject(tooMany(3, 4));
  });

  test("may be ten thousand, and a refusal names that too", async () => {
    config.limits = { ...defaultLimits, admin: { usersPerRun: usersPerRunRange.most } };
    // Of nobody whom the directory has, so that the plan is empty and the number alone counts.
    const most = nobody(usersPerRunRange.most);
    expect(await press(most)).toMatchObject({ ok: false, error: { code: "nothing-to-do" } });
    expect(await press([...most, ...nobody(1)])).toMatchObject(tooMany(10_000, 10_001));
    expect(listed()).toEqual([]);
  });

  test("is named up to twice the most that can be configured, which one request can carry; more is not looked at", async () => {
    const most = nobody(2 * usersPerRunRange.most);
    expect(await press(most)).toMatchObject(tooMany(500, most.length));
    expect(JSON.stringify(order(most)).length).toBeLessThan(1_048_576);
    expect(await press([...most, ...nobody(1)])).toMatchObject({ ok: false, error: { code: "bad-input" } });
  });

  test("is how many a search selects", async () => {
    config.limits = { ...defaultLimits, admin: { usersPerRun: 3 } };
    const row = (sub: string): User => ({
      sub,
      username: `selected-${sub}`,
      status: "CONFIRMED",
      enabled: true,
      email: null,
      emailVerified: false,
      phone: null,
      phoneVerified: false,
      name: null,
      preferredUsername: null,
      providers: [],
      createdAt: 1_000,
      modifiedAt: 1_000,
    });
    await lifeguard.db.putUsers("customers", ["1", "2", "3", "4", "5"].map(row), Date.now());
    const answer = await ask(() => selectMatching({ pool: "customers", query: "q=selected-" }));
    expect(answer).toMatchObject({ ok: true, value: { total: 5 } });
    expect(answer.ok && answer.value.subs).toHaveLength(3);
  });
});

test("in a secondary Region a plan, a run and a new user are refused with the Region to go to, and nothing is sent", async () => {
  await emulator.send(new CreateUserPoolReplicaCommand({ UserPoolId: poolId, RegionName: "eu-west-1" }));
  const [primary] = config.pools;
  if (!primary) throw new Error("The pool is not configured.");
  config.pools = [primary, { ...primary, key: "away", name: "Away", region: "eu-west-1" }];
  const users = [makeUser()];
  emulator.service.journal.clear();
  const away = { ...order(users), pool: "away" };
  const newcomer = { pool: "away", username: "joan", attributes: {}, medium: null, key: randomUUID() };
  for (const press of [
    () => previewPlan(away),
    () => startJob({ ...away, password: null, key: randomUUID() }),
    () => createUser(newcomer),
  ])
    expect(await ask<Result<unknown>>(press)).toMatchObject({
      ok: false,
      error: { code: "not-primary", message: expect.stringContaining("Work on the pool in us-east-1") },
    });
  const sent = emulator.service.journal.list().entries.map(({ operation }) => operation);
  expect(sent.filter((operation) => operation.startsWith("Admin"))).toEqual([]);
  config.pools = [primary];
});
