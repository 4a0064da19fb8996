import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { testEmulator } from "#emulator/fixture.ts";
import { User as EmulatedUser, type UserStatus } from "#emulator/users/user.ts";
import { newEvent } from "#lib/audit/ledger.ts";
import { mailAllowance } from "#lib/audit/mail-allowance.ts";
import { defaultLimits } from "#lib/authority/authority.ts";
import { plainAuthority } from "#lib/authority/fixture.ts";
import type { Requester } from "#lib/authority/requester.ts";
import { readPool } from "#lib/cognito/pool-settings.ts";
import type { Config } from "#lib/config.ts";
import { testConsole } from "#lib/fixture.ts";
import { makePlan, startJob } from "#lib/jobs/start.ts";
import { workJob } from "#lib/jobs/supervise.ts";
import { worker } from "#lib/jobs/worker.ts";
import { createUser } from "#lib/new-user/create.ts";
import type { OperationId } from "#lib/operations/catalog.ts";
import { mailDayBegin } from "#lib/operations/daily-mail.ts";
import type { OperationOptions } from "#lib/operations/options.ts";

// Runs whose mail Cognito itself sends, against the emulator: who gets a message, who is told that none went, and that nobody else is touched.

const config: Config = { pools: [], grants: [], limits: { ...defaultLimits } };
const emulator = testEmulator();
const lifeguard = testConsole(config);
const admin: Requester = {
  ...{ actor: { sub: "s-1", name: "Ada", email: null }, authority: plainAuthority.admin, session: "0123456789ab" },
};
const throughSes = {
  EmailSendingAccount: "DEVELOPER",
  SourceArn: "arn:aws:ses:us-east-1:1:identity/example.com",
} as const;
const dayMs = 86_400_000;
let made = 0;

beforeAll(() => {
  vi.stubEnv("AWS_ACCESS_KEY_ID", "any");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "any");
});
afterAll(() => vi.unstubAllEnvs());

/** Each test has an account of its own, by a Region that no other test has. */
let region = "";
beforeEach(() => {
  region = `us-east-${++made}`;
  config.pools = [];
  emulator.service.faults.remove();
  emulator.service.inbox.clear();
});

async function addPool(change: { ses?: boolean; dailyMail?: number } = {}): Promise<{ key: string; id: string }> {
  const id = await emulator.createPool(change.ses ? { EmailConfiguration: throughSes } : {});
  const key = `pool-${++made}`;
  const place = { key, id, name: key, region, endpoint: emulator.url };
  const { dailyMail } = change;
  config.pools.push({
    ...place,
    typedPasswords: false,
    reasons: [],
    test: true,
    ...(dailyMail !== undefined && { dailyMail }),
  });
  return { key, id };
}

interface Wanted {
  status?: UserStatus;
  phone?: boolean;
}

function addUsers(poolId: string, count: number, { status = "FORCE_CHANGE_PASSWORD", phone = false }: Wanted = {}) {
  const { service } = emulator;
  return Array.from({ length: count }, () => {
    const username = `user${++made}`;
    const attributes = phone
      ? ["phone_number", `+4477009${String(made).padStart(5, "0")}`, "phone_number_verified", "true"]
      : ["email", `${username}@example.com`, "email_verified", "true"];
    const createdAt = service.clock.now();
    const user = new EmulatedUser({ username, sub: service.random.uuid(), status, createdAt, attributes });
    service.pools.get(poolId)?.users.add(user);
    return user;
  });
}

/** Plans of more than 25 users are made from the directory. */
const list = (key: string, users: readonly EmulatedUser[]) =>
  lifeguard.db.putUsers(
    key,
    users.map((user) => ({
      ...{ sub: user.sub, username: user.username, status: user.status, enabled: true, name: null, providers: [] },
      ...{ email: user.get("email") ?? null, emailVerified: user.isVerified("email") },
      ...{ phone: user.get("phone_number") ?? null, phoneVerified: user.isVerified("phone_number") },
      ...{ preferredUsername: null, createdAt: user.createdAt, modifiedAt: user.modifiedAt },
    })),
    Date.now(),
  );

const order = (key: string, users: readonly EmulatedUser[], operation: OperationId = "resend-invitation") => ({
  ...{ pool: key, operation, options: {} as OperationOptions, subs: users.map(({ sub }) => sub) },
});
const preview = async (...what: Parameters<typeof order>) => (await makePlan(order(...what), admin, null)).plan;

const start = (...what: Parameters<typeof order>): Promise<string> =>
  startJob(order(...what), admin, null, randomUUID(), Date.now());

const run = async (...what: Parameters<typeof order>) => ended(await start(...what));

async function ended(id: string) {
  await vi.waitUntil(async () => (await lifeguard.db.readJob(id))?.state !== "running", { timeout: 60_000 });
  await vi.waitUntil(() => !worker.get().running.has(id));
  const job = await lifeguard.db.readJob(id);
  const events = (await lifeguard.events()).filter(({ jobId }) => jobId === id);
  return { job, items: await lifeguard.db.listItems(id, 0, 1_000), events };
}

