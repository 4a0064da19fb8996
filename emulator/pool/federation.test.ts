import {
  AdminDisableProviderForUserCommand,
  AdminLinkProviderForUserCommand,
  AdminResetUserPasswordCommand,
  CreateIdentityProviderCommand,
  type CreateIdentityProviderCommandInput,
  DeleteIdentityProviderCommand,
  DescribeIdentityProviderCommand,
  GetIdentityProviderByIdentifierCommand,
  InitiateAuthCommand,
  ListIdentityProvidersCommand,
  ListUsersCommand,
  type ProviderUserIdentifierType,
  UpdateIdentityProviderCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { beforeAll, describe, expect, test } from "vitest";
import { fromAttributes, outcome, password, testEmulator } from "../fixture.ts";
import { seedDemo } from "../seed/seed.ts";
import { User } from "../users/user.ts";

const emulator = testEmulator();
const { send, clock } = emulator;

const provider = (UserPoolId: string, ProviderName: string, rest: Partial<CreateIdentityProviderCommandInput> = {}) =>
  send(
    new CreateIdentityProviderCommand({
      UserPoolId,
      ProviderName,
      ProviderType: "OIDC",
      ProviderDetails: { client_id: "lifeguard" },
      ...rest,
    }),
  );

describe("an identity provider", () => {
  let pool = "";
  beforeAll(async () => {
    pool = await emulator.createPool();
  });
  const describeProvider = async (ProviderName: string) =>
    (await send(new DescribeIdentityProviderCommand({ UserPoolId: pool, ProviderName }))).IdentityProvider;
  const none = (name: string) => `ResourceNotFoundException: Identity provider ${name} does not exist.`;

  test("is made once, read, changed and deleted; what a change does not name stays", async () => {
    const settings = { AttributeMapping: { email: "email" }, IdpIdentifiers: ["example.com"] };
    await provider(pool, "Okta", settings);
    expect(await outcome(provider(pool, "Okta"))).toBe(
      "DuplicateProviderException: A provider with the name Okta already exists.",
    );
    clock.advance(1_000);
    const ProviderDetails = { client_id: "changed" };
    await send(new UpdateIdentityProviderCommand({ UserPoolId: pool, ProviderName: "Okta", ProviderDetails }));
    const expected = {
      UserPoolId: pool,
      ProviderName: "Okta",
      ProviderType: "OIDC",
      ProviderDetails,
      ...settings,
      CreationDate: new Date(clock.now() - 1_000),
      LastModifiedDate: new Date(clock.now()),
    };
    expect(await describeProvider("Okta")).toEqual(expected);
    const byIdentifier = (IdpIdentifier: string) =>
      send(new GetIdentityProviderByIdentifierCommand({ UserPoolId: pool, IdpIdentifier }));
    expect((await byIdentifier("example.com")).IdentityProvider).toEqual(expected);
    expect(await outcome(byIdentifier("example.org"))).toBe(
      "ResourceNotFoundException: Identity provider with identifier example.org does not exist.",
    );
    await send(new DeleteIdentityProviderCommand({ UserPoolId: pool, ProviderName: "Okta" }));
    expect(await outcome(describeProvider("Okta"))).toBe(none("Okta"));
    expect(await outcome(send(new DeleteIdentityProviderCommand({ UserPoolId: pool, ProviderName: "Okta" })))).toBe(
      none("Okta"),
    );
  });
  test("is listed with others, page by page, and may then be named by a client", async () => {
    const own = await emulator.createPool();
    for (const name of ["AzureAD", "Google", "Okta"]) await provider(own, name);
    const page = (NextToken?: string) =>
      send(new ListIdentityProvidersCommand({ UserPoolId: own, MaxResults: 2, NextToken }));
    const first = await page();
    expect(first.Providers?.map(({ ProviderName }) => ProviderName)).toEqual(["AzureAD", "Google"]);
    expect((await page(first.NextToken)).Providers).toMatchObject([{ ProviderName: "Okta", ProviderType: "OIDC" }]);
    expect(await outcome(emulator.createClient(own, { SupportedIdentityProviders: ["Okta"] }))).toBe("ok");
  });
});

describe("a link", () => {
  let pool = "";
  let client = "";
  beforeAll(async () => {
    pool = await emulator.createPool();
    client = (await emulator.createClient(pool)).id;
    await provider(pool, "Okta", { AttributeMapping: { email: "email" } });
    await provider(pool, "Google", { ProviderType: "Google" });
    addFederated("Google_1", "Google", "1");
  });
  const addFederated = (username: string, providerName: string, userId: string) => {
    const now = clock.now();
    const identity = { userId, providerName, providerType: "Google", issuer: null, primary: true, dateCreated: now };
    const user = new User({
      username,
      sub: emulator.service.random.uuid(),
      status: "EXTERNAL_PROVIDER",
      createdAt: now,
      attributes: ["identities", JSON.stringify([identity])],
    });
    emulator.service.pools.get(pool)?.users.add(user);
  };
  const source = (ProviderName: string, value: string, ProviderAttributeName = "Cognito_Subject") => ({
    ProviderName,
    ProviderAttributeName,
    ProviderAttributeValue: value,
  });
  const local = (username: string) => source("Cognito", username);
  const link = (DestinationUser: ProviderUserIdentifierType, SourceUser: ProviderUserIdentifierType) =>
    send(new AdminLinkProviderForUserCommand({ UserPoolId: pool, DestinationUser, SourceUser }));
  const unlink = (user: ProviderUserIdentifierType) =>
    send(new AdminDisableProviderForUserCommand({ UserPoolId: pool, User: user }));
  const identitiesOf = async (username: string) => {
    const { identities } = fromAttributes((await emulator.getUser(pool, username)).UserAttributes);
    return identities === undefined ? undefined : JSON.parse(identities);
  };

  test("stands in the identities of the local user, whose status stays, and is taken away again", async () => {
    await emulator.createConfirmed(pool, "ada");
    await link(local("ada"), source("Okta", "o-1"));
    await link(local("ada"), source("Google", "g-1"));
    const entry = { issuer: null, primary: false, dateCreated: clock.now() };
    const okta = { ...entry, userId: "o-1", providerName: "Okta", providerType: "OIDC" };
    const google = { ...entry, userId: "g-1", providerName: "Google", providerType: "Google" };
    expect(await identitiesOf("ada")).toEqual([okta, google]);
    expect((await emulator.getUser(pool, "ada")).UserStatus).toBe("CONFIRMED");
    await unlink(source("Okta", "o-1"));
    expect(await identitiesOf("ada")).toEqual([google]);
    await unlink(source("Google", "g-1"));
    expect(await identitiesOf("ada")).toBe(undefined);
    expect(await outcome(unlink(source("Google", "g-1")))).toBe("UserNotFoundException: User does not exist.");
  });
  test("may go to a federated profile, which ListUsers shows as EXTERNAL_PROVIDER", async () => {
    await link(source("Google", "1"), source("Okta", "o-9"));
    expect(await identitiesOf("Google_1")).toMatchObject([{ primary: true }, { userId: "o-9", primary: false }]);
    const Filter = 'cognito:user_status = "EXTERNAL_PROVIDER"';
    const { Users } = await send(new ListUsersCommand({ UserPoolId: pool, Filter }));
    expect(Users?.map(({ Username }) => Username)).toEqual(["Google_1"]);
    expect(await outcome(send(new AdminResetUserPasswordCommand({ UserPoolId: pool, Username: "Google_1" })))).toBe(
      "NotAuthorizedException: User password cannot be reset in the current state.",
    );
  });
  test("may be by an attribute that an OIDC provider maps, and there only", async () => {
    await emulator.createUser(pool, "mapped");
    expect(await outcome(link(local("mapped"), source("Okta", "m@example.com", "email")))).toBe("ok");
    const refused = "InvalidParameterException: Invalid ProviderAttributeName or ProviderAttributeValue for SourceUser";
    expect(await outcome(link(local("mapped"), source("Okta", "x", "name")))).toBe(refused);
    expect(await outcome(link(local("mapped"), source("Google", "m@example.com", "email")))).toBe(refused);
    expect(await outcome(link(local("mapped"), source("Okta", "")))).toBe(refused);
  });
  test("is made once, and to one user", async () => {
    for (const name of ["first", "second"]) await emulator.createUser(pool, name);
    await link(local("first"), source("Okta", "o-2"));
    expect(await outcome(link(local("first"), source("Okta", "o-2")))).toBe(
      "InvalidParameterException: SourceUser is already linked to DestinationUser",
    );
    expect(await outcome(link(local("second"), source("Okta", "o-2")))).toBe(
      "AliasExistsException: SourceUser is already linked to another user",
    );
    expect(await identitiesOf("second")).toBe(undefined);
  });
  test("is refused for somebody who has signed in already", async () => {
    await emulator.createUser(pool, "late");
    expect(await outcome(link(local("late"), source("Google", "1")))).toBe(
      "InvalidParameterException: Merging is not currently supported, provide a SourceUser that has not been signed up in order to link",
    );
  });
  test("is one of five at the most", async () => {
    await emulator.createUser(pool, "many");
    for (const id of ["1", "2", "3", "4", "5"]) await link(local("many"), source("Okta", `many-${id}`));
    expect(await outcome(link(local("many"), source("Okta", "many-6")))).toBe(
      "LimitExceededException: The maximum number of federated identities linked to a user is five.",
    );
    expect((await identitiesOf("many")).length).toBe(5);
  });
  const facts: [string, () => Promise<unknown>, string][] = [
    [
      "from an unknown provider",
      () => link(local("ada"), source("SAML", "x")),
      "InvalidParameterException: The provider SAML does not exist for User Pool ",
    ],
    [
      "to an unknown user",
      () => link(local("nobody"), source("Okta", "x")),
      "UserNotFoundException: User does not exist.",
    ],
    [
      "to an unknown profile",
      () => link(source("Google", "2"), source("Okta", "x")),
      "UserNotFoundException: User does not exist.",
    ],
    [
      "that is none, of an unknown provider",
      () => unlink(source("SAML", "x")),
      "InvalidParameterException: The provider SAML does not exist for User Pool ",
    ],
    [
      "that is none, of an unknown local user",
      () => unlink(local("nobody")),
      "UserNotFoundException: User does not exist.",
    ],
  ];
  test.each(facts)("%s is refused", async (_title, call, expected) => {
    const answered = await outcome(call());
    expect(answered.replace(`${pool}.`, "")).toBe(expected);
  });
  test("to Cognito itself, once disabled, ends signing in with the password", async () => {
    await emulator.createConfirmed(pool, "grace");
    const AuthParameters = { USERNAME: "grace", PASSWORD: password };
    const signIn = () =>
      outcome(send(new InitiateAuthCommand({ ClientId: client, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters })));
    expect(await signIn()).toBe("ok");
    expect(await outcome(unlink(source("Cognito", "grace", "email")))).toBe(
      "InvalidParameterException: ProviderAttributeName must be Cognito_Subject",
    );
    await unlink(local("grace"));
    expect(await signIn()).toBe("NotAuthorizedException: Incorrect username or password.");
    expect((await emulator.getUser(pool, "grace")).UserStatus).toBe("CONFIRMED");
  });
});

test("the seeded federated users come from providers that their pool has, and can be unlinked", async () => {
  const { service } = emulator;
  const { pools } = seedDemo(service, { customers: 200, staging: 1 });
  const UserPoolId = pools.find(({ name }) => name === "Customers")?.id ?? "";
  const Filter = 'cognito:user_status = "EXTERNAL_PROVIDER"';
  const { Users = [] } = await send(new ListUsersCommand({ UserPoolId, Filter }));
  expect(Users.length).toBeGreaterThan(1);
  for (const { Username, Attributes } of Users) {
    const [identity] = JSON.parse(fromAttributes(Attributes).identities ?? "[]");
    const User = {
      ProviderName: identity.providerName,
      ProviderAttributeName: "Cognito_Subject",
      ProviderAttributeValue: identity.userId,
    };
    expect(await outcome(send(new AdminDisableProviderForUserCommand({ UserPoolId, User })))).toBe("ok");
    const after = await emulator.getUser(UserPoolId, Username ?? "");
    expect(fromAttributes(after.UserAttributes).identities).toBe(undefined);
  }
});
