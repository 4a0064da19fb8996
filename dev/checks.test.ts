import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { stringify } from "yaml";
import { places } from "#lib/cognito/place.ts";
import { Fault } from "../emulator/service/fault.ts";
import { type Emulator, startEmulator } from "../emulator/wire/server.ts";
import { type Check, check } from "./checks.ts";
import { root } from "./run.mjs";

const folder = mkdtempSync(join(tmpdir(), "lifeguard-doctor-"));
const file = join(folder, "lifeguard.yaml");
let emulator: Emulator;
let provider: Server;
let issuer = "";
let poolId = "";

beforeAll(async () => {
  emulator = await startEmulator({ port: 0, quotas: false, region: "us-east-1" });
  const { UserPool } = emulator.service.call("CreateUserPool", { PoolName: "Test" }) as { UserPool: { Id: string } };
  poolId = UserPool.Id;
  provider = createServer((request, response) => {
    if (request.url === "/missing/.well-known/openid-configuration") response.statusCode = 404;
    response.end(JSON.stringify({ issuer }));
  });
  await new Promise<void>((resolve) => provider.listen(0, "127.0.0.1", resolve));
  issuer = addressOf(provider);
});
beforeEach(() => {
  places.forget();
  vi.stubEnv("AWS_ACCESS_KEY_ID", "any");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "any");
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});
afterAll(async () => {
  await emulator.close();
  await new Promise((resolve) => provider.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

const addressOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

/** Where nothing listens. */
async function deadEndpoint(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = addressOf(server);
  await new Promise((resolve) => server.close(resolve));
  return url;
}

const whole = (): Record<string, string> => ({
  APP_ORIGIN: "https://lifeguard.example.com",
  NEXTAUTH_URL: "https://lifeguard.example.com",
  NEXTAUTH_SECRET: "0123456789abcdef0123456789abcdef",
  OIDC_ISSUER: issuer,
  OIDC_CLIENT_ID: "lifeguard",
  OIDC_CLIENT_SECRET: "secret",
  LIFEGUARD_CONFIG: file,
  LIFEGUARD_DATA: join(folder, "data"),
});

function configure(pool: Record<string, unknown> = {}): void {
  const entry = { name: "Customers", id: poolId, region: "us-east-1", endpoint: emulator.url, ...pool };
  const grants = [{ group: "admins", role: "admin", pools: "*" }];
  writeFileSync(file, stringify({ pools: { customers: entry }, grants }));
}

/** All lines, and those that are bad, as text. */
async function diagnose(variables: Record<string, string | undefined> = {}, version?: string) {
  const lines: Check[] = [];
  for await (const line of check({ ...whole(), ...variables }, version)) lines.push(line);
  return { lines, bad: lines.filter(({ good }) => !good).map(({ what, says }) => `${what}: ${says}`) };
}

/** Cognito refuses this operation. */
function refuse(operation: string, type: string, message: string): void {
  const { service } = emulator;
  const answer = service.call.bind(service);
  vi.spyOn(service, "call").mockImplementation((name, body, how) => {
    if (name === operation) throw new Fault(type, message);
    return answer(name, body, how);
  });
}

test("a whole configuration is good, line by line", async () => {
  configure();
  const { lines, bad } = await diagnose();
  expect(bad).toEqual([]);
  expect(lines.map(({ what }) => what)).toEqual([
    "Node",
    "Environment",
    "Configuration",
    "Sign-in service",
    "Database",
    "Pool customers",
  ]);
});

describe("what is wrong is named, with what to do", () => {
  test("a Node that is too old", async () => {
    configure();
    expect((await diagnose({}, "20.18.1")).bad).toEqual(["Node: 20.18.1 is too old: install 20.19 or newer."]);
  });

  test("variables that are missing, all of them, and then nothing that needs them", async () => {
    const { lines, bad } = await diagnose({ OIDC_ISSUER: undefined, NEXTAUTH_SECRET: "short" });
    expect(bad).toHaveLength(2);
    for (const name of ["OIDC_ISSUER: is not set", "NEXTAUTH_SECRET: needs at least 32"])
      expect(bad.join("\n")).toContain(`Environment: ${name}`);
    expect(lines).toHaveLength(3);
  });

  test.each([undefined, "http://localhost:3000", "lifeguard"])("NEXTAUTH_URL as %s", async (url) => {
    configure();
    expect((await diagnose({ NEXTAUTH_URL: url })).bad).toEqual([
      `Environment: NEXTAUTH_URL is ${url ?? "not set"}: set it to https://lifeguard.example.com, as APP_ORIGIN is.`,
    ]);
  });

  test("a configuration with a mistake, or none", async () => {
    configure({ region: "Ireland" });
    expect((await diagnose()).bad).toEqual([
      expect.stringMatching(/^Configuration: pools\.customers\.region \(line \d+\): is not a Region/),
    ]);
    expect((await diagnose({ LIFEGUARD_CONFIG: join(folder, "none.yaml") })).bad[0]).toMatch(/^Configuration: ENOENT/);
  });

  test("a sign-in service that does not answer, answers otherwise, or is another", async () => {
    configure();
    const dead = await deadEndpoint();
    expect((await diagnose({ OIDC_ISSUER: dead })).bad[0]).toMatch(
      /^Sign-in service: .*ECONNREFUSED.*check OIDC_ISSUER/,
    );
    expect((await diagnose({ OIDC_ISSUER: `${issuer}/missing` })).bad[0]).toContain("answers 404");
    expect((await diagnose({ OIDC_ISSUER: `${issuer}/other` })).bad[0]).toContain(`of the issuer ${issuer}`);
  });

  test("a database server that does not answer", async () => {
    configure();
    const url = `${(await deadEndpoint()).replace("http:", "postgres:")}/lifeguard`;
    expect((await diagnose({ DATABASE_URL: url })).bad).toEqual([
      expect.stringMatching(/^Database: cannot be used \(.*ECONNREFUSED.*\): check DATABASE_URL/),
    ]);
  });

  test("a Region that is not the pool's", async () => {
    configure({ region: "eu-west-1" });
    const { bad } = await diagnose();
    expect(bad[0]).toBe("Pool customers: its id is of Region us-east-1, and region says eu-west-1: correct it.");
    expect(bad[1]).toMatch(/^Pool customers: DescribeUserPool: .*renew them, and check the Region\.$/);
  });

  test("an endpoint where nothing listens", async () => {
    const endpoint = await deadEndpoint();
    configure({ endpoint });
    expect((await diagnose()).bad).toEqual([expect.stringContaining(`Check that ${endpoint} can be reached`)]);
  });

  test("a pool that is not there", async () => {
    configure({ id: "us-east-1_Missing12" });
    expect((await diagnose()).bad).toEqual([expect.stringContaining(`There is no us-east-1_Missing12 at`)]);
  });

  test.each(["DescribeUserPool", "ListUsers"])("a role that may not call %s", async (operation) => {
    configure();
    refuse(operation, "AccessDeniedException", "User is not authorized to perform it.");
    expect((await diagnose()).bad).toEqual([
      expect.stringMatching(new RegExp(`^Pool customers: ${operation}: .*Allow the role cognito-idp:${operation} on`)),
    ]);
  });

  test("credentials that have run out, and none at all", async () => {
    configure();
    refuse("DescribeUserPool", "ExpiredTokenException", "The security token has expired.");
    expect((await diagnose()).bad[0]).toContain("AWS does not take these credentials (ExpiredTokenException");
    places.forget();
    for (const name of ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE"]) vi.stubEnv(name, undefined);
    for (const name of ["AWS_SHARED_CREDENTIALS_FILE", "AWS_CONFIG_FILE"]) vi.stubEnv(name, join(folder, "none"));
    vi.stubEnv("AWS_EC2_METADATA_DISABLED", "true");
    expect((await diagnose()).bad[0]).toContain("There are no AWS credentials here");
  });
});

test("the command prints a line for each and ends with 1 when one is bad", () => {
  const env = { PATH: process.env.PATH, APP_ORIGIN: "https://lifeguard.example.com" };
  const args = ["--import", "tsx", "--conditions=react-server", "dev/doctor.ts"];
  const { status, stdout } = spawnSync(process.execPath, args, { cwd: root, env: env as never, encoding: "utf8" });
  expect(status).toBe(1);
  expect(stdout).toMatch(/^good {2}Node: /m);
  expect(stdout).toMatch(/^BAD {3}Environment: OIDC_ISSUER: is not set/m);
  expect(stdout).toMatch(/4 of these need attention\.\n$/);
});
