import { randomInt, randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { inspect } from "node:util";
import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import type { PGlite } from "@electric-sql/pglite";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { previewPlan, revealPassword, startJob } from "#app/(console)/pools/[pool]/users/actions.ts";
import { testEmulator } from "#emulator/fixture.ts";
import { User as EmulatedUser, type UserStatus } from "#emulator/users/user.ts";
import { defaultLimits } from "#lib/authority/authority.ts";
import { holdUnpaced } from "#lib/cognito/fixture.ts";
import { configuration } from "#lib/config.ts";
import { openedStore } from "#lib/db/connection.ts";
import { openTestPglite } from "#lib/db/fixture.ts";
import { embeddedStore } from "#lib/db/pglite.ts";
import type { Store } from "#lib/db/store.ts";
import { type Env, environment } from "#lib/env.ts";
import { passwordVault } from "#lib/jobs/password-vault.ts";
import { jobPage, jobsPage } from "#lib/jobs/queries.ts";
import { worker } from "#lib/jobs/worker.ts";
import { type OperationId, operationIds } from "#lib/operations/catalog.ts";
import type { OperationOptions } from "#lib/operations/options.ts";
import { generatePassword } from "#lib/operations/password.ts";

// Passwords, codes and tokens that are known here go through every operation, and are looked for in all that the console keeps,
// writes and answers.

// Hundreds of runs, on a machine that may be busy with others.
vi.setConfig({ testTimeout: 300_000 });

const origin = "http://localhost:3000";
const staff = vi.hoisted(() => ({ role: "admin" }));
vi.mock("next/headers", () => ({ headers: async () => new Headers({ origin: "http://localhost:3000" }) }));
vi.mock("#lib/session.ts", () => ({
  currentStaff: async () => ({
    actor: { sub: "staff-1", name: "Ada", email: "ada@example.com" },
    grants: [{ pool: "test", role: staff.role }],
    session: "0123456789ab",
    hash: "any",
    authenticatedAt: 1,
  }),
}));

/** What becomes of a call that changes a user. */
type Fate = "answer" | "lose" | "reset" | "broken" | "refuse" | "denied" | "page";
const fates: Fate[] = ["answer", "lose", "reset", "broken", "refuse", "denied", "page"];
const errors: Partial<Record<Fate, [status: number, type: string, message: string]>> = {
  broken: [500, "InternalErrorException", "Internal server error"],
  refuse: [400, "InvalidPasswordException", "Password does not conform to policy: Password not long enough"],
  denied: [400, "AccessDeniedException", "User: arn:aws:sts::1:role/x is not authorized to perform this"],
};

const canaries = new Set<string>();

const emulator = testEmulator();
const folder = mkdtempSync(path.join(tmpdir(), "lifeguard-canary-"));
let fate: Fate = "answer";
let pglite: PGlite;
let db: Store;
let proxy: Server;
let poolId = "";
let client = "";
let made = 0;
/** All that came out of the console: answers, errors and its log. */
const said: unknown[] = [];

async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString();
  const target = String(request.headers["x-amz-target"]);
  const headers = { "content-type": "application/x-amz-json-1.1" };
  const { Password } = JSON.parse(body) as { Password?: string };
  if (Password !== undefined) canaries.add(Password);
  const changes = /\.Admin(?!GetUser|List)/.test(target);
  const meets = changes ? fate : "answer";
  const reply = (status: number, text: string): void => {
    response.writeHead(status, headers);
    response.end(text);
  };
  if (meets === "reset") return void request.socket.resetAndDestroy();
  const error = errors[meets];
  if (error) return reply(error[0], JSON.stringify({ __type: error[1], message: error[2] }));
  const authorization = String(request.headers.authorization);
  const answered = await fetch(emulator.url, {
    method: "POST",
    headers: { ...headers, "x-amz-target": target, authorization },
    body,
  });
  const text = await answered.text();
  if (meets === "lose") return void request.socket.resetAndDestroy();
  reply(answered.status, meets === "page" ? "<html>Welcome to the proxy</html>" : text);
}

