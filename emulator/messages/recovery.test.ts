import {
  AdminConfirmSignUpCommand,
  AdminCreateUserCommand,
  AdminDisableUserCommand,
  AdminResetUserPasswordCommand,
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  type CreateUserPoolCommandInput,
  ForgotPasswordCommand,
  InitiateAuthCommand,
  type RecoveryOptionNameType,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { beforeAll, describe, expect, test } from "vitest";
import { fromAttributes, newPassword, outcome, password, testEmulator, toAttributes } from "../fixture.ts";
import { hourMs } from "../service/clock.ts";
import { secretHash } from "../sign-in/secret-hash.ts";

const emulator = testEmulator();
const { send, clock } = emulator;
let pool = "";
let client = "";
let hiding = "";
beforeAll(async () => {
  pool = await emulator.createPool({ AutoVerifiedAttributes: ["email"] });
  client = (await emulator.createClient(pool)).id;
  hiding = (await emulator.createClient(pool, { PreventUserExistenceErrors: "ENABLED" })).id;
});

const verified = (name: string) => ({ email: `${name}@example.com`, email_verified: "true" });
const forgot = (Username: string, ClientId = client) => send(new ForgotPasswordCommand({ ClientId, Username }));
const confirm = (Username: string, ConfirmationCode: string, ClientId = client, Password = newPassword) =>
  send(new ConfirmForgotPasswordCommand({ ClientId, Username, ConfirmationCode, Password }));
const signUp = (Username: string, attributes: Record<string, string> = {}, ClientId = client) =>
  send(new SignUpCommand({ ClientId, Username, Password: password, UserAttributes: toAttributes(attributes) }));
const confirmSignUp = (Username: string, ConfirmationCode: string, ClientId = client) =>
  send(new ConfirmSignUpCommand({ ClientId, Username, ConfirmationCode }));
const lastCode = async (username: string) => (await emulator.inbox({ username }))[0]?.code ?? "";
const other = (code: string) => (code === "000000" ? "111111" : "000000");
const statusOf = async (username: string) => (await emulator.getUser(pool, username)).UserStatus;

const mismatch = "CodeMismatchException: Invalid verification code provided, please try again.";
const expired = "ExpiredCodeException: Invalid code provided, please request a code again.";
const notFound = "UserNotFoundException: Username/client id combination not found.";
const noContact =
  "InvalidParameterException: Cannot reset password for the user as there is no registered/verified email or phone_number";

describe("a recovery code", () => {
  test("sets a new password and confirms the user, once", async () => {
    await emulator.createConfirmed(pool, "ada", verified("ada"));
    await forgot("ada");
    expect(await statusOf("ada")).toBe("CONFIRMED");
    const code = await lastCode("ada");
    expect(await outcome(confirm("ada", other(code)))).toBe(mismatch);
    expect(await outcome(confirm("ada", code))).toBe("ok");
    expect(await outcome(confirm("ada", code))).toBe(expired);
    const AuthParameters = { USERNAME: "ada", PASSWORD: newPassword };
    expect(
      await outcome(
        send(new InitiateAuthCommand({ ClientId: client, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters })),
      ),
    ).toBe("ok");
  });
  test("leads out of RESET_REQUIRED", async () => {
    await emulator.createConfirmed(pool, "reset", verified("reset"));
    await send(new AdminResetUserPasswordCommand({ UserPoolId: pool, Username: "reset" }));
    expect(await outcome(confirm("reset", await lastCode("reset")))).toBe("ok");
    expect(await statusOf("reset")).toBe("CONFIRMED");
  });
  test("lives for an hour", async () => {
    await emulator.createConfirmed(pool, "slow", verified("slow"));
    await forgot("slow");
    clock.advance(hourMs + 1);
    expect(await outcome(confirm("slow", await lastCode("slow")))).toBe(expired);
    await forgot("slow");
    clock.advance(hourMs);
    expect(await outcome(confirm("slow", await lastCode("slow")))).toBe("ok");
  });
  test("is replaced by the next one", async () => {
    await emulator.createConfirmed(pool, "twice", verified("twice"));
    await forgot("twice");
    const first = await lastCode("twice");
    await forgot("twice");
    const second = await lastCode("twice");
    expect(second).not.toBe(first);
    expect(await outcome(confirm("twice", first))).toBe(mismatch);
    expect(await outcome(confirm("twice", second))).toBe("ok");
  });
  test("that nobody asked for is expired", async () => {
    await emulator.createConfirmed(pool, "never", verified("never"));
    expect(await outcome(confirm("never", "123456"))).toBe(expired);
  });
  test("goes through a client's secret", async () => {
    const { id, secret } = await emulator.createClient(pool, { GenerateSecret: true });
    await emulator.createConfirmed(pool, "hashed", verified("hashed"));
    const given = { ClientId: id, Username: "hashed" };
    expect(await outcome(send(new ForgotPasswordCommand(given)))).toContain("SECRET_HASH was not received");
    const SecretHash = secretHash(secret, "hashed", id);
    expect(await outcome(send(new ForgotPasswordCommand({ ...given, SecretHash })))).toBe("ok");
    const answer = { ...given, ConfirmationCode: await lastCode("hashed"), Password: newPassword };
    expect(await outcome(send(new ConfirmForgotPasswordCommand(answer)))).toContain("SECRET_HASH was not received");
    expect(await outcome(send(new ConfirmForgotPasswordCommand({ ...answer, SecretHash })))).toBe("ok");
  });
});

describe("who is hidden", () => {
  test("an unknown user", async () => {
    expect(await outcome(forgot("nobody"))).toBe(notFound);
    expect(await outcome(confirm("nobody", "123456"))).toBe(notFound);
    const { CodeDeliveryDetails } = await forgot("nobody@example.com", hiding);
    expect(CodeDeliveryDetails).toEqual({ Destination: "n***@e***", DeliveryMedium: "EMAIL", AttributeName: "email" });
    expect(await outcome(confirm("nobody", "123456", hiding))).toBe(mismatch);
    expect(await emulator.inbox({ username: "nobody@example.com" })).toEqual([]);
  });
  test("a disabled user", async () => {
    await emulator.createConfirmed(pool, "off", verified("off"));
    await send(new AdminDisableUserCommand({ UserPoolId: pool, Username: "off" }));
    expect(await outcome(forgot("off"))).toBe(notFound);
    expect((await forgot("off", hiding)).CodeDeliveryDetails?.DeliveryMedium).toBe("EMAIL");
    expect(await outcome(confirm("off", "123456", hiding))).toBe(mismatch);
    expect(await emulator.inbox({ username: "off" })).toEqual([]);
  });
});

describe("where the code goes", () => {
  const both = { ...verified("both"), phone_number: "+12125550123", phone_number_verified: "true" };
  const emailOnly = { ...both, phone_number_verified: "false" };
  const phoneOnly = { ...both, email_verified: "false" };
  const neither = { ...emailOnly, email_verified: "false" };
  const adminOnly = "NotAuthorizedException: Contact administrator to reset password.";
  const facts: [RecoveryOptionNameType[] | undefined, string, Record<string, string>, string][] = [
    [undefined, "both", both, "+*******0123"],
    [undefined, "only the e-mail", emailOnly, "b***@e***"],
    [undefined, "only the phone", phoneOnly, "+*******0123"],
    [undefined, "neither", neither, noContact],
    [["verified_email", "verified_phone_number"], "both", both, "b***@e***"],
    [["verified_email", "verified_phone_number"], "only the phone", phoneOnly, "+*******0123"],
    [["verified_email"], "only the phone", phoneOnly, noContact],
    [["verified_phone_number"], "only the e-mail", emailOnly, noContact],
    [["admin_only"], "both", both, adminOnly],
  ];
  test.each(facts)("recovery by %j, verified is %s", async (mechanisms, _, attributes, expected) => {
    const settings: Partial<CreateUserPoolCommandInput> = mechanisms
      ? {
          AccountRecoverySetting: {
            RecoveryMechanisms: mechanisms.map((Name, index) => ({ Name, Priority: index + 1 })),
          },
        }
      : {};
    const own = await emulator.createPool(settings);
    const { id } = await emulator.createClient(own);
    await emulator.createConfirmed(own, "both", attributes);
    const found = await forgot("both", id).then(
      ({ CodeDeliveryDetails }) => CodeDeliveryDetails?.Destination,
      ({ name, message }: Error) => `${name}: ${message}`,
    );
    expect(found).toBe(expected);
    const reset = outcome(send(new AdminResetUserPasswordCommand({ UserPoolId: own, Username: "both" })));
    expect(await reset).toBe(/Exception/.test(expected) ? expected : "ok");
  });
});

describe("a sign-up", () => {
  test("is unconfirmed until its code proves the e-mail", async () => {
    const answer = await signUp("visitor", { email: "visitor@example.com" });
    expect(answer.UserConfirmed).toBe(false);
    expect(answer.CodeDeliveryDetails).toEqual({
      Destination: "v***@e***",
      DeliveryMedium: "EMAIL",
      AttributeName: "email",
    });
    const before = await emulator.getUser(pool, "visitor");
    expect(before.UserStatus).toBe("UNCONFIRMED");
    expect(fromAttributes(before.UserAttributes)).toMatchObject({ sub: answer.UserSub, email_verified: "false" });

    const code = await lastCode("visitor");
    expect(await outcome(confirmSignUp("visitor", other(code)))).toBe(mismatch);
    expect(await outcome(confirmSignUp("visitor", code))).toBe("ok");
    const after = await emulator.getUser(pool, "visitor");
    expect(after.UserStatus).toBe("CONFIRMED");
    expect(fromAttributes(after.UserAttributes).email_verified).toBe("true");
    expect(await outcome(confirmSignUp("visitor", code))).toBe(
      "NotAuthorizedException: User cannot be confirmed. Current status is CONFIRMED",
    );
  });
  test("has a code that lives for a day", async () => {
    await signUp("yesterday", { email: "yesterday@example.com" });
    clock.advance(24 * hourMs + 1);
    expect(await outcome(confirmSignUp("yesterday", await lastCode("yesterday")))).toBe(expired);
  });
  test("of an unknown user cannot be confirmed", async () => {
    expect(await outcome(confirmSignUp("nobody", "123456"))).toBe(notFound);
    expect(await outcome(confirmSignUp("nobody", "123456", hiding))).toBe(expired);
  });
  test("is refused for a name that is taken, in any status", async () => {
    await emulator.createUser(pool, "taken");
    expect(await outcome(signUp("taken"))).toBe("UsernameExistsException: User already exists");
  });
  test("is refused for what a client may not write, and without what the pool requires", async () => {
    const refused = "NotAuthorizedException: A client attempted to write unauthorized attribute";
    expect(await outcome(signUp("cheat", verified("cheat")))).toBe(refused);
    const { id } = await emulator.createClient(pool, { WriteAttributes: ["email"] });
    expect(await outcome(signUp("cheat", { name: "Cheat" }, id))).toBe(refused);
    const strict = await emulator.createPool({ Schema: [{ Name: "email", Required: true }] });
    const { id: strictClient } = await emulator.createClient(strict);
    expect(await outcome(signUp("bare", {}, strictClient))).toBe(
      "InvalidParameterException: Attributes did not conform to the schema: email: The attribute is required\n",
    );
  });
  test("is refused where only administrators create users", async () => {
    const closed = await emulator.createPool({ AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } });
    const { id } = await emulator.createClient(closed);
    expect(await outcome(signUp("visitor", {}, id))).toMatch(/^NotAuthorizedException/);
  });
  test("sends nothing where nothing is verified by itself, and can be confirmed by an administrator", async () => {
    const manual = await emulator.createPool();
    const { id } = await emulator.createClient(manual);
    const answer = await signUp("visitor", { email: "visitor@example.com" }, id);
    expect(answer.CodeDeliveryDetails).toBe(undefined);
    await send(new AdminConfirmSignUpCommand({ UserPoolId: manual, Username: "visitor" }));
    expect((await emulator.getUser(manual, "visitor")).UserStatus).toBe("CONFIRMED");
  });
});

test("in a passwordless pool a user without a password is confirmed at once and cannot be invited again", async () => {
  const Policies = { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD" as const, "EMAIL_OTP" as const] } };
  const open = await emulator.createPool({ Policies });
  const user = { UserPoolId: open, Username: "light" };
  const UserAttributes = toAttributes(verified("light"));
  const { User } = await send(new AdminCreateUserCommand({ ...user, UserAttributes, MessageAction: "SUPPRESS" }));
  expect(User?.UserStatus).toBe("CONFIRMED");
  expect(await outcome(send(new AdminCreateUserCommand({ ...user, MessageAction: "RESEND" })))).toMatch(
    /^UnsupportedUserStateException/,
  );
  const given = { ...user, Username: "heavy", TemporaryPassword: password };
  expect((await send(new AdminCreateUserCommand(given))).User?.UserStatus).toBe("FORCE_CHANGE_PASSWORD");
});
