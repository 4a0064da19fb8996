import {
  AdminCreateUserCommand,
  AdminDisableUserCommand,
  AdminGetUserCommand,
  AdminInitiateAuthCommand,
  AdminResetUserPasswordCommand,
  AdminSetUserPasswordCommand,
  ChangePasswordCommand,
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  CreateUserPoolCommand,
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  ForgotPasswordCommand,
  InitiateAuthCommand,
  ListUserPoolsCommand,
  ListUsersCommand,
  RespondToAuthChallengeCommand,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { outcome, password, testEmulator, toAttributes } from "../fixture.ts";
import { operations } from "../operations/operations.ts";
import { hourMs, secondMs, standingClock } from "./clock.ts";
import { createService } from "./service.ts";

const throttled = "TooManyRequestsException: Rate exceeded";
const limited = "LimitExceededException: Attempt limit exceeded, please try after some time.";

describe("with quotas on", () => {
  const emulator = testEmulator({ quotas: true });
  const { send, clock } = emulator;
  let pool = "";
  let client = "";
  beforeAll(async () => {
    pool = await emulator.createPool({ AutoVerifiedAttributes: ["email"] });
    client = (await emulator.createClient(pool)).id;
  });
  // Every bucket is full again after a second.
  beforeEach(() => clock.advance(secondMs));

  /** Calls until one is throttled, or `most` times; answers how many went through. */
  const burst = async (call: (index: number) => Promise<unknown>, most: number) => {
    for (let i = 0; i < most; i++) if ((await outcome(call(i))) === throttled) return i;
    return most;
  };
  // A name of its own for each call, so that no user's own rate is met.
  const someone = (i: number) => ({ UserPoolId: pool, Username: `nobody${i}` });
  const signIn = (i: number) =>
    send(
      new InitiateAuthCommand({
        ClientId: client,
        AuthFlow: "USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME: `nobody${i}`, PASSWORD: password },
      }),
    );
  const respond = (ChallengeName: "NEW_PASSWORD_REQUIRED" | "SMS_MFA") => () =>
    send(new RespondToAuthChallengeCommand({ ClientId: client, ChallengeName, Session: "x".repeat(20) }));

  const rates: [string, number, (index: number) => Promise<unknown>][] = [
    ["ListUsers", 30, () => send(new ListUsersCommand({ UserPoolId: pool }))],
    ["AdminGetUser", 120, (i) => send(new AdminGetUserCommand(someone(i)))],
    ["AdminSetUserPassword", 30, (i) => send(new AdminSetUserPasswordCommand({ ...someone(i), Password: password }))],
    ["AdminResetUserPassword", 30, (i) => send(new AdminResetUserPasswordCommand(someone(i)))],
    ["AdminDisableUser", 25, (i) => send(new AdminDisableUserCommand(someone(i)))],
    ["AdminCreateUser RESEND", 50, (i) => send(new AdminCreateUserCommand({ ...someone(i), MessageAction: "RESEND" }))],
    ["InitiateAuth", 120, signIn],
    ["DescribeUserPool", 15, () => send(new DescribeUserPoolCommand({ UserPoolId: pool }))],
    ["CreateUserPool", 15, () => send(new CreateUserPoolCommand({ PoolName: "more" }))],
    [
      "DescribeUserPoolClient in one pool",
      5,
      () => send(new DescribeUserPoolClientCommand({ UserPoolId: pool, ClientId: client })),
    ],
    [
      "DescribeUserPoolClient over several pools",
      15,
      (i) => send(new DescribeUserPoolClientCommand({ UserPoolId: `us-east-1_none${i}`, ClientId: client })),
    ],
    ["a new password in a challenge", 30, respond("NEW_PASSWORD_REQUIRED")],
    ["other challenge answers, three times a sign-in and then with it", 480, respond("SMS_MFA")],
    ["one user read", 10, () => send(new AdminGetUserCommand({ UserPoolId: pool, Username: "one" }))],
    ["one user written", 10, () => send(new AdminDisableUserCommand({ UserPoolId: pool, Username: "one" }))],
  ];
  test.each(rates)("%s: %i in a second", async (_, expected, call) =>
    expect(await burst(call, expected + 5)).toBe(expected),
  );

  test("a category is shared by its operations", async () => {
    expect(await burst((i) => send(new AdminResetUserPasswordCommand(someone(i))), 20)).toBe(20);
    expect(await burst((i) => send(new AdminSetUserPasswordCommand({ ...someone(i), Password: password })), 20)).toBe(
      10,
    );
    expect(await outcome(send(new ListUserPoolsCommand({ MaxResults: 1 })))).toBe("ok");
  });
  test("what was used comes back at the rate of the category", async () => {
    const list = () => send(new ListUsersCommand({ UserPoolId: pool }));
    expect(await burst(list, 40)).toBe(30);
    clock.advance(100);
    expect(await burst(list, 40)).toBe(3);
    clock.advance(60 * secondMs);
    expect(await burst(list, 40)).toBe(30);
  });
  test("trying while throttled costs nothing", async () => {
    const list = () => send(new ListUsersCommand({ UserPoolId: pool }));
    await burst(list, 40);
    clock.advance(20);
    expect(await outcome(list())).toBe(throttled);
    clock.advance(20);
    expect(await outcome(list())).toBe("ok");
  });
  test("a throttled call is HTTP 400 and changes nothing", async () => {
    await emulator.createConfirmed(pool, "still");
    clock.advance(secondMs);
    await burst((i) => send(new AdminDisableUserCommand(someone(i))), 25);
    const answer = await emulator.post("AdminDisableUser", { UserPoolId: pool, Username: "still" });
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.text)).toEqual({ __type: "TooManyRequestsException", message: "Rate exceeded" });
    expect((await emulator.getUser(pool, "still")).Enabled).toBe(true);
  });

  describe("attempts per user and hour", () => {
    /** Far enough apart that no rate is met, near enough for the hour. */
    const attempts = async (call: () => Promise<unknown>, most: number) => {
      for (let i = 0; i < most; i++) {
        clock.advance(secondMs);
        if ((await outcome(call())) === limited) return i;
      }
      return most;
    };
    const verified = (name: string) => ({ email: `${name}@example.com`, email_verified: "true" });

    test("20 codes and tries for a password, then again after an hour", async () => {
      await emulator.createConfirmed(pool, "forgetful", verified("forgetful"));
      const forgot = () => send(new ForgotPasswordCommand({ ClientId: client, Username: "forgetful" }));
      const given = { ClientId: client, Username: "forgetful", ConfirmationCode: "x", Password: password };
      expect(await attempts(forgot, 12)).toBe(12);
      expect(await attempts(() => send(new ConfirmForgotPasswordCommand(given)), 20)).toBe(8);
      expect(await attempts(forgot, 1)).toBe(0);
      const reset = new AdminResetUserPasswordCommand({ UserPoolId: pool, Username: "forgetful" });
      expect(await outcome(send(reset))).toBe(limited);
      clock.advance(hourMs);
      expect(await attempts(forgot, 1)).toBe(1);
    });
    test("15 confirmations of a sign-up", async () => {
      const who = { ClientId: client, Username: "guesser" };
      const UserAttributes = toAttributes({ email: "guesser@example.com" });
      await send(new SignUpCommand({ ...who, Password: password, UserAttributes }));
      expect(await attempts(() => send(new ConfirmSignUpCommand({ ...who, ConfirmationCode: "x" })), 20)).toBe(15);
    });
    test("5 changes of a password", async () => {
      await emulator.createConfirmed(pool, "changer");
      const { AuthenticationResult } = await send(
        new AdminInitiateAuthCommand({
          UserPoolId: pool,
          ClientId: client,
          AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
          AuthParameters: { USERNAME: "changer", PASSWORD: password },
        }),
      );
      const AccessToken = AuthenticationResult?.AccessToken;
      const given = { AccessToken, PreviousPassword: password, ProposedPassword: password };
      expect(await attempts(() => send(new ChangePasswordCommand(given)), 10)).toBe(5);
    });
  });
});

