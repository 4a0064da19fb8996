import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { testEmulator } from "#emulator/fixture.ts";
import { operations as emulated } from "#emulator/operations/operations.ts";
import { User as EmulatedUser } from "#emulator/users/user.ts";
import { listAppClients } from "#lib/cognito/app-clients.ts";
import { places } from "#lib/cognito/place.ts";
import { type PoolClient, poolClient } from "#lib/cognito/pool-client.ts";
import { signInClient } from "#lib/cognito/sign-in-client.ts";
import { type ActionName, callsOf, operationsOf, requiredActions } from "#lib/health/required-actions.ts";
import { type OperationId, operationIds, operations } from "#lib/operations/catalog.ts";
import { decide } from "#lib/operations/decide.ts";
import type { OperationOptions } from "#lib/operations/options.ts";
import type { Pool, PoolEntry } from "#lib/pools/pool.ts";
import { type Role, roles } from "#lib/roles.ts";
import { statuses } from "#lib/users/user.ts";

const emulator = testEmulator();
let pool: Pool;
let client: PoolClient;

beforeAll(async () => {
  vi.stubEnv("AWS_ACCESS_KEY_ID", "any");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "any");
  const id = await emulator.createPool();
  const SoftwareTokenMfaConfiguration = { Enabled: true };
  emulator.service.call("SetUserPoolMfaConfig", {
    UserPoolId: id,
    MfaConfiguration: "OPTIONAL",
    SoftwareTokenMfaConfiguration,
  });
  await emulator.createClient(id);
  await emulator.createUser(id, "grace");
  emulator.service.call("CreateGroup", { UserPoolId: id, GroupName: "support" });
  const entry: PoolEntry = {
    ...{ key: "test", name: "Test", id, region: "us-east-1", endpoint: emulator.url },
    ...{ typedPasswords: true, reasons: [], test: true },
  };
  client = poolClient(entry);
  pool = { ...entry, settings: await client.settings("interactive") };
});
afterAll(() => {
  vi.unstubAllEnvs();
  places.forget();
});

const onTest = { test: true };

let made = 0;
function makeUser(status: (typeof statuses)[number], enabled: boolean): string {
  const { service } = emulator;
  const username = `user${++made}`;
  const attributes = ["email", `${username}@example.com`, "email_verified", made % 2 ? "true" : "false"];
  const sub = service.random.uuid();
  const user = new EmulatedUser({ username, sub, status, createdAt: service.clock.now(), attributes });
  user.enabled = enabled;
  service.pools.get(pool.id)?.users.add(user);
  return sub;
}

/** Chosen here by hand, apart from what the code under test chooses. */
const choices = (id: OperationId, username: string): OperationOptions[] =>
  id === "edit-attributes"
    ? [{ attributes: { name: "New", nickname: null } }]
    : id === "delete"
      ? [{ typedUsername: username }]
      : operations[id].needs === "group"
        ? [{ group: "support" }]
        : [{}, { alsoVerifyEmail: true }, { alsoSignOut: true }];

/** Carries an operation out on users of every status, through the console's own client. */
async function runOperation(id: OperationId): Promise<void> {
  for (const status of statuses)
    for (const enabled of [true, false])
      for (let choice = 0; choice < choices(id, "").length; choice++) {
        const user = await client.read(makeUser(status, enabled), "interactive");
        if (!user) throw new Error("The user was just made.");
        const decision = decide(id, user, pool, choices(id, user.username)[choice] ?? {});
        if (!decision.apply) continue;
        for (const { call } of decision.steps)
          await client.send(call, user.username, "An-unseen-passw0rd", "interactive").catch((error: unknown) => {
            // A refusal of Cognito's has called the action just as well.
            if (!(error instanceof Error && error.name === "Fault")) throw error;
          });
      }
}

const noContacts = { attributes: {}, temporaryPassword: "A-temp0rary-password", medium: null };

/** What else the console asks for people of each role, method by method of its client. */
const others: Record<Exclude<keyof PoolClient, "send">, [Role, () => Promise<unknown>]> = {
  settings: ["viewer", () => client.settings("interactive")],
  list: ["viewer", () => client.list(null, null, "sweep")],
  read: ["viewer", () => client.read("no-sub", "interactive")],
  profile: ["viewer", () => client.profile("no-sub", "interactive")],
  holders: ["viewer", () => client.holders("email", "ada@example.com", "interactive")],
  groups: ["viewer", () => Promise.allSettled([client.groups(null, "interactive"), client.groups("x", "interactive")])],
  signInEvents: ["viewer", () => Promise.allSettled([client.signInEvents("nobody", "interactive")])],
  secondFactors: ["agent", () => client.secondFactors("grace", true, "interactive")],
  factors: ["agent", () => client.factors("grace", "interactive")],
  reread: ["agent", () => client.reread("nobody", "interactive")],
  create: ["admin", () => client.create({ username: "joan", ...noContacts }, "interactive")],
};

