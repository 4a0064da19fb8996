import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { testEmulator } from "#emulator/fixture.ts";
import type { Message } from "#emulator/messages/inbox.ts";
import { User as EmulatedUser, type UserStatus } from "#emulator/users/user.ts";
import type { AuditEvent } from "#lib/audit/event.ts";
import { defaultLimits } from "#lib/authority/authority.ts";
import { plainAuthority } from "#lib/authority/fixture.ts";
import type { Requester } from "#lib/authority/requester.ts";
import { places } from "#lib/cognito/place.ts";
import { knownSettings, readPool } from "#lib/cognito/pool-settings.ts";
import { config, configuration } from "#lib/config.ts";
import { firstBrokenLink } from "#lib/db/audit-chain.ts";
import { openedStore } from "#lib/db/connection.ts";
import { openTestPglite } from "#lib/db/fixture.ts";
import { embeddedStore } from "#lib/db/pglite.ts";
import type { Store } from "#lib/db/store.ts";
import { type Env, environment } from "#lib/env.ts";
import { Fault } from "#lib/errors.ts";
import type { Job, JobItem } from "#lib/job.ts";
import { passwordVault } from "#lib/jobs/password-vault.ts";
import { type Order, startJob } from "#lib/jobs/start.ts";
import { cancel, reveal } from "#lib/jobs/steer.ts";
import { drainJobs, resumeJobs } from "#lib/jobs/supervise.ts";
import { worker } from "#lib/jobs/worker.ts";
import type { OperationId } from "#lib/operations/catalog.ts";
import type { OperationOptions } from "#lib/operations/options.ts";
import type { ReasonRule } from "#lib/operations/reason.ts";

// Runs against the emulator, through a proxy that loses, breaks and delays what a test tells it to.

type Fate =
  | "answer"
  /** Applied, and the connection reset before the answer. */
  | "lose"
  /** Reset before it was applied. */
  | "reset"
  | "broken"
  /** Applied, and the answer a 500. */
  | "broken-after"
  | "throttle"
  | "denied"
  | "no-pool"
  | "page";

interface Received {
  call: string;
  username: string;
  body: Record<string, unknown>;
  /** The emulator carried it out. */
  accepted: boolean;
}

const errors: Partial<Record<Fate, [status: number, type: string, message: string]>> = {
  broken: [500, "InternalErrorException", "Internal server error"],
  throttle: [400, "TooManyRequestsException", "Rate exceeded"],
  denied: [400, "AccessDeniedException", "User: arn:aws:sts::1:role/x is not authorized to perform this"],
  "no-pool": [400, "ResourceNotFoundException", "User pool us-east-1_x does not exist."],
};

/** Between the console and Cognito. `fate` decides over each request; `received` is the journal. */
class FaultyProxy {
  readonly received: Received[] = [];
  fate: (request: Received, nth: number) => Fate | Promise<Fate> = () => "answer";
  private readonly server: Server = createServer((request, response) => void this.answer(request, response));

  constructor(private readonly upstream: string) {}

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }
  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }

  writes = (): Received[] => this.received.filter(({ call }) => call.startsWith("Admin") && call !== "AdminGetUser");

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    const body = JSON.parse(text) as Record<string, unknown>;
    const call = String(request.headers["x-amz-target"]).split(".")[1] ?? "";
    const one: Received = { call, username: String(body.Username ?? ""), body, accepted: false };
    this.received.push(one);
    const nth = this.received.filter((other) => other.call === call && other.username === one.username).length;
    const fate = await this.fate(one, nth);
    if (fate === "reset") return void request.socket.resetAndDestroy();
    const error = errors[fate];
    if (error) return reply(response, error[0], JSON.stringify({ __type: error[1], message: error[2] }));
    const answered = await fetch(this.upstream, {
      method: "POST",
      headers: {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": String(request.headers["x-amz-target"]),
        authorization: String(request.headers.authorization),
      },
      body: text,
    });
    one.accepted = answered.ok;
    const said = await answered.text();
    if (fate === "lose") return void request.socket.resetAndDestroy();
    if (fate === "broken-after") return reply(response, 500, JSON.stringify({ __type: "InternalErrorException" }));
    if (fate === "page") return reply(response, 200, "<html>Welcome to the proxy</html>");
    reply(response, answered.status, said);
  }
}

function reply(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { "content-type": "application/x-amz-json-1.1", "x-amzn-requestid": "request-1" });
  response.end(body);
}

const emulator = testEmulator();
const folder = mkdtempSync(path.join(tmpdir(), "lifeguard-work-"));
const ada = { sub: "staff-1", name: "Ada", email: "ada@example.com" };
const admin: Requester = { actor: ada, authority: plainAuthority.admin, session: "0123456789ab" };
const agent: Requester = { ...admin, authority: plainAuthority.agent };

let db: Store;
let proxy: FaultyProxy;
let poolId = "";
let typedPasswords = true;
let reasons: ReasonRule[] = [];
let made = 0;

beforeAll(async () => {
  vi.stubEnv("AWS_ACCESS_KEY_ID", "any");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "any");
  environment.set({ LIFEGUARD_DATA: folder } as Env);
  db = await embeddedStore(await openTestPglite(), "lib/db/migrations");
  poolId = await emulator.createPool({
    // runs here send more than Cognito's own sender carries a day; daily-mail.test.ts has its limit
    EmailConfiguration: {
      EmailSendingAccount: "DEVELOPER",
      SourceArn: "arn:aws:ses:us-east-1:000000000000:identity/example.com",
    },
    Policies: {
      PasswordPolicy: {
        MinimumLength: 12,
        RequireUppercase: true,
        RequireLowercase: true,
        RequireNumbers: true,
        RequireSymbols: true,
      },
    },
  });
});

