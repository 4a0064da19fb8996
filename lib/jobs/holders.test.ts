// Next finds Node's request storage once, when its modules load.
import "next/dist/server/node-environment-baseline.js";
import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { previewPlan, startJob } from "#app/(console)/pools/[pool]/users/actions.ts";
import { fromAttributes, testEmulator } from "#emulator/fixture.ts";
import { defaultLimits } from "#lib/authority/authority.ts";
import { type PoolClient, poolClient } from "#lib/cognito/pool-client.ts";
import { type Config, poolEntry } from "#lib/config.ts";
import { Fault } from "#lib/errors.ts";
import { testConsole } from "#lib/fixture.ts";
import type { OperationId } from "#lib/operations/catalog.ts";
import type { OperationOptions } from "#lib/operations/options.ts";
import type { Plan } from "#lib/operations/plan.ts";

// A sign-in name that somebody has, against the emulator, where a verified alias moves silently (cognito.md section 6).

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
let admin = "";
let agent = "";

beforeAll(async () => {
  vi.stubEnv("AWS_ACCESS_KEY_ID", "any");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "any");
  admin = await lifeguard.signIn({ sub: "s-1", name: "Ada", groups: ["admins"] });
  agent = await lifeguard.signIn({ sub: "s-2", name: "Alex", groups: ["agents"] });
});
afterAll(() => vi.unstubAllEnvs());
afterEach(() => vi.restoreAllMocks());

let pools = 0;
/** A pool of its own for one test; answers with its key. */
async function makePool(settings: Parameters<typeof emulator.createPool>[0]): Promise<string> {
  const id = await emulator.createPool(settings);
  const key = `pool-${++pools}`;
  const place = { region: "us-east-1", endpoint: emulator.url };
  config.pools = [...config.pools, { key, name: key, id, ...place, typedPasswords: false, reasons: [], test: true }];
  return key;
}
const idOf = (key: string): string => poolEntry(key)?.id ?? "";
const clientOf = (key: string): PoolClient => {
  const entry = poolEntry(key);
  if (!entry) throw new Error("The pool is there.");
  return poolClient(entry);
};

/** Makes a user and puts them into the directory; answers with the sub. */
async function make(
  key: string,
  username: string,
  attributes: Record<string, string>,
  status: "CONFIRMED" | "FORCE_CHANGE_PASSWORD" = "CONFIRMED",
): Promise<string> {
  const created = status === "CONFIRMED" ? emulator.createConfirmed : emulator.createUser;
  await created(idOf(key), username, attributes);
  const { sub = "" } = fromAttributes((await emulator.getUser(idOf(key), username)).UserAttributes);
  const user = await clientOf(key).read(sub, "interactive");
  if (user) await lifeguard.db.putUsers(key, [user], Date.now());
  return sub;
}
const attributesOf = async (key: string, username: string) =>
  fromAttributes((await emulator.getUser(idOf(key), username)).UserAttributes);

interface Asked {
  pool: string;
  operation: OperationId;
  subs: string[];
  options?: OperationOptions;
  reason?: string;
}

async function preview({ options = {}, reason: _why, ...order }: Asked, cookie = admin): Promise<Plan> {
  const answer = await lifeguard.request({ cookie }, () => previewPlan({ ...order, options }));
  if (!answer.ok) throw new Fault(answer.error.code, { sentence: answer.error.message });
  return answer.value.plan;
}

/** Starts the run and waits for its end. */
async function run({ options = {}, ...order }: Asked, cookie = admin) {
  const key = randomUUID();
  const answer = await lifeguard.request({ cookie }, () => startJob({ ...order, options, password: null, key }));
  if (!answer.ok) throw new Fault(answer.error.code, { sentence: answer.error.message });
  const { jobId } = answer.value;
  await vi.waitFor(async () => expect((await lifeguard.db.readJob(jobId))?.state).not.toBe("running"), 10_000);
  return lifeguard.db.listItems(jobId, 0, 100);
}

const writes = () =>
  emulator.service.journal
    .list()
    .entries.map(({ operation }) => operation)
    .filter((name) => name.startsWith("Admin") && name !== "AdminGetUser");

