import { CognitoIdentityProviderClient, ListUserPoolsCommand } from "@aws-sdk/client-cognito-identity-provider";
import { beforeAll, describe, expect, test } from "vitest";
import { authorization, outcome, password, testEmulator } from "../fixture.ts";
import { operations } from "../operations/operations.ts";
import { startEmulator } from "./server.ts";
import type { Shape } from "./shape.ts";

const emulator = testEmulator();
let pool = "";
let client = "";
beforeAll(async () => {
  pool = await emulator.createPool();
  client = (await emulator.createClient(pool)).id;
  await emulator.createConfirmed(pool, "ada");
});

const errorOf = async (operation: string, body: unknown, headers: Record<string, string> = {}) => {
  const { status, text } = await emulator.post(operation, body, headers);
  const { __type, message } = JSON.parse(text) as { __type: string; message: string };
  return { status, type: __type, message };
};

describe("an answer", () => {
  test("is AWS JSON 1.1 with a request id of its own", async () => {
    const first = await emulator.post("AdminGetUser", { UserPoolId: pool, Username: "ada" });
    const second = await emulator.post("AdminGetUser", { UserPoolId: pool, Username: "ada" });
    expect(first.status).toBe(200);
    expect(first.headers.get("content-type")).toBe("application/x-amz-json-1.1");
    expect(first.headers.get("x-amzn-requestid")).toMatch(/^[0-9a-f-]{36}$/);
    expect(first.headers.get("x-amzn-requestid")).not.toBe(second.headers.get("x-amzn-requestid"));
  });
  test("has dates in seconds with millisecond decimals, and no MFA members for a user without MFA", async () => {
    emulator.clock.advance(123);
    await emulator.createUser(pool, "dated");
    const { text } = await emulator.post("AdminGetUser", { UserPoolId: pool, Username: "dated" });
    const answer = JSON.parse(text);
    expect(answer.UserCreateDate).toBe(emulator.clock.now() / 1_000);
    expect(Object.keys(answer).toSorted()).toEqual(
      ["Enabled", "UserAttributes", "UserCreateDate", "UserLastModifiedDate", "UserStatus", "Username"].toSorted(),
    );
  });
  test("calls the attributes UserAttributes in AdminGetUser and Attributes elsewhere", async () => {
    const listed = JSON.parse((await emulator.post("ListUsers", { UserPoolId: pool, Limit: 1 })).text);
    expect(Object.keys(listed.Users[0])).toContain("Attributes");
    const created = await emulator.post("AdminCreateUser", { UserPoolId: pool, Username: "made" });
    expect(Object.keys(JSON.parse(created.text).User)).toContain("Attributes");
  });
  const bodies: [string, object, string][] = [
    ["AdminDisableUser", {}, "{}"],
    ["AdminEnableUser", {}, "{}"],
    ["AdminUserGlobalSignOut", {}, "{}"],
    ["AdminSetUserPassword", { Password: password }, "{}"],
    ["AdminUpdateUserAttributes", { UserAttributes: [{ Name: "name", Value: "Body" }] }, "{}"],
    ["AdminDeleteUser", {}, ""],
  ];
  test.each(bodies)("of %s with %j is %j", async (operation, input, expected) => {
    await emulator.post("AdminCreateUser", { UserPoolId: pool, Username: "body" });
    const { status, text } = await emulator.post(operation, { UserPoolId: pool, Username: "body", ...input });
    expect({ status, text }).toEqual({ status: 200, text: expected });
  });
});