const sentTo = (): string[] => emulator.service.inbox.list({}).map(({ username }) => username ?? "");
const limitAccount = (perDay: number) => emulator.service.faults.add({ fault: "emailLimit", perDay });

/** What the console is on record to have sent. */
const onRecord = (poolKey: string, count: number, at: number) =>
  lifeguard.db.append(
    Array.from({ length: count }, () => ({
      ...newEvent({ at, kind: "intent", action: "resend-invitation", poolKey, call: "AdminCreateUser" }),
      detail: { sends: "e-mail" },
    })),
  );

describe("130 people who are invited by e-mail, in a pool whose mail Cognito sends", () => {
  test("the plan says 25 today, the run sends 25 and leaves 105 as they were", async () => {
    const { key, id } = await addPool();
    const users = addUsers(id, 130);
    await list(key, users);
    const { apply, skip, forecast } = await preview(key, users);
    expect([apply.length, skip.length]).toEqual([25, 105]);
    expect(forecast).toMatchObject({ invitations: 25, mailToday: 25, notToday: 105 });
    expect(forecast.channels).toEqual({ email: 25, sms: 0, unknown: 0 });
    expect(skip[0]?.reason).toBe("Not sent today: at most 25 more can go.");
    expect(skip[0]?.remedy).toMatchObject({ operation: "set-temporary-password" });

    const { job, items, events } = await run(key, users);
    expect(job).toMatchObject({ state: "finished", counts: { done: 25, skipped: 105, failed: 0, unknown: 0 } });
    expect(
      items.filter(({ state }) => state === "skipped").every(({ message }) => message?.startsWith("Not sent today")),
    ).toBe(true);
    const reached = users.slice(0, 25).map(({ username }) => username);
    expect(sentTo().toSorted()).toEqual(reached.toSorted());
    // nobody beyond is touched, and no call was announced for them
    expect(events.filter(({ kind }) => kind === "intent").map(({ target }) => target?.username)).toEqual(reached);
  });

  test("the first that is refused ends the run: it is named with what to do, and nobody after it is touched", async () => {
    const { key, id } = await addPool();
    const users = addUsers(id, 130);
    await list(key, users);
    limitAccount(10);
    const { job, items, events } = await run(key, users);
    const refused = users[10]?.get("email") ?? "";
    expect(job).toMatchObject({ state: "stopped", counts: { done: 10, failed: 1, skipped: 119 } });
    expect(job?.stoppedBecause).toMatch(`Stopped at ${refused}; the messages after it were not sent.`);
    expect(job?.stoppedBecause).toMatch(
      `The old temporary password of ${refused} may be dead: set a temporary password that is shown`,
    );
    expect(items[10]).toMatchObject({
      state: "failed",
      code: "mail-limit",
      message: expect.stringContaining("may be dead"),
    });
    expect(items.slice(11).every(({ message }) => /not sent/i.test(message ?? ""))).toBe(true);
    expect(events.filter(({ kind }) => kind === "intent")).toHaveLength(11);
    expect(sentTo()).toHaveLength(10);

    // Cognito would refuse the next as well, and might kill a password by it: so it is not asked
    const [next] = users.slice(50) as [EmulatedUser];
    const { skip } = await preview(key, [next]);
    expect(skip[0]?.reason).toMatch("Cognito has refused an e-mail since 09:00 UTC");
  });

  test("a pool that sends through Amazon SES has no such limit", async () => {
    const { key, id } = await addPool({ ses: true });
    const users = addUsers(id, 40);
    await list(key, users);
    expect((await preview(key, users)).forecast).toMatchObject({ invitations: 40, mailToday: null, notToday: 0 });
    expect((await run(key, users)).job?.counts).toMatchObject({ done: 40 });
  });

  test("SMS is not limited, also beside e-mails", async () => {
    const { key, id } = await addPool({ dailyMail: 2 });
    const users = [...addUsers(id, 3), ...addUsers(id, 30, { phone: true })];
    await list(key, users);
    const { forecast } = await preview(key, users);
    expect(forecast).toMatchObject({ channels: { email: 2, sms: 30, unknown: 0 }, mailToday: 2, notToday: 1 });
    expect((await run(key, users)).job?.counts).toMatchObject({ done: 32, skipped: 1 });
  });

  test("codes of a reset count like invitations", async () => {
    const { key, id } = await addPool({ dailyMail: 3 });
    const users = addUsers(id, 5, { status: "CONFIRMED" });
    const { job } = await run(key, users, "reset-password");
    expect(job?.counts).toMatchObject({ done: 3, skipped: 2 });
    expect(users.map(({ status }) => status)).toEqual([
      ...["RESET_REQUIRED", "RESET_REQUIRED", "RESET_REQUIRED", "CONFIRMED", "CONFIRMED"],
    ]);
  });

  test("two pools of one account share its day, a pool of another Region has its own", async () => {
    const [first, second] = [await addPool(), await addPool()];
    await onRecord(first.key, 20, Date.now());
    const users = addUsers(second.id, 30);
    await list(second.key, users);
    expect((await preview(second.key, users)).forecast.mailToday).toBe(5);
    region = `us-west-${made}`;
    const far = await addPool();
    expect(await mailAllowance(await readPool(far.key), Date.now())).toMatchObject({ left: 25 });
  });

  test("two runs at once send no more than the day has, and the second says that the rest was not sent", async () => {
    const { key, id } = await addPool({ dailyMail: 6 });
    const [one, two] = [addUsers(id, 5), addUsers(id, 5)];
    // both are planned before either sends
    worker.get().draining = true;
    const ids = [await start(key, one), await start(key, two)];
    worker.get().draining = false;
    for (const id of ids) workJob(id);
    const runs = await Promise.all(ids.map(ended));
    expect(sentTo()).toHaveLength(6);
    expect(runs.reduce((sum, { job }) => sum + (job?.counts.done ?? 0), 0)).toBe(6);
    const stopped = runs.filter(({ job }) => job?.state === "stopped");
    expect(stopped.length).toBeGreaterThan(0);
    for (const { job } of stopped) expect(job?.stoppedBecause).toMatch("Not sent: The 6 e-mails a day");
  });
});