describe("scaled", () => {
  const facts: [scale: number, pages: number, readsOfOneUser: number][] = [
    [0.5, 15, 5],
    [3, 90, 30],
    [0.01, 1, 1],
  ];
  const emptyService = (quotaScale: number) =>
    createService({ operations, quotas: true, quotaScale, clock: standingClock(Date.UTC(2026, 0, 15)) });
  test.each(facts)("by %d, %i pages and %i reads of one user pass in a second", (quotaScale, pages, reads) => {
    const service = emptyService(quotaScale);
    const passed = (name: string, body: object) => {
      let count = 0;
      for (; count < 200; count++) {
        try {
          service.call(name, body);
        } catch (error) {
          if ((error as Error).message === "Rate exceeded") break;
        }
      }
      return count;
    };
    expect(passed("ListUsers", { UserPoolId: "us-east-1_none" })).toBe(pages);
    expect(passed("AdminGetUser", { UserPoolId: "us-east-1_none", Username: "one" })).toBe(reads);
  });
  test("a clock that is put back throttles nobody", () => {
    const service = emptyService(1);
    const list = () => service.call("ListUserPools", { MaxResults: 1 });
    list();
    service.clock.advance(-hourMs);
    expect(list()).toEqual({ UserPools: [] });
    service.clock.advance(2 * hourMs);
    for (let i = 0; i < 15; i++) list();
    expect(list).toThrow("Rate exceeded");
  });
});

describe("with quotas off", () => {
  const emulator = testEmulator();
  test("nothing is throttled and no attempts are counted", async () => {
    const pool = await emulator.createPool();
    const { id } = await emulator.createClient(pool);
    await emulator.createConfirmed(pool, "busy", { email: "busy@example.com", email_verified: "true" });
    for (let i = 0; i < 60; i++) {
      await emulator.send(new ListUsersCommand({ UserPoolId: pool }));
      await emulator.send(new ForgotPasswordCommand({ ClientId: id, Username: "busy" }));
    }
    expect(await emulator.inbox({ username: "busy" })).toHaveLength(60);
  });
});
