import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  ChangePasswordCommand,
  ConfirmForgotPasswordCommand,
  DescribeUserPoolCommand,
  ForgotPasswordCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { beforeAll, describe, expect, test } from "vitest";
import { outcome, password, temporaryPassword, testEmulator } from "../fixture.ts";
import { createRandom } from "../service/random.ts";
import { brokenPasswordRule, generatePassword } from "./password.ts";

const emulator = testEmulator();
const { send } = emulator;
const strict = {
  MinimumLength: 8,
  RequireUppercase: true,
  RequireLowercase: true,
  RequireNumbers: true,
  RequireSymbols: true,
};

let pool = "";
let client = "";
beforeAll(async () => {
  pool = await emulator.createPool({ Policies: { PasswordPolicy: strict } });
  client = (await emulator.createClient(pool)).id;
  await emulator.createUser(pool, "someone");
});

const setPassword = (Password: string, UserPoolId = pool, Username = "someone") =>
  send(new AdminSetUserPasswordCommand({ UserPoolId, Username, Password, Permanent: true }));

describe("the first broken rule is told, length first", () => {
  const facts: [string, string | undefined][] = [
    ["aB3$efg", "Password not long enough"],
    ["ab", "Password not long enough"],
    ["lowercase1$", "Password must have uppercase characters"],
    ["UPPERCASE1$", "Password must have lowercase characters"],
    ["NoNumbers$$", "Password must have numeric characters"],
    ["NoSymbols11", "Password must have symbol characters"],
    ["Åäö-only-marked-1", "Password must have uppercase characters"],
    ["Arabic-digits-١٢٣", "Password must have numeric characters"],
    ["Emoji1Is2No3Symbol🙂", "Password must have symbol characters"],
    ["Inner space 1", undefined],
    ["aB3$efgh", undefined],
    ["Ünïcode-is-fine-1", "Password must have uppercase characters"],
    ["A-Ünïcode-is-fine-1", undefined],
    ..."^$*.[]{}()?\"!@#%&/\\,><':;|_~`=+-"
      .split("")
      .map((symbol): [string, undefined] => [`Symbol1x${symbol}x`, undefined]),
  ];
  test.each(facts)("%s: %s", async (given, rule) =>
    expect(await outcome(setPassword(given))).toBe(
      rule ? `InvalidPasswordException: Password does not conform to policy: ${rule}` : "ok",
    ),
  );
});

describe("each operation has its own prefix", () => {
  const weak = "lowercase1$";
  const rule = "Password must have uppercase characters";
  const signIn = (PASSWORD: string) =>
    send(
      new InitiateAuthCommand({
        ClientId: client,
        AuthFlow: "USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME: "prefixes", PASSWORD },
      }),
    );
  test("SignUp", async () =>
    expect(await outcome(send(new SignUpCommand({ ClientId: client, Username: "new", Password: weak })))).toBe(
      `InvalidPasswordException: Password did not conform with policy: ${rule}`,
    ));
  test("AdminCreateUser", async () =>
    expect(
      await outcome(send(new AdminCreateUserCommand({ UserPoolId: pool, Username: "new", TemporaryPassword: weak }))),
    ).toBe(`InvalidPasswordException: Password did not conform with password policy: ${rule}`));
  test("AdminSetUserPassword", async () =>
    expect(await outcome(setPassword(weak))).toBe(
      `InvalidPasswordException: Password does not conform to policy: ${rule}`,
    ));
  test("NEW_PASSWORD_REQUIRED, ConfirmForgotPassword and ChangePassword", async () => {
    const expected = `InvalidPasswordException: Password does not conform to policy: ${rule}`;
    await emulator.createUser(pool, "prefixes", { email: "prefixes@example.com", email_verified: "true" });
    const { Session } = await signIn(temporaryPassword);
    const ChallengeName = "NEW_PASSWORD_REQUIRED";
    const answer = (NEW_PASSWORD: string) =>
      send(
        new RespondToAuthChallengeCommand({
          ClientId: client,
          ChallengeName,
          Session,
          ChallengeResponses: { USERNAME: "prefixes", NEW_PASSWORD },
        }),
      );
    expect(await outcome(answer(weak))).toBe(expected);
    const { AuthenticationResult } = await answer(password);

    const AccessToken = AuthenticationResult?.AccessToken;
    const change = new ChangePasswordCommand({ AccessToken, PreviousPassword: password, ProposedPassword: weak });
    expect(await outcome(send(change))).toBe(expected);

    await send(new ForgotPasswordCommand({ ClientId: client, Username: "prefixes" }));
    const [{ code = "" } = {}] = await emulator.inbox({ username: "prefixes" });
    const given = { ClientId: client, Username: "prefixes", ConfirmationCode: code };
    expect(await outcome(send(new ConfirmForgotPasswordCommand({ ...given, Password: weak })))).toBe(expected);
    expect(await outcome(send(new ConfirmForgotPasswordCommand({ ...given, Password: "Another-1-Password" })))).toBe(
      "ok",
    );
  });
});

