import {
  AdminCreateUserCommand,
  AdminInitiateAuthCommand,
  AdminSetUserMFAPreferenceCommand,
  type AuthFactorType,
  ConfirmSignUpCommand,
  type CreateUserPoolCommandInput,
  InitiateAuthCommand,
  type InitiateAuthCommandOutput,
  RespondToAuthChallengeCommand,
  SetUserPoolMfaConfigCommand,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import {
  claimsOf,
  fromAttributes,
  newPassword,
  outcome,
  password,
  temporaryPassword,
  testEmulator,
  toAttributes,
} from "../fixture.ts";

const emulator = testEmulator();
const { send } = emulator;

const allFactors: AuthFactorType[] = ["PASSWORD", "EMAIL_OTP", "SMS_OTP"];
const email = "ada@example.com";
const phone_number = "+12125550100";
const SmsConfiguration = { SnsCallerArn: "arn:aws:iam::000000000000:role/sms" };

const setUp = async (
  factors: AuthFactorType[] | null = allFactors,
  attributes: Record<string, string> = { email, phone_number },
  settings: Partial<CreateUserPoolCommandInput> = {},
) => {
  const pool = await emulator.createPool({
    ...(factors ? { Policies: { SignInPolicy: { AllowedFirstAuthFactors: factors } } } : {}),
    AutoVerifiedAttributes: ["email"],
    ...settings,
  });
  const client = (await emulator.createClient(pool, { ExplicitAuthFlows: ["ALLOW_USER_AUTH"] })).id;
  await emulator.createConfirmed(pool, "ada", attributes);
  return { pool, client };
};

const begin = (ClientId: string, parameters: Record<string, string> = {}, rest: { Session?: string } = {}) =>
  send(
    new InitiateAuthCommand({
      ClientId,
      AuthFlow: "USER_AUTH",
      AuthParameters: { USERNAME: "ada", ...parameters },
      ...rest,
    }),
  );
type Answered = Pick<InitiateAuthCommandOutput, "Session">;
const answer = (ClientId: string, { Session }: Answered, ChallengeName: string, given: Record<string, string>) =>
  send(
    new RespondToAuthChallengeCommand({
      ClientId,
      Session,
      ChallengeName: ChallengeName as "SELECT_CHALLENGE",
      ChallengeResponses: { USERNAME: "ada", ...given },
    }),
  );
const lastCode = async () => (await emulator.inbox({ username: "ada" }))[0]?.code ?? "";
const whoHas = ({ AuthenticationResult }: InitiateAuthCommandOutput) =>
  claimsOf(AuthenticationResult?.AccessToken).username;

describe("the choices are what the pool allows and the user has", () => {
  const facts: [AuthFactorType[] | null, Record<string, string>, string[]][] = [
    [null, { email, phone_number }, ["PASSWORD_SRP", "PASSWORD"]],
    [allFactors, { email, phone_number }, ["PASSWORD_SRP", "PASSWORD", "EMAIL_OTP", "SMS_OTP"]],
    [allFactors, { email }, ["PASSWORD_SRP", "PASSWORD", "EMAIL_OTP"]],
    [["PASSWORD", "SMS_OTP"], { email }, ["PASSWORD_SRP", "PASSWORD"]],
    [["EMAIL_OTP"], { email }, ["EMAIL_OTP"]],
  ];
  test.each(facts)("%j with %j: %j", async (factors, attributes, expected) => {
    const { client } = await setUp(factors, attributes);
    const begun = await begin(client);
    expect(begun).toMatchObject({ ChallengeName: "SELECT_CHALLENGE", AvailableChallenges: expected });
    expect(begun.Session).toBeTruthy();
  });

  test("a preferred one that the user has not is answered with those there are", async () => {
    const { client } = await setUp(allFactors, { email });
    const { ChallengeName, AvailableChallenges } = await begin(client, { PREFERRED_CHALLENGE: "SMS_OTP" });
    expect(ChallengeName).toBe("SELECT_CHALLENGE");
    expect(AvailableChallenges).not.toContain("SMS_OTP");
    expect(await emulator.inbox({ to: phone_number })).toEqual([]);
  });

  test("no code for whoever still has a temporary password, and none where a second factor is on", async () => {
    const { pool, client } = await setUp(allFactors, { email, phone_number }, { SmsConfiguration });
    const named = { UserPoolId: pool, Username: "new", MessageAction: "SUPPRESS" as const };
    const UserAttributes = toAttributes({ email: "new@example.com" });
    await send(new AdminCreateUserCommand({ ...named, UserAttributes, TemporaryPassword: temporaryPassword }));
    expect((await begin(client, { USERNAME: "new" })).AvailableChallenges).toEqual(["PASSWORD_SRP", "PASSWORD"]);
    const SmsMfaConfiguration = { SmsConfiguration };
    const mfa = { UserPoolId: pool, SmsMfaConfiguration };
    await send(new SetUserPoolMfaConfigCommand({ ...mfa, MfaConfiguration: "OPTIONAL" }));
    expect((await begin(client)).AvailableChallenges).toContain("EMAIL_OTP");
    const SMSMfaSettings = { Enabled: true };
    await send(new AdminSetUserMFAPreferenceCommand({ UserPoolId: pool, Username: "ada", SMSMfaSettings }));
    expect((await begin(client)).AvailableChallenges).toEqual(["PASSWORD_SRP", "PASSWORD"]);
  });
});

describe("a password", () => {
  test("that comes with the request signs in at once, and a wrong one does not", async () => {
    const { client } = await setUp();
    expect(whoHas(await begin(client, { PREFERRED_CHALLENGE: "PASSWORD", PASSWORD: password }))).toBe("ada");
    const wrong = begin(client, { PREFERRED_CHALLENGE: "PASSWORD", PASSWORD: newPassword });
    expect(await outcome(wrong)).toBe("NotAuthorizedException: Incorrect username or password.");
  });

  test("answers the choice, by the choice's name, its own, or one after the other", async () => {
    const { client } = await setUp();
    const PASSWORD = password;
    const chosen = await answer(client, await begin(client), "SELECT_CHALLENGE", { ANSWER: "PASSWORD", PASSWORD });
    expect(whoHas(chosen)).toBe("ada");
    expect(whoHas(await answer(client, await begin(client), "PASSWORD", { PASSWORD }))).toBe("ada");
    const asked = await answer(client, await begin(client), "SELECT_CHALLENGE", { ANSWER: "PASSWORD" });
    expect(asked.ChallengeName).toBe("PASSWORD");
    expect(whoHas(await answer(client, asked, "PASSWORD", { PASSWORD }))).toBe("ada");
  });

  test("by SRP begins the exchange", async () => {
    const { client } = await setUp();
    const SRP_A = "a".repeat(64);
    expect((await begin(client, { PREFERRED_CHALLENGE: "PASSWORD_SRP", SRP_A })).ChallengeName).toBe(
      "PASSWORD_VERIFIER",
    );
    const chosen = await answer(client, await begin(client), "SELECT_CHALLENGE", { ANSWER: "PASSWORD_SRP", SRP_A });
    expect(chosen.ChallengeName).toBe("PASSWORD_VERIFIER");
    expect(chosen.ChallengeParameters).toMatchObject({ USER_ID_FOR_SRP: "ada" });
  });

  test("that is temporary has to be replaced", async () => {
    const { pool, client } = await setUp();
    await emulator.createUser(pool, "new");
    const given = { USERNAME: "new", PREFERRED_CHALLENGE: "PASSWORD", PASSWORD: temporaryPassword };
    expect((await begin(client, given)).ChallengeName).toBe("NEW_PASSWORD_REQUIRED");
  });
});

describe.each([
  ["EMAIL_OTP", "EMAIL", email, "email_verified"],
  ["SMS_OTP", "SMS", phone_number, "phone_number_verified"],
])("%s", (choice, medium, to, flag) => {
  test("sends a code at once when it is preferred, and signs in with it, verifying the address", async () => {
    const { pool, client } = await setUp();
    const begun = await begin(client, { PREFERRED_CHALLENGE: choice });
    expect(begun.ChallengeName).toBe(choice);
    expect(begun.ChallengeParameters).toMatchObject({ CODE_DELIVERY_DELIVERY_MEDIUM: medium });
    expect((await emulator.inbox({ username: "ada" }))[0]).toMatchObject({ medium, to });
    const wrong = answer(client, begun, choice, { [`${choice}_CODE`]: "000000" });
    expect(await outcome(wrong)).toBe("CodeMismatchException: Invalid code or auth state for the user.");
    expect(whoHas(await answer(client, begun, choice, { [`${choice}_CODE`]: await lastCode() }))).toBe("ada");
    expect(fromAttributes((await emulator.getUser(pool, "ada")).UserAttributes)[flag]).toBe("true");
  });

  test("can be chosen, and its code is good once and as long as the session", async () => {
    const { client } = await setUp();
    const chosen = await answer(client, await begin(client), "SELECT_CHALLENGE", { ANSWER: choice });
    const given = { [`${choice}_CODE`]: await lastCode() };
    expect(whoHas(await answer(client, chosen, choice, given))).toBe("ada");
    expect(await outcome(answer(client, chosen, choice, given))).toContain("session can only be used once");
    const late = await begin(client, { PREFERRED_CHALLENGE: choice });
    emulator.clock.advance(3 * 60_000);
    const code = { [`${choice}_CODE`]: await lastCode() };
    expect(await outcome(answer(client, late, choice, code))).toContain("session is expired");
  });
});

test("a code lives as long as the client's session, 15 minutes at most", async () => {
  const { pool } = await setUp();
  const flows = { ExplicitAuthFlows: ["ALLOW_USER_AUTH" as const], AuthSessionValidity: 10 };
  const { id } = await emulator.createClient(pool, flows);
  const begun = await begin(id, { PREFERRED_CHALLENGE: "EMAIL_OTP" });
  emulator.clock.advance(9 * 60_000);
  expect(whoHas(await answer(id, begun, "EMAIL_OTP", { EMAIL_OTP_CODE: await lastCode() }))).toBe("ada");
});

test("a code confirms whoever signed up and was not confirmed yet", async () => {
  const { pool, client } = await setUp();
  const UserAttributes = toAttributes({ email: "new@example.com" });
  await send(new SignUpCommand({ ClientId: client, Username: "new", UserAttributes }));
  const begun = await begin(client, { USERNAME: "new", PREFERRED_CHALLENGE: "EMAIL_OTP" });
  const [{ code = "" } = {}] = await emulator.inbox({ username: "new" });
  expect(whoHas(await answer(client, begun, "EMAIL_OTP", { USERNAME: "new", EMAIL_OTP_CODE: code }))).toBe("new");
  const { UserStatus, UserAttributes: shown } = await emulator.getUser(pool, "new");
  expect([UserStatus, fromAttributes(shown).email_verified]).toEqual(["CONFIRMED", "true"]);
});

test("who signs up and confirms with the session goes on without another code", async () => {
  const { client } = await setUp();
  const who = { ClientId: client, Username: "new" };
  const UserAttributes = toAttributes({ email: "new@example.com" });
  const { Session: first } = await send(new SignUpCommand({ ...who, UserAttributes }));
  const [{ code: ConfirmationCode = "" } = {}] = await emulator.inbox({ username: "new" });
  const { Session = "" } = await send(new ConfirmSignUpCommand({ ...who, ConfirmationCode, Session: first }));
  expect(whoHas(await begin(client, { USERNAME: "new" }, { Session }))).toBe("new");
  expect(await outcome(begin(client, { USERNAME: "new" }, { Session }))).toContain("session can only be used once");
});

test("unknown users are told, or look like all others, as the client wants", async () => {
  const { pool, client } = await setUp();
  const USERNAME = "nobody";
  expect(await outcome(begin(client, { USERNAME }))).toBe("UserNotFoundException: User does not exist.");
  const hiding = { ExplicitAuthFlows: ["ALLOW_USER_AUTH" as const], PreventUserExistenceErrors: "ENABLED" as const };
  const { id } = await emulator.createClient(pool, hiding);
  const begun = await begin(id, { USERNAME });
  expect(begun).toMatchObject({ ChallengeName: "SELECT_CHALLENGE", AvailableChallenges: ["PASSWORD_SRP", "PASSWORD"] });
  const given = { USERNAME, ANSWER: "PASSWORD", PASSWORD: password };
  const incorrect = "NotAuthorizedException: Incorrect username or password.";
  expect(await outcome(answer(id, begun, "SELECT_CHALLENGE", given))).toBe(incorrect);
});

test("a client has the flow only when it names it, signed or not", async () => {
  const { pool } = await setUp();
  const { id } = await emulator.createClient(pool);
  expect(await outcome(begin(id))).toBe("InvalidParameterException: USER_AUTH is not enabled for the client.");
  const asked = { UserPoolId: pool, AuthFlow: "USER_AUTH" as const, AuthParameters: { USERNAME: "ada" } };
  expect(await outcome(send(new AdminInitiateAuthCommand({ ...asked, ClientId: id })))).toBe(
    "InvalidParameterException: Auth flow not enabled for this client",
  );
  const { id: open } = await emulator.createClient(pool, { ExplicitAuthFlows: ["ALLOW_USER_AUTH"] });
  const { AvailableChallenges } = await send(new AdminInitiateAuthCommand({ ...asked, ClientId: open }));
  expect(AvailableChallenges).toContain("PASSWORD");
});
