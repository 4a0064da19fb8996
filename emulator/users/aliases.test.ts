import {
  AdminConfirmSignUpCommand,
  AdminCreateUserCommand,
  type AdminCreateUserCommandInput,
  AdminUpdateUserAttributesCommand,
  ConfirmSignUpCommand,
  type CreateUserPoolCommandInput,
  InitiateAuthCommand,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { fromAttributes, outcome, password, testEmulator, toAttributes } from "../fixture.ts";

const emulator = testEmulator();
const { send } = emulator;

const create = (
  UserPoolId: string,
  Username: string,
  attributes: Record<string, string> = {},
  rest: Partial<AdminCreateUserCommandInput> = {},
) =>
  send(
    new AdminCreateUserCommand({
      UserPoolId,
      Username,
      MessageAction: "SUPPRESS",
      UserAttributes: toAttributes(attributes),
      ...rest,
    }),
  );
const update = (UserPoolId: string, Username: string, attributes: Record<string, string>) =>
  send(new AdminUpdateUserAttributesCommand({ UserPoolId, Username, UserAttributes: toAttributes(attributes) }));
/** Whose user this name leads to, or "" when to nobody's. */
const whois = (pool: string, name: string) =>
  emulator.getUser(pool, name).then(
    ({ Username }) => Username,
    () => "",
  );
const attributesOf = async (pool: string, name: string) =>
  fromAttributes((await emulator.getUser(pool, name)).UserAttributes);

describe("a pool that signs in with", () => {
  const either = "InvalidParameterException: Username should be either an email or a phone number.";
  const email = "InvalidParameterException: Username should be an email.";
  const phone = "InvalidParameterException: Username should be a phone number.";
  const facts: [("email" | "phone_number")[], string, string][] = [
    [["email"], "ada@example.com", "ok"],
    [["email"], "ada", email],
    [["email"], "+12125550101", email],
    [["phone_number"], "+12125550101", "ok"],
    [["phone_number"], "ada@example.com", phone],
    [["email", "phone_number"], "ada@example.com", "ok"],
    [["email", "phone_number"], "+12125550101", "ok"],
    [["email", "phone_number"], "ada", either],
  ];
  test.each(facts)("%j takes %s: %s", async (UsernameAttributes, name, expected) => {
    const pool = await emulator.createPool({ UsernameAttributes });
    expect(await outcome(create(pool, name))).toBe(expected);
  });

  describe("the e-mail", () => {
    const settings: Partial<CreateUserPoolCommandInput> = { UsernameAttributes: ["email"] };
    test("has the sub as username and the name as e-mail", async () => {
      const pool = await emulator.createPool(settings);
      const { User } = await create(pool, "ada@example.com");
      const { sub, email: address } = fromAttributes(User?.Attributes);
      expect(User?.Username).toBe(sub);
      expect(address).toBe("ada@example.com");
      expect(await whois(pool, "ada@example.com")).toBe(sub);
      expect(await whois(pool, sub ?? "")).toBe(sub);
    });
    test("signs in without the e-mail being verified", async () => {
      const pool = await emulator.createPool(settings);
      const client = await emulator.createClient(pool);
      await emulator.createConfirmed(pool, "ada@example.com");
      const AuthParameters = { USERNAME: "ada@example.com", PASSWORD: password };
      const command = new InitiateAuthCommand({ ClientId: client.id, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters });
      expect(await outcome(send(command))).toBe("ok");
    });
    test("has each e-mail once", async () => {
      const pool = await emulator.createPool(settings);
      const client = await emulator.createClient(pool);
      await create(pool, "ada@example.com");
      await create(pool, "grace@example.com");
      expect(await outcome(create(pool, "ada@example.com"))).toBe(
        "UsernameExistsException: User account already exists",
      );
      expect(
        await outcome(
          send(new SignUpCommand({ ClientId: client.id, Username: "ada@example.com", Password: password })),
        ),
      ).toBe("UsernameExistsException: An account with the given email already exists.");
      expect(await outcome(update(pool, "grace@example.com", { email: "ada@example.com" }))).toBe(
        "AliasExistsException: An account with the given email already exists.",
      );
    });
    test("follows a changed e-mail", async () => {
      const pool = await emulator.createPool(settings);
      await create(pool, "before@example.com");
      const { sub } = await attributesOf(pool, "before@example.com");
      await update(pool, "before@example.com", { email: "after@example.com" });
      expect(await whois(pool, "before@example.com")).toBe("");
      expect(await whois(pool, "after@example.com")).toBe(sub);
    });
  });
});

describe("a pool with e-mail as an alias", () => {
  const settings: Partial<CreateUserPoolCommandInput> = {
    AliasAttributes: ["email"],
    AutoVerifiedAttributes: ["email"],
  };
  const taken = "AliasExistsException: An account with the email already exists.";
  const email = "shared@example.com";

  test("refuses a username that looks like an e-mail", async () => {
    const pool = await emulator.createPool(settings);
    const client = await emulator.createClient(pool);
    const refused =
      "InvalidParameterException: Username cannot be of email format, since user pool is configured for email alias.";
    expect(await outcome(create(pool, "ada@example.com"))).toBe(refused);
    expect(
      await outcome(send(new SignUpCommand({ ClientId: client.id, Username: "ada@example.com", Password: password }))),
    ).toBe(refused);
  });
  test("finds a user by e-mail only once it is verified", async () => {
    const pool = await emulator.createPool(settings);
    await create(pool, "ada", { email });
    expect(await whois(pool, email)).toBe("");
    await update(pool, "ada", { email_verified: "true" });
    expect(await whois(pool, email)).toBe("ada");
    expect(await outcome(update(pool, "ada", { email, email_verified: "true" }))).toBe("ok");
    await update(pool, "ada", { email_verified: "false" });
    expect(await whois(pool, email)).toBe("");
  });
  test("lets several hold an e-mail, of whom one verified", async () => {
    const pool = await emulator.createPool(settings);
    await create(pool, "first", { email, email_verified: "true" });
    expect(await outcome(create(pool, "second", { email }))).toBe("ok");
    expect(await outcome(create(pool, "third", { email, email_verified: "true" }))).toBe(taken);
    expect(await whois(pool, "third")).toBe("");
    expect(await whois(pool, email)).toBe("first");
  });
  test("moves the alias with ForceAliasCreation and un-verifies it on the one who had it", async () => {
    const pool = await emulator.createPool(settings);
    await create(pool, "first", { email, email_verified: "true" });
    await create(pool, "second", { email, email_verified: "true" }, { ForceAliasCreation: true });
    expect(await whois(pool, email)).toBe("second");
    expect((await attributesOf(pool, "first")).email_verified).toBe("false");
  });
  test("tells a taken alias when a sign-up is confirmed, and moves it when forced", async () => {
    const pool = await emulator.createPool(settings);
    const client = await emulator.createClient(pool);
    await create(pool, "first", { email, email_verified: "true" });
    const UserAttributes = toAttributes({ email });
    const who = { ClientId: client.id, Username: "second" };
    expect(await outcome(send(new SignUpCommand({ ...who, Password: password, UserAttributes })))).toBe("ok");
    const [{ code = "" } = {}] = await emulator.inbox({ username: "second" });
    const given = { ...who, ConfirmationCode: code };
    expect(await outcome(send(new ConfirmSignUpCommand(given)))).toBe(taken);
    expect((await emulator.getUser(pool, "second")).UserStatus).toBe("UNCONFIRMED");
    expect(await outcome(send(new ConfirmSignUpCommand({ ...given, ForceAliasCreation: true })))).toBe("ok");
    expect(await whois(pool, email)).toBe("second");
    expect((await attributesOf(pool, "first")).email_verified).toBe("false");
  });
  test("confirming by an administrator verifies nothing", async () => {
    const pool = await emulator.createPool(settings);
    const client = await emulator.createClient(pool);
    const UserAttributes = toAttributes({ email });
    await send(new SignUpCommand({ ClientId: client.id, Username: "ada", Password: password, UserAttributes }));
    await send(new AdminConfirmSignUpCommand({ UserPoolId: pool, Username: "ada" }));
    expect((await attributesOf(pool, "ada")).email_verified).toBe("false");
  });
});

test("preferred_username is an alias where the pool says so, and is held by one", async () => {
  const pool = await emulator.createPool({ AliasAttributes: ["preferred_username"] });
  await create(pool, "ada", { preferred_username: "countess" });
  expect(await whois(pool, "countess")).toBe("ada");
  expect(await outcome(create(pool, "other", { preferred_username: "countess" }))).toBe(
    "AliasExistsException: An account with the preferred_username already exists.",
  );
  const plain = await emulator.createPool();
  await create(plain, "ada", { preferred_username: "countess" });
  expect(await whois(plain, "countess")).toBe("");
});

describe("upper and lower case", () => {
  const facts: [boolean | undefined, string, string][] = [
    [undefined, "ADA", "ok"],
    [true, "ADA", "ok"],
    [false, "ADA", "UsernameExistsException: User account already exists"],
  ];
  test.each(facts)("CaseSensitive %s: a second user %s beside ada: %s", async (CaseSensitive, name, expected) => {
    const pool = await emulator.createPool(
      CaseSensitive === undefined ? {} : { UsernameConfiguration: { CaseSensitive } },
    );
    await create(pool, "ada");
    expect(await outcome(create(pool, name))).toBe(expected);
  });
  const aliases: [boolean, string][] = [
    [true, ""],
    [false, "ada"],
  ];
  test.each(aliases)("CaseSensitive %s: an e-mail alias in other case finds %j", async (CaseSensitive, expected) => {
    const pool = await emulator.createPool({ AliasAttributes: ["email"], UsernameConfiguration: { CaseSensitive } });
    await create(pool, "ada", { email: "ada@example.com", email_verified: "true" });
    expect(await whois(pool, "ada@example.com")).toBe("ada");
    expect(await whois(pool, "ADA@example.com")).toBe(expected);
  });
});

describe("an attribute is refused", () => {
  const facts: [string, Record<string, string>, string][] = [
    ["unknown", { "custom:none": "x" }, "custom:none: Attribute does not exist in the schema."],
    ["sub", { sub: "x" }, "sub: Attribute cannot be updated."],
  ];
  test.each(facts)("%s, each operation in its own words", async (_, attributes, text) => {
    const pool = await emulator.createPool();
    await create(pool, "ada");
    expect(await outcome(update(pool, "ada", attributes))).toBe(`InvalidParameterException: user.${text}\n`);
    expect(await outcome(create(pool, "new", attributes))).toBe(
      `InvalidParameterException: Attributes did not conform to the schema: ${text}\n`,
    );
    expect(await whois(pool, "new")).toBe("");
  });
  test.each([
    ["email", "nonsense", "Invalid email address format."],
    ["phone_number", "0123", "Invalid phone number format."],
    ["phone_number", "+1 212 555", "Invalid phone number format."],
  ])("%s %s: %s", async (name, value, text) => {
    const pool = await emulator.createPool();
    expect(await outcome(create(pool, "ada", { [name]: value }))).toBe(`InvalidParameterException: ${text}`);
  });
  test("custom attributes take what their schema lets in", async () => {
    const Schema = [
      {
        Name: "plan",
        AttributeDataType: "String" as const,
        Mutable: false,
        StringAttributeConstraints: { MaxLength: "5" },
      },
      {
        Name: "seats",
        AttributeDataType: "Number" as const,
        Mutable: true,
        NumberAttributeConstraints: { MaxValue: "9" },
      },
    ];
    const pool = await emulator.createPool({ Schema });
    expect(await outcome(create(pool, "long", { "custom:plan": "toolong" }))).toContain("custom:plan: String must be");
    expect(await outcome(create(pool, "many", { "custom:seats": "10" }))).toContain("custom:seats: Number must be");
    expect(await outcome(create(pool, "ada", { "custom:plan": "pro", "custom:seats": "9" }))).toBe("ok");
    expect(await outcome(update(pool, "ada", { "custom:plan": "free" }))).toContain("Attribute cannot be updated.");
    expect(await outcome(update(pool, "ada", { "custom:seats": "1" }))).toBe("ok");
  });
});

test("a blank value takes an attribute away", async () => {
  const pool = await emulator.createPool();
  await create(pool, "ada", { name: "Ada", email: "ada@example.com" });
  await update(pool, "ada", { name: "", email: "" });
  expect(Object.keys(await attributesOf(pool, "ada"))).toEqual(["sub"]);
});

test("of a user that an administrator creates nothing is said that was not given", async () => {
  const pool = await emulator.createPool();
  const { User } = await create(pool, "ada", { email: "ada@example.com" });
  expect(Object.keys(fromAttributes(User?.Attributes))).toEqual(["sub", "email"]);
});

test("a new e-mail is not verified unless the same call says so", async () => {
  const pool = await emulator.createPool();
  await create(pool, "ada", { email: "one@example.com", email_verified: "true" });
  await update(pool, "ada", { email: "one@example.com" });
  expect((await attributesOf(pool, "ada")).email_verified).toBe("true");
  await update(pool, "ada", { email: "two@example.com" });
  expect((await attributesOf(pool, "ada")).email_verified).toBe("false");
  await update(pool, "ada", { email: "three@example.com", email_verified: "true" });
  expect((await attributesOf(pool, "ada")).email_verified).toBe("true");
});

test("a pool cannot have both kinds of sign-in names", async () =>
  expect(await outcome(emulator.createPool({ AliasAttributes: ["email"], UsernameAttributes: ["email"] }))).toMatch(
    /^InvalidParameterException/,
  ));