beforeEach(async () => {
  proxy = new FaultyProxy(emulator.url);
  const endpoint = await proxy.start();
  typedPasswords = true;
  reasons = [];
  const pool = {
    key: "test",
    name: "Test",
    id: poolId,
    region: "us-east-1",
    endpoint,
    typedPasswords,
    reasons,
    test: true,
  };
  const lost = { ...pool, key: "lost", id: "us-east-1_Nowhere00", name: "Lost" };
  const away = { ...pool, key: "away", name: "Away", endpoint: "http://127.0.0.1:1" };
  configuration.set({ pools: [pool, lost, away], grants: [], limits: defaultLimits });
  openedStore.set(Promise.resolve(db));
  knownSettings.forget();
  places.forget();
  passwordVault.forget();
  startProcess(`owner-${++made}`);
});

afterEach(async () => {
  stopWatching();
  await until(() => worker.get().running.size === 0);
  await proxy.stop();
  // What a test left behind is not to be taken up in the next.
  for (const job of await db.listJobs(["test"], 1_000, null))
    if (job.state === "running") await db.endJob(job.id, "cancelled", null, null, Date.now());
});

afterAll(async () => {
  await db.close();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** What a new process knows: nothing. */
function startProcess(owner: string): void {
  stopWatching();
  worker.set({ owner, running: new Set(), draining: false, watch: null });
}

function stopWatching(): void {
  const { watch } = worker.get();
  if (watch) clearInterval(watch);
}

/** Gives up a little before the test would: on a busy machine a run of thirty users takes its time. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 240_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error("It never came to that.");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

interface Wanted {
  status?: UserStatus;
  enabled?: boolean;
  email?: string | null;
  verified?: boolean;
}

/** A user of the pool as the emulator keeps it; no call makes every state as quickly. */
function makeUser({ status = "CONFIRMED", enabled = true, email, verified = true }: Wanted = {}): EmulatedUser {
  const username = `user${++made}`;
  const address = email === undefined ? `${username}@example.com` : email;
  const { service } = emulator;
  const user = new EmulatedUser({
    username,
    sub: service.random.uuid(),
    status,
    createdAt: service.clock.now(),
    attributes: address === null ? [] : ["email", address, "email_verified", String(verified)],
  });
  user.enabled = enabled;
  service.pools.get(poolId)?.users.add(user);
  return user;
}
const makeUsers = (count: number, wanted: Wanted = {}): EmulatedUser[] =>
  Array.from({ length: count }, () => makeUser(wanted));

const order = (operation: OperationId, users: readonly EmulatedUser[], options: OperationOptions = {}): Order => ({
  pool: "test",
  operation,
  options,
  subs: users.map(({ sub }) => sub),
});

/** Puts users into the directory as they are: plans of more than 25 users are made from it. */
const list = (users: readonly EmulatedUser[]) =>
  db.putUsers(
    "test",
    users.map((user) => ({
      sub: user.sub,
      username: user.username,
      email: user.get("email") ?? null,
      emailVerified: user.isVerified("email"),
      status: user.status,
      enabled: user.enabled,
      phone: null,
      phoneVerified: false,
      name: null,
      preferredUsername: null,
      providers: [],
      createdAt: user.createdAt,
      modifiedAt: user.modifiedAt,
    })),
    Date.now(),
  );

let keys = 0;
const start = (what: Order, by: Requester = admin) => startJob(what, by, null, `key-${++keys}`, Date.now());

interface Ended {
  job: Job;
  items: JobItem[];
  events: AuditEvent[];
}

async function ended(id: string): Promise<Ended> {
  await until(async () => (await db.readJob(id))?.state !== "running");
  await until(() => !worker.get().running.has(id));
  return look(id);
}

async function look(id: string): Promise<Ended> {
  const job = (await db.readJob(id)) as Job;
  const events = (await db.walkEvents(1, 1_000_000)).filter(({ jobId }) => jobId === id);
  return { job, items: await db.listItems(id, 0, 10_000), events };
}

const inboxOf = ({ username }: EmulatedUser): Message[] => emulator.service.inbox.list({ username });
const states = ({ items }: Ended) => items.map(({ state }) => state);

/** What holds of every run, however it went (docs/architecture.md, “What holds of every run”). */
async function expectInvariants({ job, items, events }: Ended): Promise<void> {
  expect(Object.values(job.counts).reduce((sum, count) => sum + count, 0)).toBe(job.total);
  for (const state of ["done", "failed", "skipped", "unknown", "pending", "sending"] as const)
    expect(items.filter((item) => item.state === state)).toHaveLength(job.counts[state]);
  if (job.state !== "running") expect([job.counts.pending, job.counts.sending]).toEqual([0, 0]);
  const intents = events.filter(({ kind }) => kind === "intent");
  for (const { call, username, accepted } of proxy.writes()) {
    const intended = intents.some((intent) => intent.call === call && intent.target?.username === username);
    if (accepted && items.some((item) => item.username === username)) expect(intended).toBe(true);
  }
  expect(firstBrokenLink(await db.walkEvents(1, 1_000_000))).toBeNull();
}

/** Every intent of a run that has ended is told by one outcome. */
function expectClosed({ events }: Ended): void {
  const intents = events.filter(({ kind }) => kind === "intent").map(({ id }) => id);
  const told = events.filter(({ kind, intentId }) => kind === "outcome" && intentId).map(({ intentId }) => intentId);
  expect(told.toSorted()).toEqual(intents.toSorted());
}

describe("a run that meets no trouble", () => {
  test("does for each user what was planned, and tells it user by user", async () => {
    const users = makeUsers(30, { status: "FORCE_CHANGE_PASSWORD" });
    await list(users);
    const run = await ended(await start(order("force-confirm", users, { alsoVerifyEmail: true })));
    expect(run.job.state).toBe("finished");
    expect(run.job.counts.done).toBe(30);
    expect(users.map(({ status }) => status)).toEqual(users.map(() => "CONFIRMED"));
    expect(proxy.writes()).toHaveLength(30);
    const outcomes = run.events.filter(({ kind }) => kind === "outcome");
    expect(outcomes.every(({ outcome, requestId }) => outcome === "done" && requestId === "request-1")).toBe(true);
    const rows = await db.readUsers(
      "test",
      run.items.map(({ sub }) => sub),
    );
    expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(["CONFIRMED"]));
    await expectInvariants(run);
    expectClosed(run);
  });

  test("records each intent before its call goes out", async () => {
    const [user] = makeUsers(1, { status: "RESET_REQUIRED" }) as [EmulatedUser];
    const seen: string[] = [];
    proxy.fate = async ({ call }): Promise<Fate> => {
      const events = await db.walkEvents(1, 1_000_000);
      if (events.some((event) => event.kind === "intent" && event.call === call && event.target?.sub === user.sub))
        seen.push(call);
      return "answer";
    };
    await ended(await start(order("force-confirm", [user], { alsoVerifyEmail: true })));
    expect(seen).toEqual(proxy.writes().map(({ call }) => call));
  });

  test("copies what it records to the audit file, in the same order", async () => {
    await ended(await start(order("disable", makeUsers(3))));
    const lines = readFileSync(path.join(folder, "audit.ndjson"), "utf8").split("\n").filter(Boolean);
    const copied = lines.map((line) => JSON.parse(line) as AuditEvent);
    expect(copied.map(({ seq, hash }) => [seq, hash])).toEqual(
      (await db.walkEvents(1, 1_000_000)).map(({ seq, hash }) => [seq, hash]),
    );
  });

  test("skips who needs nothing and who is gone, each with a reason", async () => {
    const [stuck, fine, gone] = [
      makeUser({ status: "FORCE_CHANGE_PASSWORD" }),
      makeUser({ status: "CONFIRMED" }),
      makeUser({ status: "FORCE_CHANGE_PASSWORD" }),
    ];
    emulator.service.pools.get(poolId)?.users.remove(gone);
    const run = await ended(await start(order("force-confirm", [stuck, fine, gone])));
    const bySub = new Map(run.items.map((item) => [item.sub, item]));
    expect(bySub.get(stuck.sub)).toMatchObject({ state: "done", message: null });
    expect(bySub.get(fine.sub)).toMatchObject({ state: "skipped", message: "Is confirmed already." });
    expect(bySub.get(gone.sub)).toMatchObject({ state: "skipped", message: expect.stringContaining("deleted") });
    await expectInvariants(run);
  });
});

describe("a message goes to each user once, whatever breaks", () => {
  const sending: [OperationId, string, UserStatus, Message["kind"]][] = [
    ["reset-password", "AdminResetUserPassword", "CONFIRMED", "reset"],
    ["reset-password", "AdminResetUserPassword", "RESET_REQUIRED", "reset"],
    ["resend-invitation", "AdminCreateUser", "FORCE_CHANGE_PASSWORD", "invitation"],
  ];
  // What a person reads afterwards: done when the user read back proves it, not known otherwise.
  const breakages: [Fate, sent: boolean][] = [
    ["lose", true],
    ["broken-after", true],
    ["page", true],
    ["reset", false],
    ["broken", false],
  ];
  for (const [operation, call, status, kind] of sending)
    for (const [fate, sent] of breakages)
      test(`${operation} of users in ${status} when the answer is: ${fate}`, async () => {
        const users = makeUsers(4, { status });
        proxy.fate = (request) => (request.call === call ? fate : "answer");
        const run = await ended(await start(order(operation, users)));
        for (const user of users) {
          expect(proxy.received.filter((one) => one.call === call && one.username === user.username)).toHaveLength(1);
          expect(inboxOf(user).map((message) => message.kind)).toEqual(sent ? [kind] : []);
        }
        const proven = sent && status === "CONFIRMED";
        expect(new Set(states(run))).toEqual(new Set([proven ? "done" : "unknown"]));
        expect(run.job.state).toBe("finished");
        await expectInvariants(run);
        expectClosed(run);
      });

  test("a throttled call was not applied: it is repeated and done, with one message", async () => {
    const users = makeUsers(3);
    proxy.fate = ({ call }, nth) => (call === "AdminResetUserPassword" && nth <= 2 ? "throttle" : "answer");
    const run = await ended(await start(order("reset-password", users)));
    expect(states(run)).toEqual(["done", "done", "done"]);
    for (const user of users) {
      expect(proxy.received.filter(({ username }) => username === user.username)).toHaveLength(3);
      expect(inboxOf(user)).toHaveLength(1);
    }
    await expectInvariants(run);
    expectClosed(run);
  });

  test("one lost answer among many leaves the others done", async () => {
    const users = makeUsers(10, { status: "FORCE_CHANGE_PASSWORD" });
    const unlucky = users[4]?.username;
    proxy.fate = ({ call, username }) => (call === "AdminCreateUser" && username === unlucky ? "lose" : "answer");
    const run = await ended(await start(order("resend-invitation", users)));
    expect(run.job.counts).toMatchObject({ done: 9, unknown: 1 });
    for (const user of users) expect(inboxOf(user)).toHaveLength(1);
    await expectInvariants(run);
  });

  test("two runs on the same user at once each do their own, and nothing twice", async () => {
    const user = makeUser();
    const [first, second] = await Promise.all([
      start(order("reset-password", [user])),
      start(order("reset-password", [user])),
    ]);
    const runs = [await ended(first), await ended(second)];
    expect(proxy.writes()).toHaveLength(2);
    expect(inboxOf(user)).toHaveLength(2);
    for (const run of runs) expect(states(run)).toEqual(["done"]);
    const other = makeUser({ status: "FORCE_CHANGE_PASSWORD" });
    const ids = await Promise.all([start(order("force-confirm", [other])), start(order("disable", [other]))]);
    for (const id of ids) expect((await ended(id)).job.state).toBe("finished");
    expect([other.status, other.enabled]).toEqual(["CONFIRMED", false]);
  });
});

describe("an answer that is lost on the way", () => {
  const provable: [OperationId, Wanted, OperationOptions][] = [
    ["force-confirm", { status: "FORCE_CHANGE_PASSWORD" }, {}],
    ["force-confirm", { status: "UNCONFIRMED" }, {}],
    ["set-temporary-password", { status: "CONFIRMED" }, {}],
    ["set-permanent-password", { status: "RESET_REQUIRED" }, {}],
    ["verify-email", { verified: false }, {}],
    ["enable", { enabled: false }, {}],
    ["disable", {}, {}],
  ];
  for (const [operation, wanted, options] of provable)
    test(`${operation} is told as done when the user read back shows it`, async () => {
      const user = makeUser(wanted);
      proxy.fate = ({ call }) => (call.startsWith("Admin") && call !== "AdminGetUser" ? "lose" : "answer");
      const run = await ended(await start(order(operation, [user], options)));
      expect(run.items[0]).toMatchObject({ state: "done", message: expect.stringContaining("reading the user back") });
      expect(proxy.writes()).toHaveLength(1);
      await expectInvariants(run);
      expectClosed(run);
    });

  const unprovable: [OperationId, Wanted][] = [
    ["sign-out", {}],
    ["set-permanent-password", { status: "CONFIRMED" }],
    ["set-temporary-password", { status: "FORCE_CHANGE_PASSWORD" }],
  ];
  for (const [operation, wanted] of unprovable)
    test(`${operation} stays unknown where the user shows no difference`, async () => {
      const user = makeUser(wanted);
      proxy.fate = ({ call }) => (call.startsWith("Admin") && call !== "AdminGetUser" ? "lose" : "answer");
      const run = await ended(await start(order(operation, [user])));
      expect(run.items[0]).toMatchObject({ state: "unknown", code: "outcome-unknown", revealable: false });
      expect(proxy.writes()).toHaveLength(1);
    });

  test("a call that was reset before it was applied is unknown, and the directory expects nothing", async () => {
    const user = makeUser();
    proxy.fate = ({ call }) => (call === "AdminDisableUser" ? "reset" : "answer");
    const run = await ended(await start(order("disable", [user])));
    expect(run.items[0]).toMatchObject({ state: "unknown" });
    expect(user.enabled).toBe(true);
    expect(await db.readUsers("test", [user.sub])).toMatchObject([{ enabled: true }]);
  });

  test("nothing is proven when the reading back fails as well", async () => {
    const user = makeUser();
    proxy.fate = ({ call }) => (call === "AdminDisableUser" ? "lose" : call === "AdminGetUser" ? "denied" : "answer");
    const run = await ended(await start(order("disable", [user])));
    expect(run.items[0]).toMatchObject({ state: "unknown" });
    expect(run.job.state).toBe("finished");
  });

  test("the steps after it are not sent, and the record says so", async () => {
    const user = makeUser();
    proxy.fate = ({ call }) => (call === "AdminResetUserPassword" ? "reset" : "answer");
    const run = await ended(await start(order("reset-password", [user], { alsoSignOut: true })));
    expect(proxy.writes().map(({ call }) => call)).toEqual(["AdminResetUserPassword"]);
    const outcomes = run.events.filter(({ kind }) => kind === "outcome").map(({ call, outcome }) => [call, outcome]);
    expect(outcomes).toEqual([
      ["AdminResetUserPassword", "unknown"],
      ["AdminUserGlobalSignOut", "skipped"],
    ]);
    expectClosed(run);
  });

  test("what was done before it is told of the user all the same", async () => {
    const user = makeUser({ status: "FORCE_CHANGE_PASSWORD", verified: false });
    proxy.fate = ({ call }) => (call === "AdminSetUserPassword" ? "reset" : "answer");
    const run = await ended(await start(order("force-confirm", [user], { alsoVerifyEmail: true })));
    expect(states(run)).toEqual(["unknown"]);
    expect(await db.readUsers("test", [user.sub])).toMatchObject([
      { emailVerified: true, status: "FORCE_CHANGE_PASSWORD" },
    ]);
  });
});

describe("a pool that cannot be worked", () => {
  const walls: [Fate, string, string][] = [
    ["denied", "AdminDisableUser", "no-permission"],
    ["no-pool", "AdminDisableUser", "pool-not-found"],
    ["denied", "ListUsers", "no-permission"],
    ["no-pool", "ListUsers", "pool-not-found"],
  ];
  for (const [fate, call, code] of walls)
    test(`ends the run when ${call} is answered: ${fate}`, async () => {
      const users = makeUsers(40);
      await list(users);
      proxy.fate = (request) => (request.call === call ? fate : "answer");
      const run = await ended(await start(order("disable", users)));
      expect(run.job).toMatchObject({ state: "stopped", stoppedBecause: expect.any(String) });
      expect(run.events.find(({ action }) => action === "end-job")).toMatchObject({ outcome: "failed", code });
      expect(users.every(({ enabled }) => enabled)).toBe(true);
      expect(proxy.writes().length).toBeLessThanOrEqual(25);
      // Fifteen of the forty were never begun.
      const untouched = run.items.slice(25);
      expect(untouched.every(({ state, message }) => state === "skipped" && message === run.job.stoppedBecause)).toBe(
        true,
      );
      await expectInvariants(run);
      expectClosed(run);
    });

  test("ends the run when nothing listens there any more", async () => {
    const users = makeUsers(26);
    await list(users);
    await readPool("test");
    // A plan of more than 25 is made from the directory, so it does not notice.
    const { pools } = config();
    configuration.set({ ...config(), pools: pools.map((pool) => ({ ...pool, endpoint: "http://127.0.0.1:1" })) });
    const run = await ended(await start(order("disable", users)));
    expect(run.job.state).toBe("stopped");
    expect(run.job.stoppedBecause).toContain("could not be reached");
    expect(new Set(states(run))).toEqual(new Set(["skipped"]));
    expect(run.events.filter(({ kind }) => kind === "intent")).toEqual([]);
    expect(proxy.writes()).toEqual([]);
  });

  test("is not even begun when its settings cannot be read", async () => {
    const users = makeUsers(2);
    await expect(start({ ...order("disable", users), pool: "lost" })).rejects.toMatchObject({ code: "pool-not-found" });
    await expect(start({ ...order("disable", users), pool: "away" })).rejects.toMatchObject({ code: "unreachable" });
    await expect(start({ ...order("disable", users), pool: "none" })).rejects.toMatchObject({ code: "unknown-pool" });
  });

  test("one user whom Cognito refuses leaves the others done", async () => {
    const [held, free] = [makeUser({ verified: false }), makeUser({ verified: false })];
    const users = emulator.service.pools.get(poolId)?.users;
    proxy.fate = ({ call, username }) => {
      if (call === "AdminUpdateUserAttributes" && username === held.username) users?.remove(held);
      return "answer";
    };
    const run = await ended(await start(order("verify-email", [held, free])));
    expect(run.items.map(({ state, code }) => [state, code])).toEqual([
      ["failed", "user-not-found"],
      ["done", null],
    ]);
    expect(run.job.state).toBe("finished");
    await expectInvariants(run);
    expectClosed(run);
  });

  test("a user who cannot be read now fails alone and is not sent to", async () => {
    const [odd, plain] = [makeUser(), makeUser()];
    let planned = false;
    proxy.fate = ({ call, body }) =>
      planned && call === "ListUsers" && String(body.Filter).includes(odd.sub) ? "broken" : "answer";
    const id = await startAfter(
      () => {
        planned = true;
      },
      order("disable", [odd, plain]),
    );
    const run = await ended(id);
    expect(run.items.map(({ state, code }) => [state, code])).toEqual([
      ["failed", "cognito-broken"],
      ["done", null],
    ]);
    expect(proxy.writes().map(({ username }) => username)).toEqual([plain.username]);
    expect(run.events.filter(({ target, kind }) => kind === "outcome" && target?.sub === odd.sub)).toHaveLength(1);
    await expectInvariants(run);
  });
});

/** Starts a run and lets `change` happen after its plan is stored and before its worker reads anything. */
async function startAfter(
  change: () => void | Promise<void>,
  what: Order,
  by = admin,
  password: string | null = null,
): Promise<string> {
  const changing: Store = {
    ...db,
    createJob: async (job, event) => {
      const created = await db.createJob(job, event);
      await change();
      return created;
    },
  };
  openedStore.set(Promise.resolve(changing));
  return startJob(what, by, password, `key-${++keys}`, Date.now());
}

describe("what happened between plan and turn", () => {
  test("a user who was deleted is skipped and not sent to", async () => {
    const [user, other] = [makeUser(), makeUser()];
    const id = await startAfter(
      () => emulator.service.pools.get(poolId)?.users.remove(user),
      order("disable", [user, other]),
    );
    const run = await ended(id);
    expect(run.items[0]).toMatchObject({ state: "skipped", code: "user-not-found" });
    expect(proxy.writes().map(({ username }) => username)).toEqual([other.username]);
    expect(run.events.find(({ target }) => target?.sub === user.sub)).toMatchObject({ outcome: "skipped" });
    await expectInvariants(run);
  });

  test("a user who signed in meanwhile is skipped with that reason, and the row is renewed", async () => {
    const user = makeUser({ status: "FORCE_CHANGE_PASSWORD" });
    const id = await startAfter(
      () => {
        user.status = "CONFIRMED";
      },
      order("resend-invitation", [user]),
    );
    const run = await ended(id);
    expect(run.items[0]).toMatchObject({ state: "skipped", message: expect.stringContaining("no open invitation") });
    expect(proxy.writes()).toEqual([]);
    expect(await db.readUsers("test", [user.sub])).toMatchObject([{ status: "CONFIRMED" }]);
  });

  test("a user who lost the verified contact is not left with a password nobody knows", async () => {
    const user = makeUser({ status: "FORCE_CHANGE_PASSWORD" });
    const id = await startAfter(() => user.put("email_verified", "false"), order("force-confirm", [user]));
    const run = await ended(id);
    expect(run.items[0]).toMatchObject({ state: "skipped", message: expect.stringContaining("nobody knows") });
    expect(user.status).toBe("FORCE_CHANGE_PASSWORD");
  });

  test("a run that was cancelled sends nothing more, and counts what it did", async () => {
    const users = makeUsers(50);
    await list(users);
    let hold: (() => void) | null = null;
    const held = new Promise<void>((resolve) => {
      hold = resolve;
    });
    proxy.fate = async ({ call }): Promise<Fate> => {
      if (call === "AdminDisableUser") await held;
      return "answer";
    };
    const id = await start(order("disable", users));
    await until(() => proxy.writes().length > 0);
    await cancel(id, admin, Date.now());
    (hold as unknown as () => void)();
    const run = await ended(id);
    await until(async () => (await db.readJob(id))?.counts.sending === 0);
    const settled = await look(id);
    expect(settled.job.state).toBe("cancelled");
    expect(settled.job.counts).toMatchObject({ done: 25, skipped: 25 });
    expect(proxy.writes()).toHaveLength(25);
    expect(users.filter(({ enabled }) => !enabled)).toHaveLength(25);
    expect(settled.items.at(-1)?.message).toBe("Not sent: Ada cancelled the run.");
    expect(run.events.filter(({ action }) => action === "cancel-job")).toHaveLength(1);
    await expectInvariants(settled);
    expectClosed(settled);
  });

  test("only the person who started a run, or an administrator, cancels it", async () => {
    const id = await start(order("disable", makeUsers(1)), agent);
    const other = { actor: { ...ada, sub: "staff-2" }, authority: plainAuthority.agent, session: "x" };
    await expect(cancel(id, other, Date.now())).rejects.toMatchObject({ code: "not-allowed" });
    await expect(cancel("00000000-0000-4000-8000-000000000000", admin, 1)).rejects.toMatchObject({
      code: "unknown-job",
    });
    await ended(id);
  });
});

describe("the same dialog twice", () => {
  test("makes one run, also when both arrive at once", async () => {
    const user = makeUser();
    const what = order("reset-password", [user]);
    const ids = await Promise.all([1, 2, 3].map(() => startJob(what, admin, null, "dialog-1", Date.now())));
    expect(new Set(ids).size).toBe(1);
    const run = await ended(ids[0] as string);
    expect(await startJob(what, admin, null, "dialog-1", Date.now())).toBe(run.job.id);
    expect(inboxOf(user)).toHaveLength(1);
    expect(run.events.filter(({ action }) => action === "start-job")).toHaveLength(1);
  });

  test("after it has changed everybody still names its run", async () => {
    const user = makeUser();
    const id = await startJob(order("disable", [user]), admin, null, "dialog-2", Date.now());
    await ended(id);
    expect(await startJob(order("disable", [user]), admin, null, "dialog-2", Date.now())).toBe(id);
    await expect(start(order("disable", [user]))).rejects.toMatchObject({ code: "nothing-to-do" });
  });

  test("of two people are two runs", async () => {
    const user = makeUser();
    const bea = { ...admin, actor: { ...ada, sub: "staff-2" } };
    const first = await startJob(order("reset-password", [user]), admin, null, "dialog-3", Date.now());
    const second = await startJob(order("reset-password", [user]), bea, null, "dialog-3", Date.now());
    expect(first).not.toBe(second);
    await ended(first);
    await ended(second);
  });
});

describe("a database that fails", () => {
  const failing = (methods: Partial<Store>): Store => ({ ...db, ...methods });
  const down = async (): Promise<never> => {
    throw new Fault("database");
  };
  const quiet = () => vi.spyOn(console, "error").mockImplementation(() => {});

  test.each(["createJob", "leaseJob", "openItems"] as const)("in %s lets nothing reach Cognito", async (method) => {
    const errors = quiet();
    const user = makeUser();
    openedStore.set(Promise.resolve(failing({ [method]: down })));
    await start(order("reset-password", [user])).catch((error) => expect(error).toMatchObject({ code: "database" }));
    await until(() => worker.get().running.size === 0);
    expect(proxy.writes()).toEqual([]);
    expect(inboxOf(user)).toEqual([]);
    errors.mockRestore();
  });

  test("between call and outcome leaves the intent, and nothing is ever sent again", async () => {
    const errors = quiet();
    const users = makeUsers(3);
    openedStore.set(Promise.resolve(failing({ closeItems: down })));
    const id = await start(order("reset-password", users));
    await until(() => worker.get().running.size === 0);
    const left = await look(id);
    expect(left.job.state).toBe("running");
    expect(states(left)).toEqual(["sending", "sending", "sending"]);
    expect(left.events.filter(({ kind }) => kind === "intent")).toHaveLength(3);

    // Another process takes it up, but not before the lease has run out.
    startProcess("successor");
    openedStore.set(Promise.resolve(db));
    await resumeJobs();
    await until(() => worker.get().running.size === 0);
    expect(states(await look(id))).toEqual(["sending", "sending", "sending"]);

    const later = 200_000;
    openedStore.set(
      Promise.resolve(
        failing({
          idleJobs: async (owner, now) => (await db.idleJobs(owner, now + later)).filter((idle) => idle === id),
          leaseJob: (job, owner, now, ms) => db.leaseJob(job, owner, now + later, ms),
        }),
      ),
    );
    await resumeJobs();
    const run = await ended(id);
    expect(run.job).toMatchObject({ state: "finished", counts: { unknown: 3, pending: 0, sending: 0 } });
    expect(proxy.writes()).toHaveLength(3);
    for (const user of users) expect(inboxOf(user)).toHaveLength(1);
    await expectInvariants(run);
    errors.mockRestore();
  });

  test("a run whose process ended before it began is carried out by the next", async () => {
    const errors = quiet();
    const users = makeUsers(2);
    openedStore.set(Promise.resolve(failing({ pendingItems: down })));
    const id = await start(order("reset-password", users));
    await until(() => worker.get().running.size === 0);
    expect(proxy.writes()).toEqual([]);
    openedStore.set(
      Promise.resolve(
        failing({
          idleJobs: async (owner, now) => (await db.idleJobs(owner, now + 200_000)).filter((idle) => idle === id),
          leaseJob: (job, owner, now, ms) => db.leaseJob(job, owner, now + 200_000, ms),
        }),
      ),
    );
    startProcess("successor-2");
    await resumeJobs();
    const run = await ended(id);
    expect(states(run)).toEqual(["done", "done"]);
    for (const user of users) expect(inboxOf(user)).toHaveLength(1);
    errors.mockRestore();
  });

  test("that answers again later is asked again, and the run goes on", async () => {
    const errors = quiet();
    const users = makeUsers(2);
    await resumeJobs();
    openedStore.set(Promise.resolve(failing({ openItems: down })));
    const id = await start(order("reset-password", users));
    await until(() => worker.get().running.size === 0);
    expect(proxy.writes()).toEqual([]);
    openedStore.set(Promise.resolve(db));
    await until(async () => (await db.readJob(id))?.state === "finished");
    const run = await ended(id);
    expect(states(run)).toEqual(["done", "done"]);
    for (const user of users) expect(inboxOf(user)).toHaveLength(1);
    await expectInvariants(run);
    errors.mockRestore();
  });

  test("a process that is told to stop ends what it has sent, leaves the rest to the next, and gives its lease back", async () => {
    const users = makeUsers(30);
    await list(users);
    let release = (): void => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    proxy.fate = async ({ call }): Promise<Fate> => {
      if (call === "AdminResetUserPassword") await held;
      return "answer";
    };
    const id = await start(order("reset-password", users));
    await until(() => proxy.writes().length === 25);
    const drained = drainJobs(120_000);
    release();
    await drained;
    expect((await db.readJob(id))?.counts).toMatchObject({ done: 25, pending: 5 });
    startProcess("successor-3");
    expect(await db.idleJobs("successor-3", Date.now())).toContain(id);
    await resumeJobs();
    const run = await ended(id);
    expect(run.job).toMatchObject({ state: "finished", counts: { done: 30 } });
    for (const user of users) expect(inboxOf(user)).toHaveLength(1);
    await expectInvariants(run);
  });

  test("a worker that lost its lease to another sends nothing", async () => {
    const user = makeUser();
    openedStore.set(
      Promise.resolve(
        failing({
          pendingItems: async (id, limit) => {
            const items = await db.pendingItems(id, limit);
            if (proxy.writes().length === 0) await db.leaseJob(id, "thief", Date.now() + 10_000_000, 60_000);
            return items;
          },
        }),
      ),
    );
    const id = await start(order("reset-password", [user]));
    await until(() => worker.get().running.size === 0);
    expect(proxy.writes()).toEqual([]);
    expect(states(await look(id))).toEqual(["pending"]);
  });
});

describe("passwords", () => {
  const typed = "Typed-by-an-admin-7";
  const sentPassword = () => String(proxy.writes()[0]?.body.Password);

  /** Everything the console keeps: rows, both copies of the audit. */
  async function kept(id: string): Promise<string> {
    const run = await look(id);
    const rows = await db.readUsers(
      "test",
      run.items.map(({ sub }) => sub),
    );
    const file = readFileSync(path.join(folder, "audit.ndjson"), "utf8");
    return JSON.stringify([run, rows, await db.walkEvents(1, 1_000_000)]) + file;
  }

  test("a generated one is shown once, to the person who started the run, after that is on record", async () => {
    const user = makeUser();
    const id = await start(order("set-temporary-password", [user]), agent);
    const run = await ended(id);
    expect(run.items[0]).toMatchObject({ state: "done", revealable: true });
    await expect(reveal(id, 0, { ...admin, actor: { ...ada, sub: "staff-2" } }, Date.now())).rejects.toMatchObject({
      code: "not-allowed",
    });
    await expect(reveal(id, 1, agent, Date.now())).rejects.toMatchObject({ code: "unknown-job" });
    const both = await Promise.allSettled([reveal(id, 0, agent, Date.now()), reveal(id, 0, agent, Date.now())]);
    const shown = both.filter((one) => one.status === "fulfilled");
    expect(shown).toHaveLength(1);
    expect(shown[0]?.value).toEqual({ password: sentPassword(), note: expect.stringContaining("works until") });
    await expect(reveal(id, 0, agent, Date.now())).rejects.toMatchObject({ code: "already-revealed" });
    const events = (await look(id)).events.filter(({ action }) => action === "reveal-password");
    expect(events.length).toBeGreaterThanOrEqual(1);
    expect(await kept(id)).not.toContain(JSON.stringify(sentPassword()).slice(1, -1));
  });

  test("is not shown when that cannot be recorded", async () => {
    const id = await start(order("set-temporary-password", [makeUser()]));
    await ended(id);
    openedStore.set(
      Promise.resolve({
        ...db,
        append: async () => {
          throw new Fault("database");
        },
      }),
    );
    await expect(reveal(id, 0, admin, Date.now())).rejects.toMatchObject({ code: "database" });
    openedStore.set(Promise.resolve(db));
    expect((await reveal(id, 0, admin, Date.now())).password).toBe(sentPassword());
  });

  test("is gone after a restart, and that is told", async () => {
    const id = await start(order("set-temporary-password", [makeUser()]));
    await ended(id);
    passwordVault.forget();
    await resumeJobs();
    expect((await look(id)).items[0]?.revealable).toBe(false);
    await expect(reveal(id, 0, admin, Date.now())).rejects.toMatchObject({ code: "already-revealed" });
  });

  test("one that nobody learns is neither shown nor kept", async () => {
    const id = await start(order("force-confirm", [makeUser({ status: "RESET_REQUIRED" })]));
    const run = await ended(id);
    expect(run.items[0]).toMatchObject({ state: "done", revealable: false });
    expect(sentPassword()).toHaveLength(40);
    expect(await kept(id)).not.toContain(JSON.stringify(sentPassword()).slice(1, -1));
    expect(JSON.stringify([...passwordVault.get()])).not.toContain(sentPassword());
  });

  test("a typed one is sent as typed, never shown and never kept", async () => {
    const user = makeUser();
    const what = order("set-permanent-password", [user], { typedPassword: true });
    const id = await startJob(what, admin, typed, "typed-1", Date.now());
    const run = await ended(id);
    expect(run.items[0]).toMatchObject({ state: "done", revealable: false });
    expect(sentPassword()).toBe(typed);
    expect(await kept(id)).not.toContain(typed);
    expect([...passwordVault.get()]).toEqual([]);
  });

  test("a typed one that the policy does not take, or that is missing, begins nothing", async () => {
    const what = order("set-permanent-password", [makeUser()], { typedPassword: true });
    for (const wrong of [null, "", "short", "no upper case 1!", "NO LOWER CASE 1!", " Leading-space-1"])
      await expect(startJob(what, admin, wrong, `typed-${wrong}`, 1)).rejects.toMatchObject({
        code: "password-policy",
      });
    expect(proxy.writes()).toEqual([]);
    expect(await db.jobOfKey(`${ada.sub}/typed-short`)).toBeNull();
  });

  test("a typed one that was lost before its turn fails that user, and nothing is sent", async () => {
    const user = makeUser();
    const id = await startAfter(
      () => passwordVault.get().clear(),
      order("set-permanent-password", [user], { typedPassword: true }),
      admin,
      typed,
    );
    const run = await ended(id);
    expect(run.items[0]).toMatchObject({ state: "failed", code: "password-gone" });
    expect(run.job.state).toBe("finished");
    expect(proxy.writes()).toEqual([]);
    expect(run.events.filter(({ code }) => code === "password-gone")).toHaveLength(1);
  });

  test("the service's own words about a password carry none of it", async () => {
    const user = makeUser();
    const policy = emulator.service.pools.get(poolId)?.passwordPolicy;
    if (!policy) throw new Error("The pool is there.");
    const id = await startAfter(
      () => {
        policy.MinimumLength = 60;
      },
      order("set-permanent-password", [user], { typedPassword: true }),
      admin,
      typed,
    );
    const run = await ended(id);
    policy.MinimumLength = 12;
    expect(run.items[0]).toMatchObject({ state: "failed", code: "password-policy" });
    expect(run.items[0]?.message).toContain("Password not long enough");
    expect(await kept(id)).not.toContain(typed);
  });
});

describe("who may start what", () => {
  test("is decided before anything is asked of the users", async () => {
    const users = makeUsers(2);
    const refused: [Order, "agent" | "admin", string][] = [
      [order("set-permanent-password", users), "agent", "not-allowed"],
      [order("force-confirm", users, { showPassword: true }), "agent", "not-allowed"],
      [order("set-permanent-password", users, { typedPassword: true }), "admin", "not-allowed"],
      [{ ...order("disable", []), subs: Array.from({ length: 51 }, (_, n) => `s${n}`) }, "agent", "too-many-users"],
      [{ ...order("disable", []), subs: Array.from({ length: 501 }, (_, n) => `s${n}`) }, "admin", "too-many-users"],
    ];
    for (const [what, role, code] of refused)
      await expect(start(what, { ...admin, authority: plainAuthority[role] })).rejects.toMatchObject({ code });
    expect(proxy.received.filter(({ call }) => call === "ListUsers")).toEqual([]);
  });

  test("the same user named twice counts once", async () => {
    const user = makeUser();
    const run = await ended(await start(order("reset-password", [user, user, user])));
    expect(run.job.total).toBe(1);
    expect(inboxOf(user)).toHaveLength(1);
  });
});

describe("reason and ticket", () => {
  const rule: ReasonRule = {
    operations: ["reset-password"],
    classes: [],
    reason: "required",
    ticket: "SUP-[0-9]+",
    example: null,
  };
  const why = { reason: "The phone was lost", ticket: "SUP-7" };

  test("that a pool asks for are not passed over, neither by a chain nor by another form", async () => {
    reasons.push(rule);
    const user = makeUser();
    const asks = order("reset-password", [user]);
    for (const given of [
      {},
      { reason: why.reason },
      { ticket: why.ticket },
      { ...why, ticket: "7" },
      { ...why, reason: " " },
    ])
      await expect(start({ ...asks, ...given })).rejects.toMatchObject({ code: "reason-missing" });
    await expect(start(order("sign-out", [user], { first: ["reset-password"] }))).rejects.toMatchObject({
      code: "reason-missing",
    });
    expect(proxy.writes()).toEqual([]);
  });

  test("stand with the run and in every event of it", async () => {
    reasons.push(rule);
    const users = [makeUser({ enabled: false }), makeUser({ email: null }), makeUser()];
    const id = await start({ ...order("reset-password", users, { first: ["enable"] }), ...why, ticket: " SUP-7 " });
    const run = await ended(id);
    expect(run.job).toMatchObject(why);
    expect(run.events.length).toBeGreaterThan(6);
    for (const { detail } of run.events) expect(detail).toMatchObject(why);
  });

  test("stand in the event of a password that was shown and of a run that was cancelled", async () => {
    const id = await start({ ...order("set-temporary-password", [makeUser()]), ...why });
    await ended(id);
    await reveal(id, 0, admin, Date.now());
    expect((await look(id)).events.at(-1)).toMatchObject({ action: "reveal-password", detail: why });
  });

  test("may be left out where nobody asks", async () => {
    const run = await ended(await start({ ...order("reset-password", [makeUser()]), reason: "", ticket: null }));
    expect(run.job).toMatchObject({ state: "finished", reason: null, ticket: null });
    for (const { detail } of run.events) expect(Object.keys(detail)).not.toContain("reason");
  });

  test("never hold the password that was typed", async () => {
    const typed = "Typed-by-an-admin-7";
    const what = order("set-permanent-password", [makeUser()], { typedPassword: true });
    for (const given of [{ reason: `set it to ${typed}.` }, { ticket: typed }]) {
      const started = startJob({ ...what, ...given }, admin, typed, `secret-${++keys}`, Date.now());
      await expect(started).rejects.toMatchObject({ code: "secret-in-reason" });
      await expect(started).rejects.not.toThrow(typed);
    }
    expect(proxy.writes()).toEqual([]);
    expect(JSON.stringify(await db.walkEvents(1, 1_000_000))).not.toContain(typed);
  });
});
