import {
  AdminCreateUserCommand,
  AdminInitiateAuthCommand,
  AdminUpdateUserAttributesCommand,
  type CreateUserPoolCommandInput,
  GetUserAttributeVerificationCodeCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  UpdateUserAttributesCommand,
  VerifyUserAttributeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterEach, describe, expect, test } from "vitest";
import { fromAttributes, outcome, password, testEmulator, toAttributes } from "../fixture.ts";

const emulator = testEmulator();
const { send } = emulator;
afterEach(() => emulator.control("POST", "reset", {}));

const update = (UserPoolId: string, Username: string, attributes: Record<string, string>) =>
  outcome(
    send(new AdminUpdateUserAttributesCommand({ UserPoolId, Username, UserAttributes: toAttributes(attributes) })),
  );
/** Whose user this name leads to, or "" when to nobody's. */
const whois = (pool: string, name: string) =>
  emulator.getUser(pool, name).then(
    ({ Username }) => Username,
    () => "",
  );
const attributesOf = async (pool: string, name: string) =>
  fromAttributes((await emulator.getUser(pool, name)).UserAttributes);

const contacts = [
  ["email", "shared@example.com", "verifiedEmailAlias"],
  ["phone_number", "+12125550100", "verifiedPhoneAlias"],
] as const;

describe.each(contacts)("a verified %s that is an alias", (contact, value, assumption) => {
  const settings: Partial<CreateUserPoolCommandInput> = {
    AliasAttributes: [contact],
    AutoVerifiedAttributes: [contact],
  };
  const verified = `${contact}_verified`;
  const taken = `AliasExistsException: An account with the ${contact} already exists.`;

  const shared = async () => {
    const pool = await emulator.createPool(settings);
    const client = (await emulator.createClient(pool)).id;
    await emulator.createConfirmed(pool, "holder", { [contact]: value, [verified]: "true" });
    await emulator.createConfirmed(pool, "other", { [contact]: value });
    return { pool, client };
  };
  const signIn = (client: string, name: string) => {
    const AuthParameters = { USERNAME: name, PASSWORD: password };
    return send(new InitiateAuthCommand({ ClientId: client, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters }));
  };

  test("moves silently when an administrator verifies it for a second user", async () => {
    const { pool } = await shared();
    const before = await emulator.getUser(pool, "holder");
    emulator.clock.advance(60_000);
    expect(await update(pool, "other", { [verified]: "true" })).toBe("ok");
    expect(await whois(pool, value)).toBe("other");
    expect(await attributesOf(pool, "holder")).toMatchObject({ [contact]: value, [verified]: "false" });
    expect((await emulator.getUser(pool, "holder")).UserLastModifiedDate).toEqual(before.UserLastModifiedDate);
  });

  test("moves with the value, when both are set in one call", async () => {
    const { pool } = await shared();
    await emulator.createUser(pool, "third");
    expect(await update(pool, "third", { [contact]: value, [verified]: "true" })).toBe("ok");
    expect(await whois(pool, value)).toBe("third");
    expect((await attributesOf(pool, "holder"))[verified]).toBe("false");
  });

  test("moves when the second user verifies it by code", async () => {
    const { pool, client } = await shared();
    const { AccessToken } = (await signIn(client, "other")).AuthenticationResult ?? {};
    await send(new GetUserAttributeVerificationCodeCommand({ AccessToken, AttributeName: contact }));
    const [{ code: Code } = {}] = await emulator.inbox({ username: "other" });
    expect(await outcome(send(new VerifyUserAttributeCommand({ AccessToken, AttributeName: contact, Code })))).toBe(
      "ok",
    );
    expect(await whois(pool, value)).toBe("other");
    expect((await attributesOf(pool, "holder"))[verified]).toBe("false");
    expect(await outcome(signIn(client, value))).toBe("ok");
  });

  test("moves when a user changes to it and verifies, though not before", async () => {
    const { pool, client } = await shared();
    await emulator.createConfirmed(pool, "third");
    const { AccessToken } = (await signIn(client, "third")).AuthenticationResult ?? {};
    await send(new UpdateUserAttributesCommand({ AccessToken, UserAttributes: toAttributes({ [contact]: value }) }));
    expect(await whois(pool, value)).toBe("holder");
    const [{ code: Code } = {}] = await emulator.inbox({ username: "third" });
    await send(new VerifyUserAttributeCommand({ AccessToken, AttributeName: contact, Code }));
    expect(await whois(pool, value)).toBe("third");
  });

  test("goes back when the first verifies again", async () => {
    const { pool } = await shared();
    await update(pool, "other", { [verified]: "true" });
    await update(pool, "holder", { [verified]: "true" });
    expect(await whois(pool, value)).toBe("holder");
    expect((await attributesOf(pool, "other"))[verified]).toBe("false");
  });

  test("stays with the holder where that is assumed, by both ways", async () => {
    const { pool, client } = await shared();
    await emulator.control("POST", "assumptions", { [assumption]: "refused", userPoolId: pool });
    expect(await update(pool, "other", { [verified]: "true" })).toBe(taken);
    const { AccessToken } = (await signIn(client, "other")).AuthenticationResult ?? {};
    await send(new GetUserAttributeVerificationCodeCommand({ AccessToken, AttributeName: contact }));
    const [{ code: Code } = {}] = await emulator.inbox({ username: "other" });
    expect(await outcome(send(new VerifyUserAttributeCommand({ AccessToken, AttributeName: contact, Code })))).toBe(
      taken,
    );
    expect(await whois(pool, value)).toBe("holder");
    expect((await attributesOf(pool, "other"))[verified]).not.toBe("true");
  });

  test("shows by the holder's date where that is assumed", async () => {
    const { pool } = await shared();
    await emulator.control("POST", "assumptions", { losersModified: "moves" });
    emulator.clock.advance(60_000);
    await update(pool, "other", { [verified]: "true" });
    expect((await emulator.getUser(pool, "holder")).UserLastModifiedDate?.getTime()).toBe(emulator.clock.now());
  });

  test("is no name to take in a pool that signs in with it: the value is refused", async () => {
    const pool = await emulator.createPool({ UsernameAttributes: [contact] });
    const second = contact === "email" ? "second@example.com" : "+12125550199";
    await emulator.createUser(pool, value);
    await emulator.createUser(pool, second);
    const refused = `AliasExistsException: An account with the given ${contact} already exists.`;
    expect(await update(pool, second, { [contact]: value, [verified]: "true" })).toBe(refused);
    const named = { UserPoolId: pool, Username: value, MessageAction: "SUPPRESS" as const };
    expect(await outcome(send(new AdminCreateUserCommand({ ...named, ForceAliasCreation: true })))).toBe(
      "UsernameExistsException: User account already exists",
    );
    expect(await whois(pool, value)).not.toBe("");
  });
});