describe("a request is refused", () => {
  const get = { UserPoolId: "us-east-1_Unknown00", Username: "ada" };
  test("with HTTP 400, __type without a prefix and a lower-case message", async () => {
    const { status, text } = await emulator.post("AdminGetUser", get);
    expect(status).toBe(400);
    expect(JSON.parse(text)).toEqual({
      __type: "ResourceNotFoundException",
      message: "User pool us-east-1_Unknown00 does not exist.",
    });
  });
  test.each(["AdminFlyToTheMoon", "", "adminGetUser", "__proto__", "constructor"])("operation %j", async (operation) =>
    expect(await errorOf(operation, get)).toMatchObject({ status: 400, type: "UnknownOperationException" }),
  );
  test.each(["application/json", "application/x-amz-json-1.0", "text/plain", ""])("content type %j", async (type) =>
    expect(await errorOf("AdminGetUser", get, { "content-type": type })).toMatchObject({
      status: 400,
      type: "UnknownOperationException",
    }),
  );
  test("a content type may name its charset, and be written in capitals", async () => {
    const headers = { "content-type": "Application/X-Amz-JSON-1.1; charset=utf-8" };
    expect(await errorOf("AdminGetUser", get, headers)).toMatchObject({ type: "ResourceNotFoundException" });
  });
  test("another service's target", async () =>
    expect(await errorOf("X", {}, { "x-amz-target": "DynamoDB_20120810.ListTables" })).toMatchObject({
      type: "UnknownOperationException",
    }));
  test.each(["", "Bearer token"])("signed operations with authorization %j", async (authorization) =>
    expect(await errorOf("AdminGetUser", get, { authorization })).toMatchObject({
      status: 400,
      type: "MissingAuthenticationTokenException",
    }),
  );
  const signature = "AWS4-HMAC-SHA256 Credential=any/20260115/us-east-1/cognito-idp/aws4_request";
  const misread: [string, string, string][] = [
    [
      signature,
      "IncompleteSignatureException",
      "Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter.",
    ],
    [
      "AWS4-HMAC-SHA256",
      "IncompleteSignatureException",
      "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter.",
    ],
    [
      authorization({ service: "dynamodb" }),
      "InvalidSignatureException",
      "Credential should be scoped to correct service: 'cognito-idp'.",
    ],
    [
      authorization({ region: "nowhere" }),
      "InvalidSignatureException",
      "Credential should be scoped to a valid region, not 'nowhere'.",
    ],
    [
      authorization({ date: "today" }),
      "InvalidSignatureException",
      "Date in Credential scope must be of the form YYYYMMDD, not 'today'.",
    ],
    [
      authorization({ service: "sts", end: "aws3_request" }),
      "InvalidSignatureException",
      "Credential should be scoped to correct service: 'cognito-idp'. Credential should be scoped with a valid terminator: 'aws4_request', not 'aws3_request'.",
    ],
  ];
  test.each(misread)("signed operations with authorization %j", async (header, type, message) => {
    expect(await errorOf("AdminGetUser", get, { authorization: header })).toEqual({ status: 400, type, message });
    const AuthParameters = { USERNAME: "ada", PASSWORD: password };
    const open = { ClientId: client, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters };
    expect((await emulator.post("InitiateAuth", open, { authorization: header })).status).toBe(200);
  });
  test("another Region, only where one was asked for", async () => {
    const headers = { authorization: authorization({ region: "eu-west-1" }) };
    expect(await errorOf("AdminGetUser", get, headers)).toMatchObject({ type: "ResourceNotFoundException" });
    const regional = await startEmulator({ port: 0, quotas: false, region: "eu-central-1" });
    const credentials = { accessKeyId: "any", secretAccessKey: "any" };
    const list = (region: string) => {
      const sdk = new CognitoIdentityProviderClient({ endpoint: regional.url, region, credentials, maxAttempts: 1 });
      return outcome(sdk.send(new ListUserPoolsCommand({ MaxResults: 1 }))).finally(() => sdk.destroy());
    };
    try {
      expect(await list("eu-central-1")).toBe("ok");
      expect(await list("eu-west-1")).toBe(
        "InvalidSignatureException: Credential should be scoped to a valid region, not 'eu-west-1'.",
      );
    } finally {
      await regional.close();
    }
  });
  test("open operations need no signature", async () => {
    const AuthParameters = { USERNAME: "ada", PASSWORD: password };
    const body = { ClientId: client, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters };
    expect((await emulator.post("InitiateAuth", body, { authorization: "" })).status).toBe(200);
  });
  const unreadable: unknown[] = [
    "{",
    "nonsense",
    "[]",
    "null",
    '"text"',
    "1",
    { ...get, Username: 1 },
    { ...get, Username: {} },
  ];
  test.each(unreadable)("unreadable: %j", async (body) =>
    expect(await errorOf("AdminGetUser", body)).toMatchObject({ status: 400, type: "SerializationException" }),
  );
  test("wrong types inside lists and maps", async () => {
    const attributes = { UserPoolId: pool, Username: "ada", UserAttributes: "email" };
    expect(await errorOf("AdminUpdateUserAttributes", attributes)).toMatchObject({ type: "SerializationException" });
    const auth = { ClientId: client, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters: { USERNAME: 1 } };
    expect(await errorOf("InitiateAuth", auth)).toMatchObject({ type: "SerializationException" });
  });
  test("a body over a megabyte", async () =>
    expect(await errorOf("AdminGetUser", { ...get, Padding: "x".repeat(1_100_000) })).toMatchObject({ status: 413 }));
  test("other methods", async () =>
    expect((await fetch(emulator.url, { method: "PUT", body: "{}" })).status).toBe(405));
});

test("unknown members are ignored and null is absent", async () => {
  const body = { UserPoolId: pool, Username: "ada", Limit: null, Nothing: { of: "note" } };
  expect((await emulator.post("AdminGetUser", body)).status).toBe(200);
  expect((await emulator.post("ListUsers", { UserPoolId: pool, Filter: null, Limit: null })).status).toBe(200);
});