beforeAll(async () => {
  for (const method of ["log", "info", "warn", "error", "debug"] as const)
    vi.spyOn(console, method).mockImplementation((...words) => void said.push(words));
  pglite = await openTestPglite();
  db = await embeddedStore(pglite, "lib/db/migrations");
  poolId = await emulator.createPool();
  client = (await emulator.createClient(poolId)).id;
  emulator.service.call("CreateGroup", { UserPoolId: poolId, GroupName: "support" });
  proxy = createServer((request, response) => void pass(request, response));
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  const endpoint = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const pool = {
    key: "test",
    name: "Test",
    id: poolId,
    region: "us-east-1",
    endpoint,
    typedPasswords: true,
    reasons: [],
    test: true,
  };
  environment.set({ LIFEGUARD_DATA: folder, APP_ORIGIN: origin } as Env);
  configuration.set({ pools: [pool], grants: [], limits: defaultLimits });
  openedStore.set(Promise.resolve(db));
  const credentials = { accessKeyId: "any", secretAccessKey: "any" };
  const sdk = new CognitoIdentityProviderClient({ endpoint, region: "us-east-1", credentials, maxAttempts: 1 });
  holdUnpaced(endpoint, sdk);
});

afterEach(() => {
  fate = "answer";
  staff.role = "admin";
});

afterAll(async () => {
  vi.restoreAllMocks();
  await new Promise<void>((resolve) => {
    proxy.close(() => resolve());
    proxy.closeAllConnections();
  });
  await db.close();
  rmSync(folder, { recursive: true, force: true });
});

function makeUser(status: UserStatus = "CONFIRMED", more: string[] = []): EmulatedUser {
  const { service } = emulator;
  const username = `user${++made}`;
  const attributes = ["email", `${username}@example.com`, "email_verified", "true", ...more];
  const createdAt = service.clock.now();
  const user = new EmulatedUser({ username, sub: service.random.uuid(), status, createdAt, attributes });
  service.pools.get(poolId)?.users.add(user);
  return user;
}

const policy = { minimumLength: 8, uppercase: true, lowercase: true, numbers: true, symbols: true };
function newCanary(): string {
  const canary = generatePassword(policy, 24, randomInt);
  canaries.add(canary);
  return canary;
}

/** Whatever it answers or throws is kept to be searched. */
async function heard<T>(asked: Promise<T>): Promise<T | null> {
  try {
    const answer = await asked;
    said.push(answer);
    return answer;
  } catch (error) {
    said.push(error);
    return null;
  }
}

/** Gives up a little before the test would: on a busy machine a run of thirty users takes its time. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 240_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error("It never came to that.");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Plans, starts and ends a run, as the dialog and the page of the run do; answers its id, if it came to one. */
async function run(
  operation: OperationId,
  users: EmulatedUser[],
  options: OperationOptions = {},
  password: string | null = null,
): Promise<string | null> {
  const order = { pool: "test", operation, options, subs: users.map(({ sub }) => sub) };
  await heard(previewPlan(order));
  const started = await heard(startJob({ ...order, password, key: randomUUID() }));
  if (!started?.ok) return null;
  const { jobId } = started.value;
  await until(async () => (await db.readJob(jobId))?.state !== "running");
  await until(() => !worker.get().running.has(jobId));
  await heard(jobPage(jobId, 0, 1_000));
  return jobId;
}

/** Each password that a run can show is shown once: that answer is the one place, and it is not searched. */
async function revealAll(jobId: string | null): Promise<string[]> {
  const shown: string[] = [];
  for (const { n, revealable } of jobId ? await db.listItems(jobId, 0, 1_000) : []) {
    const first = await revealPassword({ job: jobId, n });
    if (first.ok) {
      shown.push(first.value.password);
      said.push({ ...first.value, password: "" });
    } else said.push(first);
    expect(first.ok).toBe(revealable);
    expect((await heard(revealPassword({ job: jobId, n })))?.ok).toBe(false);
  }
  return shown;
}

