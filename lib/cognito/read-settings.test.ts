import {
  CognitoIdentityProviderClient,
  CreateUserPoolReplicaCommand,
  SetUserPoolMfaConfigCommand,
  type SetUserPoolMfaConfigRequest,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterEach, expect, test } from "vitest";
import { testEmulator } from "#emulator/fixture.ts";
import { Pace } from "#lib/cognito/pace.ts";
import { readSettings } from "#lib/cognito/read-settings.ts";
import { toFactorChannels } from "#lib/cognito/reshape-pool.ts";
import type { FactorChannel } from "#lib/pools/pool.ts";

const emulator = testEmulator();
afterEach(() => emulator.control("DELETE", "faults"));

type Config = Omit<SetUserPoolMfaConfigRequest, "UserPoolId">;
const sms: Config = {
  SmsMfaConfiguration: { SmsConfiguration: { SnsCallerArn: "arn:aws:iam::000000000000:role/sms" } },
};
const email: Config = { EmailMfaConfiguration: { Message: "Your code: {####}", Subject: "Code" } };
const app: Config = { SoftwareTokenMfaConfiguration: { Enabled: true } };

async function makePool(config: Config): Promise<string> {
  const UserPoolId = await emulator.createPool();
  await emulator.send(new SetUserPoolMfaConfigCommand({ UserPoolId, ...config }));
  return UserPoolId;
}

const settingsOf = (id: string) => readSettings({ sdk: emulator.sdk, pace: new Pace() }, id, "interactive");

const offers: [Config, FactorChannel[]][] = [
  [{ MfaConfiguration: "OPTIONAL", ...sms }, ["sms"]],
  [{ MfaConfiguration: "OPTIONAL", ...app }, ["authenticator"]],
  [{ MfaConfiguration: "ON", ...email }, ["email"]],
  [{ MfaConfiguration: "ON", ...sms, ...app, ...email }, ["sms", "authenticator", "email"]],
  [{ MfaConfiguration: "OPTIONAL", ...sms, SoftwareTokenMfaConfiguration: { Enabled: false } }, ["sms"]],
];
test.each(offers)("a pool with %j offers %j", async (config, channels) => {
  expect((await settingsOf(await makePool(config))).factorChannels).toEqual(channels);
});

test("passkeys are a second factor where the pool lets them stand for one", () => {
  const passkeys = (FactorConfiguration?: "SINGLE_FACTOR" | "MULTI_FACTOR_WITH_USER_VERIFICATION") =>
    toFactorChannels({ WebAuthnConfiguration: { ...(FactorConfiguration && { FactorConfiguration }) } });
  expect(passkeys("MULTI_FACTOR_WITH_USER_VERIFICATION")).toEqual(["passkey"]);
  expect(passkeys("SINGLE_FACTOR")).toEqual([]);
  expect(passkeys()).toEqual([]);
});

test("a pool without second factors is not asked which", async () => {
  const id = await emulator.createPool();
  const before = emulator.service.journal.list().entries.at(-1)?.id ?? 0;
  expect(await settingsOf(id)).toMatchObject({ mfa: "off", factorChannels: [] });
  const asked = emulator.service.journal.list().entries.filter((entry) => entry.id > before);
  expect(asked.map(({ operation }) => operation)).toEqual(["DescribeUserPool", "ListUserPoolReplicas"]);
});

test("a console that may not ask which knows everything else", async () => {
  const id = await makePool({ MfaConfiguration: "OPTIONAL", ...sms });
  await emulator.control("POST", "faults", { fault: "accessDenied", operations: ["GetUserPoolMfaConfig"] });
  expect(await settingsOf(id)).toMatchObject({ mfa: "optional", authenticatorApp: true, factorChannels: null });
});

test("another failure is not taken for an answer", async () => {
  const id = await makePool({ MfaConfiguration: "OPTIONAL", ...sms });
  await emulator.control("POST", "faults", { fault: "expiredToken", operations: ["GetUserPoolMfaConfig"] });
  await expect(settingsOf(id)).rejects.toMatchObject({ code: "expired-credentials" });
});

test("the Region of a secondary replica is known as one, with the primary's; the primary, and one that may not be asked, are not", async () => {
  const UserPoolId = await emulator.createPool();
  await emulator.send(new CreateUserPoolReplicaCommand({ UserPoolId, RegionName: "eu-west-1" }));
  const credentials = { accessKeyId: "any", secretAccessKey: "any" };
  const sdk = new CognitoIdentityProviderClient({ endpoint: emulator.url, region: "eu-west-1", credentials });
  const there = () => readSettings({ sdk, pace: new Pace() }, UserPoolId, "interactive");
  expect((await there()).secondaryOf).toBe("us-east-1");
  expect((await settingsOf(UserPoolId)).secondaryOf).toBeNull();
  await emulator.control("POST", "faults", { fault: "accessDenied", operations: ["ListUserPoolReplicas"] });
  expect((await there()).secondaryOf).toBeNull();
  sdk.destroy();
});

test("what a sign-in can begin with is the password alone, unless the pool says more", async () => {
  expect((await settingsOf(await emulator.createPool())).firstFactors).toEqual(["password"]);
  const AllowedFirstAuthFactors = ["PASSWORD", "EMAIL_OTP", "WEB_AUTHN"] as const;
  const id = await emulator.createPool({
    Policies: { SignInPolicy: { AllowedFirstAuthFactors: [...AllowedFirstAuthFactors] } },
  });
  expect((await settingsOf(id)).firstFactors).toEqual(["password", "email", "passkey"]);
});
