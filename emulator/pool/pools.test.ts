import {
  AddCustomAttributesCommand,
  AdminDeleteUserAttributesCommand,
  AdminUpdateUserAttributesCommand,
  CreateUserPoolClientCommand,
  type CreateUserPoolCommandInput,
  DeleteUserPoolClientCommand,
  DeleteUserPoolCommand,
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  InitiateAuthCommand,
  ListTagsForResourceCommand,
  ListUserPoolClientsCommand,
  ListUserPoolsCommand,
  type SchemaAttributeType,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateUserPoolClientCommand,
  type UpdateUserPoolClientCommandInput,
  UpdateUserPoolCommand,
  type UpdateUserPoolCommandInput,
} from "@aws-sdk/client-cognito-identity-provider";
import { beforeAll, describe, expect, test } from "vitest";
import { fromAttributes, outcome, password, testEmulator, toAttributes } from "../fixture.ts";

const emulator = testEmulator();
const { send, clock, createPool } = emulator;

const describePool = async (UserPoolId: string) =>
  (await send(new DescribeUserPoolCommand({ UserPoolId }))).UserPool ?? {};
const update = (UserPoolId: string, rest: Partial<UpdateUserPoolCommandInput> = {}) =>
  send(new UpdateUserPoolCommand({ UserPoolId, ...rest }));
const gone = (pool: string) => `ResourceNotFoundException: User pool ${pool} does not exist.`;

describe("a pool", () => {
  test("shows the settings it was made with, and the service's defaults for the others", async () => {
    const given: Partial<CreateUserPoolCommandInput> = {
      AliasAttributes: ["email", "preferred_username"],
      AutoVerifiedAttributes: ["email"],
      LambdaConfig: { PreSignUp: "arn:aws:lambda:us-east-1:000000000000:function:check" },
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true, InviteMessageTemplate: { EmailSubject: "Welcome" } },
      AccountRecoverySetting: { RecoveryMechanisms: [{ Name: "verified_email", Priority: 1 }] },
      UserPoolTier: "PLUS",
      UserPoolAddOns: { AdvancedSecurityMode: "AUDIT" },
      UserPoolTags: { team: "support" },
      DeletionProtection: "ACTIVE",
      UsernameConfiguration: { CaseSensitive: false },
    };
    const full = await describePool(await createPool(given));
    expect(full).toMatchObject({
      ...given,
      Name: "Test",
      AdminCreateUserConfig: { ...given.AdminCreateUserConfig, UnusedAccountValidityDays: 7 },
    });
    const bare = await describePool(await createPool());
    expect(bare).toMatchObject({
      DeletionProtection: "INACTIVE",
      MfaConfiguration: "OFF",
      UserPoolTier: "ESSENTIALS",
      LambdaConfig: {},
      UserPoolTags: {},
      EstimatedNumberOfUsers: 0,
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: false },
      Policies: { PasswordPolicy: { MinimumLength: 8 }, SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD"] } },
    });
  });
  test("counts its users", async () => {
    const pool = await createPool();
    for (const username of ["ada", "grace"]) await emulator.createUser(pool, username);
    expect((await describePool(pool)).EstimatedNumberOfUsers).toBe(2);
  });
});