const contacts = [
  ["email", "shared@example.com", "verify-email", "e-mail address"],
  ["phone_number", "+12125550100", "verify-phone", "phone number"],
] as const;

describe.each(contacts)("a verified %s that somebody signs in with", (contact, value, verify, noun) => {
  const verified = `${contact}_verified`;
  async function sharedPool(status: "CONFIRMED" | "FORCE_CHANGE_PASSWORD" = "CONFIRMED") {
    const pool = await makePool({ AliasAttributes: [contact] });
    const holder = await make(pool, "holder", { [contact]: value, [verified]: "true", name: "Hanna Holder" });
    const a = await make(pool, "a", { [contact]: value }, status);
    const b = await make(pool, "b", { [contact]: value }, status);
    return { pool, holder, a, b };
  }

  test("stays with the holder when two others would be verified in one run, and the holder is named", async () => {
    const { pool, a, b } = await sharedPool();
    const made = await preview({ pool, operation: verify, subs: [a, b] });
    expect(made.apply).toEqual([]);
    for (const { reason } of made.skip)
      expect(reason).toBe(`${value} is the sign-in name of Hanna Holder (username holder, Confirmed).`);
    emulator.service.journal.clear();
    await expect(run({ pool, operation: verify, subs: [a, b] })).rejects.toThrow("None of the selected users");
    expect(writes()).toEqual([]);
    expect((await attributesOf(pool, "holder"))[verified]).toBe("true");
  });

  test("moves for one user by an administrator who names the holder, who is named everywhere", async () => {
    const { pool, holder, a } = await sharedPool();
    const plain = await preview({ pool, operation: verify, subs: [a] });
    expect(plain.skip).toHaveLength(1);
    expect(plain.contests).toMatchObject([{ value, movable: true, holder: { user: { sub: holder } } }]);

    const options = { moveSignInName: holder };
    const moving = await preview({ pool, operation: verify, subs: [a], options });
    expect(moving.apply[0]?.losers).toMatchObject([{ user: { sub: holder } }]);
    expect(moving.apply[0]?.notes.join(" ")).toContain("Hanna Holder (username holder, Confirmed) loses");
    expect(moving.forecast.askedNames).toBe(1);

    const [item] = await run({ pool, operation: verify, subs: [a], options });
    expect(item).toMatchObject({ state: "done" });
    expect(item?.message).toBe(`Hanna Holder (username holder, Confirmed) no longer signs in with ${value}.`);
    expect((await attributesOf(pool, "holder"))[verified]).toBe("false");
    expect((await attributesOf(pool, "a"))[verified]).toBe("true");
    const [row] = await lifeguard.db.readUsers(pool, [holder]);
    expect(contact === "email" ? row?.emailVerified : row?.phoneVerified).toBe(false);

    const events = await lifeguard.db.eventsOfUser(pool, holder, 10);
    expect(events).toMatchObject([
      { action: "lose-sign-in-name", outcome: "done", detail: { name: value, takenBySub: a } },
    ]);
    for (const event of (await lifeguard.db.walkEvents(1, 10_000)).filter((one) => one.target?.sub === a && one.call))
      expect(event.detail).toMatchObject({ takenFromSub: holder });
  });

  test("is no agent's to move, and no administrator's from anyone but the one who was named", async () => {
    const { pool, holder, a, b } = await sharedPool();
    const options = { moveSignInName: holder };
    await expect(preview({ pool, operation: verify, subs: [a], options }, agent)).rejects.toThrow(
      "Only administrators may take a sign-in name",
    );
    await expect(preview({ pool, operation: verify, subs: [a, b], options })).rejects.toThrow("one user at a time");
    const [left] = (await preview({ pool, operation: verify, subs: [a], options: { moveSignInName: b } })).skip;
    expect(left?.reason).toContain("Hanna Holder");
  });

  test("is not given to one of two by the order of a list: neither goes, each is named to the other", async () => {
    const pool = await makePool({ AliasAttributes: [contact] });
    const a = await make(pool, "a", { [contact]: value });
    const b = await make(pool, "b", { [contact]: value });
    const { apply, skip } = await preview({ pool, operation: verify, subs: [a, b] });
    expect(apply).toEqual([]);
    expect(skip.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/username b, Confirmed\) would take|^b \(Confirmed\) would take/),
      expect.stringMatching(/username a, Confirmed\) would take|^a \(Confirmed\) would take/),
    ]);
    const alone = await preview({ pool, operation: verify, subs: [a] });
    expect(alone.apply[0]?.notes.join(" ")).toContain(`has the same ${noun}, not verified`);
    expect(await run({ pool, operation: verify, subs: [a] })).toMatchObject([{ state: "done" }]);
  });

  test("stops nothing in a pool where nobody signs in with it, and is told there", async () => {
    const pool = await makePool({});
    await make(pool, "holder", { [contact]: value, [verified]: "true" });
    const a = await make(pool, "a", { [contact]: value });
    const b = await make(pool, "b", { [contact]: value });
    const { apply, skip } = await preview({ pool, operation: verify, subs: [a, b] });
    expect(skip).toEqual([]);
    expect(apply[0]?.notes.join(" ")).toContain(`have the same ${noun}`);
    emulator.service.journal.clear();
    const items = await run({ pool, operation: verify, subs: [a, b] });
    expect(items.map(({ state }) => state)).toEqual(["done", "done"]);
  });

  test("is refused beforehand where it stands in place of a username, with the holder named", async () => {
    const pool = await makePool({ UsernameAttributes: [contact] });
    const second = contact === "email" ? "second@example.com" : "+12125550199";
    await make(pool, value, { name: "Hanna Holder" });
    const other = await make(pool, second, {});
    const options = { attributes: { [contact]: value } };
    const { skip, contests } = await preview({ pool, operation: "edit-attributes", subs: [other], options });
    expect(skip[0]?.reason).toContain("Hanna Holder");
    expect(skip[0]?.remedy?.text).toContain("Cognito does not give it to a second one");
    expect(contests).toMatchObject([{ movable: false }]);
  });

  test("is asked for once just before the calls, and nothing is sent where Cognito does not answer", async () => {
    const pool = await makePool({ AliasAttributes: [contact] });
    const a = await make(pool, "a", { [contact]: value });
    emulator.service.journal.clear();
    expect(await run({ pool, operation: verify, subs: [a] })).toMatchObject([{ state: "done" }]);
    const { entries } = emulator.service.journal.list({ operation: "ListUsers" });
    // at the start, and before the call
    expect(entries.filter(({ input }) => input.Filter === `${contact} = "${value}"`)).toHaveLength(2);

    const b = await make(pool, "b", { [contact]: `${value}0` });
    emulator.service.journal.clear();
    // asked for at the start; then read, and not told who else has it
    const fault = { fault: "accessDenied", operations: ["ListUsers"], userPoolIds: [idOf(pool)], skip: 2, count: 1 };
    await emulator.control("POST", "faults", fault);
    const [item] = await run({ pool, operation: verify, subs: [b] });
    await emulator.control("DELETE", "faults");
    expect(item).toMatchObject({ state: "skipped" });
    expect(item?.message).toMatch(/^Cognito did not say who else has this sign-in name, so nothing was sent\./);
    expect(writes()).toEqual([]);
  });
});

