import { request } from "node:http";
import {
  AdminCreateUserCommand,
  type AdminCreateUserCommandInput,
  AdminResetUserPasswordCommand,
  AdminSetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  type CreateUserPoolCommandInput,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { fromAttributes, password, testEmulator, toAttributes } from "../fixture.ts";
import { createInbox } from "./inbox.ts";
import { maskDestination } from "./messages.ts";

const emulator = testEmulator();
const { send } = emulator;
const contacts = { email: "ada@example.com", phone_number: "+12125550101" };

let users = 0;
const invite = async (
  settings: Partial<CreateUserPoolCommandInput>,
  input: Partial<AdminCreateUserCommandInput>,
  attributes: Record<string, string> = contacts,
) => {
  const UserPoolId = await emulator.createPool(settings);
  const Username = `guest${++users}`;
  const UserAttributes = toAttributes(attributes);
  await send(new AdminCreateUserCommand({ UserPoolId, Username, UserAttributes, ...input }));
  return { UserPoolId, Username, messages: await emulator.inbox({ username: Username }) };
};

describe("an invitation", () => {
  const facts: [string, Partial<AdminCreateUserCommandInput>, Record<string, string>, string[]][] = [
    ["goes by SMS unless told otherwise", {}, contacts, ["SMS +12125550101"]],
    ["goes by e-mail", { DesiredDeliveryMediums: ["EMAIL"] }, contacts, ["EMAIL ada@example.com"]],
    [
      "goes by both",
      { DesiredDeliveryMediums: ["EMAIL", "SMS"] },
      contacts,
      ["SMS +12125550101", "EMAIL ada@example.com"],
    ],
    ["has nowhere to go", { DesiredDeliveryMediums: ["SMS"] }, { email: contacts.email }, []],
    ["is suppressed", { DesiredDeliveryMediums: ["EMAIL"], MessageAction: "SUPPRESS" }, contacts, []],
  ];
  test.each(facts)("%s", async (_, input, attributes, expected) => {
    const { messages } = await invite({}, input, attributes);
    expect(messages.map(({ medium, to }) => `${medium} ${to}`)).toEqual(expected);
  });

  test("holds name and password in the pool's words", async () => {
    const InviteMessageTemplate = { EmailSubject: "Welcome", EmailMessage: "Hello {username}, use {####} and {####}." };
    const input: Partial<AdminCreateUserCommandInput> = {
      DesiredDeliveryMediums: ["EMAIL"],
      TemporaryPassword: "Dollar-$&-$1-Sign",
    };
    const settings = { AdminCreateUserConfig: { InviteMessageTemplate } };
    const { UserPoolId, Username, messages } = await invite(settings, input);
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatchObject({
      kind: "invitation",
      medium: "EMAIL",
      subject: "Welcome",
      body: `Hello ${Username}, use Dollar-$&-$1-Sign and Dollar-$&-$1-Sign.`,
      temporaryPassword: "Dollar-$&-$1-Sign",
      userPoolId: UserPoolId,
      username: Username,
      at: "2026-01-15T12:00:00.000Z",
    });
  });
  test("without a place for the password is silently not delivered", async () => {
    const InviteMessageTemplate = { EmailMessage: "Hello {username}" };
    const settings = { AdminCreateUserConfig: { InviteMessageTemplate } };
    expect((await invite(settings, { DesiredDeliveryMediums: ["EMAIL"] })).messages).toEqual([]);
  });
  test("sent again has another password and moves the date of the last change", async () => {
    const { UserPoolId, Username, messages } = await invite({}, { DesiredDeliveryMediums: ["EMAIL"] });
    emulator.clock.advance(60_000);
    const again = {
      UserPoolId,
      Username,
      MessageAction: "RESEND" as const,
      DesiredDeliveryMediums: ["EMAIL" as const],
    };
    const { User } = await send(new AdminCreateUserCommand(again));
    const both = await emulator.inbox({ username: Username });
    expect(both).toHaveLength(2);
    expect(both[0]?.temporaryPassword).not.toBe(messages[0]?.temporaryPassword);
    expect(User?.UserLastModifiedDate?.getTime()).toBe(emulator.clock.now());
    expect(User?.UserCreateDate?.getTime()).toBe(emulator.clock.now() - 60_000);
  });
});

test("setting a password sends nothing; resetting sends a code by the verification template", async () => {
  const settings = { EmailVerificationMessage: "The code: {####}", EmailVerificationSubject: "Code" };
  const UserPoolId = await emulator.createPool(settings);
  const user = { UserPoolId, Username: "quiet" };
  await emulator.createUser(UserPoolId, "quiet", { email: "quiet@example.com", email_verified: "true" });
  await send(new AdminSetUserPasswordCommand({ ...user, Password: password, Permanent: true }));
  expect(await emulator.inbox({ username: "quiet" })).toEqual([]);
  await send(new AdminResetUserPasswordCommand(user));
  const [message] = await emulator.inbox({ username: "quiet" });
  expect(message).toMatchObject({ kind: "reset", subject: "Code", body: `The code: ${message?.code}` });
  expect(message?.code).toMatch(/^\d{6}$/);
});

describe("a new e-mail in a pool that verifies it before the change", () => {
  const settings: Partial<CreateUserPoolCommandInput> = {
    AutoVerifiedAttributes: ["email"],
    UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ["email"] },
  };
  const facts: [Record<string, string>, string, number][] = [
    [{ email: "new@example.com" }, "old@example.com", 1],
    [{ email: "new@example.com", email_verified: "true" }, "new@example.com", 0],
    [{ email: "old@example.com" }, "old@example.com", 0],
  ];
  test.each(facts)("%j leaves %s and sends %i", async (attributes, expected, sent) => {
    const UserPoolId = await emulator.createPool(settings);
    const Username = `mover${++users}`;
    await emulator.createUser(UserPoolId, Username, { email: "old@example.com", email_verified: "true" });
    const UserAttributes = toAttributes(attributes);
    await send(new AdminUpdateUserAttributesCommand({ UserPoolId, Username, UserAttributes }));
    const { UserAttributes: after } = await emulator.getUser(UserPoolId, Username);
    expect(fromAttributes(after)).toMatchObject({ email: expected, email_verified: "true" });
    const messages = await emulator.inbox({ username: Username });
    expect(messages.map(({ to, kind }) => `${kind} ${to}`)).toEqual(Array(sent).fill("update new@example.com"));
  });
});

