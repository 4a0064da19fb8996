import {
  AdminConfirmSignUpCommand,
  AdminCreateUserCommand,
  AdminInitiateAuthCommand,
  AdminLinkProviderForUserCommand,
  AdminResetUserPasswordCommand,
  AdminSetUserMFAPreferenceCommand,
  AdminSetUserPasswordCommand,
  CreateIdentityProviderCommand,
  type CreateUserPoolCommandInput,
  ForgotPasswordCommand,
  GetUserCommand,
  SetUserPoolMfaConfigCommand,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterEach, describe, expect, test } from "vitest";
import { newPassword, outcome, password, temporaryPassword, testEmulator, toAttributes } from "../fixture.ts";
import { User, type UserStatus } from "../users/user.ts";
import { assumptionNames, assumptionTable } from "./assumption-table.ts";

const emulator = testEmulator();
const { send } = emulator;
afterEach(() => emulator.control("POST", "reset", {}));

const assume = (values: Record<string, string>) => emulator.control("POST", "assumptions", values);
const refuseMail = () => emulator.control("POST", "faults", { fault: "emailLimit", perDay: 0 });
const overLimit = /^LimitExceededException: Exceeded daily email limit/;

const verified = { email: "ada@example.com", email_verified: "true" };

const setUp = async (status: UserStatus, settings: Partial<CreateUserPoolCommandInput> = {}) => {
  const pool = await emulator.createPool({ AutoVerifiedAttributes: ["email"], ...settings });
  const client = (await emulator.createClient(pool)).id;
  const named = { UserPoolId: pool, Username: "ada" };
  if (status === "UNCONFIRMED") {
    const UserAttributes = toAttributes({ email: verified.email });
    await send(new SignUpCommand({ ClientId: client, Username: "ada", Password: password, UserAttributes }));
    const user = emulator.service.pools.get(pool)?.users.find("ada");
    if (user) user.store?.set(user, "email_verified", "true");
  } else if (status === "EXTERNAL_PROVIDER") {
    const sub = emulator.service.random.uuid();
    const createdAt = emulator.clock.now();
    const attributes = Object.entries(verified).flat();
    emulator.service.pools.get(pool)?.users.add(new User({ username: "ada", sub, status, createdAt, attributes }));
  } else {
    await emulator.createUser(pool, "ada", verified);
    const Permanent = status !== "FORCE_CHANGE_PASSWORD";
    if (Permanent) await send(new AdminSetUserPasswordCommand({ ...named, Password: password, Permanent }));
    if (status === "RESET_REQUIRED") await send(new AdminResetUserPasswordCommand(named));
  }
  return { pool, client, named };
};

const statusOf = async (pool: string) => (await emulator.getUser(pool, "ada")).UserStatus;
const signIn = (pool: string, ClientId: string, given: string) => {
  const AuthParameters = { USERNAME: "ada", PASSWORD: given };
  const AuthFlow = "ADMIN_USER_PASSWORD_AUTH";
  return send(new AdminInitiateAuthCommand({ UserPoolId: pool, ClientId, AuthFlow, AuthParameters }));
};

const notInState = "NotAuthorizedException: User password cannot be reset in the current state.";