test("passwords that were typed: taken, refused, lost and broken off", async () => {
  for (fate of fates)
    for (const operation of ["set-temporary-password", "set-permanent-password"] as const)
      for (const alsoSignOut of [false, true])
        for (let again = 0; again < 2; again++)
          await run(operation, [makeUser()], { typedPassword: true, alsoSignOut }, newCanary());
});

test("passwords that were typed, and that the console itself refuses", async () => {
  const user = makeUser();
  const typed: OperationOptions = { typedPassword: true };
  const set = (options: OperationOptions, password: string, users = [user]) =>
    run("set-permanent-password", users, options, password);
  expect(await set(typed, ` ${newCanary()}`)).toBeNull();
  expect(await set(typed, `${newCanary()}\n`)).toBeNull();
  expect(await set(typed, newCanary().repeat(20))).toBeNull();
  expect(await set(typed, newCanary().toLowerCase())).toBeNull();
  expect(await set(typed, newCanary(), [user, makeUser()])).toBeNull();
  expect(await set(typed, newCanary(), [makeUser("EXTERNAL_PROVIDER")])).toBeNull();
  expect(await set({ ...typed, group: newCanary() }, newCanary())).toBeNull();
  expect(await set({ ...typed, notAnOption: newCanary() } as OperationOptions, newCanary())).toBeNull();
  expect(await run("delete", [user], typed, newCanary())).toBeNull();
  for (staff.role of ["agent", "viewer"]) expect(await set(typed, newCanary())).toBeNull();
  const order = {
    pool: newCanary(),
    operation: newCanary(),
    options: {},
    subs: [user.sub],
    password: newCanary(),
    key: 1,
  };
  await heard(startJob(order));
  staff.role = "admin";
  const told = newCanary();
  const why = { reason: `Was told ${told} on the phone`, ticket: null };
  const again = { pool: "test", operation: "set-permanent-password", options: typed, subs: [user.sub], ...why };
  const refused = await heard(startJob({ ...again, password: told, key: randomUUID() }));
  expect(refused).toMatchObject({ ok: false, error: { code: "secret-in-reason" } });
  // A password that is sent along unasked is not taken up.
  await run("sign-out", [user], {}, newCanary());
});

test("passwords that were made here: each shown once, or never", async () => {
  for (fate of fates) {
    const temporary = await run("set-temporary-password", [makeUser(), makeUser(), makeUser()]);
    const permanent = await run("set-permanent-password", [makeUser("RESET_REQUIRED"), makeUser()], {
      alsoSignOut: true,
    });
    const showPassword = await run("force-confirm", [makeUser("FORCE_CHANGE_PASSWORD")], { showPassword: true });
    await run("force-confirm", [makeUser("FORCE_CHANGE_PASSWORD"), makeUser("RESET_REQUIRED")]);
    const shown = [
      ...(await revealAll(temporary)),
      ...(await revealAll(permanent)),
      ...(await revealAll(showPassword)),
    ];
    expect(new Set(shown).size).toBe(shown.length);
    if (fate === "answer") expect(shown).toHaveLength(6);
    for (const password of shown) expect(canaries).toContain(password);
  }
});