describe("destinations are masked", () => {
  const facts: ["email" | "phone_number", string, string][] = [
    ["email", "test@test.com", "t***@t***"],
    ["email", "first.last@example.co.uk", "f***@e***"],
    ["email", "é@ö.example", "é***@ö***"],
    ["phone_number", "+12125559934", "+*******9934"],
    ["phone_number", "+4477009001234", "+*********1234"],
    ["phone_number", "+1234", "+1234"],
  ];
  test.each(facts)("%s %s: %s", (contact, value, expected) => expect(maskDestination(contact, value)).toBe(expected));
});

test("the last thousand messages are kept, newest first", () => {
  const inbox = createInbox();
  const message = { at: "", medium: "EMAIL", kind: "reset", body: "", userPoolId: "", username: "" } as const;
  for (let i = 1; i <= 1_005; i++) inbox.put({ ...message, to: `${i % 2}@example.com` });
  const ids = inbox.list().map(({ id }) => id);
  expect(ids).toHaveLength(1_000);
  expect([ids[0], ids.at(-1)]).toEqual([1_005, 6]);
  expect(inbox.list({ to: "1@example.com" })).toHaveLength(500);
});

describe("the page", () => {
  const get = (path: string, host = "127.0.0.1") =>
    new Promise<{ status: number | undefined; headers: Record<string, unknown>; text: string }>((resolve, reject) => {
      const { port } = new URL(emulator.url);
      const asked = request(
        { host: "127.0.0.1", port, path, headers: { host: host ? `${host}:${port}` : "" } },
        (response) => {
          let text = "";
          response.setEncoding("utf8").on("data", (chunk: string) => {
            text += chunk;
          });
          response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, text }));
        },
      );
      asked.on("error", reject).end();
    });

  test("shows messages as text, whatever they hold, and lets nothing run", async () => {
    const email = "<img/src=x>\"'&@example.com";
    await invite({}, { DesiredDeliveryMediums: ["EMAIL"] }, { email });
    const { status, headers, text } = await get("/");
    expect(status).toBe(200);
    expect(text).toContain("&lt;img/src=x&gt;&quot;&#39;&amp;@example.com");
    expect(text).not.toContain("<img");
    expect(String(headers["content-security-policy"])).toContain("default-src 'none'");
    expect(headers["cache-control"]).toBe("no-store");
  });
  test("shows one recipient's messages", async () => {
    await invite({}, { DesiredDeliveryMediums: ["EMAIL"] }, { email: "only@example.com" });
    const { text } = await get("/?to=only%40example.com");
    expect(text).toContain("1 message<");
    expect(text).toContain('value="only@example.com"');
    expect((await get("/?to=nobody%40example.com")).text).toContain("No message to this recipient.");
    expect(await emulator.inbox({ to: "only@example.com" })).toHaveLength(1);
  });
  test("survives half a character in an address", async () => {
    const UserPoolId = await emulator.createPool();
    const body = `{"UserPoolId":"${UserPoolId}","Username":"half","DesiredDeliveryMediums":["EMAIL"],"UserAttributes":[{"Name":"email","Value":"\\ud800@example.com"}]}`;
    expect((await emulator.post("AdminCreateUser", body)).status).toBe(200);
    expect((await get("/")).status).toBe(200);
    expect((await get("/_inbox")).status).toBe(200);
  });
  const hosts: [string, number][] = [
    ["127.0.0.1", 200],
    ["localhost", 200],
    ["[::1]", 200],
    ["evil.example", 403],
    ["127.0.0.1.evil.example", 403],
    ["localhost.evil.example", 403],
  ];
  test.each(hosts)("asked for as %j answers %i", async (host, status) => {
    for (const path of ["/", "/_inbox", "/_health"]) expect((await get(path, host)).status).toBe(status);
  });
  test("unknown paths are not found", async () => expect((await get("/nothing")).status).toBe(404));
});