describe("an administrator's reset", () => {
  const facts: [name: string, status: UserStatus, settings: Partial<CreateUserPoolCommandInput>, refusal: string][] = [
    ["resetUnconfirmed", "UNCONFIRMED", {}, notInState],
    ["resetFederated", "EXTERNAL_PROVIDER", {}, notInState],
    [
      "resetAdminOnly",
      "CONFIRMED",
      { AccountRecoverySetting: { RecoveryMechanisms: [{ Name: "admin_only", Priority: 1 }] } },
      "NotAuthorizedException: Contact administrator to reset password.",
    ],
  ];
  test.each(facts)("%s: refused, or carried out where that is assumed", async (name, status, settings, refusal) => {
    const { pool, named } = await setUp(status, settings);
    expect(await outcome(send(new AdminResetUserPasswordCommand(named)))).toBe(refusal);
    expect(await statusOf(pool)).toBe(status);
    await assume({ [name]: "resets" });
    expect(await outcome(send(new AdminResetUserPasswordCommand(named)))).toBe("ok");
    expect(await statusOf(pool)).toBe("RESET_REQUIRED");
  });

  test.each([
    ["stays", "CONFIRMED", "ok"],
    ["changes", "RESET_REQUIRED", "PasswordResetRequiredException: Password reset required for the user"],
  ])("whose code is refused: the status %s", async (refusedReset, status, signedIn) => {
    const { pool, client, named } = await setUp("CONFIRMED");
    await assume({ refusedReset });
    await refuseMail();
    expect(await outcome(send(new AdminResetUserPasswordCommand(named)))).toMatch(overLimit);
    expect(await statusOf(pool)).toBe(status);
    expect(await outcome(signIn(pool, client, password))).toBe(signedIn);
  });

  test.each([
    ["stay", "ok"],
    ["end", "NotAuthorizedException: Access Token has been revoked"],
  ])("newPasswordSessions %s: %s", async (newPasswordSessions, expected) => {
    const { pool, client, named } = await setUp("CONFIRMED");
    await assume({ newPasswordSessions });
    const tokens = async (given: string) => (await signIn(pool, client, given)).AuthenticationResult;
    const first = await tokens(password);
    await send(new AdminSetUserPasswordCommand({ ...named, Password: newPassword, Permanent: true }));
    expect(await outcome(send(new GetUserCommand({ AccessToken: first?.AccessToken })))).toBe(expected);
    const second = await tokens(newPassword);
    await send(new AdminResetUserPasswordCommand(named));
    expect(await outcome(send(new GetUserCommand({ AccessToken: second?.AccessToken })))).toBe(expected);
  });
});

describe("an invitation sent again", () => {
  const resend = (named: { UserPoolId: string; Username: string }) =>
    outcome(send(new AdminCreateUserCommand({ ...named, MessageAction: "RESEND", DesiredDeliveryMediums: ["EMAIL"] })));

  test.each<UserStatus>(["RESET_REQUIRED", "EXTERNAL_PROVIDER"])("to %s: refused, or renewed", async (status) => {
    const { pool, named } = await setUp(status);
    expect(await resend(named)).toMatch(/^UnsupportedUserStateException: Resend not possible/);
    await assume({ resendUninvited: "renews" });
    expect(await resend(named)).toBe("ok");
    expect(await statusOf(pool)).toBe("FORCE_CHANGE_PASSWORD");
  });

  test.each([
    ["replaced", "NotAuthorizedException: Incorrect username or password."],
    ["kept", "ok"],
  ])("whose message is refused: the temporary password from before is %s", async (refusedResend, signedIn) => {
    const { pool, client, named } = await setUp("FORCE_CHANGE_PASSWORD");
    await assume({ refusedResend });
    await refuseMail();
    const before = await emulator.getUser(pool, "ada");
    emulator.clock.advance(60_000);
    expect(await resend(named)).toMatch(overLimit);
    expect(await outcome(signIn(pool, client, temporaryPassword))).toBe(signedIn);
    const { UserLastModifiedDate: after } = await emulator.getUser(pool, "ada");
    expect(after?.getTime() === before.UserLastModifiedDate?.getTime()).toBe(refusedResend === "kept");
  });
});

test.each<UserStatus>(["RESET_REQUIRED", "EXTERNAL_PROVIDER"])("%s confirmed: refused, or done", async (status) => {
  const { pool, named } = await setUp(status);
  const refusal = `NotAuthorizedException: User cannot be confirmed. Current status is ${status}`;
  expect(await outcome(send(new AdminConfirmSignUpCommand(named)))).toBe(refusal);
  await assume({ confirmUnexpected: "confirms" });
  expect(await outcome(send(new AdminConfirmSignUpCommand(named)))).toBe("ok");
  expect(await statusOf(pool)).toBe("CONFIRMED");
});

