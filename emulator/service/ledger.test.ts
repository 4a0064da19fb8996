import { type ChildProcess, spawn } from "node:child_process";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminGetUserCommand,
  AdminSetUserMFAPreferenceCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  CreateUserImportJobCommand,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  DescribeUserImportJobCommand,
  GetCSVHeaderCommand,
  GetUserCommand,
  InitiateAuthCommand,
  ListUsersCommand,
  RespondToAuthChallengeCommand,
  RevokeTokenCommand,
  SetUserPoolMfaConfigCommand,
  SignUpCommand,
  StartUserImportJobCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fromAttributes, outcome, password, toAttributes } from "../fixture.ts";
import { type Emulator, startEmulator } from "../wire/server.ts";
import { LedgerError } from "./ledger-error.ts";

const running: ChildProcess[] = [];
let folder = "";
let emulator: Emulator | undefined;
let sdk: CognitoIdentityProviderClient;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "emulator-"));
});
afterEach(async () => {
  // One that a failed test left running.
  for (const child of running.splice(0)) child.kill("SIGKILL");
  await stop();
  rmSync(folder, { recursive: true, force: true });
});

const sdkFor = (endpoint: string) => {
  const credentials = { accessKeyId: "any", secretAccessKey: "any" };
  return new CognitoIdentityProviderClient({ endpoint, region: "us-east-1", credentials, maxAttempts: 1 });
};
const start = async () => {
  emulator = await startEmulator({ port: 0, quotas: false, data: folder });
  sdk = sdkFor(emulator.url);
  return emulator;
};
const stop = async () => {
  sdk?.destroy();
  await emulator?.close();
  emulator = undefined;
};
const restart = async () => {
  await stop();
  return start();
};
const control = (path: string, body: object) =>
  fetch(`${emulator?.url}/_control/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });

const createPool = async () => {
  const { UserPool } = await sdk.send(
    new CreateUserPoolCommand({ PoolName: "kept", AutoVerifiedAttributes: ["email"] }),
  );
  const UserPoolId = UserPool?.Id ?? "";
  const ExplicitAuthFlows = ["ALLOW_USER_PASSWORD_AUTH" as const];
  const { UserPoolClient } = await sdk.send(
    new CreateUserPoolClientCommand({ UserPoolId, ClientName: "web", ExplicitAuthFlows }),
  );
  return { UserPoolId, ClientId: UserPoolClient?.ClientId ?? "" };
};
const listed = async (UserPoolId: string) => (await sdk.send(new ListUsersCommand({ UserPoolId }))).Users;
const publishedKeys = async (UserPoolId: string) =>
  (await fetch(`${emulator?.url}/${UserPoolId}/.well-known/jwks.json`)).text();

test("users, passwords, tokens, keys and the clock are there after a start", async () => {
  await start();
  const { UserPoolId, ClientId } = await createPool();
  const user = (Username: string) => ({ UserPoolId, Username });
  for (const name of ["ada", "bob", "cleo"]) {
    const UserAttributes = toAttributes({ email: `${name}@example.com` });
    await sdk.send(new AdminCreateUserCommand({ ...user(name), UserAttributes, MessageAction: "SUPPRESS" }));
  }
  await sdk.send(new AdminSetUserPasswordCommand({ ...user("ada"), Password: password, Permanent: true }));
  await control("clock", { set: "2031-05-05T00:00:00Z" });
  await sdk.send(new AdminDisableUserCommand(user("bob")));
  await sdk.send(new AdminDeleteUserCommand(user("cleo")));
  await outcome(sdk.send(new AdminDeleteUserCommand(user("nobody"))));
  const AuthParameters = { USERNAME: "ada", PASSWORD: password };
  const signIn = new InitiateAuthCommand({ ClientId, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters });
  const { AccessToken } = (await sdk.send(signIn)).AuthenticationResult ?? {};
  const before = [await listed(UserPoolId), await publishedKeys(UserPoolId)];
  expect(before[0]).toHaveLength(2);

  const { service } = await restart();
  expect([await listed(UserPoolId), await publishedKeys(UserPoolId)]).toEqual(before);
  expect(new Date(service.clock.now()).getUTCFullYear()).toBe(2031);
  const answer = await sdk.send(new GetUserCommand({ AccessToken }));
  expect(fromAttributes(answer.UserAttributes).email).toBe("ada@example.com");
  expect(await outcome(sdk.send(signIn))).toBe("ok");
  await sdk.send(new AdminCreateUserCommand({ ...user("dora"), MessageAction: "SUPPRESS" }));
  const subs = (await listed(UserPoolId))?.map(({ Attributes }) => fromAttributes(Attributes).sub);
  expect(new Set(subs).size).toBe(3);
});

test("a sign-in that was left halfway goes on after a start, and what was revoked stays revoked", async () => {
  await start();
  const { UserPoolId, ClientId } = await createPool();
  const named = { UserPoolId, Username: "ada" };
  const UserAttributes = toAttributes({ email: "ada@example.com" });
  await sdk.send(new AdminCreateUserCommand({ ...named, UserAttributes, MessageAction: "SUPPRESS" }));
  await sdk.send(new AdminSetUserPasswordCommand({ ...named, Password: password, Permanent: true }));
  const AuthParameters = { USERNAME: "ada", PASSWORD: password };
  const signIn = new InitiateAuthCommand({ ClientId, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters });
  const { AccessToken, RefreshToken } = (await sdk.send(signIn)).AuthenticationResult ?? {};
  await sdk.send(new RevokeTokenCommand({ ClientId, Token: RefreshToken }));
  const EmailMfaConfiguration = { Message: "{####}", Subject: "Code" };
  const config = { UserPoolId, MfaConfiguration: "OPTIONAL", EmailMfaConfiguration } as const;
  await sdk.send(new SetUserPoolMfaConfigCommand(config));
  await sdk.send(new AdminSetUserMFAPreferenceCommand({ ...named, EmailMfaSettings: { Enabled: true } }));
  const { ChallengeName, Session } = await sdk.send(signIn);
  expect(ChallengeName).toBe("EMAIL_OTP");

  const { service } = await restart();
  const [message] = service.inbox.list({ username: "ada" });
  const ChallengeResponses = { USERNAME: "ada", EMAIL_OTP_CODE: message?.code ?? "" };
  const answer = new RespondToAuthChallengeCommand({ ClientId, ChallengeName, Session, ChallengeResponses });
  expect((await sdk.send(answer)).AuthenticationResult?.AccessToken).toBeTruthy();
  await restart();
  expect(await outcome(sdk.send(answer))).toContain("session can only be used once");
  expect(await outcome(sdk.send(new GetUserCommand({ AccessToken })))).toBe(
    "NotAuthorizedException: Access Token has been revoked",
  );
});

test("what a fault on demand left undone is not done at the next start", async () => {
  await start();
  const { UserPoolId, ClientId } = await createPool();
  const UserAttributes = toAttributes({ email: "late@example.com" });
  const signUp = (Username: string) =>
    outcome(sdk.send(new SignUpCommand({ ClientId, Username, Password: password, UserAttributes })));
  await control("faults", { fault: "codeDeliveryFailure", count: 1 });
  expect(await signUp("half")).toMatch(/^CodeDeliveryFailureException/);
  await control("faults", { fault: "throttle", count: 1 });
  expect(await signUp("none")).toMatch(/^TooManyRequestsException/);
  const { service } = await restart();
  expect((await listed(UserPoolId))?.map(({ Username }) => Username)).toEqual(["half"]);
  expect(service.inbox.list()).toEqual([]);
});

test("an import goes on where it was", async () => {
  await start();
  const { UserPoolId } = await createPool();
  const job = { UserPoolId, JobName: "many", CloudWatchLogsRoleArn: "arn:aws:iam::000000000000:role/import" };
  const { UserImportJob } = await sdk.send(new CreateUserImportJobCommand(job));
  const JobId = UserImportJob?.JobId ?? "";
  const { CSVHeader = [] } = await sdk.send(new GetCSVHeaderCommand({ UserPoolId }));
  const row = (name: string) => {
    const values: Record<string, string> = { "cognito:username": name, email: `${name}@example.com` };
    return CSVHeader.map((column) => (column === "email_verified" ? "TRUE" : (values[column] ?? ""))).join(",");
  };
  const rows = Array.from({ length: 50 }, (_, i) => row(`imported${i}`));
  const body = [CSVHeader.join(","), ...rows].join("\n");
  expect((await fetch(UserImportJob?.PreSignedUrl ?? "", { method: "PUT", body })).status).toBe(200);
  await sdk.send(new StartUserImportJobCommand({ UserPoolId, JobId }));
  await control("clock", { advanceMs: 60_000 });
  const before = await listed(UserPoolId);
  await restart();
  expect(await listed(UserPoolId)).toEqual(before);
  const done = await sdk.send(new DescribeUserImportJobCommand({ UserPoolId, JobId }));
  expect(done.UserImportJob).toMatchObject({ Status: "Succeeded", ImportedUsers: 50 });
});

test("a folder is served by one emulator at a time", async () => {
  await start();
  await expect(startEmulator({ port: 0, quotas: false, data: folder })).rejects.toThrow(/in use by process/);
});

test("requests that would now come out differently are not taken for the state they were", async () => {
  await start();
  await createPool();
  await stop();
  const path = join(folder, "requests.ndjson");
  writeFileSync(path, readFileSync(path, "utf8").replace('"outcome":"ok"', '"outcome":"LimitExceededException"'));
  const opened = start();
  await expect(opened).rejects.toThrow(LedgerError);
  await expect(opened).rejects.toThrow("request 1, CreateUserPool, was LimitExceededException and is now ok");
});

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The emulator as a process of its own, which can be killed. */
const spawnEmulator = async (): Promise<{ child: ChildProcess; url: string }> => {
  const flags = ["--port", "0", "--quotas", "off", "--data", folder, "--users", "50"];
  const child = spawn(process.execPath, ["--import", "tsx", "emulator/main.ts", ...flags], { cwd: root });
  running.push(child);
  let errors = "";
  child.stderr.on("data", (chunk) => {
    errors += chunk;
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on("data", (chunk) => resolve(/http:\/\/[\d.:]+/.exec(String(chunk))?.[0] ?? ""));
    child.once("exit", () => reject(new Error(errors)));
  });
  return { child, url };
};
const kill = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGKILL");
  });

test("every answered write is there after a kill in the midst of writes, and a torn one harms none", async () => {
  const UserPoolId = "us-east-1_Customers";
  const answered = new Map<string, string>();
  for (let round = 0; round < 2; round++) {
    const { child, url } = await spawnEmulator();
    const client = sdkFor(url);
    const find = async (Username: string) => {
      const { UserAttributes } = await client.send(new AdminGetUserCommand({ UserPoolId, Username }));
      return fromAttributes(UserAttributes).sub;
    };
    for (const [name, sub] of answered) expect(await find(name)).toBe(sub);
    const names = Array.from({ length: 4 }, (_, writer) => `round${round}-writer${writer}`);
    const wanted = answered.size + 100;
    let ended = false;
    const write = async (name: string) => {
      for (let i = 0; !ended; i++) {
        const Username = `${name}-${i}`;
        const command = new AdminCreateUserCommand({ UserPoolId, Username, MessageAction: "SUPPRESS" });
        try {
          const { User } = await client.send(command);
          answered.set(Username, fromAttributes(User?.Attributes).sub ?? "");
        } catch (error) {
          // The kill cuts off whatever is under way; before it, nothing may fail.
          if (!ended) throw error;
        }
        if (answered.size === wanted) {
          ended = true;
          await kill(child);
        }
      }
    };
    await Promise.all(names.map(write));
    client.destroy();
    appendFileSync(join(folder, "requests.ndjson"), '{"n":99999,"at":17');
  }
  const { child, url } = await spawnEmulator();
  const client = sdkFor(url);
  for (const [Username, sub] of answered) {
    const { UserAttributes } = await client.send(new AdminGetUserCommand({ UserPoolId, Username }));
    expect(fromAttributes(UserAttributes).sub).toBe(sub);
  }
  client.destroy();
  await kill(child);
  expect(answered.size).toBeGreaterThanOrEqual(200);
}, 120_000);

test("a restart keeps which way an assumption is taken, what was mailed today, and that there was a reset", async () => {
  await start();
  const createPool = async () => (await sdk.send(new CreateUserPoolCommand({ PoolName: "One" }))).UserPool?.Id ?? "";
  const lost = await createPool();
  await control("reset", {});
  const UserPoolId = await createPool();
  await control("assumptions", { refusedResend: "kept" });
  await control("assumptions", { userPoolId: UserPoolId, refusedReset: "changes" });
  const email = toAttributes({ email: "ada@example.com" });
  const invited = { UserPoolId, Username: "ada", UserAttributes: email, DesiredDeliveryMediums: ["EMAIL" as const] };
  await sdk.send(new AdminCreateUserCommand(invited));

  const { service } = await restart();
  expect([...service.pools.keys()]).toEqual([UserPoolId]);
  expect(lost).not.toBe(UserPoolId);
  expect(service.assumptions.choiceOf("refusedResend")).toBe("kept");
  expect(service.assumptions.choiceOf("refusedReset")).toBe("stays");
  expect(service.assumptions.choiceOf("refusedReset", { id: UserPoolId })).toBe("changes");
  expect(service.dailyMail.show().sent).toBe(1);
});
