import {
  AdminSetUserSettingsCommand,
  InitiateAuthCommand,
  type MFAOptionType,
} from "@aws-sdk/client-cognito-identity-provider";
import { beforeAll, expect, test } from "vitest";
import { outcome, password, testEmulator } from "../fixture.ts";

const emulator = testEmulator();
let pool = "";
let client = "";

beforeAll(async () => {
  const SmsConfiguration = { SnsCallerArn: "arn:aws:iam::000000000000:role/sms" };
  pool = await emulator.createPool({ MfaConfiguration: "OPTIONAL", SmsConfiguration });
  client = (await emulator.createClient(pool)).id;
  await emulator.createConfirmed(pool, "ada", { phone_number: "+12125550100" });
  await emulator.createConfirmed(pool, "grace");
});

const setOptions = (Username: string, MFAOptions: MFAOptionType[]) =>
  outcome(emulator.send(new AdminSetUserSettingsCommand({ UserPoolId: pool, Username, MFAOptions })));

const signIn = async () => {
  const AuthParameters = { USERNAME: "ada", PASSWORD: password };
  const command = new InitiateAuthCommand({ ClientId: client, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters });
  return (await emulator.send(command)).ChallengeName ?? "tokens";
};

const bySms: MFAOptionType = { DeliveryMedium: "SMS", AttributeName: "phone_number" };

test("turns the code by SMS on, and off again with no options", async () => {
  expect(await signIn()).toBe("tokens");
  expect(await setOptions("ada", [bySms])).toBe("ok");
  expect((await emulator.getUser(pool, "ada")).UserMFASettingList).toEqual(["SMS_MFA"]);
  expect(await signIn()).toBe("SMS_MFA");
  expect(await setOptions("ada", [])).toBe("ok");
  expect((await emulator.getUser(pool, "ada")).UserMFASettingList).toBe(undefined);
  expect(await signIn()).toBe("tokens");
});

const refused: [who: string, options: MFAOptionType[], message: string][] = [
  [
    "ada",
    [{ DeliveryMedium: "EMAIL", AttributeName: "email" }],
    "InvalidParameterException: MFAOptions can only name SMS and phone_number.",
  ],
  ["grace", [bySms], "InvalidParameterException: User does not have a phone_number set to turn on SMS MFA"],
  ["nobody", [bySms], "UserNotFoundException: User does not exist."],
];
test.each(refused)("%s with %j: %s", async (who, options, message) =>
  expect(await setOptions(who, options)).toBe(message),
);
