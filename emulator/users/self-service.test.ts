import {
  type CreateUserPoolCommandInput,
  DeleteUserAttributesCommand,
  DeleteUserCommand,
  GetUserAttributeVerificationCodeCommand,
  GetUserCommand,
  InitiateAuthCommand,
  ResendConfirmationCodeCommand,
  SignUpCommand,
  UpdateUserAttributesCommand,
  VerifyUserAttributeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { beforeAll, describe, expect, test } from "vitest";
import { fromAttributes, outcome, password, testEmulator, toAttributes } from "../fixture.ts";
import { dayMs, hourMs, secondMs } from "../service/clock.ts";
import { secretHash } from "../sign-in/secret-hash.ts";

const emulator = testEmulator();
const { send, clock } = emulator;
let users = 0;

const setUp = async (settings: Partial<CreateUserPoolCommandInput> = {}, attributes: Record<string, string> = {}) => {
  const pool = await emulator.createPool(settings);
  const { id: client } = await emulator.createClient(pool);
  const username = `user${++users}`;
  await emulator.createConfirmed(pool, username, attributes);
  return { pool, client, username, token: await tokenOf(client, username) };
};

const tokenOf = async (ClientId: string, USERNAME: string) => {
  const AuthParameters = { USERNAME, PASSWORD: password };
  const { AuthenticationResult } = await send(
    new InitiateAuthCommand({ ClientId, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters }),
  );
  return AuthenticationResult?.AccessToken ?? "";
};

const attributesOf = async (AccessToken: string) =>
  fromAttributes((await send(new GetUserCommand({ AccessToken }))).UserAttributes);
const update = (AccessToken: string, values: Record<string, string>) =>
  send(new UpdateUserAttributesCommand({ AccessToken, UserAttributes: toAttributes(values) }));
const askCode = (AccessToken: string, AttributeName: string) =>
  send(new GetUserAttributeVerificationCodeCommand({ AccessToken, AttributeName }));
const verify = (AccessToken: string, AttributeName: string, Code: string) =>
  send(new VerifyUserAttributeCommand({ AccessToken, AttributeName, Code }));
const lastCode = async (username: string) => (await emulator.inbox({ username }))[0]?.code ?? "";

const wrongCode = "CodeMismatchException: Invalid verification code provided, please try again.";
const oldCode = "ExpiredCodeException: Invalid code provided, please request a code again.";

describe("GetUser", () => {
  test("shows the user's own attributes and no MFA members without MFA", async () => {
    const { username, token } = await setUp({}, { name: "Ada" });
    const { $metadata: _, ...answer } = await send(new GetUserCommand({ AccessToken: token }));
    expect(answer).toEqual({ Username: username, UserAttributes: expect.any(Array) });
    expect(fromAttributes(answer.UserAttributes)).toMatchObject({ name: "Ada", sub: expect.any(String) });
  });
  test("needs an access token", async () =>
    expect(await outcome(send(new GetUserCommand({ AccessToken: "nonsense" })))).toBe(
      "NotAuthorizedException: Invalid Access Token",
    ));
});

describe("a user's own attributes", () => {
  test("change; a new address is unverified and gets a code where the pool verifies by itself", async () => {
    const { username, token } = await setUp({ AutoVerifiedAttributes: ["email"] }, { email: "old@example.com" });
    const answer = await update(token, { name: "Ada", email: "new@example.com" });
    expect(answer.CodeDeliveryDetailsList).toEqual([
      { Destination: "n***@e***", DeliveryMedium: "EMAIL", AttributeName: "email" },
    ]);
    const changed = { name: "Ada", email: "new@example.com", email_verified: "false" };
    expect(await attributesOf(token)).toMatchObject(changed);
    expect(await outcome(verify(token, "email", "000000"))).toBe(wrongCode);
    expect(await outcome(verify(token, "email", await lastCode(username)))).toBe("ok");
    expect(await attributesOf(token)).toMatchObject({ ...changed, email_verified: "true" });
    expect(await outcome(verify(token, "email", await lastCode(username)))).toBe(oldCode);
  });
  test("keep the old address until the new one is verified, where the pool wants that", async () => {
    const { username, token } = await setUp(
      {
        UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ["email"] },
        AutoVerifiedAttributes: ["email"],
      },
      { email: "old@example.com", email_verified: "true" },
    );
    expect((await update(token, { email: "new@example.com" })).CodeDeliveryDetailsList).toHaveLength(1);
    expect(await attributesOf(token)).toMatchObject({ email: "old@example.com", email_verified: "true" });
    await askCode(token, "email");
    const [message] = await emulator.inbox({ username });
    expect(message?.to).toBe("new@example.com");
    await verify(token, "email", message?.code ?? "");
    expect(await attributesOf(token)).toMatchObject({ email: "new@example.com", email_verified: "true" });
  });
  test("send no code where nothing is verified by itself", async () => {
    const { token } = await setUp({}, { email: "old@example.com" });
    expect((await update(token, { email: "new@example.com" })).CodeDeliveryDetailsList).toEqual([]);
  });
  const unauthorized = "NotAuthorizedException: A client attempted to write unauthorized attribute";
  test("that only the service may write are refused", async () => {
    const { token } = await setUp({}, { email: "a@example.com" });
    expect(await outcome(update(token, { email_verified: "true" }))).toBe(unauthorized);
    expect(await outcome(update(token, { "custom:none": "x" }))).toMatch(/^InvalidParameterException/);
    expect(await attributesOf(token)).not.toHaveProperty("email_verified");
  });
  test("are written and deleted as far as the client may", async () => {
    const { pool, username } = await setUp({}, { name: "Ada", nickname: "A" });
    const { id } = await emulator.createClient(pool, { WriteAttributes: ["nickname"] });
    const token = await tokenOf(id, username);
    const remove = (...UserAttributeNames: string[]) =>
      outcome(send(new DeleteUserAttributesCommand({ AccessToken: token, UserAttributeNames })));
    expect(await outcome(update(token, { name: "Eve" }))).toBe(unauthorized);
    expect(await remove("name")).toBe(unauthorized);
    expect(await outcome(update(token, { nickname: "B" }))).toBe("ok");
    expect(await remove("nickname")).toBe("ok");
    expect(await attributesOf(token)).toEqual({ sub: expect.any(String), name: "Ada" });
    expect(await remove("nickname")).toBe("ok");
  });
  test("lose the flag with the address", async () => {
    const { token } = await setUp({}, { email: "a@example.com", email_verified: "true" });
    const UserAttributeNames = ["email"];
    await send(new DeleteUserAttributesCommand({ AccessToken: token, UserAttributeNames }));
    expect(await attributesOf(token)).toEqual({ sub: expect.any(String) });
  });
});