describe("broken constraints are told in the service's words", () => {
  const start = "1 validation error detected: ";
  const facts: [string, object, string][] = [
    [
      "AdminGetUser",
      { Username: "ada" },
      `${start}Value null at 'userPoolId' failed to satisfy constraint: Member must not be null`,
    ],
    [
      "AdminGetUser",
      { UserPoolId: "us-east-1_x" },
      `${start}Value at 'username' failed to satisfy constraint: Member must not be null`,
    ],
    [
      "AdminGetUser",
      { UserPoolId: "nonsense", Username: "ada" },
      `${start}Value 'nonsense' at 'userPoolId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w-]+_[0-9a-zA-Z]+`,
    ],
    [
      "AdminGetUser",
      { UserPoolId: "us-east-1_x", Username: "with space" },
      `${start}Value at 'username' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+`,
    ],
    [
      "AdminGetUser",
      { UserPoolId: "us-east-1_x", Username: "x".repeat(129) },
      `${start}Value at 'username' failed to satisfy constraint: Member must have length less than or equal to 128`,
    ],
    [
      "ListUsers",
      { UserPoolId: "us-east-1_x", Limit: 61 },
      `${start}Value '61' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 60`,
    ],
    [
      "AdminUpdateUserAttributes",
      { UserPoolId: "us-east-1_x", Username: "ada", UserAttributes: [{ Name: "name" }, { Name: "x".repeat(33) }] },
      `${start}Value '${"x".repeat(33)}' at 'userAttributes.2.member.name' failed to satisfy constraint: Member must have length less than or equal to 32`,
    ],
    [
      "AdminCreateUser",
      { UserPoolId: "us-east-1_x", Username: "ada", DesiredDeliveryMediums: ["EMAIL", "PIGEON"] },
      `${start}Value '[EMAIL, PIGEON]' at 'desiredDeliveryMediums' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [SMS, EMAIL]]`,
    ],
    [
      "AddCustomAttributes",
      { UserPoolId: "us-east-1_x", CustomAttributes: Array.from({ length: 26 }, () => ({ Name: "a", Extra: "b" })) },
      `${start}Value '[${Array.from({ length: 26 }, () => "{Name=a}").join(", ")}]' at 'customAttributes' failed to satisfy constraint: Member must have length less than or equal to 25`,
    ],
    [
      "TagResource",
      { ResourceArn: "arn:aws:cognito-idp:us-east-1:0:userpool/x", Tags: { ["x".repeat(129)]: "v" } },
      `${start}Value '{${"x".repeat(129)}=v}' at 'tags' failed to satisfy constraint: Map keys must satisfy constraint: [Member must have length less than or equal to 128, Member must have length greater than or equal to 1]`,
    ],
    [
      "AdminGetUser",
      {},
      "2 validation errors detected: Value null at 'userPoolId' failed to satisfy constraint: Member must not be null; Value at 'username' failed to satisfy constraint: Member must not be null",
    ],
  ];
  test.each(facts)("%s %j", async (operation, body, message) =>
    expect(await errorOf(operation, body)).toEqual({ status: 400, type: "InvalidParameterException", message }),
  );
});

type Structure = Extract<Shape, { type: "structure" }>;

/** A value that the shape lets in, as far as lengths and enums go. */
const sample = (shape: Shape): unknown => {
  switch (shape.type) {
    case "string":
      return shape.enum?.[0] ?? "a_".padEnd(shape.min ?? 2, "a");
    case "integer":
      return shape.min ?? 1;
    case "boolean":
      return true;
    case "list":
      return [sample(shape.of)];
    case "map":
      return {};
    case "structure":
      return required(shape);
  }
};
const required = ({ members, required: names }: Structure): Record<string, unknown> =>
  Object.fromEntries(names.map((name) => [name, sample(members[name] as Shape)]));

describe("every operation tells", () => {
  const lowerFirst = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);
  const breaking: [string, string, unknown, RegExp][] = [...operations.values()].flatMap(({ name, input }) =>
    Object.entries(input.members).flatMap(([member, shape]) => {
      const at = (constraint: string) =>
        new RegExp(`\\bat '${lowerFirst(member)}' failed to satisfy constraint: Member must ${constraint}`);
      const broken: [string, string, unknown, RegExp][] = [];
      if (input.required.includes(member)) broken.push([name, member, undefined, at("not be null")]);
      if (shape.type === "string" && shape.max !== undefined && shape.max < 10_000) {
        const long = "x".repeat(shape.max + 1);
        broken.push([name, member, long, at(`have length less than or equal to ${shape.max}`)]);
      }
      if (shape.type === "string" && shape.enum)
        broken.push([name, member, "NONSENSE", at("satisfy enum value set: ")]);
      if (shape.type === "string" && shape.pattern?.includes("\\p{L}")) {
        broken.push([name, member, "\u0000", at("satisfy regular expression pattern: ")]);
      }
      if (shape.type === "integer" && shape.max !== undefined) {
        broken.push([name, member, shape.max + 1, at(`have value less than or equal to ${shape.max}`)]);
      }
      return broken;
    }),
  );
  test("at least a hundred of them", () => expect(breaking.length).toBeGreaterThan(100));
  test.each(breaking)("%s that %s is not %j", async (operation, member, value, expected) => {
    const body = { ...required(operations.get(operation)?.input as Structure), [member]: value };
    const { type, message } = await errorOf(operation, body);
    expect(type).toBe("InvalidParameterException");
    expect(message).toMatch(/^\d+ validation errors? detected: /);
    expect(message).toMatch(expected);
  });
});
