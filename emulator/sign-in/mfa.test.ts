import { createHmac } from "node:crypto";
import {
  AdminDeleteSoftwareTokenCommand,
  AdminGetUserAuthFactorsCommand,
  AdminInitiateAuthCommand,
  AdminRespondToAuthChallengeCommand,
  AdminSetUserMFAPreferenceCommand,
  type AdminSetUserMFAPreferenceCommandInput,
  AdminUpdateUserAttributesCommand,
  AssociateSoftwareTokenCommand,
  type ChallengeNameType,
  DescribeUserPoolCommand,
  ForgotPasswordCommand,
  GetUserAuthFactorsCommand,
  GetUserCommand,
  GetUserPoolMfaConfigCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  SetUserMFAPreferenceCommand,
  SetUserPoolMfaConfigCommand,
  type SetUserPoolMfaConfigCommandInput,
  VerifySoftwareTokenCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { newPassword, outcome, password, temporaryPassword, testEmulator, toAttributes } from "../fixture.ts";
import { minuteMs, secondMs } from "../service/clock.ts";

const emulator = testEmulator();
const { send, clock } = emulator;
const stepMs = 30 * secondMs;

type Config = Omit<SetUserPoolMfaConfigCommandInput, "UserPoolId">;
const SmsConfiguration = { SnsCallerArn: "arn:aws:iam::000000000000:role/sms" };
const sms: Config = { SmsMfaConfiguration: { SmsConfiguration } };
const email: Config = { EmailMfaConfiguration: { Message: "Your code: {####}", Subject: "Code" } };
const totp: Config = { SoftwareTokenMfaConfiguration: { Enabled: true } };

const setUp = async (config: Config) => {
  const pool = await emulator.createPool();
  await send(new SetUserPoolMfaConfigCommand({ UserPoolId: pool, ...config }));
  return { pool, client: (await emulator.createClient(pool)).id };
};

let users = 0;
const contacts = { phone_number: "+15550001234", email: "ada@example.com" };
const createUser = async (pool: string, attributes: Record<string, string> = contacts) => {
  const username = `user${++users}`;
  await emulator.createConfirmed(pool, username, attributes);
  return username;
};

const signIn = (ClientId: string, USERNAME: string, PASSWORD = password) =>
  send(new InitiateAuthCommand({ ClientId, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters: { USERNAME, PASSWORD } }));
const respond = (
  ClientId: string,
  ChallengeName: ChallengeNameType,
  Session: string | undefined,
  ChallengeResponses: Record<string, string>,
) => send(new RespondToAuthChallengeCommand({ ClientId, ChallengeName, Session, ChallengeResponses }));

/** RFC 6238 as an authenticator does it. */
const codeOf = (secret: string, steps = 0) => {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  let [bits, held] = [0n, 0];
  for (const letter of secret) [bits, held] = [(bits << 5n) | BigInt(letters.indexOf(letter)), held + 5];
  const bytes = Math.floor(held / 8);
  const key = Buffer.from((bits >> BigInt(held - bytes * 8)).toString(16).padStart(bytes * 2, "0"), "hex");
  const counter = Buffer.alloc(8);
  counter.writeUInt32BE(Math.floor(clock.now() / stepMs) + steps, 4);
  const mac = createHmac("sha1", key).update(counter).digest();
  const at = (mac[19] ?? 0) % 16;
  return String((mac.readUInt32BE(at) % 2 ** 31) % 1_000_000).padStart(6, "0");
};

const enroll = async (AccessToken: string) => {
  const { SecretCode = "" } = await send(new AssociateSoftwareTokenCommand({ AccessToken }));
  const command = { AccessToken, UserCode: codeOf(SecretCode), FriendlyDeviceName: "phone" };
  const { Status, Session } = await send(new VerifySoftwareTokenCommand(command));
  expect({ Status, Session }).toEqual({ Status: "SUCCESS", Session: undefined });
  clock.advance(stepMs);
  return SecretCode;
};
const prefer = (pool: string, Username: string, settings: Partial<AdminSetUserMFAPreferenceCommandInput>) =>
  send(new AdminSetUserMFAPreferenceCommand({ UserPoolId: pool, Username, ...settings }));
const on = { Enabled: true };
const preferred = { Enabled: true, PreferredMfa: true };
const tokenOf = async (client: string, username: string) =>
  (await signIn(client, username)).AuthenticationResult?.AccessToken ?? "";
const lastMessage = async (username: string) => (await emulator.inbox({ username }))[0];

describe("a pool's MFA", () => {
  test("is off at first, then what was set, and shows in the pool", async () => {
    const pool = await emulator.createPool();
    const read = async () => {
      const { $metadata: _, ...config } = await send(new GetUserPoolMfaConfigCommand({ UserPoolId: pool }));
      return config;
    };
    expect(await read()).toEqual({ MfaConfiguration: "OFF" });
    const config: Config = { MfaConfiguration: "OPTIONAL", ...sms, ...totp };
    const { $metadata: _, ...answer } = await send(new SetUserPoolMfaConfigCommand({ UserPoolId: pool, ...config }));
    expect(answer).toEqual(config);
    expect(await read()).toEqual(config);
    const { UserPool } = await send(new DescribeUserPoolCommand({ UserPoolId: pool }));
    expect(UserPool).toMatchObject({ MfaConfiguration: "OPTIONAL", SmsConfiguration });
    await send(new SetUserPoolMfaConfigCommand({ UserPoolId: pool }));
    expect((await read()).MfaConfiguration).toBe("OFF");
  });
  const invalid = "InvalidParameterException: Invalid MFA configuration given, can't";
  const refused: [Config, string][] = [
    [{ MfaConfiguration: "ON" }, `${invalid} disable all MFAs with a required or optional configuration.`],
    [{ MfaConfiguration: "OFF", ...totp }, `${invalid} turn off MFA and configure an MFA together.`],
    [
      { MfaConfiguration: "ON", SmsMfaConfiguration: {} },
      "InvalidParameterException: SMS MFA needs an SmsConfiguration",
    ],
    [{ ...email }, `${invalid} turn off MFA and configure an MFA together.`],
  ];
  test.each(refused)("is refused as %j", async (config, expected) =>
    expect(await outcome(setUp(config))).toBe(expected),
  );
});

describe("an authenticator", () => {
  test("is registered with a code, preferred, asked for, and good once for each code", async () => {
    const { pool, client } = await setUp({ MfaConfiguration: "OPTIONAL", ...totp });
    const username = await createUser(pool);
    const AccessToken = await tokenOf(client, username);
    const secret = await enroll(AccessToken);
    expect(secret).toMatch(/^[A-Z2-7]{52}$/);
    expect((await signIn(client, username)).AuthenticationResult).toBeTruthy();
    await send(new SetUserMFAPreferenceCommand({ AccessToken, SoftwareTokenMfaSettings: preferred }));
    const settings = { PreferredMfaSetting: "SOFTWARE_TOKEN_MFA", UserMFASettingList: ["SOFTWARE_TOKEN_MFA"] };
    expect(await emulator.getUser(pool, username)).toMatchObject(settings);
    expect(await send(new GetUserCommand({ AccessToken }))).toMatchObject(settings);

    const { ChallengeName, ChallengeParameters, Session, AuthenticationResult } = await signIn(client, username);
    expect({ ChallengeName, ChallengeParameters, AuthenticationResult }).toEqual({
      ChallengeName: "SOFTWARE_TOKEN_MFA",
      ChallengeParameters: { USER_ID_FOR_SRP: username, FRIENDLY_DEVICE_NAME: "phone" },
      AuthenticationResult: undefined,
    });
    const answer = (code: string, session = Session) =>
      respond(client, "SOFTWARE_TOKEN_MFA", session, { USERNAME: username, SOFTWARE_TOKEN_MFA_CODE: code });
    expect(await outcome(answer(codeOf(secret, 3)))).toBe("CodeMismatchException: Invalid code received for user");
    const code = codeOf(secret);
    expect((await answer(code)).AuthenticationResult?.AccessToken).toBeTruthy();
    expect(await outcome(answer(codeOf(secret, 1)))).toContain("session can only be used once");
    const again = (await signIn(client, username)).Session;
    expect(await outcome(answer(code, again))).toBe(
      "ExpiredCodeException: Your software token has already been used once.",
    );
    clock.advance(stepMs);
    expect(await outcome(answer(codeOf(secret), again))).toBe("ok");
  });
  test("may be a step ahead or behind, and no more", async () => {
    const { pool, client } = await setUp({ MfaConfiguration: "OPTIONAL", ...totp });
    const username = await createUser(pool);
    const secret = await enroll(await tokenOf(client, username));
    await prefer(pool, username, { SoftwareTokenMfaSettings: preferred });
    for (const [steps, expected] of [
      [-2, "CodeMismatchException"],
      [-1, "ok"],
      [2, "CodeMismatchException"],
      [1, "ok"],
    ] as const) {
      clock.advance(10 * stepMs);
      const { Session } = await signIn(client, username);
      const answer = { USERNAME: username, SOFTWARE_TOKEN_MFA_CODE: codeOf(secret, steps) };
      expect(await outcome(respond(client, "SOFTWARE_TOKEN_MFA", Session, answer))).toMatch(expected);
    }
  });
  test("is not replaced before the new one is verified", async () => {
    const { pool, client } = await setUp({ MfaConfiguration: "OPTIONAL", ...totp });
    const username = await createUser(pool);
    const AccessToken = await tokenOf(client, username);
    const old = await enroll(AccessToken);
    await prefer(pool, username, { SoftwareTokenMfaSettings: preferred });
    const { SecretCode = "" } = await send(new AssociateSoftwareTokenCommand({ AccessToken }));
    const wrong = { AccessToken, UserCode: codeOf(SecretCode, 5) };
    expect(await outcome(send(new VerifySoftwareTokenCommand(wrong)))).toBe(
      "EnableSoftwareTokenMFAException: Code mismatch and fail enable Software Token MFA",
    );
    const answer = async (secret: string) => {
      const { Session } = await signIn(client, username);
      const code = { USERNAME: username, SOFTWARE_TOKEN_MFA_CODE: codeOf(secret) };
      return outcome(respond(client, "SOFTWARE_TOKEN_MFA", Session, code));
    };
    expect(await answer(old)).toBe("ok");
    await send(new VerifySoftwareTokenCommand({ AccessToken, UserCode: codeOf(SecretCode) }));
    clock.advance(stepMs);
    expect(await answer(old)).toMatch(/^CodeMismatchException/);
    expect(await answer(SecretCode)).toBe("ok");
  });
  test("needs a pool that offers it, a token or a session, and something to verify", async () => {
    const { pool, client } = await setUp({ MfaConfiguration: "OPTIONAL", ...sms });
    const AccessToken = await tokenOf(client, await createUser(pool));
    const associate = (by: object) => outcome(send(new AssociateSoftwareTokenCommand(by)));
    expect(await associate({ AccessToken })).toBe(
      "SoftwareTokenMFANotFoundException: Software Token MFA has not been enabled by the userPool",
    );
    expect(await associate({})).toMatch(/^InvalidParameterException/);
    expect(await associate({ AccessToken, Session: "x".repeat(20) })).toMatch(/^InvalidParameterException/);
    expect(await associate({ Session: "x".repeat(20) })).toBe("NotAuthorizedException: Invalid session for the user.");
    expect(await outcome(send(new VerifySoftwareTokenCommand({ AccessToken, UserCode: "123456" })))).toMatch(
      /^SoftwareTokenMFANotFoundException/,
    );
  });
  test("that is lost is deleted by an administrator, and the user gets in and sets up another", async () => {
    const { pool, client } = await setUp({ MfaConfiguration: "OPTIONAL", ...totp });
    const username = await createUser(pool);
    await enroll(await tokenOf(client, username));
    await prefer(pool, username, { SoftwareTokenMfaSettings: preferred });
    expect((await signIn(client, username)).ChallengeName).toBe("SOFTWARE_TOKEN_MFA");
    const remove = () => send(new AdminDeleteSoftwareTokenCommand({ UserPoolId: pool, Username: username }));
    expect(await outcome(remove())).toBe("ok");
    expect(await emulator.getUser(pool, username)).not.toHaveProperty("UserMFASettingList");
    expect(await emulator.getUser(pool, username)).not.toHaveProperty("PreferredMfaSetting");
    await enroll(await tokenOf(client, username));
    expect(await outcome(remove())).toBe("ok");
    expect(await outcome(remove())).toBe("ok");
  });
});

describe("preferences", () => {
  const invalid = "InvalidParameterException:";
  test("of a user need what they are about", async () => {
    const { pool, client } = await setUp({ MfaConfiguration: "OPTIONAL", ...sms, ...totp });
    const AccessToken = await tokenOf(client, await createUser(pool, {}));
    const set = (settings: object) => outcome(send(new SetUserMFAPreferenceCommand({ AccessToken, ...settings })));
    const notSetUp = `${invalid} User has not set up software token mfa`;
    expect(await set({ SoftwareTokenMfaSettings: preferred })).toBe(notSetUp);
    expect(await set({ SoftwareTokenMfaSettings: { Enabled: false } })).toBe(notSetUp);
    await send(new AssociateSoftwareTokenCommand({ AccessToken }));
    expect(await set({ SoftwareTokenMfaSettings: on })).toBe(`${invalid} User has not verified software token mfa`);
    expect(await set({ SMSMfaSettings: on })).toBe(
      `${invalid} User does not have a phone_number set to turn on SMS MFA`,
    );
    expect(await set({ EmailMfaSettings: on })).toMatch(/^InvalidParameterException/);
    expect(await set({ SMSMfaSettings: { Enabled: false } })).toBe("ok");
  });
  test("set by an administrator need it too", async () => {
    const { pool } = await setUp({ MfaConfiguration: "OPTIONAL", ...totp });
    const username = await createUser(pool, {});
    expect(await outcome(prefer(pool, username, { SoftwareTokenMfaSettings: on }))).toBe(
      `${invalid} User does not have delivery config set to turn on SOFTWARE_TOKEN_MFA`,
    );
    expect(await outcome(prefer(pool, username, { SoftwareTokenMfaSettings: { Enabled: false } }))).toBe("ok");
    expect(await outcome(prefer(pool, "nobody", {}))).toBe("UserNotFoundException: User does not exist.");
  });
  test("have one favorite, which goes when it is turned off", async () => {
    const { pool } = await setUp({ MfaConfiguration: "OPTIONAL", ...sms, ...email });
    const username = await createUser(pool);
    const both = { SMSMfaSettings: preferred, EmailMfaSettings: preferred };
    expect(await outcome(prefer(pool, username, both))).toMatch(/^InvalidParameterException/);
    await prefer(pool, username, { SMSMfaSettings: preferred, EmailMfaSettings: on });
    const { UserMFASettingList, PreferredMfaSetting } = await emulator.getUser(pool, username);
    expect({ UserMFASettingList, PreferredMfaSetting }).toEqual({
      UserMFASettingList: ["SMS_MFA", "EMAIL_OTP"],
      PreferredMfaSetting: "SMS_MFA",
    });
    await prefer(pool, username, { SMSMfaSettings: { Enabled: false } });
    const after = await emulator.getUser(pool, username);
    expect(after.UserMFASettingList).toEqual(["EMAIL_OTP"]);
    expect(after).not.toHaveProperty("PreferredMfaSetting");
  });
});

describe("a code that is sent", () => {
  const ways = [
    ["SMS_MFA", "SMS", "SMSMfaSettings", "phone_number", "+*******1234", "SMS_MFA_CODE"],
    ["EMAIL_OTP", "EMAIL", "EmailMfaSettings", "email", "a***@e***", "EMAIL_OTP_CODE"],
  ] as const;
  test.each(ways)("%s by %s finishes the sign-in and proves the address", async (...way) => {
    const [factor, medium, setting, attribute, destination, parameter] = way;
    const { pool, client } = await setUp({ MfaConfiguration: "OPTIONAL", ...sms, ...email });
    const username = await createUser(pool);
    await prefer(pool, username, { [setting]: on });
    const { ChallengeName, ChallengeParameters, Session } = await signIn(client, username);
    expect(ChallengeName).toBe(factor);
    expect(ChallengeParameters).toEqual({
      USER_ID_FOR_SRP: username,
      CODE_DELIVERY_DELIVERY_MEDIUM: medium,
      CODE_DELIVERY_DESTINATION: destination,
    });
    const message = await lastMessage(username);
    expect(message).toMatchObject({ medium, kind: "mfa", to: contacts[attribute] });
    expect(message?.body).toContain(message?.code ?? "no code");
    const answer = (code = "") => respond(client, factor, Session, { USERNAME: username, [parameter]: code });
    expect(await outcome(answer("000000"))).toBe("CodeMismatchException: Invalid code or auth state for the user.");
    expect(await outcome(answer())).toBe(`InvalidParameterException: Missing required parameter ${parameter}`);
    expect((await answer(message?.code)).AuthenticationResult?.IdToken).toBeTruthy();
    const { UserAttributes } = await emulator.getUser(pool, username);
    expect(UserAttributes).toContainEqual({ Name: `${attribute}_verified`, Value: "true" });
  });
  test("lives as long as its session, and only the last one counts", async () => {
    const { pool, client } = await setUp({ MfaConfiguration: "OPTIONAL", ...sms });
    const username = await createUser(pool);
    await prefer(pool, username, { SMSMfaSettings: on });
    const codes: string[] = [];
    const sessions: (string | undefined)[] = [];
    for (let i = 0; i < 2; i++) {
      sessions.push((await signIn(client, username)).Session);
      codes.push((await lastMessage(username))?.code ?? "");
    }
    const answer = (i: number, code: number) =>
      outcome(respond(client, "SMS_MFA", sessions[i], { USERNAME: username, SMS_MFA_CODE: codes[code] ?? "" }));
    expect(await answer(0, 0)).toMatch(/^CodeMismatchException/);
    clock.advance(3 * minuteMs);
    expect(await answer(1, 1)).toContain("session is expired");
  });
  test("for a forgotten password does not take the way of the preferred factor", async () => {
    const { pool, client } = await setUp({ MfaConfiguration: "OPTIONAL", ...sms });
    const phone = { phone_number: "+15550001234", phone_number_verified: "true" };
    const username = await createUser(pool, phone);
    const forgot = () => send(new ForgotPasswordCommand({ ClientId: client, Username: username }));
    expect((await forgot()).CodeDeliveryDetails?.DeliveryMedium).toBe("SMS");
    await prefer(pool, username, { SMSMfaSettings: preferred });
    expect(await outcome(forgot())).toMatch(/^InvalidParameterException: Cannot reset password/);
    const UserAttributes = toAttributes({ email: "other@example.com", email_verified: "true" });
    await send(new AdminUpdateUserAttributesCommand({ UserPoolId: pool, Username: username, UserAttributes }));
    expect((await forgot()).CodeDeliveryDetails?.DeliveryMedium).toBe("EMAIL");
  });
});

describe("with several factors and no favorite", () => {
  test("the user is asked which", async () => {
    const { pool, client } = await setUp({ MfaConfiguration: "OPTIONAL", ...sms, ...totp });
    const username = await createUser(pool);
    const secret = await enroll(await tokenOf(client, username));
    await prefer(pool, username, { SMSMfaSettings: on, SoftwareTokenMfaSettings: on });
    const { ChallengeName, ChallengeParameters, Session } = await signIn(client, username);
    expect(ChallengeName).toBe("SELECT_MFA_TYPE");
    const choices = JSON.parse(ChallengeParameters?.MFAS_CAN_CHOOSE ?? "");
    expect(choices).toEqual(["SMS_MFA", "SOFTWARE_TOKEN_MFA"]);
    const select = (ANSWER: string) => respond(client, "SELECT_MFA_TYPE", Session, { USERNAME: username, ANSWER });
    expect(await outcome(select("EMAIL_OTP"))).toMatch(/^InvalidParameterException/);
    const next = await select("SOFTWARE_TOKEN_MFA");
    expect(next.ChallengeName).toBe("SOFTWARE_TOKEN_MFA");
    const answer = { USERNAME: username, SOFTWARE_TOKEN_MFA_CODE: codeOf(secret) };
    expect(await outcome(respond(client, "SOFTWARE_TOKEN_MFA", next.Session, answer))).toBe("ok");
    const other = (await signIn(client, username)).Session;
    const choice = { USERNAME: username, ANSWER: "SMS_MFA" };
    expect((await respond(client, "SELECT_MFA_TYPE", other, choice)).ChallengeName).toBe("SMS_MFA");
    expect((await lastMessage(username))?.kind).toBe("mfa");
  });
});

describe("where MFA is required", () => {
  test("who has nothing sets up an authenticator before there are tokens", async () => {
    const { pool, client } = await setUp({ MfaConfiguration: "ON", ...totp });
    const username = await createUser(pool);
    const first = await signIn(client, username);
    expect(first.ChallengeName).toBe("MFA_SETUP");
    expect(JSON.parse(first.ChallengeParameters?.MFAS_CAN_SETUP ?? "")).toEqual(["SOFTWARE_TOKEN_MFA"]);
    const finish = (session?: string) => respond(client, "MFA_SETUP", session, { USERNAME: username });
    expect(await outcome(finish(first.Session))).toMatch(/^InvalidParameterException: User has not verified/);
    const associated = await send(new AssociateSoftwareTokenCommand({ Session: first.Session }));
    const UserCode = codeOf(associated.SecretCode ?? "");
    const verify = (Session?: string) => send(new VerifySoftwareTokenCommand({ Session, UserCode }));
    expect(await outcome(verify(first.Session))).toContain("session can only be used once");
    const verified = await verify(associated.Session);
    expect(verified.Status).toBe("SUCCESS");
    expect(await outcome(finish(associated.Session))).toContain("session can only be used once");
    expect((await finish(verified.Session)).AuthenticationResult?.AccessToken).toBeTruthy();
    expect(await emulator.getUser(pool, username)).toMatchObject({
      PreferredMfaSetting: "SOFTWARE_TOKEN_MFA",
      UserMFASettingList: ["SOFTWARE_TOKEN_MFA"],
    });
    expect((await signIn(client, username)).ChallengeName).toBe("SOFTWARE_TOKEN_MFA");
  });
  test("an authenticator counts once it is verified, even if the sign-in was left there", async () => {
    const { pool, client } = await setUp({ MfaConfiguration: "ON", ...totp });
    const username = await createUser(pool);
    const { Session } = await signIn(client, username);
    const associated = await send(new AssociateSoftwareTokenCommand({ Session }));
    const UserCode = codeOf(associated.SecretCode ?? "");
    await send(new VerifySoftwareTokenCommand({ Session: associated.Session, UserCode }));
    expect((await signIn(client, username)).ChallengeName).toBe("SOFTWARE_TOKEN_MFA");
  });
  test("a temporary password is replaced first, and the user is confirmed by that", async () => {
    const { pool, client } = await setUp({ MfaConfiguration: "ON", ...totp });
    await emulator.createUser(pool, "new");
    const { Session } = await signIn(client, "new", temporaryPassword);
    const answer = { USERNAME: "new", NEW_PASSWORD: newPassword };
    const next = await respond(client, "NEW_PASSWORD_REQUIRED", Session, answer);
    expect(next.ChallengeName).toBe("MFA_SETUP");
    expect(next.AuthenticationResult).toBe(undefined);
    expect((await emulator.getUser(pool, "new")).UserStatus).toBe("CONFIRMED");
  });
  test("a phone number is enough where SMS is offered", async () => {
    const { pool, client } = await setUp({ MfaConfiguration: "ON", ...sms, ...totp });
    expect((await signIn(client, await createUser(pool))).ChallengeName).toBe("SMS_MFA");
    expect((await signIn(client, await createUser(pool, {}))).ChallengeName).toBe("MFA_SETUP");
  });
  test("the signed operations ask for it too", async () => {
    const { pool, client } = await setUp({ MfaConfiguration: "ON", ...sms });
    const username = await createUser(pool);
    const ids = { UserPoolId: pool, ClientId: client };
    const AuthParameters = { USERNAME: username, PASSWORD: password };
    const start = { ...ids, AuthFlow: "ADMIN_USER_PASSWORD_AUTH", AuthParameters } as const;
    const { ChallengeName, Session } = await send(new AdminInitiateAuthCommand(start));
    const SMS_MFA_CODE = (await lastMessage(username))?.code ?? "";
    const ChallengeResponses = { USERNAME: username, SMS_MFA_CODE };
    const answer = { ...ids, ChallengeName, Session, ChallengeResponses };
    expect((await send(new AdminRespondToAuthChallengeCommand(answer))).AuthenticationResult).toBeTruthy();
  });
  test("and with MFA off again, nobody is asked", async () => {
    const { pool, client } = await setUp({ MfaConfiguration: "ON", ...sms });
    const username = await createUser(pool);
    await prefer(pool, username, { SMSMfaSettings: preferred });
    await send(new SetUserPoolMfaConfigCommand({ UserPoolId: pool, MfaConfiguration: "OFF" }));
    expect((await signIn(client, username)).AuthenticationResult).toBeTruthy();
  });
});

describe("a user's factors", () => {
  test("are the password, codes to verified addresses where the pool allows them, and the authenticator", async () => {
    const { pool, client } = await setUp({ MfaConfiguration: "OPTIONAL", ...totp });
    const username = await createUser(pool, { email: "a@example.com", email_verified: "true" });
    const AccessToken = await tokenOf(client, username);
    const read = async () => {
      const { $metadata: _, ...own } = await send(new GetUserAuthFactorsCommand({ AccessToken }));
      const command = new AdminGetUserAuthFactorsCommand({ UserPoolId: pool, Username: username });
      const { $metadata: __, ...seen } = await send(command);
      expect(own).toEqual(seen);
      return seen;
    };
    expect(await read()).toEqual({ Username: username, ConfiguredUserAuthFactors: ["PASSWORD"] });
    await enroll(AccessToken);
    await prefer(pool, username, { SoftwareTokenMfaSettings: preferred });
    expect(await read()).toEqual({
      Username: username,
      PreferredMfaSetting: "SOFTWARE_TOKEN_MFA",
      UserMFASettingList: ["SOFTWARE_TOKEN_MFA"],
      ConfiguredUserAuthFactors: ["PASSWORD", "SOFTWARE_TOKEN"],
    });
  });
  test("include one-time passwords in a passwordless pool", async () => {
    const pool = await emulator.createPool({
      Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP", "SMS_OTP"] } },
    });
    const username = await createUser(pool, { email: "a@example.com", email_verified: "true", phone_number: "+1555" });
    const command = new AdminGetUserAuthFactorsCommand({ UserPoolId: pool, Username: username });
    expect((await send(command)).ConfiguredUserAuthFactors).toEqual(["PASSWORD", "EMAIL_OTP"]);
  });
});
