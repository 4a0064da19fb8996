// Next finds Node's request storage once, when its modules load.
import "next/dist/server/node-environment-baseline.js";
import { randomUUID } from "node:crypto";
import {
  AdminSetUserMFAPreferenceCommand,
  ConfirmForgotPasswordCommand,
  ForgotPasswordCommand,
  InitiateAuthCommand,
  SetUserPoolMfaConfigCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { newPassword, outcome, testEmulator } from "#emulator/fixture.ts";
import { defaultLimits } from "#lib/authority/authority.ts";
import { plainAuthority } from "#lib/authority/fixture.ts";
import type { Requester } from "#lib/authority/requester.ts";
import { testConsole } from "#lib/fixture.ts";
import { makePlan, startJob } from "#lib/jobs/start.ts";
import { worker } from "#lib/jobs/worker.ts";
import type { OperationId } from "#lib/operations/catalog.ts";
import type { OperationOptions } from "#lib/operations/options.ts";
import type { PoolEntry } from "#lib/pools/pool.ts";

// Cases 3 and 4 of the second factor that is the only contact, with their neighbours, on a pool with e-mail codes.

const emulator = testEmulator();
const pool: PoolEntry = {
  ...{ key: "customers", name: "Customers", id: "", region: "us-east-1", endpoint: "" },
  ...{ typedPasswords: false, test: false, reasons: [] },
};
const lifeguard = testConsole({ pools: [pool], grants: [], limits: defaultLimits });
const by: Requester = {
  actor: { sub: "staff-1", name: "Ada", email: null },
  authority: plainAuthority.admin,
  session: "0123456789ab",
};
let client = "";

beforeAll(async () => {
  vi.stubEnv("AWS_ACCESS_KEY_ID", "any");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "any");
  const UserPoolId = await emulator.createPool({
    AccountRecoverySetting: { RecoveryMechanisms: [{ Name: "verified_email", Priority: 1 }] },
  });
  client = (await emulator.createClient(UserPoolId)).id;
  await emulator.send(
    new SetUserPoolMfaConfigCommand({
      UserPoolId,
      MfaConfiguration: "OPTIONAL",
      EmailMfaConfiguration: { Message: "Your code: {####}", Subject: "Code" },
      SoftwareTokenMfaConfiguration: { Enabled: true },
    }),
  );
  Object.assign(pool, { id: UserPoolId, endpoint: emulator.url });
});
beforeEach(() => {
  worker.set({ owner: randomUUID(), running: new Set(), draining: false, watch: null });
  pool.lookBeforeConfirm = true;
});
afterEach(() => emulator.control("DELETE", "faults"));

let made = 0;
/** Invited or confirmed, with a verified address. */
async function makePerson(state: "invited" | "confirmed", preference?: "preferred" | "enabled") {
  const Username = `person${++made}`;
  const attributes = { email: `${Username}@example.com`, email_verified: "true" };
  if (state === "invited") await emulator.createUser(pool.id, Username, attributes);
  else await emulator.createConfirmed(pool.id, Username, attributes);
  if (preference) {
    const EmailMfaSettings = { Enabled: true, PreferredMfa: preference === "preferred" };
    await emulator.send(new AdminSetUserMFAPreferenceCommand({ UserPoolId: pool.id, Username, EmailMfaSettings }));
  }
  const { UserAttributes = [] } = await emulator.getUser(pool.id, Username);
  return { Username, sub: UserAttributes.find(({ Name }) => Name === "sub")?.Value ?? "" };
}
type Person = Awaited<ReturnType<typeof makePerson>>;

async function run(operation: OperationId, people: Person[], options: OperationOptions = {}) {
  const subs = people.map(({ sub }) => sub);
  const id = await startJob({ pool: pool.key, operation, options, subs }, by, null, randomUUID(), Date.now());
  await vi.waitUntil(async () => (await lifeguard.db.readJob(id))?.state !== "running", { timeout: 20_000 });
  const items = await lifeguard.db.listItems(id, 0, 100);
  const looked = (await lifeguard.events()).filter(
    (event) => event.jobId === id && event.action === "look-at-second-factors",
  );
  return {
    items: subs.map((sub) => items.find((item) => item.sub === sub)),
    looks: looked.map(({ kind, call, outcome, target, detail }) => [
      kind,
      call,
      outcome,
      target?.username,
      detail.billable,
    ]),
  };
}

/** By the code that comes to the inbox, and with the password chosen by it. */
async function recovers({ Username }: Person): Promise<string> {
  const asked = await outcome(emulator.send(new ForgotPasswordCommand({ ClientId: client, Username })));
  if (asked !== "ok") return asked;
  const [message] = await emulator.inbox({ username: Username });
  const ConfirmationCode = message?.code;
  await emulator.send(
    new ConfirmForgotPasswordCommand({ ClientId: client, Username, ConfirmationCode, Password: newPassword }),
  );
  const signedIn = await emulator.send(
    new InitiateAuthCommand({
      ClientId: client,
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: Username, PASSWORD: newPassword },
    }),
  );
  return signedIn.AuthenticationResult ? "signed in" : (signedIn.ChallengeName ?? "nothing");
}

