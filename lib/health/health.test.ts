import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { ListUsersCommand } from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { testEmulator } from "#emulator/fixture.ts";
import { startEmulator } from "#emulator/wire/server.ts";
import { defaultLimits } from "#lib/authority/authority.ts";
import { plainAuthority } from "#lib/authority/fixture.ts";
import { tryActions } from "#lib/cognito/permission-check.ts";
import { places } from "#lib/cognito/place.ts";
import type { Config } from "#lib/config.ts";
import { testConsole } from "#lib/fixture.ts";
import { checkPermissions, permissionChecks } from "#lib/health/check-permissions.ts";
import type { Finding, FindingId } from "#lib/health/finding.ts";
import { findingsOf } from "#lib/health/findings.ts";
import { readHealth } from "#lib/health/read.ts";
import { requiredActions } from "#lib/health/required-actions.ts";
import type { PoolEntry } from "#lib/pools/pool.ts";

const emulator = testEmulator();
const config: Config = { pools: [], grants: [{ group: "admins", role: "admin", pools: "*" }], limits: defaultLimits };
const lifeguard = testConsole(config);

const staff = { actor: { sub: "s", name: "Alex Agent", email: null }, authority: plainAuthority.agent, session: "x" };
/** On a test pool, where the most is needed. */
const allActions = requiredActions("admin", { test: true });
let healthy: PoolEntry;

beforeAll(async () => {
  vi.stubEnv("AWS_ACCESS_KEY_ID", "AKIALIFEGUARD");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "any");
  const id = await emulator.createPool({ EmailConfiguration: { EmailSendingAccount: "DEVELOPER", SourceArn: sesArn } });
  await emulator.createClient(id, { ClientName: "web", PreventUserExistenceErrors: "ENABLED" });
  await emulator.createUser(id, "ada");
  healthy = {
    ...{ key: "healthy", name: "Healthy", id, region: "us-east-1", endpoint: emulator.url },
    ...{ typedPasswords: true, reasons: [], test: true },
  };
  config.pools.push(healthy);
});
const sesArn = "arn:aws:ses:us-east-1:000000000000:identity/example.com";
afterEach(() => {
  emulator.service.faults.remove();
  places.forget();
  permissionChecks.forget();
});
afterAll(() => {
  vi.unstubAllEnvs();
});

const read = async (change: Partial<PoolEntry> = {}): Promise<Record<FindingId, Finding>> => {
  const findings = findingsOf(await readHealth({ ...healthy, ...change }));
  return Object.fromEntries(findings.map((finding) => [finding.id, finding])) as Record<FindingId, Finding>;
};
const problems = (findings: Record<FindingId, Finding>): FindingId[] =>
  Object.values(findings).flatMap(({ id, state }) => (state === "problem" ? [id] : []));
const check = () => checkPermissions(healthy, allActions, staff, Date.now());

describe("a pool that is well", () => {
  test("has no problem, and the caller is named", async () => {
    await check();
    const findings = await read();
    expect(problems(findings)).toEqual([]);
    expect(findings.credentials.detail).toContain("arn:aws:iam::000000000000:user/AKIALIFEGUARD");
    for (const id of ["region", "endpoint", "pool", "permissions", "sender", "recovery", "app-clients"] as const)
      expect([id, findings[id].state]).toEqual([id, "good"]);
    // Nothing has read the directory in this test.
    expect(findings.users.state).toBe("unknown");
  });

  test("the check of permissions grants all, changes nothing and is on record", async () => {
    const users = async () => (await emulator.send(new ListUsersCommand({ UserPoolId: healthy.id }))).Users;
    const before = await users();
    const sent = await emulator.inbox();
    const { value, events } = await lifeguard.recorded(check);
    expect(value.permissions.map(({ action }) => action)).toEqual(allActions);
    expect(value.permissions.filter(({ state, said }) => state !== "granted" || said !== null)).toEqual([]);
    expect(await users()).toEqual(before);
    expect(await emulator.inbox()).toEqual(sent);
    expect(events).toMatchObject([
      { kind: "access", action: "check-permissions", poolKey: "healthy", outcome: "done" },
    ]);
  });

  test.each(["email", "phone_number"] as const)("so is a pool whose users sign in by %s", async (attribute) => {
    const id = await emulator.createPool({ UsernameAttributes: [attribute] });
    expect((await tryActions({ ...healthy, id }, allActions)).filter(({ state }) => state !== "granted")).toEqual([]);
  });

  test("the secret of an app client is not read into the page", async () => {
    const id = await emulator.createPool();
    const { secret } = await emulator.createClient(id, { GenerateSecret: true });
    const reading = await readHealth({ ...healthy, id });
    expect(reading.clients).toMatchObject({ ok: true, value: { clients: [{ hasSecret: true }] } });
    expect(secret).not.toBe("");
    expect(JSON.stringify(reading)).not.toContain(secret);
  });

  test("each call of the check is about a user that was looked for first", async () => {
    const before = emulator.service.journal.list().entries.at(-1)?.id ?? 0;
    await check();
    const entries = emulator.service.journal.list().entries.filter(({ id }) => id > before);
    const first = entries.findIndex(({ operation }) => operation === "ListUsers");
    const names = new Set(entries.flatMap(({ username }) => username ?? []));
    expect(names.size).toBe(1);
    const [name = ""] = names;
    expect(name).toMatch(/^lifeguard-health-check-[0-9a-f-]{36}$/);
    expect(entries[first]?.input.Filter).toBe(`username = "${name}"`);
    expect(entries.findIndex(({ username }) => username !== undefined)).toBeGreaterThan(first);
  });
});