describe("a user who forgot the password", () => {
  const forgot = (ClientId: string) => send(new ForgotPasswordCommand({ ClientId, Username: "ada" }));

  test("and is UNCONFIRMED gets a code, or is refused", async () => {
    const { client } = await setUp("UNCONFIRMED");
    expect(await outcome(forgot(client))).toBe("ok");
    await assume({ forgotUnconfirmed: "refused" });
    expect(await outcome(forgot(client))).toBe(notInState);
  });

  test("over the day's limit is refused, or waits in vain", async () => {
    const { client } = await setUp("CONFIRMED");
    await refuseMail();
    expect(await outcome(forgot(client))).toMatch(overLimit);
    await assume({ refusedForgot: "silent" });
    expect((await forgot(client)).CodeDeliveryDetails).toMatchObject({ Destination: "a***@e***" });
    expect(await emulator.inbox({ username: "ada" })).toEqual([]);
  });

  test("gets no code by the channel of a second factor that is preferred, or only on, as assumed", async () => {
    const { pool, client, named } = await setUp("CONFIRMED", {
      EmailConfiguration: {
        EmailSendingAccount: "DEVELOPER",
        SourceArn: "arn:aws:ses:us-east-1:000000000000:identity/a",
      },
    });
    const EmailMfaConfiguration = {};
    await send(new SetUserPoolMfaConfigCommand({ UserPoolId: pool, MfaConfiguration: "ON", EmailMfaConfiguration }));
    const none = /^InvalidParameterException: Cannot reset password for the user/;
    expect(await outcome(forgot(client))).toBe("ok");
    await assume({ recoveryFactor: "enabled" });
    expect(await outcome(forgot(client))).toMatch(none);
    await assume({ recoveryFactor: "preferred" });
    const EmailMfaSettings = { Enabled: true, PreferredMfa: true };
    await send(new AdminSetUserMFAPreferenceCommand({ ...named, EmailMfaSettings }));
    expect(await outcome(forgot(client))).toMatch(none);
  });
});

test("an identity of somebody else is refused, or taken from them", async () => {
  const { pool } = await setUp("CONFIRMED");
  await emulator.createConfirmed(pool, "grace");
  const ProviderDetails = { client_id: "x", client_secret: "y", authorize_scopes: "openid" };
  const provider = { UserPoolId: pool, ProviderName: "Google", ProviderType: "Google" as const, ProviderDetails };
  await send(new CreateIdentityProviderCommand(provider));
  const link = (username: string) =>
    outcome(
      send(
        new AdminLinkProviderForUserCommand({
          UserPoolId: pool,
          DestinationUser: { ProviderName: "Cognito", ProviderAttributeValue: username },
          SourceUser: {
            ProviderName: "Google",
            ProviderAttributeName: "Cognito_Subject",
            ProviderAttributeValue: "108842517603119420317",
          },
        }),
      ),
    );
  const isLinked = async (username: string) =>
    (await emulator.getUser(pool, username)).UserAttributes?.some(({ Name }) => Name === "identities");
  expect(await link("ada")).toBe("ok");
  expect(await link("grace")).toMatch(/^AliasExistsException/);
  await assume({ linkedIdentity: "moves" });
  expect(await link("grace")).toBe("ok");
  expect([await isLinked("ada"), await isLinked("grace")]).toEqual([false, true]);
});

describe("the switches", () => {
  type Shown = { assumptions: Record<string, { value: string; values: string[]; harmed: string }> };
  const shown = (query = "") => emulator.control<Shown>("GET", `assumptions${query}`);

  test("stand as they are documented until one is chosen, and again after a reset", async () => {
    const { assumptions } = await shown();
    expect(Object.keys(assumptions)).toEqual(assumptionNames);
    for (const name of assumptionNames)
      expect(assumptions[name]).toMatchObject({ value: assumptionTable[name].values[0] });
    await assume({ refusedResend: "kept", verifiedEmailAlias: "refused" });
    expect((await shown()).assumptions.refusedResend?.value).toBe("kept");
    await emulator.control("POST", "reset", {});
    expect(await shown()).toEqual({ assumptions });
  });

  test("can be chosen for one pool alone", async () => {
    const one = await emulator.createPool();
    const other = await emulator.createPool();
    await assume({ refusedResend: "kept", userPoolId: one });
    expect((await shown(`?userPoolId=${one}`)).assumptions.refusedResend?.value).toBe("kept");
    expect((await shown(`?userPoolId=${other}`)).assumptions.refusedResend?.value).toBe("replaced");
    expect((await shown()).assumptions.refusedResend?.value).toBe("replaced");
  });

  test.each([
    [{ refusedResend: "maybe" }, "refusedResend must be replaced or kept."],
    [{ nonsense: "kept" }, /^nonsense is not known here: use userPoolId, /],
    [{ refusedResend: "kept", userPoolId: "us-east-1_None" }, "There is no pool us-east-1_None."],
    [{ refusedResend: "kept", userPoolId: 1 }, "userPoolId must be a text."],
  ])("%j is a mistake", async (values, problem) =>
    expect(emulator.control("POST", "assumptions", values)).rejects.toThrow(problem),
  );
});
