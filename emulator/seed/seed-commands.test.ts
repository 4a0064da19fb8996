import {
  AdminCreateUserCommand,
  AdminInitiateAuthCommand,
  AdminResetUserPasswordCommand,
  AdminRespondToAuthChallengeCommand,
  AdminSetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  ChangePasswordCommand,
  ConfirmForgotPasswordCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { beforeAll, expect, test } from "vitest";
import { newPassword, outcome, password, temporaryPassword, testEmulator, toAttributes } from "../fixture.ts";

// The commands that people are told to use for stuck users, as SDK calls; seed-commands.sh runs them with the AWS CLI.
const emulator = testEmulator();
const { send } = emulator;
let pool = "";
let client = "";
beforeAll(async () => {
  pool = await emulator.createPool();
  client = (await emulator.createClient(pool)).id;
});

const named = (Username: string) => ({ UserPoolId: pool, Username });
const statusOf = async (username: string) => (await emulator.getUser(pool, username)).UserStatus;
const signIn = (USERNAME: string, PASSWORD: string) =>
  send(
    new InitiateAuthCommand({
      ClientId: client,
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME, PASSWORD },
    }),
  );

test("admin-set-user-password --permanent ends FORCE_CHANGE_PASSWORD", async () => {
  const Username = "diego@example.com";
  await send(new AdminCreateUserCommand({ ...named(Username), MessageAction: "SUPPRESS" }));
  expect(await statusOf(Username)).toBe("FORCE_CHANGE_PASSWORD");
  await send(new AdminSetUserPasswordCommand({ ...named(Username), Password: "MyExamplePassword1!", Permanent: true }));
  expect(await statusOf(Username)).toBe("CONFIRMED");
  expect(await outcome(signIn(Username, "MyExamplePassword1!"))).toBe("ok");
});

test("admin-initiate-auth ADMIN_NO_SRP_AUTH and admin-respond-to-auth-challenge do it the long way", async () => {
  await emulator.createUser(pool, "long.way");
  const ids = { UserPoolId: pool, ClientId: client };
  const AuthParameters = { USERNAME: "long.way", PASSWORD: temporaryPassword };
  const { ChallengeName, Session } = await send(
    new AdminInitiateAuthCommand({ ...ids, AuthFlow: "ADMIN_NO_SRP_AUTH", AuthParameters }),
  );
  expect(ChallengeName).toBe("NEW_PASSWORD_REQUIRED");
  const ChallengeResponses = { USERNAME: "long.way", NEW_PASSWORD: newPassword };
  await send(new AdminRespondToAuthChallengeCommand({ ...ids, ChallengeName, Session, ChallengeResponses }));
  expect(await statusOf("long.way")).toBe("CONFIRMED");
});

test("change-password takes the user's own token", async () => {
  await emulator.createConfirmed(pool, "changer");
  const { AuthenticationResult } = await signIn("changer", password);
  const AccessToken = AuthenticationResult?.AccessToken;
  await send(new ChangePasswordCommand({ AccessToken, PreviousPassword: password, ProposedPassword: newPassword }));
  expect(await outcome(signIn("changer", newPassword))).toBe("ok");
});

test("admin-reset-user-password needs a verified contact; confirm-forgot-password ends it", async () => {
  await emulator.createConfirmed(pool, "resetting", { email: "resetting@example.com" });
  const reset = () => outcome(send(new AdminResetUserPasswordCommand(named("resetting"))));
  expect(await reset()).toBe(
    "InvalidParameterException: Cannot reset password for the user as there is no registered/verified email or phone_number",
  );
  const UserAttributes = toAttributes({ email_verified: "true" });
  await send(new AdminUpdateUserAttributesCommand({ ...named("resetting"), UserAttributes }));
  expect(await reset()).toBe("ok");
  expect(await statusOf("resetting")).toBe("RESET_REQUIRED");
  expect(await outcome(signIn("resetting", password))).toMatch(/^PasswordResetRequiredException/);
  const [{ code = "" } = {}] = await emulator.inbox({ username: "resetting" });
  const given = { ClientId: client, Username: "resetting", ConfirmationCode: code, Password: newPassword };
  await send(new ConfirmForgotPasswordCommand(given));
  expect(await statusOf("resetting")).toBe("CONFIRMED");
});

test("admin-set-user-password --no-permanent, then respond-to-auth-challenge", async () => {
  await emulator.createConfirmed(pool, "temporary");
  await send(new AdminSetUserPasswordCommand({ ...named("temporary"), Password: temporaryPassword, Permanent: false }));
  expect(await statusOf("temporary")).toBe("FORCE_CHANGE_PASSWORD");
  const { ChallengeName, Session } = await signIn("temporary", temporaryPassword);
  expect(ChallengeName).toBe("NEW_PASSWORD_REQUIRED");
  const ChallengeResponses = { USERNAME: "temporary", NEW_PASSWORD: newPassword };
  await send(new RespondToAuthChallengeCommand({ ClientId: client, ChallengeName, Session, ChallengeResponses }));
  expect(await statusOf("temporary")).toBe("CONFIRMED");
});