describe("what no policy allows is a broken constraint", () => {
  const at =
    "InvalidParameterException: 1 validation error detected: Value at 'password' failed to satisfy constraint: ";
  const pattern = `${at}Member must satisfy regular expression pattern: ^[\\S]+.*[\\S]+$`;
  const facts: [string, string][] = [
    ["", pattern],
    ["x", pattern],
    [" Leading-space-1", pattern],
    ["Trailing-space-1 ", pattern],
    ["   ", pattern],
    ["x".repeat(257), `${at}Member must have length less than or equal to 256`],
  ];
  test.each(facts)("%j", async (given, expected) => expect(await outcome(setPassword(given))).toBe(expected));
  test("a new password in a challenge too", async () => {
    await emulator.createUser(pool, "edges");
    const { Session } = await send(
      new InitiateAuthCommand({
        ClientId: client,
        AuthFlow: "USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME: "edges", PASSWORD: temporaryPassword },
      }),
    );
    const command = new RespondToAuthChallengeCommand({
      ClientId: client,
      ChallengeName: "NEW_PASSWORD_REQUIRED",
      Session,
      ChallengeResponses: { USERNAME: "edges", NEW_PASSWORD: " Edge-space-1" },
    });
    expect(await outcome(send(command))).toBe(pattern);
  });
});

test("rules that are off are not asked for", async () => {
  const lax = await emulator.createPool({ Policies: { PasswordPolicy: { MinimumLength: 6 } } });
  await send(new AdminCreateUserCommand({ UserPoolId: lax, Username: "lax", TemporaryPassword: "simple" }));
  expect(await outcome(setPassword("simple", lax, "lax"))).toBe("ok");
  expect(await outcome(setPassword("short", lax, "lax"))).toContain("Password not long enough");
});

describe("a history of 2 counts the present password", () => {
  const used = "PasswordHistoryPolicyViolationException: Password has previously been used";
  test("the present and the one before are refused, older ones are not", async () => {
    const remembering = await emulator.createPool({
      Policies: { PasswordPolicy: { ...strict, PasswordHistorySize: 2 } },
    });
    await emulator.createUser(remembering, "historian");
    const set = (given: string) => outcome(setPassword(given, remembering, "historian"));
    expect(await set("First-Password-1")).toBe("ok");
    expect(await set("First-Password-1")).toBe(used);
    expect(await set("Second-Password-2")).toBe("ok");
    expect(await set("First-Password-1")).toBe(used);
    expect(await set("Third-Password-3")).toBe("ok");
    expect(await set("First-Password-1")).toBe("ok");
  });
  test("without a history the same password may be set again", async () => {
    expect(await outcome(setPassword(password))).toBe("ok");
    expect(await outcome(setPassword(password))).toBe("ok");
  });
});

test("a made-up password keeps every policy", () => {
  const random = createRandom("policies");
  for (const MinimumLength of [6, 8, 12, 99]) {
    const policy = { ...strict, MinimumLength, TemporaryPasswordValidityDays: 7 };
    for (let i = 0; i < 50; i++) expect(brokenPasswordRule(generatePassword(policy, random), policy)).toBe(undefined);
  }
});

test("DescribeUserPool shows the policy, with 7 days where none or 0 were given", async () => {
  const days = async (given: number | undefined) => {
    const settings = given === undefined ? {} : { TemporaryPasswordValidityDays: given };
    const id = await emulator.createPool({ Policies: { PasswordPolicy: { ...strict, ...settings } } });
    const { UserPool } = await send(new DescribeUserPoolCommand({ UserPoolId: id }));
    return UserPool?.Policies?.PasswordPolicy;
  };
  expect(await days(undefined)).toEqual({ ...strict, TemporaryPasswordValidityDays: 7 });
  expect((await days(0))?.TemporaryPasswordValidityDays).toBe(7);
  expect((await days(30))?.TemporaryPasswordValidityDays).toBe(30);
});
