import {
  AdminCreateUserCommand,
  AdminInitiateAuthCommand,
  type EmailConfigurationType,
  ForgotPasswordCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterEach, describe, expect, test } from "vitest";
import { outcome, temporaryPassword, testEmulator, toAttributes } from "../fixture.ts";

const emulator = testEmulator({ quotas: true });
const { send } = emulator;
afterEach(() => emulator.control("POST", "reset", {}));

const exceeded =
  "LimitExceededException: Exceeded daily email limit for the operation or the account. If a higher limit is required, please configure your user pool to use your own Amazon SES configuration for sending email.";
const bySes: EmailConfigurationType = {
  EmailSendingAccount: "DEVELOPER",
  SourceArn: "arn:aws:ses:us-east-1:000000000000:identity/example.com",
};

let users = 0;
const invite = async (UserPoolId: string, medium: "EMAIL" | "SMS" = "EMAIL") => {
  // The rate of requests is another limit.
  emulator.clock.advance(1_000);
  const Username = `user${++users}`;
  const UserAttributes = toAttributes({ email: `${Username}@example.com`, phone_number: "+12125550100" });
  const TemporaryPassword = temporaryPassword;
  const mediums = { DesiredDeliveryMediums: [medium] };
  return outcome(
    send(new AdminCreateUserCommand({ UserPoolId, Username, UserAttributes, TemporaryPassword, ...mediums })),
  );
};
const resend = async (UserPoolId: string, Username: string) => {
  emulator.clock.advance(1_000);
  const again = { MessageAction: "RESEND" as const, DesiredDeliveryMediums: ["EMAIL" as const] };
  return outcome(send(new AdminCreateUserCommand({ UserPoolId, Username, ...again })));
};
const spend = async (UserPoolId: string, count: number) => {
  for (let i = 0; i < count; i++) expect(await invite(UserPoolId)).toBe("ok");
};
const untilNine = () => {
  const now = new Date(emulator.clock.now());
  const nine = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + (now.getUTCHours() < 9 ? 0 : 1), 9);
  return nine - now.getTime();
};

describe("Cognito's own sender carries 50 e-mails", () => {
  test("a day, from 09:00 UTC on, for all pools of the account together", async () => {
    const [one, other] = [await emulator.createPool(), await emulator.createPool()];
    await spend(one, 30);
    await spend(other, 20);
    expect(await invite(one)).toBe(exceeded);
    expect(await invite(other)).toBe(exceeded);
    expect(await emulator.control("GET", "mail")).toMatchObject({ counted: true, sent: 50, perDay: 50 });
    emulator.clock.advance(untilNine() - 2_000);
    expect(await invite(one)).toBe(exceeded);
    emulator.clock.advance(2_000);
    expect(await invite(one)).toBe("ok");
    expect(await emulator.control("GET", "mail")).toMatchObject({ sent: 1 });
  });

  test("and neither messages to phones nor those of a pool that sends by SES", async () => {
    const pool = await emulator.createPool();
    const ses = await emulator.createPool({ EmailConfiguration: bySes });
    await spend(ses, 60);
    await spend(pool, 50);
    expect(await invite(pool, "SMS")).toBe("ok");
    expect(await invite(ses)).toBe("ok");
    expect(await invite(pool)).toBe(exceeded);
  });

  test("and the customers' own codes are among them", async () => {
    const pool = await emulator.createPool();
    const ClientId = (await emulator.createClient(pool)).id;
    await emulator.createConfirmed(pool, "ada", { email: "ada@example.com", email_verified: "true" });
    await spend(pool, 49);
    const forgot = () => outcome(send(new ForgotPasswordCommand({ ClientId, Username: "ada" })));
    expect(await forgot()).toBe("ok");
    expect(await forgot()).toBe(exceeded);
  });

  test("whoever is refused is created all the same, and an invitation sent again has replaced the password", async () => {
    const pool = await emulator.createPool();
    const ClientId = (await emulator.createClient(pool)).id;
    await spend(pool, 50);
    const before = `user${users}`;
    expect(await invite(pool)).toBe(exceeded);
    expect((await emulator.getUser(pool, `user${users}`)).UserStatus).toBe("FORCE_CHANGE_PASSWORD");
    const signIn = () => {
      const AuthParameters = { USERNAME: before, PASSWORD: temporaryPassword };
      const AuthFlow = "ADMIN_USER_PASSWORD_AUTH";
      return outcome(send(new AdminInitiateAuthCommand({ UserPoolId: pool, ClientId, AuthFlow, AuthParameters })));
    };
    expect(await signIn()).toBe("ok");
    expect(await resend(pool, before)).toBe(exceeded);
    expect(await signIn()).toBe("NotAuthorizedException: Incorrect username or password.");
  });

  test("unless the switch is off", async () => {
    const pool = await emulator.createPool();
    await spend(pool, 50);
    await emulator.control("POST", "assumptions", { dailyEmailLimit: "off" });
    expect(await invite(pool)).toBe("ok");
  });
});

test.each([
  ["free", "ok"],
  ["counted", "LimitExceededException: Attempt limit exceeded, please try after some time."],
])("an attempt beyond the hour's limit is %s: when the first are an hour old, %s", async (refusedAttempt, expected) => {
  const pool = await emulator.createPool({ EmailConfiguration: bySes });
  const ClientId = (await emulator.createClient(pool)).id;
  await emulator.createConfirmed(pool, "ada", { email: "ada@example.com", email_verified: "true" });
  await emulator.control("POST", "assumptions", { refusedAttempt });
  const forgot = () => {
    emulator.clock.advance(1_000);
    return outcome(send(new ForgotPasswordCommand({ ClientId, Username: "ada" })));
  };
  for (let i = 0; i < 20; i++) expect(await forgot()).toBe("ok");
  emulator.clock.advance(50 * 60_000);
  for (let i = 0; i < 20; i++) expect(await forgot()).toMatch(/Attempt limit exceeded/);
  emulator.clock.advance(12 * 60_000);
  expect(await forgot()).toBe(expected);
});