describe("a verification code", () => {
  test("goes to the address that it proves, and lives a day", async () => {
    const { pool, username } = await setUp({}, { phone_number: "+15550001234" });
    const TokenValidityUnits = { AccessToken: "days" } as const;
    const { id } = await emulator.createClient(pool, { AccessTokenValidity: 1, TokenValidityUnits });
    const token = await tokenOf(id, username);
    const { CodeDeliveryDetails } = await askCode(token, "phone_number");
    expect(CodeDeliveryDetails).toMatchObject({ DeliveryMedium: "SMS", AttributeName: "phone_number" });
    clock.advance(dayMs);
    const again = await tokenOf(id, username);
    expect(await outcome(verify(again, "phone_number", await lastCode(username)))).toBe("ok");
    expect(await attributesOf(again)).toMatchObject({ phone_number_verified: "true" });
    await askCode(again, "phone_number");
    clock.advance(dayMs + 1);
    const late = await tokenOf(id, username);
    expect(await outcome(verify(late, "phone_number", await lastCode(username)))).toBe(oldCode);
  });
  test("is only for an e-mail address or a phone number that is there", async () => {
    const { token } = await setUp();
    for (const name of ["email", "name", "custom:x"])
      expect(await outcome(askCode(token, name))).toMatch(/^InvalidParameterException/);
    expect(await outcome(verify(token, "email", "123456"))).toBe(oldCode);
  });
  test("takes an alias from who had it", async () => {
    const { pool, client, username, token } = await setUp({ AliasAttributes: ["email"] }, { email: "one@example.com" });
    const Username = "first";
    await emulator.createConfirmed(pool, Username, { email: "one@example.com", email_verified: "true" });
    await askCode(token, "email");
    expect(await outcome(verify(token, "email", await lastCode(username)))).toBe("ok");
    expect(await outcome(tokenOf(client, "one@example.com"))).toBe("ok");
    const { UserAttributes } = await emulator.getUser(pool, Username);
    expect(fromAttributes(UserAttributes).email_verified).toBe("false");
  });
});

describe("DeleteUser", () => {
  test("takes the user away, tokens and all", async () => {
    const { pool, username, token } = await setUp();
    expect(await outcome(send(new DeleteUserCommand({ AccessToken: token })))).toBe("ok");
    const gone = "UserNotFoundException: User does not exist.";
    expect(await outcome(emulator.getUser(pool, username))).toBe(gone);
    expect(await outcome(send(new GetUserCommand({ AccessToken: token })))).toBe(gone);
  });
  test("has an empty body", async () => {
    const { token } = await setUp();
    expect(await emulator.post("DeleteUser", { AccessToken: token })).toMatchObject({ status: 200, text: "" });
  });
});