test("force confirm that also verifies takes no address from a third either", async () => {
  const email = "shared@example.com";
  const pool = await makePool({ AliasAttributes: ["email"] });
  const holder = await make(pool, "holder", { email, email_verified: "true" });
  const a = await make(pool, "a", { email }, "FORCE_CHANGE_PASSWORD");
  const b = await make(pool, "b", { email }, "FORCE_CHANGE_PASSWORD");
  const options = { alsoVerifyEmail: true };
  const { apply, skip } = await preview({ pool, operation: "force-confirm", subs: [a, b], options });
  expect(apply).toEqual([]);
  expect(skip.map(({ reason }) => reason)).toEqual(
    Array(2).fill(`${email} is the sign-in name of ${email} (username holder, Confirmed).`),
  );
  const moving = { ...options, moveSignInName: holder };
  const items = await run({ pool, operation: "force-confirm", subs: [a], options: moving });
  expect(items).toMatchObject([{ state: "done" }]);
  expect((await attributesOf(pool, "holder")).email_verified).toBe("false");
  expect((await attributesOf(pool, "b")).email_verified).not.toBe("true");
});

test("a chain is stopped as a whole by a name that is somebody else's", async () => {
  const email = "shared@example.com";
  const pool = await makePool({ AliasAttributes: ["email"] });
  await make(pool, "holder", { email, email_verified: "true" });
  const a = await make(pool, "a", { email });
  const options: OperationOptions = { first: ["verify-email"] };
  const { skip } = await preview({ pool, operation: "reset-password", subs: [a], options });
  expect(skip[0]?.reason).toContain("is the sign-in name of");
});