test("codes, invitations and tokens: never seen by the console", async () => {
  const users = Array.from({ length: 12 }, () => makeUser());
  for (const user of users) {
    const Password = newCanary();
    const who = { UserPoolId: poolId, Username: user.username };
    emulator.service.call("AdminSetUserPassword", { ...who, Password, Permanent: true });
    const AuthParameters = { USERNAME: user.username, PASSWORD: Password };
    const input = { ClientId: client, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters };
    const { AuthenticationResult: tokens } = emulator.service.call("InitiateAuth", input) as {
      AuthenticationResult: Record<string, string>;
    };
    for (const name of ["AccessToken", "IdToken", "RefreshToken"]) canaries.add(tokens[name] as string);
  }
  await run("sign-out", users.slice(0, 4));
  await run("reset-password", users.slice(4), { alsoSignOut: true });
  await run(
    "resend-invitation",
    Array.from({ length: 12 }, () => makeUser("FORCE_CHANGE_PASSWORD")),
  );
  for (const { code, temporaryPassword } of emulator.service.inbox.list())
    for (const secret of [code, temporaryPassword]) if (secret) canaries.add(secret);
  expect(emulator.service.inbox.list().filter(({ code }) => code)).toHaveLength(8);
  expect(emulator.service.inbox.list().filter(({ temporaryPassword }) => temporaryPassword)).toHaveLength(12);
});

test("every other operation, with a password among what it is told", async () => {
  const special: Partial<Record<OperationId, OperationOptions>> = {
    "edit-attributes": { attributes: { name: "Ada" } },
    "add-to-group": { group: "support" },
    "remove-from-group": { group: "support" },
  };
  const among = ["CONFIRMED", "FORCE_CHANGE_PASSWORD", "UNCONFIRMED"] as const;
  for (const operation of operationIds)
    for (fate of fates) {
      const user = makeUser(among[made % among.length]);
      const options = operation === "delete" ? { typedUsername: user.username } : (special[operation] ?? {});
      await revealAll(await run(operation, [user], options, newCanary()));
    }
});

/** As text: plain, as JSON has it, in an address, and in base64. A short code counts only where it stands alone. */
function isIn(text: string, canary: string): boolean {
  if (/^\d{6}$/.test(canary)) return new RegExp(`(?<![\\w.-])${canary}(?![\\w.-])`).test(text);
  const base64 = Buffer.from(canary)
    .toString("base64")
    .replace(/.{2}=*$/, "");
  const json = JSON.stringify(canary).slice(1, -1);
  return [canary, json, encodeURIComponent(canary), base64].some((form) => text.includes(form));
}

async function allRows(): Promise<string> {
  const tables = await pglite.query<{ schema: string; name: string }>(
    "select table_schema as schema, table_name as name from information_schema.tables where table_schema in ('public', 'drizzle')",
  );
  const rows: string[] = [];
  for (const { schema, name } of tables.rows)
    rows.push(JSON.stringify((await pglite.query(`select * from "${schema}"."${name}"`)).rows));
  return rows.join("\n");
}

/** Errors show what they hold in other ways than JSON does: both are searched. */
const wholeText = (value: unknown): string =>
  `${JSON.stringify(value)} ${inspect(value, { depth: Number.POSITIVE_INFINITY, maxStringLength: null, maxArrayLength: null })}`;

test("of all these none is found in what the console keeps, writes or answers", async () => {
  await heard(jobsPage(null, 10_000));
  const places: Record<string, string> = {
    tables: await allRows(),
    audit: readFileSync(path.join(folder, "audit.ndjson"), "utf8"),
    answers: said.map(wholeText).join("\n"),
    vault: wholeText([...passwordVault.get()]),
  };
  // The search finds what is there: a username and the name of an error.
  for (const place of ["tables", "audit", "answers"])
    expect(isIn(places[place] as string, "user1@example.com"), place).toBe(true);
  expect(isIn(places.answers as string, "password-policy")).toBe(true);

  expect(canaries.size).toBeGreaterThan(200);
  const found = Object.entries(places).flatMap(([place, text]) =>
    [...canaries].filter((canary) => isIn(text, canary)).map((canary) => [place, canary]),
  );
  // Files are searched for the plain text alone, and not for codes: any six digits stand in them.
  const files = Buffer.from(await (await pglite.dumpDataDir("none")).arrayBuffer());
  expect(files.includes("user1@example.com")).toBe(true);
  for (const canary of canaries) if (canary.length > 6 && files.includes(canary)) found.push(["files", canary]);
  expect(found).toEqual([]);
});
