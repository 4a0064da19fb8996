import { request } from "node:http";
import { describe, expect, test } from "vitest";
import { password, testEmulator } from "../fixture.ts";

const emulator = testEmulator();
const page = "https://app.example.com";

/** Node's own fetch sets what it likes of these headers; a browser's page cannot choose them either. */
const ask = (method: string, path: string, headers: Record<string, string>, body = "") =>
  new Promise<{ status: number; headers: Record<string, unknown>; text: string }>((resolve, reject) => {
    const sent = request(`${emulator.url}${path}`, { method, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    sent.on("error", reject);
    sent.end(body);
  });

const cors = (headers: Record<string, unknown>) =>
  Object.keys(headers).filter((name) => name.startsWith("access-control"));
const exposed = "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date";

const call = (operation: string, body: object, headers: Record<string, string> = {}) =>
  ask(
    "POST",
    "/",
    {
      origin: page,
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `AWSCognitoIdentityProviderService.${operation}`,
      ...headers,
    },
    JSON.stringify(body),
  );

const preflight = (path: string, asked = "content-type,x-amz-target", method = "POST") =>
  ask("OPTIONS", path, {
    origin: page,
    "access-control-request-method": method,
    "access-control-request-headers": asked,
  });

describe("a page of any origin", () => {
  test("may ask before it calls, and is told what it may send", async () => {
    const { status, headers } = await preflight("/");
    expect(status).toBe(200);
    expect(headers).toMatchObject({ "access-control-allow-origin": "*", "access-control-allow-methods": "POST" });
    const allowed = String(headers["access-control-allow-headers"]).split(",");
    expect(allowed).toEqual(
      expect.arrayContaining(["content-type", "x-amz-target", "x-amz-user-agent", "cache-control"]),
    );
    // A browser refuses to send what is not allowed, and without it no operation that needs a signature is done.
    expect(allowed).not.toContain("authorization");
  });

  test("reads the answer to an unsigned operation, right or wrong, with its headers", async () => {
    const pool = await emulator.createPool();
    const ClientId = (await emulator.createClient(pool)).id;
    await emulator.createConfirmed(pool, "ada");
    const signIn = (PASSWORD: string) =>
      call("InitiateAuth", { ClientId, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters: { USERNAME: "ada", PASSWORD } });
    const right = await signIn(password);
    expect(right.status).toBe(200);
    expect(right.headers).toMatchObject({
      "access-control-allow-origin": "*",
      "access-control-expose-headers": exposed,
    });
    const wrong = await signIn("Wrong-Password-1");
    expect(wrong.status).toBe(400);
    expect(wrong.headers).toMatchObject({
      "access-control-allow-origin": "*",
      "x-amzn-errortype": "NotAuthorizedException:",
      "x-amzn-errormessage": "Incorrect username or password.",
      date: expect.any(String),
    });
  });

  test("reads no answer to a signed operation", async () => {
    const { status, headers } = await call("ListUserPools", { MaxResults: 1 });
    expect(status).toBe(400);
    expect(cors(headers)).toEqual([]);
  });

  test.each([
    ["GET", "/"],
    ["GET", "/_inbox"],
    ["GET", "/_health"],
    ["GET", "/_control/journal"],
    ["POST", "/_control/clock"],
    ["DELETE", "/_control/journal"],
  ])("%s %s: refused", async (method, path) => {
    const json = { "content-type": "application/json" };
    const { status, headers } = await ask(method, path, { origin: page, ...json }, method === "POST" ? "{}" : "");
    expect(status).toBe(403);
    expect(cors(headers)).toEqual([]);
  });

  test("gets no credentials from STS", async () => {
    const form = { "content-type": "application/x-www-form-urlencoded", origin: page };
    const { status, headers } = await ask("POST", "/", form, "Action=GetCallerIdentity&Version=2011-06-15");
    expect(status).toBe(403);
    expect(cors(headers)).toEqual([]);
  });

  test.each([["/_control/clock"], ["/_inbox"], ["/_control/reset"]])("is not told that it may ask %s", async (path) => {
    const { status, headers } = await preflight(path);
    expect([403, 405]).toContain(status);
    expect(cors(headers)).toEqual([]);
  });

  test("with no origin to name is as foreign as any", async () =>
    expect((await ask("GET", "/_inbox", { origin: "null" })).status).toBe(403));
});

test("the emulator's own page, and whoever is no page, may read the inbox", async () => {
  expect((await ask("GET", "/_inbox", { origin: emulator.url })).status).toBe(200);
  expect((await ask("GET", "/_inbox", {})).status).toBe(200);
});

test("a text that does not fit into a header goes without what does not fit", async () => {
  const ClientId = (await emulator.createClient(await emulator.createPool())).id;
  const UserAttributes = [{ Name: "žluť", Value: "x" }];
  const { headers, text } = await call("SignUp", { ClientId, Username: "ada", Password: password, UserAttributes });
  expect(JSON.parse(text).message).toBe(
    "Attributes did not conform to the schema: žluť: Attribute does not exist in the schema.\n",
  );
  expect(headers["x-amzn-errormessage"]).toMatch(/^Attributes did not conform[\x20-\x7e]+$/);
});