test("a code that signs in verifies the address, and takes the alias with it", async () => {
  const pool = await emulator.createPool({
    AliasAttributes: ["phone_number"],
    MfaConfiguration: "ON",
    SmsConfiguration: { SnsCallerArn: "arn:aws:iam::000000000000:role/sms" },
    AccountRecoverySetting: { RecoveryMechanisms: [{ Name: "verified_email", Priority: 1 }] },
  });
  const client = (await emulator.createClient(pool)).id;
  const phone_number = "+12125550100";
  await emulator.createConfirmed(pool, "holder", { phone_number, phone_number_verified: "true" });
  await emulator.createConfirmed(pool, "other", { phone_number });
  const AuthParameters = { USERNAME: "other", PASSWORD: password };
  const AuthFlow = "ADMIN_USER_PASSWORD_AUTH";
  const { Session } = await send(
    new AdminInitiateAuthCommand({ UserPoolId: pool, ClientId: client, AuthFlow, AuthParameters }),
  );
  const [{ code = "" } = {}] = await emulator.inbox({ username: "other" });

  await send(
    new RespondToAuthChallengeCommand({
      ClientId: client,
      ChallengeName: "SMS_MFA",
      Session,
      ChallengeResponses: { USERNAME: "other", SMS_MFA_CODE: code },
    }),
  );
  expect(await whois(pool, phone_number)).toBe("other");
  expect((await attributesOf(pool, "holder")).phone_number_verified).toBe("false");
});

describe("a preferred_username that somebody signs in with", () => {
  const taken = "AliasExistsException: An account with the preferred_username already exists.";
  test.each([
    ["refused", taken, "holder"],
    ["moves", "ok", "other"],
  ])("%s: %s", async (value, expected, who) => {
    const pool = await emulator.createPool({ AliasAttributes: ["preferred_username"] });
    await emulator.createUser(pool, "holder", { preferred_username: "pebble" });
    await emulator.createUser(pool, "other");
    await emulator.control("POST", "assumptions", { takenPreferredUsername: value });
    expect(await update(pool, "other", { preferred_username: "pebble" })).toBe(expected);
    expect(await whois(pool, "pebble")).toBe(who);
    expect((await attributesOf(pool, "holder")).preferred_username).toBe(who === "holder" ? "pebble" : undefined);
  });
});
