import { AdminGetUserCommand, CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
// The SDK's own STS client, as its credential providers use it.
import { AssumeRoleCommand, AssumeRoleWithWebIdentityCommand, STSClient } from "@aws-sdk/nested-clients/sts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { outcome, testEmulator } from "../fixture.ts";
import { hourMs } from "./clock.ts";

const emulator = testEmulator();
const RoleArn = "arn:aws:iam::123456789012:role/support/Lifeguard";
const asked = { RoleArn, RoleSessionName: "ada", SourceIdentity: "ada@example.com" };
let sts: STSClient;
let pool = "";

beforeAll(async () => {
  const credentials = { accessKeyId: "any", secretAccessKey: "any" };
  sts = new STSClient({ endpoint: emulator.url, region: "us-east-1", credentials, maxAttempts: 1 });
  pool = await emulator.createPool();
  await emulator.createUser(pool, "grace");
});
afterAll(() => sts.destroy());

type Credentials = { AccessKeyId?: string; SecretAccessKey?: string; SessionToken?: string };

/** Reads a user with the credentials; what came of it, and what the journal says of who did. */
const readWith = async ({ AccessKeyId = "", SecretAccessKey = "", SessionToken = "" }: Credentials) => {
  const sdk = new CognitoIdentityProviderClient({
    endpoint: emulator.url,
    region: "us-east-1",
    credentials: { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken },
    maxAttempts: 1,
  });
  const result = await outcome(sdk.send(new AdminGetUserCommand({ UserPoolId: pool, Username: "grace" })));
  sdk.destroy();
  return { result, entry: emulator.service.journal.list().entries.at(-1) };
};

test("credentials carry role, source identity and tags into the journal", async () => {
  const Tags = [{ Key: "team", Value: "support & <sales>" }];
  const answer = await sts.send(new AssumeRoleCommand({ ...asked, Tags, DurationSeconds: 900 }));
  expect(answer).toMatchObject({
    AssumedRoleUser: { Arn: "arn:aws:sts::123456789012:assumed-role/Lifeguard/ada" },
    SourceIdentity: "ada@example.com",
    Credentials: { Expiration: new Date(emulator.clock.now() + 900_000) },
  });
  const { result, entry } = await readWith(answer.Credentials ?? {});
  expect(result).toBe("ok");
  expect(entry).toMatchObject({
    accessKeyId: answer.Credentials?.AccessKeyId,
    caller: {
      arn: "arn:aws:sts::123456789012:assumed-role/Lifeguard/ada",
      roleArn: RoleArn,
      sessionName: "ada",
      sourceIdentity: "ada@example.com",
      tags: { team: "support & <sales>" },
    },
  });
});

test("credentials end with their hour, and without their token are not recognized", async () => {
  const { Credentials = {} } = await sts.send(new AssumeRoleCommand(asked));
  expect((await readWith({ ...Credentials, SessionToken: "another" })).result).toMatch(
    /^UnrecognizedClientException: /,
  );
  emulator.clock.advance(hourMs - 1);
  expect((await readWith(Credentials)).result).toBe("ok");
  emulator.clock.advance(1);
  expect((await readWith(Credentials)).result).toMatch(/^ExpiredTokenException: /);
});

test("a web identity needs no signature", async () => {
  const given = { RoleArn, RoleSessionName: "pod", WebIdentityToken: "any.thing.atall" };
  const { Credentials = {} } = await sts.send(new AssumeRoleWithWebIdentityCommand(given));
  const { result, entry } = await readWith(Credentials);
  expect(result).toBe("ok");
  expect(entry?.caller?.sessionName).toBe("pod");
});

/** On the wire, for what that client does not offer. */
const query = async (body: Record<string, string>, headers: Record<string, string> = {}) => {
  const response = await fetch(emulator.url, { method: "POST", headers, body: new URLSearchParams(body) });
  return { status: response.status, text: await response.text() };
};

test("callers learn who they are", async () => {
  const { Credentials } = await sts.send(new AssumeRoleCommand(asked));
  const headers = {
    authorization: `AWS4-HMAC-SHA256 Credential=${Credentials?.AccessKeyId}/20260115/us-east-1/sts/aws4_request`,
    "x-amz-security-token": Credentials?.SessionToken ?? "",
  };
  const { status, text } = await query({ Action: "GetCallerIdentity", Version: "2011-06-15" }, headers);
  expect(status).toBe(200);
  expect(text).toContain("<Arn>arn:aws:sts::123456789012:assumed-role/Lifeguard/ada</Arn>");
  expect(text).toContain("<Account>123456789012</Account>");
});

const mistakes: [Record<string, string>, string][] = [
  [{ Action: "AssumeRole", RoleSessionName: "ada" }, "ValidationError"],
  [{ Action: "AssumeRole", RoleArn: "Lifeguard", RoleSessionName: "ada" }, "ValidationError"],
  [{ Action: "AssumeRole", RoleArn, RoleSessionName: "a b" }, "ValidationError"],
  [{ Action: "AssumeRole", RoleArn, RoleSessionName: "ada", DurationSeconds: "60" }, "ValidationError"],
  [{ Action: "DeleteEverything<b>" }, "InvalidAction"],
];
test.each(mistakes)("%j is refused as %s", async (body, code) => {
  const { status, text } = await query(body);
  expect(status).toBe(400);
  expect(text).toContain(`<Code>${code}</Code>`);
  expect(text).not.toContain("<b>");
});