test("case counts in a pool that says so, and nowhere else", async () => {
  for (const CaseSensitive of [true, false]) {
    const pool = await makePool({ AliasAttributes: ["email"], UsernameConfiguration: { CaseSensitive } });
    await make(pool, "holder", { email: "Shared@Example.com", email_verified: "true" });
    const a = await make(pool, "a", { email: "shared@example.com" });
    const { apply } = await preview({ pool, operation: "verify-email", subs: [a] });
    expect(apply.length, String(CaseSensitive)).toBe(CaseSensitive ? 1 : 0);
  }
});

describe("an agent who corrects a contact, where the pool lets agents", () => {
  const attributes = { email: "new@example.com", email_verified: "false" };
  async function correcting(): Promise<{ pool: string; sub: string; other: string }> {
    const pool = await makePool({});
    const entry = poolEntry(pool);
    if (entry) entry.agentsCorrectContacts = true;
    const sub = await make(pool, "pat", { email: "old@example.com", email_verified: "true" });
    return { pool, sub, other: await make(pool, "ann", { email: "ann@example.com", email_verified: "true" }) };
  }
  const order = { operation: "edit-attributes" as const, options: { attributes } };

  test("gives a reason, leaves the mark away, and changes one contact of one person", async () => {
    const { pool, sub } = await correcting();
    await expect(run({ pool, subs: [sub], ...order }, agent)).rejects.toThrow("reason");
    const items = await run({ pool, subs: [sub], ...order, reason: "Misspelt at the counter" }, agent);
    expect(items).toMatchObject([{ state: "done" }]);
    expect(await attributesOf(pool, "pat")).toMatchObject(attributes);
    const [event] = await lifeguard.db.eventsOfUser(pool, sub, 1);
    expect(event?.detail).toMatchObject({
      email: "old@example.com → new@example.com",
      reason: "Misspelt at the counter",
    });
    const wrongs: NonNullable<OperationOptions["attributes"]>[] = [
      { ...attributes, email_verified: "true" },
      { ...attributes, phone_number: "+12125550100" },
      { name: "Somebody else" },
      { email: null },
    ];
    for (const wrong of wrongs)
      await expect(preview({ pool, subs: [sub], ...order, options: { attributes: wrong } }, agent)).rejects.toThrow();
  });

  test("can neither verify it nor reset, resend or see a password of that person on the same day; others can", async () => {
    const { pool, sub, other } = await correcting();
    await run({ pool, subs: [sub], ...order, reason: "Misspelt" }, agent);
    for (const operation of ["verify-email", "set-temporary-password"] as const) {
      const { apply, skip } = await preview({ pool, operation, subs: [sub, other] }, agent);
      expect(skip.find(({ user }) => user.sub === sub)?.reason, operation).toContain("You have changed a contact");
      expect(apply.some(({ user }) => user.sub === sub)).toBe(false);
      expect((await preview({ pool, operation, subs: [sub] })).apply, operation).toHaveLength(1);
    }
    // the first administrator verifies; the agent still cannot send a code there
    await run({ pool, operation: "verify-email", subs: [sub] });
    const { skip } = await preview({ pool, operation: "reset-password", subs: [sub] }, agent);
    expect(skip[0]?.reason).toContain("You have changed a contact");
  });

  test("may not do so in a pool that does not say it", async () => {
    const pool = await makePool({});
    const sub = await make(pool, "pat", { email: "old@example.com" });
    await expect(preview({ pool, subs: [sub], ...order }, agent)).rejects.toThrow("needs the role admin");
  });
});