describe("an update of a pool", () => {
  test("resets all that it does not name, and keeps what can never change", async () => {
    const pool = await createPool({
      AliasAttributes: ["email"],
      UsernameConfiguration: { CaseSensitive: false },
      Schema: [{ Name: "tenant", AttributeDataType: "String" }],
      Policies: { PasswordPolicy: { MinimumLength: 20 } },
      AutoVerifiedAttributes: ["email"],
      UserPoolTags: { team: "support" },
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
    });
    clock.advance(5_000);
    await update(pool, { DeletionProtection: "ACTIVE" });
    const after = await describePool(pool);
    expect(after).toMatchObject({
      Name: "Test",
      AliasAttributes: ["email"],
      UsernameConfiguration: { CaseSensitive: false },
      DeletionProtection: "ACTIVE",
      UserPoolTags: {},
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: false },
      LastModifiedDate: new Date(clock.now()),
      CreationDate: new Date(clock.now() - 5_000),
    });
    expect(after.Policies?.PasswordPolicy?.MinimumLength).toBe(8);
    expect(after.AutoVerifiedAttributes).toBe(undefined);
    expect(after.SchemaAttributes?.map(({ Name }) => Name)).toContain("custom:tenant");
  });
  test("sets the policy for passwords from then on, and the name", async () => {
    const pool = await createPool();
    await emulator.createConfirmed(pool, "ada");
    const { id } = await emulator.createClient(pool);
    await update(pool, { PoolName: "Renamed", Policies: { PasswordPolicy: { MinimumLength: 30 } } });
    const listed = await send(new ListUserPoolsCommand({ MaxResults: 60 }));
    expect(listed.UserPools?.find(({ Id }) => Id === pool)?.Name).toBe("Renamed");
    const AuthParameters = { USERNAME: "ada", PASSWORD: password };
    const signIn = new InitiateAuthCommand({ ClientId: id, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters });
    expect((await send(signIn)).AuthenticationResult?.AccessToken).toMatch(/\./);
    expect(await outcome(emulator.createConfirmed(pool, "grace"))).toBe(
      "InvalidPasswordException: Password did not conform with password policy: Password not long enough",
    );
  });
  test("of a pool that is not there is refused", async () =>
    expect(await outcome(update("us-east-1_none"))).toBe(gone("us-east-1_none")));
});

const tierText = (tier: string, features: string) =>
  `FeatureUnavailableInTierException: The following features need to be disabled for the ${tier} pricing tier configured: ${features}`;
const lite: Partial<CreateUserPoolCommandInput> = { UserPoolTier: "LITE" };
const settingsFacts: [string, Partial<CreateUserPoolCommandInput>, string][] = [
  [
    "threat protection on the default tier",
    { UserPoolAddOns: { AdvancedSecurityMode: "ENFORCED" } },
    tierText("ESSENTIALS", "Threat Protection"),
  ],
  ["threat protection that is off", { ...lite, UserPoolAddOns: { AdvancedSecurityMode: "OFF" } }, "ok"],
  [
    "passwordless sign-in on Lite",
    { ...lite, Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP"] } } },
    tierText("LITE", "Passwordless Sign-In"),
  ],
  [
    "a password history on Lite",
    { ...lite, Policies: { PasswordPolicy: { PasswordHistorySize: 3 } } },
    tierText("LITE", "Password History"),
  ],
  ["a password history on Essentials", { Policies: { PasswordPolicy: { PasswordHistorySize: 3 } } }, "ok"],
  [
    "verification before update of what is not verified automatically",
    { UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ["email"] } },
    "InvalidParameterException: All attributes in AttributesRequireVerificationBeforeUpdate must exist in AutoVerifiedAttributes",
  ],
  [
    "admin_only beside another way of recovery",
    {
      AccountRecoverySetting: {
        RecoveryMechanisms: [
          { Name: "admin_only", Priority: 1 },
          { Name: "verified_email", Priority: 2 },
        ],
      },
    },
    "InvalidParameterException: Invalid account recovery setting: admin_only cannot be used with other mechanisms.",
  ],
];
describe("settings that rest on others:", () => {
  test.each(settingsFacts)("%s, at creation and at update", async (_title, settings, expected) => {
    expect(await outcome(createPool(settings))).toBe(expected);
    const pool = await createPool({ UserPoolTags: { kept: "yes" } });
    expect(await outcome(update(pool, settings as Partial<UpdateUserPoolCommandInput>))).toBe(expected);
    if (expected !== "ok") expect((await describePool(pool)).UserPoolTags).toEqual({ kept: "yes" });
  });
});

