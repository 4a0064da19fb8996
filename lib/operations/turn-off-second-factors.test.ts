import { createHmac } from "node:crypto";
import {
  AdminGetUserCommand,
  AdminSetUserMFAPreferenceCommand,
  AssociateSoftwareTokenCommand,
  InitiateAuthCommand,
  type InitiateAuthCommandOutput,
  SetUserPoolMfaConfigCommand,
  type SetUserPoolMfaConfigRequest,
  VerifySoftwareTokenCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { password, testEmulator } from "#emulator/fixture.ts";
import { plainAuthority } from "#lib/authority/fixture.ts";
import type { CognitoCall } from "#lib/calls/call.ts";
import { sendCall } from "#lib/cognito/commands.ts";
import { Pace } from "#lib/cognito/pace.ts";
import { readSettings } from "#lib/cognito/read-settings.ts";
import { decideAlone } from "#lib/operations/decide.ts";
import { plainPool, plainUser, poolWith } from "#lib/operations/fixture.ts";
import { refusal } from "#lib/operations/plan.ts";
import { toWhy, whyAsked, whyProblems } from "#lib/operations/reason.ts";
import type { Pool, PoolSettings } from "#lib/pools/pool.ts";
import type { User } from "#lib/users/user.ts";

const id = "turn-off-second-factors";

/** What an authenticator app shows: RFC 6238 over a secret in base 32. */
function codeAt(secret: string, now: number): string {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...secret].map((letter) => letters.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeUInt32BE(Math.floor(now / 30_000), 4);
  const mac = createHmac("sha1", key).update(counter).digest();
  const at = mac.readUInt8(19) % 16;
  return String((mac.readUInt32BE(at) % 2 ** 31) % 1_000_000).padStart(6, "0");
}

describe("who it is for", () => {
  const decided = (change: Partial<User>, settings: Partial<PoolSettings> = {}) =>
    decideAlone("turn-off-second-factors", { ...plainUser, ...change }, poolWith(settings), {});

  const skipped: [who: string, user: Partial<User>, settings: Partial<PoolSettings>, reason: RegExp, then?: string][] =
    [
      ["who never confirmed", { status: "UNCONFIRMED" }, {}, /not confirmed the sign-up/, "confirm-sign-up"],
      ["of a reset under way", { status: "RESET_REQUIRED" }, {}, /reset is under way/, "set-temporary-password"],
      ["of a provider", { status: "EXTERNAL_PROVIDER", providers: ["Okta"] }, {}, /^Signs in through Okta/],
      ["where one is required", {}, { mfa: "required" }, /this pool will ask again/, "reset-authenticator"],
      ["where there are none", {}, { mfa: "off", factorChannels: [] }, /no second factors/],
      ["where none can be turned on", {}, { factorChannels: [] }, /no second factors/],
      ["where the console may not read them", {}, { factorChannels: null }, /may not read/],
    ];
  test.each(skipped)("not a user %s", (_who, user, settings, reason, then) => {
    const decision = decided(user, settings);
    expect(decision).toMatchObject({ apply: false, reason: expect.stringMatching(reason) });
    expect(decision.apply ? null : decision.remedy?.operation).toBe(then);
  });

  test("everybody else, with exactly the channels that the pool offers", () => {
    for (const status of ["CONFIRMED", "FORCE_CHANGE_PASSWORD"])
      expect(decided({ status }, { factorChannels: ["authenticator", "passkey"] })).toMatchObject({
        apply: true,
        calls: [{ name: "AdminSetUserMFAPreference", off: ["authenticator", "passkey"] }],
      });
  });

  test("an administrator, for one user at a time, who gives a reason whatever the pool's rules are", () => {
    expect(refusal(id, {}, plainAuthority.agent, 1, plainPool)).toContain("needs the role admin");
    expect(refusal(id, {}, plainAuthority.admin, 1, plainPool)).toBeNull();
    expect(refusal(id, {}, plainAuthority.admin, 2, plainPool)).toContain("one user at a time");
    const asked = whyAsked(id, {}, { reasons: [] });
    expect(asked).toEqual({ shown: true, reason: true, tickets: [] });
    expect(whyProblems(asked, toWhy({})).reason).toBe("Give a reason.");
    expect(whyProblems(asked, toWhy({ reason: "Lost the phone" })).reason).toBeNull();
    // Nor is it walked around by going first in a chain.
    expect(whyAsked("sign-out", { first: [id] }, { reasons: [] }).reason).toBe(true);
  });
});

describe("in a pool where second factors are optional", () => {
  const emulator = testEmulator();
  const { send, clock } = emulator;
  type Config = Omit<SetUserPoolMfaConfigRequest, "UserPoolId" | "MfaConfiguration">;
  const sms: Config = {
    SmsMfaConfiguration: { SmsConfiguration: { SnsCallerArn: "arn:aws:iam::000000000000:role/sms" } },
  };
  const email: Config = { EmailMfaConfiguration: { Message: "Your code: {####}", Subject: "Code" } };
  const app: Config = { SoftwareTokenMfaConfiguration: { Enabled: true } };

  const username = "ada";
  async function setUp(config: Config): Promise<{ pool: Pool; ClientId: string }> {
    const UserPoolId = await emulator.createPool();
    await send(new SetUserPoolMfaConfigCommand({ UserPoolId, MfaConfiguration: "OPTIONAL", ...config }));
    const contacts = { email: "ada@example.com", phone_number: "+12125550100" };
    await emulator.createConfirmed(UserPoolId, username, contacts);
    const settings = await readSettings({ sdk: emulator.sdk, pace: new Pace() }, UserPoolId, "interactive");
    const { id: ClientId } = await emulator.createClient(UserPoolId);
    return { pool: { ...plainPool, id: UserPoolId, settings }, ClientId };
  }

  const signIn = (ClientId: string): Promise<InitiateAuthCommandOutput> => {
    const AuthParameters = { USERNAME: username, PASSWORD: password };
    return send(new InitiateAuthCommand({ ClientId, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters }));
  };

  async function enrollApp(ClientId: string): Promise<void> {
    const AccessToken = (await signIn(ClientId)).AuthenticationResult?.AccessToken;
    const { SecretCode = "" } = await send(new AssociateSoftwareTokenCommand({ AccessToken }));
    await send(new VerifySoftwareTokenCommand({ AccessToken, UserCode: codeAt(SecretCode, clock.now()) }));
  }

  const on = { Enabled: true };
  const preferences = { SMS_MFA: { SMSMfaSettings: on }, EMAIL_OTP: { EmailMfaSettings: on } };
  const turnOn = ({ id: UserPoolId }: Pool, settings: object) =>
    send(new AdminSetUserMFAPreferenceCommand({ UserPoolId, Username: username, ...settings }));

  async function turnOff(pool: Pool): Promise<CognitoCall[]> {
    const decision = decideAlone("turn-off-second-factors", { ...plainUser, username }, pool, {});
    if (!decision.apply) throw new Error(decision.reason);
    for (const call of decision.calls)
      await sendCall(emulator.sdk, { UserPoolId: pool.id, Username: username }, call, null);
    return decision.calls;
  }
  const factorsOf = async ({ id: UserPoolId }: Pool) =>
    (await send(new AdminGetUserCommand({ UserPoolId, Username: username }))).UserMFASettingList;

  const channels: [Config, object, challenge: string][] = [
    [sms, preferences.SMS_MFA, "SMS_MFA"],
    [email, preferences.EMAIL_OTP, "EMAIL_OTP"],
    [app, { SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true } }, "SOFTWARE_TOKEN_MFA"],
    [{ ...sms, ...email, ...app }, { ...preferences.SMS_MFA, ...preferences.EMAIL_OTP }, "SELECT_MFA_TYPE"],
  ];
  test.each(channels)(
    "with %j a user who was asked for a code signs in by password alone",
    async (config, factors, challenge) => {
      const { pool, ClientId } = await setUp(config);
      if (config.SoftwareTokenMfaConfiguration) await enrollApp(ClientId);
      await turnOn(pool, factors);
      expect(await signIn(ClientId)).toMatchObject({ ChallengeName: challenge });

      await turnOff(pool);
      expect(await factorsOf(pool)).toBeUndefined();
      expect((await signIn(ClientId)).AuthenticationResult).toMatchObject({ AccessToken: expect.any(String) });
    },
  );

  test("what the user set up is not deleted", async () => {
    const { pool, ClientId } = await setUp(app);
    await enrollApp(ClientId);
    await turnOff(pool);
    await turnOn(pool, { SoftwareTokenMfaSettings: on });
    expect(await signIn(ClientId)).toMatchObject({ ChallengeName: "SOFTWARE_TOKEN_MFA" });
  });
});
