import {
  AdminListUserAuthEventsCommand,
  AdminUpdateAuthEventFeedbackCommand,
  ChangePasswordCommand,
  ForgotPasswordCommand,
  InitiateAuthCommand,
  ResendConfirmationCodeCommand,
  RespondToAuthChallengeCommand,
  SetUserMFAPreferenceCommand,
  SetUserPoolMfaConfigCommand,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { beforeAll, expect, test } from "vitest";
import { claimsOf, newPassword, outcome, password, testEmulator, toAttributes } from "../fixture.ts";
import { dayMs, minuteMs } from "../service/clock.ts";

const emulator = testEmulator();
const { send, clock } = emulator;
let pool = "";
let client = "";
let users = 0;

beforeAll(async () => {
  pool = await emulator.createPool({
    UserPoolTier: "PLUS",
    UserPoolAddOns: { AdvancedSecurityMode: "AUDIT" },
    AutoVerifiedAttributes: ["email"],
  });
  client = (await emulator.createClient(pool)).id;
});

const createUser = async (attributes: Record<string, string> = {}) => {
  const username = `user${++users}`;
  await emulator.createConfirmed(pool, username, attributes);
  return username;
};
const signIn = (USERNAME: string, PASSWORD = password) =>
  send(
    new InitiateAuthCommand({
      ClientId: client,
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME, PASSWORD },
    }),
  );
const list = async (Username: string, more: object = {}) =>
  send(new AdminListUserAuthEventsCommand({ UserPoolId: pool, Username, ...more }));
const seen = async (username: string) =>
  ((await list(username)).AuthEvents ?? []).map(({ EventType, EventResponse, ChallengeResponses = [] }) =>
    [
      EventType,
      EventResponse,
      ...ChallengeResponses.map(({ ChallengeName, ChallengeResponse }) => `${ChallengeName} ${ChallengeResponse}`),
    ].join(", "),
  );

test("sign-ins are recorded, the failed ones too, the newest first", async () => {
  const username = await createUser();
  expect(await outcome(signIn(username, "Wrong-Password-1"))).toMatch(/^NotAuthorizedException/);
  clock.advance(minuteMs);
  const { AuthenticationResult } = await signIn(username);
  expect(await seen(username)).toEqual(["SignIn, Pass, Password Success", "SignIn, Fail, Password Failure"]);
  const [event] = (await list(username)).AuthEvents ?? [];
  expect(event).toMatchObject({
    EventId: claimsOf(AuthenticationResult?.AccessToken).event_id,
    CreationDate: new Date(clock.now()),
    EventRisk: { RiskDecision: "NoRisk" },
  });
});

test("a sign-in with a second factor is one event, in progress until the code is right", async () => {
  const username = await createUser({ email: "a@example.com", email_verified: "true" });
  const AccessToken = (await signIn(username)).AuthenticationResult?.AccessToken;
  await send(
    new SetUserPoolMfaConfigCommand({
      UserPoolId: pool,
      MfaConfiguration: "OPTIONAL",
      EmailMfaConfiguration: { Message: "{####}", Subject: "Code" },
    }),
  );
  await send(new SetUserMFAPreferenceCommand({ AccessToken, EmailMfaSettings: { Enabled: true } }));
  const { Session } = await signIn(username);
  expect((await seen(username))[0]).toBe("SignIn, InProgress, Password Success");
  const answer = (EMAIL_OTP_CODE = "") => {
    const ChallengeResponses = { USERNAME: username, EMAIL_OTP_CODE };
    const ids = { ClientId: client, ChallengeName: "EMAIL_OTP" } as const;
    return send(new RespondToAuthChallengeCommand({ ...ids, Session, ChallengeResponses }));
  };
  expect(await outcome(answer("000000"))).toMatch(/^CodeMismatchException/);
  expect((await seen(username))[0]).toBe("SignIn, Fail, Password Success, Mfa Failure");
  await answer((await emulator.inbox({ username }))[0]?.code);
  expect((await seen(username))[0]).toBe("SignIn, Pass, Password Success, Mfa Failure, Mfa Success");
  expect(await seen(username)).toHaveLength(2);
});

test("what else a user does is recorded as well", async () => {
  const who = { ClientId: client, Username: `user${++users}` };
  const UserAttributes = toAttributes({ email: "b@example.com" });
  await send(new SignUpCommand({ ...who, Password: password, UserAttributes }));
  clock.advance(minuteMs);
  await send(new ResendConfirmationCodeCommand(who));
  expect(await seen(who.Username)).toEqual(["ResendCode, Pass", "SignUp, Pass"]);

  const username = await createUser({ email: "c@example.com", email_verified: "true" });
  const AccessToken = (await signIn(username)).AuthenticationResult?.AccessToken;
  const change = { AccessToken, PreviousPassword: password, ProposedPassword: newPassword };
  await send(new ChangePasswordCommand(change));
  await send(new ForgotPasswordCommand({ ClientId: client, Username: username }));
  expect(await seen(username)).toEqual([
    "ForgotPassword, Pass",
    "PasswordChange, Pass",
    "SignIn, Pass, Password Success",
  ]);
});

test("events come page by page", async () => {
  const username = await createUser();
  for (let i = 0; i < 5; i++) await signIn(username);
  const first = await list(username, { MaxResults: 3 });
  const second = await list(username, { MaxResults: 3, NextToken: first.NextToken });
  const ids = [...(first.AuthEvents ?? []), ...(second.AuthEvents ?? [])].map(({ EventId }) => EventId);
  expect(new Set(ids).size).toBe(5);
  expect(second.NextToken).toBe(undefined);
});

test("feedback is kept with the event", async () => {
  const username = await createUser();
  await signIn(username);
  const [{ EventId } = {}] = (await list(username)).AuthEvents ?? [];
  const give = (id: string | undefined) =>
    send(
      new AdminUpdateAuthEventFeedbackCommand({
        UserPoolId: pool,
        Username: username,
        EventId: id,
        FeedbackValue: "Invalid",
      }),
    );
  expect(await outcome(give(EventId))).toBe("ok");
  expect((await list(username)).AuthEvents?.[0]?.EventFeedback).toEqual({
    FeedbackValue: "Invalid",
    Provider: "Admin",
    FeedbackDate: new Date(clock.now()),
  });
  expect(await outcome(give("unknown"))).toMatch(/^ResourceNotFoundException/);
});

test("events are kept for two years", async () => {
  const username = await createUser();
  await signIn(username);
  clock.advance(730 * dayMs - 1);
  expect(await seen(username)).toHaveLength(1);
  clock.advance(1);
  expect(await seen(username)).toEqual([]);
});

test("a pool without threat protection has no events", async () => {
  const other = await emulator.createPool();
  await emulator.createConfirmed(other, "ada");
  const who = { UserPoolId: other, Username: "ada" };
  const refused = /^UserPoolAddOnNotEnabledException/;
  expect(await outcome(send(new AdminListUserAuthEventsCommand(who)))).toMatch(refused);
  const feedback = { ...who, EventId: "any", FeedbackValue: "Valid" } as const;
  expect(await outcome(send(new AdminUpdateAuthEventFeedbackCommand(feedback)))).toMatch(refused);
});