describe("deleting a pool", () => {
  test("takes its clients along", async () => {
    const pool = await createPool();
    const { id } = await emulator.createClient(pool);
    expect(await emulator.post("DeleteUserPool", { UserPoolId: pool })).toMatchObject({ status: 200, text: "" });
    expect(await outcome(describePool(pool))).toBe(gone(pool));
    const AuthParameters = { USERNAME: "ada", PASSWORD: password };
    const signIn = new InitiateAuthCommand({ ClientId: id, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters });
    expect(await outcome(send(signIn))).toBe(`ResourceNotFoundException: User pool client ${id} does not exist.`);
  });
  test("is refused while it is protected", async () => {
    const pool = await createPool({ DeletionProtection: "ACTIVE" });
    const remove = () => send(new DeleteUserPoolCommand({ UserPoolId: pool }));
    expect(await outcome(remove())).toBe(
      "InvalidParameterException: The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.",
    );
    await update(pool, { DeletionProtection: "INACTIVE" });
    expect(await outcome(remove())).toBe("ok");
  });
});

describe("the schema", () => {
  const add = (UserPoolId: string, ...CustomAttributes: SchemaAttributeType[]) =>
    send(new AddCustomAttributesCommand({ UserPoolId, CustomAttributes }));
  const attributeOf = async (pool: string, name: string) =>
    (await describePool(pool)).SchemaAttributes?.find(({ Name }) => Name === name);

  test("takes custom attributes later, which users then have", async () => {
    const pool = await createPool();
    await add(
      pool,
      { Name: "tenant", AttributeDataType: "String", StringAttributeConstraints: { MinLength: "2", MaxLength: "4" } },
      { Name: "seats", AttributeDataType: "Number", Mutable: false, NumberAttributeConstraints: { MaxValue: "9" } },
      { Name: "email", AttributeDataType: "String" },
      { Name: "old", AttributeDataType: "Boolean", DeveloperOnlyAttribute: true },
    );
    expect(await attributeOf(pool, "custom:tenant")).toEqual({
      Name: "custom:tenant",
      AttributeDataType: "String",
      DeveloperOnlyAttribute: false,
      Mutable: true,
      Required: false,
      StringAttributeConstraints: { MinLength: "2", MaxLength: "4" },
    });
    expect(await attributeOf(pool, "dev:custom:old")).toMatchObject({ DeveloperOnlyAttribute: true });
    expect(await attributeOf(pool, "email")).toMatchObject({ AttributeDataType: "String", Required: false });
    const values = { "custom:tenant": "acme", "custom:seats": "9", "custom:email": "x" };
    await emulator.createUser(pool, "ada", values);
    expect(fromAttributes((await emulator.getUser(pool, "ada")).UserAttributes)).toMatchObject(values);
  });

  const badValues: [Record<string, string>, string][] = [
    [{ "custom:tenant": "a" }, "custom:tenant: String must be at least 2 characters long\n"],
    [{ "custom:tenant": "acmes" }, "custom:tenant: String must be no longer than 4 characters\n"],
    [{ "custom:seats": "ten" }, "custom:seats: Attribute value must be a number\n"],
    [{ "custom:seats": "10" }, "custom:seats: Number must be no greater than 9\n"],
    [{ "custom:seats": "0" }, "custom:seats: Number must be at least 1\n"],
    [{ "custom:other": "x" }, "custom:other: Attribute does not exist in the schema.\n"],
  ];
  test.each(badValues)("refuses %j at creation and at update", async (values, reason) => {
    const pool = await createPool({
      Schema: [
        { Name: "tenant", AttributeDataType: "String", StringAttributeConstraints: { MinLength: "2", MaxLength: "4" } },
        { Name: "seats", AttributeDataType: "Number", NumberAttributeConstraints: { MinValue: "1", MaxValue: "9" } },
      ],
    });
    expect(await outcome(emulator.createUser(pool, "ada", values))).toBe(
      `InvalidParameterException: Attributes did not conform to the schema: ${reason}`,
    );
    await emulator.createUser(pool, "ada");
    const UserAttributes = toAttributes(values);
    const change = new AdminUpdateUserAttributesCommand({ UserPoolId: pool, Username: "ada", UserAttributes });
    expect(await outcome(send(change))).toBe(`InvalidParameterException: user.${reason}`);
  });
  test("lets nobody write the linked identities", async () => {
    const pool = await createPool();
    expect(await outcome(emulator.createUser(pool, "ada", { identities: "[" }))).toBe(
      "InvalidParameterException: Attributes did not conform to the schema: identities: Attribute cannot be updated.\n",
    );
  });

  const facts: [string, SchemaAttributeType, string][] = [
    [
      "required",
      { Name: "a", AttributeDataType: "String", Required: true },
      "Required custom attributes are not supported currently.",
    ],
    [
      "without a type",
      { Name: "a" },
      "Invalid AttributeDataType input, consider using the provided AttributeDataType enum.",
    ],
    [
      "with limits that are no numbers",
      { Name: "a", AttributeDataType: "String", StringAttributeConstraints: { MinLength: "one" } },
      "custom:a: Attribute constraints must be numbers.",
    ],
    [
      "with limits that nothing meets",
      { Name: "a", AttributeDataType: "Number", NumberAttributeConstraints: { MinValue: "2", MaxValue: "1" } },
      "custom:a: The minimum of an attribute constraint cannot be above its maximum.",
    ],
  ];
  test.each(facts)("takes no custom attribute %s", async (_title, attribute, text) => {
    const expected = `InvalidParameterException: ${text}`;
    expect(await outcome(createPool({ Schema: [attribute] }))).toBe(expected);
    expect(await outcome(add(await createPool(), attribute))).toBe(expected);
  });
  test("keeps the type of a standard attribute, and takes new limits for it", async () => {
    expect(await outcome(createPool({ Schema: [{ Name: "email", AttributeDataType: "Number" }] }))).toBe(
      "InvalidParameterException: You can not change AttributeDataType or set developerOnlyAttribute for standard schema attribute email",
    );
    const pool = await createPool({ Schema: [{ Name: "name", StringAttributeConstraints: { MaxLength: "3" } }] });
    expect(await outcome(emulator.createUser(pool, "ada", { name: "Lovelace" }))).toMatch("no longer than 3");
  });
  test("takes a custom name once, 50 of them, and all or nothing", async () => {
    const pool = await createPool();
    const text = (Name: string): SchemaAttributeType => ({ Name, AttributeDataType: "String" });
    await add(pool, text("one"));
    expect(await outcome(add(pool, text("two"), text("one")))).toBe(
      "InvalidParameterException: custom:one: Existing attribute already has name custom:one.",
    );
    expect(await attributeOf(pool, "custom:two")).toBe(undefined);
    for (let from = 1; from < 50; from += 7) {
      await add(pool, ...Array.from({ length: 7 }, (_, index) => text(`n${from + index}`)));
    }
    expect(await outcome(add(pool, text("more")))).toBe(
      "InvalidParameterException: A user pool can have no more than 50 custom attributes.",
    );
  });
});