describe("permissions taken away one by one", () => {
  test.each(allActions)("%s", async (action) => {
    emulator.service.faults.add({ fault: "accessDenied", operations: [action] });
    const { permissions } = await check();
    expect(permissions.filter(({ state }) => state === "denied").map((one) => one.action)).toEqual([action]);
    const { permissions: finding } = await read();
    expect(finding).toMatchObject({ state: "problem", remedy: "Attach the policy below to the console's role." });
    expect(finding.detail).toContain(action);
  });

  test("without ListUsers nothing is tried that would change a user", async () => {
    emulator.service.faults.add({ fault: "accessDenied", operations: ["ListUsers"] });
    const before = emulator.service.journal.list().entries.at(-1)?.id ?? 0;
    const { permissions } = await check();
    const called = emulator.service.journal.list().entries.filter(({ id }) => id > before);
    expect(called.map(({ operation }) => operation)).not.toContain("AdminDeleteUser");
    expect(permissions.find(({ action }) => action === "AdminDeleteUser")?.state).toBe("not-tried");
  });
});

describe("what is wrong is named", () => {
  test("a wrong Region", async () => {
    const findings = await read({ region: "eu-west-1" });
    expect(findings.region).toMatchObject({ state: "problem", title: "The Region does not match the pool" });
    expect(findings.region.remedy).toContain("region: us-east-1");
  });

  test("a wrong Region that AWS takes for a wrong signature", async () => {
    const strict = await startEmulator({ port: 0, quotas: false, region: "us-east-1" });
    try {
      const findings = await read({ endpoint: strict.url, region: "eu-west-1" });
      expect(problems(findings)).toEqual(["region"]);
      expect(findings.credentials.title).toBe("The credentials cannot be judged");
    } finally {
      await strict.close();
    }
  });

  test("an endpoint of another Region", async () => {
    const reading = await readHealth(healthy);
    const entry = { ...healthy, endpoint: "https://cognito-idp.eu-west-1.amazonaws.com" };
    expect(findingsOf({ ...reading, entry }).find(({ id }) => id === "region")).toMatchObject({
      state: "problem",
      title: "The endpoint is in another Region",
    });
  });

  test("a pool that is not there", async () => {
    const findings = await read({ id: "us-east-1_Missing01" });
    expect(problems(findings)).toEqual(["pool"]);
    expect(findings.pool.detail).toBe("Account 000000000000 has no pool us-east-1_Missing01 in us-east-1.");
    expect(findings.endpoint.state).toBe("good");
  });

  test("an endpoint where nothing answers", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await new Promise((resolve) => server.close(resolve));
    const findings = await read({ endpoint });
    expect(problems(findings)).toEqual(["endpoint"]);
    expect(findings.endpoint.detail).toBe(`Nothing answers at ${endpoint}.`);
  });

  test("credentials that have expired, are refused, or are not there", async () => {
    emulator.service.faults.add({ fault: "expiredToken" });
    let findings = await read();
    expect(problems(findings)).toEqual(["credentials"]);
    expect(findings.credentials.title).toBe("The AWS credentials have expired");

    emulator.service.faults.remove();
    emulator.service.faults.add({ fault: "unrecognizedClient" });
    findings = await read();
    expect(problems(findings)).toEqual(["credentials"]);
    expect(findings.credentials.title).toBe("AWS does not accept the credentials");
  });

  test("no credentials at all", async () => {
    for (const name of ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE"]) vi.stubEnv(name, undefined);
    vi.stubEnv("AWS_EC2_METADATA_DISABLED", "true");
    for (const file of ["AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"]) vi.stubEnv(file, "/nowhere");
    const findings = await read();
    vi.stubEnv("AWS_ACCESS_KEY_ID", "AKIALIFEGUARD");
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", "any");
    expect(problems(findings)).toEqual(["credentials"]);
    expect(findings.credentials.title).toBe("No AWS credentials");
  });

  test("the sender of fifty a day, a short minimum, recovery by administrators alone, and a client that tells", async () => {
    const id = await emulator.createPool({
      Policies: { PasswordPolicy: { MinimumLength: 6, TemporaryPasswordValidityDays: 90 } },
      AccountRecoverySetting: { RecoveryMechanisms: [{ Name: "admin_only", Priority: 1 }] },
    });
    await emulator.createClient(id, { ClientName: "open", PreventUserExistenceErrors: "LEGACY" });
    const findings = await read({ id });
    expect(problems(findings)).toEqual(["sender", "password-policy", "temporary-password", "recovery", "app-clients"]);
    expect(findings.sender.detail).toContain("50 messages a day");
    expect(findings["temporary-password"].detail).toContain("90 days");
    expect(findings["app-clients"].detail).toBe("1 app client. open.");
  });
});