test("whoever got a password that nobody knows gets in by Forgot password; whoever could not is skipped, and both were looked at on record", async () => {
  const free = await makePerson("invited");
  const barred = await makePerson("invited", "preferred");
  const { items, looks } = await run("force-confirm", [free, barred]);
  expect(items).toMatchObject([
    { state: "done" },
    { state: "skipped", message: expect.stringContaining("also gets the second factor") },
  ]);
  expect(await recovers(free)).toBe("signed in");
  expect((await emulator.getUser(pool.id, barred.Username)).UserStatus).toBe("FORCE_CHANGE_PASSWORD");
  for (const { Username } of [free, barred]) {
    expect(looks).toContainEqual(["intent", "AdminGetUser", null, Username, "yes"]);
    expect(looks).toContainEqual(["outcome", "AdminGetUser", "done", Username, "yes"]);
  }
});

test("a second factor that is only enabled, and not preferred, stands in nobody's way", async () => {
  const person = await makePerson("invited", "enabled");
  const { items } = await run("force-confirm", [person]);
  expect(items).toMatchObject([{ state: "done" }]);
  expect(await recovers(person)).not.toMatch(/Exception/);
});

test("with the second factors turned off first, or a password that is shown, nobody is looked at", async () => {
  const [off, shown] = [await makePerson("invited", "preferred"), await makePerson("invited", "preferred")];
  const first: OperationId[] = ["turn-off-second-factors"];
  const order = { pool: pool.key, operation: "force-confirm" as const, options: { first }, subs: [off.sub] };
  const id = await startJob({ ...order, reason: "Lost the phone" }, by, null, randomUUID(), Date.now());
  await vi.waitUntil(async () => (await lifeguard.db.readJob(id))?.state !== "running", { timeout: 20_000 });
  expect(await recovers(off)).toBe("signed in");
  const { items, looks } = await run("force-confirm", [shown], { showPassword: true });
  expect([items, looks]).toMatchObject([[{ state: "done" }], []]);
});

test("whoever cannot be read is left as they are, with the reason", async () => {
  const person = await makePerson("invited");
  await emulator.control("POST", "faults", { fault: "accessDenied", operations: ["AdminGetUser"] });
  const { items, looks } = await run("force-confirm", [person]);
  await emulator.control("DELETE", "faults");
  expect(items).toMatchObject([{ state: "skipped", message: expect.stringContaining("could not be read") }]);
  expect(looks).toContainEqual(["outcome", "AdminGetUser", "failed", person.Username, "yes"]);
  expect((await emulator.getUser(pool.id, person.Username)).UserStatus).toBe("FORCE_CHANGE_PASSWORD");
});

test("where the pool's entry forbids to look, nobody is looked at and there is nothing to do", async () => {
  pool.lookBeforeConfirm = false;
  const person = await makePerson("invited");
  await expect(run("force-confirm", [person])).rejects.toMatchObject({ code: "nothing-to-do" });
});

test("a reset looks only where it was asked to; Cognito's refusal names the second factor", async () => {
  const barred = await makePerson("confirmed", "preferred");
  const blind = await run("reset-password", [barred]);
  expect(blind.looks).toEqual([]);
  expect(blind.items).toMatchObject([
    { state: "failed", code: "no-verified-contact", message: expect.stringContaining("second factor") },
  ]);
  const free = await makePerson("confirmed");
  const asked = await run("reset-password", [barred, free], { lookFirst: true });
  expect(asked.items).toMatchObject([
    { state: "skipped", message: expect.stringContaining("also gets the second factor") },
    { state: "done" },
  ]);
  expect(asked.looks).toHaveLength(4);
  expect((await emulator.getUser(pool.id, barred.Username)).UserStatus).toBe("CONFIRMED");
});

test("a plan for one person looks when it is asked to, on record by whoever asked, and never for several", async () => {
  const [barred, free] = [await makePerson("confirmed", "preferred"), await makePerson("confirmed")];
  const order = { pool: pool.key, operation: "reset-password" as const, options: {} };
  const planned = (subs: string[]) => lifeguard.recorded(() => makePlan({ ...order, subs }, by, null, by));
  const { value, events } = await planned([barred.sub]);
  expect(value.plan).toMatchObject({ apply: [], skip: [{ reason: expect.stringContaining("second factor") }] });
  expect(events).toMatchObject([
    { kind: "intent", action: "look-at-second-factors", actor: by.actor, session: by.session, jobId: null },
    { kind: "outcome", outcome: "done", target: { sub: barred.sub } },
  ]);
  expect((await planned([free.sub])).value.plan.forecast).toMatchObject({ codes: 1, unsureCodes: 0 });
  await expect(planned([barred.sub, free.sub])).rejects.toMatchObject({ code: "bad-input" });
  const { plan } = await makePlan({ ...order, subs: [free.sub] }, by, null);
  expect(plan.forecast).toMatchObject({ codes: 0, unsureCodes: 1 });
});