describe("AdminDeleteUserAttributes", () => {
  let pool = "";
  beforeAll(async () => {
    pool = await createPool({
      Schema: [{ Name: "fixed", AttributeDataType: "String", Mutable: false }],
    });
  });
  const remove = (Username: string, ...UserAttributeNames: string[]) =>
    send(new AdminDeleteUserAttributesCommand({ UserPoolId: pool, Username, UserAttributeNames }));
  test("takes attributes away, an address with its verification, and moves the modified date", async () => {
    await emulator.createUser(pool, "ada", { name: "Ada", email: "ada@example.com", email_verified: "true" });
    clock.advance(1_000);
    expect(await outcome(remove("ada", "email", "nickname"))).toBe("ok");
    const { UserAttributes, UserLastModifiedDate } = await emulator.getUser(pool, "ada");
    expect(Object.keys(fromAttributes(UserAttributes)).toSorted()).toEqual(["name", "sub"]);
    expect(UserLastModifiedDate).toEqual(new Date(clock.now()));
  });
  const facts: [string, string[], string][] = [
    [
      "linus",
      ["custom:none"],
      "InvalidParameterException: user.custom:none: Attribute does not exist in the schema.\n",
    ],
    ["linus", ["name", "sub"], "InvalidParameterException: user.sub: Attribute cannot be updated.\n"],
    ["linus", ["custom:fixed"], "InvalidParameterException: user.custom:fixed: Attribute cannot be updated.\n"],
    ["nobody", ["name"], "UserNotFoundException: User does not exist."],
  ];
  test.each(facts)("of %s, %j is refused", async (username, names, expected) => {
    await outcome(emulator.createUser(pool, "linus", { name: "Linus" }));
    expect(await outcome(remove(username, ...names))).toBe(expected);
    expect(fromAttributes((await emulator.getUser(pool, "linus")).UserAttributes).name).toBe("Linus");
  });
});

