import {
  type AccountRecoverySettingType,
  AddCustomAttributesCommand,
  SetUserPoolMfaConfigCommand,
  UpdateUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { outcome, testEmulator } from "../fixture.ts";

const emulator = testEmulator();
const { send } = emulator;

const SmsConfiguration = { SnsCallerArn: "arn:aws:iam::000000000000:role/sms" };
const recovery = (...names: ("verified_email" | "verified_phone_number")[]): AccountRecoverySettingType => ({
  RecoveryMechanisms: names.map((Name, index) => ({ Name, Priority: index + 1 })),
});

describe("SMS codes as the required second factor", () => {
  const refused =
    "InvalidParameterException: Invalid account recovery setting parameter. Account Recovery Setting cannot use verified_phone_number as a recovery mechanism when SMS MFA is configured.";
  const facts: ["ON" | "OPTIONAL" | "OFF", AccountRecoverySettingType | undefined, string][] = [
    ["ON", recovery("verified_phone_number"), refused],
    ["ON", recovery("verified_email", "verified_phone_number"), refused],
    ["ON", recovery("verified_email"), "ok"],
    ["ON", undefined, "ok"],
    ["OPTIONAL", recovery("verified_phone_number"), "ok"],
    ["OFF", recovery("verified_phone_number"), "ok"],
  ];
  test.each(facts)("%s with recovery %j: %s", async (MfaConfiguration, AccountRecoverySetting, expected) => {
    const settings = { MfaConfiguration, SmsConfiguration, AccountRecoverySetting };
    expect(await outcome(emulator.createPool(settings))).toBe(expected);
    const UserPoolId = await emulator.createPool();
    expect(await outcome(send(new UpdateUserPoolCommand({ UserPoolId, ...settings })))).toBe(expected);
  });
  test("cannot be switched on where recovery goes by phone", async () => {
    const UserPoolId = await emulator.createPool({ AccountRecoverySetting: recovery("verified_phone_number") });
    const configure = (mfa: object) =>
      outcome(send(new SetUserPoolMfaConfigCommand({ UserPoolId, MfaConfiguration: "ON", ...mfa })));
    expect(await configure({ SmsMfaConfiguration: { SmsConfiguration } })).toBe(refused);
    expect(await configure({ SoftwareTokenMfaConfiguration: { Enabled: true } })).toBe("ok");
  });
});

test.each([
  ["2048", "ok"],
  ["2049", /^InvalidParameterException: .*The maximum length of a String attribute cannot be above 2048\.$/],
])("an attribute may be %s long at most: %s", async (MaxLength, expected) => {
  const attribute = { Name: "note", AttributeDataType: "String" as const, StringAttributeConstraints: { MaxLength } };
  const standard = { ...attribute, Name: "nickname" };
  const UserPoolId = await emulator.createPool();
  const add = new AddCustomAttributesCommand({ UserPoolId, CustomAttributes: [attribute] });
  for (const done of [
    emulator.createPool({ Schema: [attribute] }),
    emulator.createPool({ Schema: [standard] }),
    send(add),
  ])
    expect(await outcome(done)).toMatch(expected);
});