describe("ResendConfirmationCode", () => {
  const signedUp = async (settings: Partial<CreateUserPoolCommandInput>) => {
    const pool = await emulator.createPool(settings);
    const { id: client } = await emulator.createClient(pool);
    const Username = `user${++users}`;
    const UserAttributes = toAttributes({ email: `${Username}@example.com` });
    await send(new SignUpCommand({ ClientId: client, Username, Password: password, UserAttributes }));
    return { pool, client, username: Username };
  };
  const resend = (ClientId: string, Username: string, SecretHash?: string) =>
    send(new ResendConfirmationCodeCommand({ ClientId, Username, SecretHash }));

  test("sends a new code", async () => {
    const { client, username } = await signedUp({ AutoVerifiedAttributes: ["email"] });
    const first = await lastCode(username);
    const { CodeDeliveryDetails } = await resend(client, username);
    expect(CodeDeliveryDetails).toMatchObject({ DeliveryMedium: "EMAIL", AttributeName: "email" });
    expect(await lastCode(username)).not.toBe(first);
  });
  test("has nothing to send where nothing is verified by itself", async () => {
    const { client, username } = await signedUp({});
    expect(await outcome(resend(client, username))).toBe(
      "NotAuthorizedException: Cannot resend codes. Auto verification not turned on.",
    );
  });
  test("is for users who are not confirmed", async () => {
    const { client, username } = await setUp({ AutoVerifiedAttributes: ["email"] }, { email: "a@example.com" });
    expect(await outcome(resend(client, username))).toBe("InvalidParameterException: User is already confirmed.");
  });
  test("speaks of unknown users as the client wants, and asks for the secret hash", async () => {
    const pool = await emulator.createPool();
    const { id } = await emulator.createClient(pool);
    expect(await outcome(resend(id, "nobody"))).toBe(
      "UserNotFoundException: Username/client id combination not found.",
    );
    const hiding = await emulator.createClient(pool, { PreventUserExistenceErrors: "ENABLED", GenerateSecret: true });
    expect(await outcome(resend(hiding.id, "nobody"))).toContain("SECRET_HASH was not received");
    const hash = secretHash(hiding.secret, "nobody@example.com", hiding.id);
    const { CodeDeliveryDetails } = await resend(hiding.id, "nobody@example.com", hash);
    expect(CodeDeliveryDetails?.Destination).toBe("n***@e***");
    expect(await emulator.inbox({ username: "nobody@example.com" })).toEqual([]);
  });
});

describe("with quotas on, a user has in an hour", () => {
  const limited = testEmulator({ quotas: true });
  const limit = "LimitExceededException: Attempt limit exceeded, please try after some time.";
  /** Calls a second apart until one is refused for the limit; answers how many went through. */
  const attempts = async (call: () => Promise<unknown>) => {
    for (let i = 0; i < 20; i++) {
      limited.clock.advance(secondMs);
      if ((await outcome(call())) === limit) return i;
    }
    return 20;
  };
  let client = "";
  beforeAll(async () => {
    const pool = await limited.createPool({ AutoVerifiedAttributes: ["email"] });
    client = (await limited.createClient(pool)).id;
    await limited.createConfirmed(pool, "asker", { email: "asker@example.com" });
  });

  test("5 verification codes and 15 tries", async () => {
    const AuthParameters = { USERNAME: "asker", PASSWORD: password };
    const command = new InitiateAuthCommand({ ClientId: client, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters });
    const AccessToken = (await limited.send(command)).AuthenticationResult?.AccessToken;
    const named = { AccessToken, AttributeName: "email" };
    const ask = () => limited.send(new GetUserAttributeVerificationCodeCommand(named));
    expect(await attempts(ask)).toBe(5);
    expect(await attempts(() => limited.send(new VerifyUserAttributeCommand({ ...named, Code: "000000" })))).toBe(15);
  });
  test("5 confirmation codes sent again", async () => {
    const who = { ClientId: client, Username: "signer" };
    const UserAttributes = toAttributes({ email: "signer@example.com" });
    await limited.send(new SignUpCommand({ ...who, Password: password, UserAttributes }));
    const resend = () => limited.send(new ResendConfirmationCodeCommand(who));
    expect(await attempts(resend)).toBe(5);
    limited.clock.advance(hourMs);
    expect(await outcome(resend())).toBe("ok");
  });
});