/** Both signed steps of a sign-in check, which refuse or not; the others need no permission (cognito.md 10.1). */
async function checkSignIn(): Promise<void> {
  const { appClients, send } = signInClient(pool);
  const [app] = (await appClients()).clients;
  const members = { UserPoolId: pool.id, ClientId: app?.id ?? "" };
  const who = { USERNAME: "grace", PASSWORD: "An-unseen-passw0rd" };
  const flow = { AuthFlow: "ADMIN_USER_PASSWORD_AUTH", AuthParameters: who };
  await send({ call: "AdminInitiateAuth", members: { ...members, ...flow } });
  const answer = { ChallengeName: "NEW_PASSWORD_REQUIRED", ChallengeResponses: who, Session: "x".repeat(20) };
  await send({ call: "AdminRespondToAuthChallenge", members: { ...members, ...answer } });
}

const calledSince = async (work: () => Promise<unknown>): Promise<string[]> => {
  const before = emulator.service.journal.list().entries.at(-1)?.id ?? 0;
  await work();
  const entries = emulator.service.journal.list().entries.filter(({ id }) => id > before);
  return [...new Set(entries.map(({ operation }) => operation))];
};

test("the actions of a role are exactly those that a run over its operations and readings is seen to call", async () => {
  expect(Object.keys(client).toSorted()).toEqual([...Object.keys(others), "send"].toSorted());
  const ofRole: Record<Role, string[]> = { viewer: [], agent: [], admin: [] };
  for (const role of roles) {
    ofRole[role] = await calledSince(async () => {
      for (const [least, ask] of Object.values(others)) if (least === role) await ask();
      if (role === "viewer") await listAppClients(pool);
      if (role === "agent") await checkSignIn();
      for (const id of operationIds) if (operations[id].role === role) await runOperation(id);
    });
  }
  const { viewer, agent, admin } = ofRole;
  expect(requiredActions("viewer", onTest)).toEqual([...new Set(viewer)].toSorted());
  expect(requiredActions("agent", onTest)).toEqual([...new Set([...viewer, ...agent])].toSorted());
  expect(requiredActions("admin", onTest)).toEqual([...new Set([...viewer, ...agent, ...admin])].toSorted());
});

test("nothing in lib/cognito can send a command that an administrator's policy lacks", () => {
  const files = readdirSync("lib/cognito").filter(
    // It tries what the others call.
    (file) => file.endsWith(".ts") && !file.endsWith(".test.ts") && file !== "permission-check.ts",
  );
  const text = files.map((file) => readFileSync(`lib/cognito/${file}`, "utf8")).join("\n");
  const sent = new Set([...text.matchAll(/\b([A-Z]\w+)Command\b/g)].map(([, name]) => name ?? ""));
  // GetCallerIdentity of STS is allowed to everybody, and so is all that users call themselves (cognito.md 10.1).
  const signed = [...sent].filter((name) => emulated.get(name)?.signed);
  expect(signed.toSorted()).toEqual(requiredActions("admin", onTest));
});

test("without a grant nothing is needed", () => {
  expect(requiredActions(null, onTest)).toEqual([]);
  expect(operationsOf(null)).toEqual([]);
});

test("a sign-in is checked on test pools alone, so only their policy has the calls of it", () => {
  const more = requiredActions("agent", onTest).filter(
    (action) => !requiredActions("agent", { test: false }).includes(action),
  );
  expect(more).toEqual(["AdminInitiateAuth", "AdminRespondToAuthChallenge"]);
});

test("a viewer's policy changes nothing, and each operation adds what it calls", () => {
  const changing = operationIds.flatMap((id) => callsOf(id));
  expect(requiredActions("viewer", onTest).filter((action) => (changing as ActionName[]).includes(action))).toEqual([]);
  expect(callsOf("force-confirm").toSorted()).toEqual([
    "AdminConfirmSignUp",
    "AdminSetUserPassword",
    "AdminUpdateUserAttributes",
  ]);
  expect(callsOf("delete")).toEqual(["AdminDeleteUser"]);
  for (const id of operationIds) expect(callsOf(id), id).not.toEqual([]);
});