describe("a single message", () => {
  test("goes while there is one left, and is refused with the way around it when there is none", async () => {
    const { key, id } = await addPool();
    const [user] = addUsers(id, 1) as [EmulatedUser];
    await onRecord(key, 24, Date.now());
    expect((await run(key, [user])).job?.counts.done).toBe(1);
    const { skip, apply } = await preview(key, [user]);
    expect(apply).toEqual([]);
    expect(skip[0]?.reason).toMatch("The 25 e-mails a day that this console may send");
    expect(skip[0]?.remedy?.text).toBe("Send it after 09:00 UTC, or set a temporary password that is shown.");
    const refused = startJob(order(key, [user]), admin, null, randomUUID(), Date.now());
    await expect(refused).rejects.toMatchObject({ code: "mail-limit", message: expect.stringContaining("09:00 UTC") });
    expect(sentTo()).toHaveLength(1);
    // a password that is shown needs no message
    expect((await run(key, [user], "set-temporary-password")).job?.counts.done).toBe(1);
  });

  test("an invitation of a new user counts, and none is made when it could not go", async () => {
    const { key, id } = await addPool({ dailyMail: 1 });
    const create = (username: string, medium: "EMAIL" | null) =>
      createUser(
        { pool: key, username, attributes: { email: `${username}@example.com` }, medium },
        admin,
        randomUUID(),
        Date.now(),
      );
    expect(await create("first", "EMAIL")).toMatchObject({ state: "created" });
    await expect(create("second", "EMAIL")).rejects.toMatchObject({ code: "mail-limit" });
    expect(emulator.service.pools.get(id)?.users.find("second")).toBeUndefined();
    expect(await create("second", null)).toMatchObject({ state: "created", password: expect.any(String) });
  });

  test("none goes where lifeguard.yaml allows none", async () => {
    const { key, id } = await addPool({ dailyMail: 0 });
    const { skip } = await preview(key, addUsers(id, 1));
    expect(skip[0]).toMatchObject({
      reason: "Not sent today: This console may send no e-mail through Cognito's own sender.",
      remedy: { text: "Instead, set a temporary password that is shown." },
    });
  });
});

describe("the day of Cognito's own sender", () => {
  const at = (text: string): number => Date.parse(text);

  test.each([
    ["2026-11-28T09:00:00.000Z", "2026-11-28T09:00:00.000Z"],
    ["2026-11-28T08:59:59.999Z", "2026-11-27T09:00:00.000Z"],
    ["2026-11-29T00:00:00.000Z", "2026-11-28T09:00:00.000Z"],
  ])("of %s began at %s", (now, began) => expect(new Date(mailDayBegin(at(now))).toISOString()).toBe(began));

  test("begins anew at 09:00 UTC, with what was refused forgotten", async () => {
    const { key } = await addPool();
    const pool = await readPool(key);
    const nine = mailDayBegin(Date.now()) + dayMs;
    await onRecord(key, 24, nine - 1);
    const allowance = async (now: number) => mailAllowance(pool, now);
    expect(await allowance(nine - 1)).toEqual({ perDay: 25, left: 1, refused: false });
    expect(await allowance(nine)).toEqual({ perDay: 25, left: 25, refused: false });
    await onRecord(key, 30, nine);
    expect(await allowance(nine + 1)).toMatchObject({ left: 0 });
  });
});