describe("a client", () => {
  let pool = "";
  beforeAll(async () => {
    pool = await createPool();
  });
  const describeClient = async (ClientId: string) =>
    (await send(new DescribeUserPoolClientCommand({ UserPoolId: pool, ClientId }))).UserPoolClient ?? {};
  const updateClient = (ClientId: string, rest: Partial<UpdateUserPoolClientCommandInput> = {}) =>
    send(new UpdateUserPoolClientCommand({ UserPoolId: pool, ClientId, ...rest }));
  const missing = (id: string) => `ResourceNotFoundException: User pool client ${id} does not exist.`;

  test("is updated: what the update does not name goes back to its default; secret and name stay", async () => {
    const made = await emulator.createClient(pool, {
      GenerateSecret: true,
      PreventUserExistenceErrors: "ENABLED",
      RefreshTokenValidity: 5,
      AuthSessionValidity: 10,
    });
    clock.advance(1_000);
    await updateClient(made.id, { CallbackURLs: ["https://example.com/back"] });
    const after = await describeClient(made.id);
    expect(after).toMatchObject({
      ClientName: "web",
      ClientSecret: made.secret,
      UserPoolId: pool,
      CallbackURLs: ["https://example.com/back"],
      RefreshTokenValidity: 30,
      AuthSessionValidity: 3,
      ExplicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_CUSTOM_AUTH"],
      LastModifiedDate: new Date(clock.now()),
    });
    expect(after.PreventUserExistenceErrors).toBe(undefined);
    const AuthParameters = { USERNAME: "ada", PASSWORD: password };
    const signIn = new InitiateAuthCommand({ ClientId: made.id, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters });
    expect(await outcome(send(signIn))).toMatch("USER_PASSWORD_AUTH flow not enabled for this client");
  });
  test("is deleted, and then is nowhere", async () => {
    const { id } = await emulator.createClient(pool);
    const remove = () => send(new DeleteUserPoolClientCommand({ UserPoolId: pool, ClientId: id }));
    expect(await outcome(remove())).toBe("ok");
    expect(await outcome(remove())).toBe(missing(id));
    expect(await outcome(describeClient(id))).toBe(missing(id));
    expect(await outcome(updateClient(id))).toBe(missing(id));
  });
  test("of another pool is not there", async () => {
    const { id } = await emulator.createClient(await createPool());
    expect(await outcome(updateClient(id, { ClientName: "stolen" }))).toBe(missing(id));
  });
  test("is listed with others, page by page", async () => {
    const own = await createPool();
    for (const ClientName of ["a", "b", "c"]) await emulator.createClient(own, { ClientName });
    const page = (NextToken?: string) =>
      send(new ListUserPoolClientsCommand({ UserPoolId: own, MaxResults: 2, NextToken }));
    const first = await page();
    expect(first.UserPoolClients).toMatchObject([
      { ClientName: "a", UserPoolId: own },
      { ClientName: "b", UserPoolId: own },
    ]);
    const second = await page(first.NextToken);
    expect(second.UserPoolClients?.map(({ ClientName }) => ClientName)).toEqual(["c"]);
    expect(second.NextToken).toBe(undefined);
  });

  const invalid = (text: string) => `InvalidParameterException: ${text}`;
  const facts: [Partial<UpdateUserPoolClientCommandInput>, string, string][] = [
    [{ WriteAttributes: ["custom:none"] }, "Invalid write attributes specified while ", " a client"],
    [{ WriteAttributes: ["email_verified"] }, "Invalid write attributes specified while ", " a client"],
    [{ ReadAttributes: ["custom:none"] }, "Invalid read attributes specified while ", " a client"],
    [
      { AccessTokenValidity: 4, TokenValidityUnits: { AccessToken: "minutes" } },
      "Invalid range for token validity.",
      "",
    ],
    [{ IdTokenValidity: 25 }, "Invalid range for token validity.", ""],
    [{ RefreshTokenValidity: 3_651 }, "Invalid range for token validity.", ""],
    [
      { ExplicitAuthFlows: ["ALLOW_USER_SRP_AUTH", "USER_PASSWORD_AUTH"] },
      "Cannot use ExplicitAuthFlows with and without the ALLOW_ prefix together",
      "",
    ],
  ];
  test.each(facts)("with %j is refused", async (settings, before, after) => {
    const by = (verb: string) => invalid(`${before}${after ? verb : ""}${after}`);
    const create = new CreateUserPoolClientCommand({ UserPoolId: pool, ClientName: "web", ...settings });
    expect(await outcome(send(create))).toBe(by("creating"));
    const { id } = await emulator.createClient(pool);
    expect(await outcome(updateClient(id, settings))).toBe(by("updating"));
  });
  test("names only providers that its pool has", async () => {
    const settings = { SupportedIdentityProviders: ["COGNITO", "Okta"] };
    expect(await outcome(emulator.createClient(pool, settings))).toBe(
      invalid(`The provider Okta does not exist for User Pool ${pool}.`),
    );
    expect(await outcome(emulator.createClient(pool, { SupportedIdentityProviders: ["COGNITO"] }))).toBe("ok");
  });
});

describe("tags", () => {
  test("are put on, read and taken off by the pool's ARN", async () => {
    const pool = await createPool({ UserPoolTags: { a: "1" } });
    const ResourceArn = (await describePool(pool)).Arn;
    const list = async () => (await send(new ListTagsForResourceCommand({ ResourceArn }))).Tags;
    await send(new TagResourceCommand({ ResourceArn, Tags: { b: "2", a: "3" } }));
    expect(await list()).toEqual({ a: "3", b: "2" });
    await send(new UntagResourceCommand({ ResourceArn, TagKeys: ["a", "z"] }));
    expect(await list()).toEqual({ b: "2" });
    expect((await describePool(pool)).UserPoolTags).toEqual({ b: "2" });
    const Tags = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`t${index}`, "x"]));
    expect(await outcome(send(new TagResourceCommand({ ResourceArn, Tags })))).toBe(
      "InvalidParameterException: A user pool can have as many as 50 tags.",
    );
  });
  test("of an ARN that is no pool's are not there", async () => {
    const ResourceArn = "arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_none";
    expect(await outcome(send(new ListTagsForResourceCommand({ ResourceArn })))).toBe(
      `ResourceNotFoundException: Resource ${ResourceArn} does not exist.`,
    );
  });
});
