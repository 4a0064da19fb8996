import { createPublicKey, createVerify, type JsonWebKey } from "node:crypto";
import {
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminInitiateAuthCommand,
  AdminUpdateUserAttributesCommand,
  AdminUserGlobalSignOutCommand,
  type AuthFlowType,
  type CreateUserPoolClientCommandInput,
  GetTokensFromRefreshTokenCommand,
  GetUserCommand,
  GlobalSignOutCommand,
  InitiateAuthCommand,
  RevokeTokenCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { beforeAll, describe, expect, test } from "vitest";
import { claimsOf, outcome, password, testEmulator, toAttributes } from "../fixture.ts";
import { dayMs, hourMs, minuteMs, secondMs } from "../service/clock.ts";
import { secretHash } from "./secret-hash.ts";

const emulator = testEmulator();
const { send, clock } = emulator;
let pool = "";
let client = "";
let users = 0;

const flows: Partial<CreateUserPoolClientCommandInput> = {
  ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
};
const createClient = (settings: Partial<CreateUserPoolClientCommandInput> = {}) =>
  emulator.createClient(pool, { ...flows, ...settings });

beforeAll(async () => {
  pool = await emulator.createPool();
  client = (await createClient()).id;
});

const createUser = async () => {
  const username = `user${++users}`;
  await emulator.createConfirmed(pool, username);
  return username;
};

const signIn = async (USERNAME: string, ClientId = client, more: Record<string, string> = {}) => {
  const AuthParameters = { USERNAME, PASSWORD: password, ...more };
  const command = new InitiateAuthCommand({ ClientId, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters });
  const { AccessToken = "", RefreshToken = "", IdToken = "" } = (await send(command)).AuthenticationResult ?? {};
  return { access: AccessToken, refresh: RefreshToken, id: IdToken };
};

const refresh = (token: string, ClientId = client, more: Record<string, string> = {}, flow?: AuthFlowType) => {
  const AuthParameters = { REFRESH_TOKEN: token, ...more };
  return send(new InitiateAuthCommand({ ClientId, AuthFlow: flow ?? "REFRESH_TOKEN_AUTH", AuthParameters }));
};
const get = (AccessToken: string) => send(new GetUserCommand({ AccessToken }));
const revoke = (Token: string, ClientId = client) => send(new RevokeTokenCommand({ Token, ClientId }));

const accessRevoked = "NotAuthorizedException: Access Token has been revoked";
const refreshRevoked = "NotAuthorizedException: Refresh Token has been revoked";

describe("a pool publishes", () => {
  const document = async (path: string) => {
    const response = await fetch(`${emulator.url}/${path}`);
    return { status: response.status, body: response.ok ? ((await response.json()) as Record<string, unknown>) : {} };
  };
  test("its issuer and where its keys are, by which its tokens are verified", async () => {
    const { body } = await document(`${pool}/.well-known/openid-configuration`);
    const { access } = await signIn(await createUser());
    expect(body.issuer).toBe(claimsOf(access).iss);
    expect(body.jwks_uri).toBe(`${emulator.url}/${pool}/.well-known/jwks.json`);
    const response = await fetch(String(body.jwks_uri));
    const { keys } = (await response.json()) as { keys: (JsonWebKey & { kid: string })[] };
    const [head = "", claims = "", signature = ""] = access.split(".");
    const { kid } = JSON.parse(Buffer.from(head, "base64url").toString());
    const key = createPublicKey({ key: keys.find((one) => one.kid === kid) ?? {}, format: "jwk" });
    const genuine = (body: string) =>
      createVerify("RSA-SHA256").update(`${head}.${body}`).verify(key, signature, "base64url");
    expect(genuine(claims)).toBe(true);
    expect(genuine(`${claims}A`)).toBe(false);
  });
  test.each(["us-east-1_Unknown00/.well-known/jwks.json", "x/.well-known/openid-configuration"])(
    "not %s",
    async (path) => expect((await document(path)).status).toBe(404),
  );
  test("a key of its own", async () => {
    const other = await emulator.createPool();
    const kid = async (id: string) => (await document(`${id}/.well-known/jwks.json`)).body;
    expect(await kid(other)).not.toEqual(await kid(pool));
  });
});

describe("tokens live", () => {
  test("as long as the client says, each kind in its unit", async () => {
    const { id } = await createClient({
      AccessTokenValidity: 5,
      IdTokenValidity: 1,
      RefreshTokenValidity: 90,
      TokenValidityUnits: { AccessToken: "minutes", IdToken: "days", RefreshToken: "minutes" },
    });
    const tokens = await signIn(await createUser(), id);
    const lifeOf = (token: string) => claimsOf(token).exp - claimsOf(token).iat;
    expect([lifeOf(tokens.access), lifeOf(tokens.id)]).toEqual([300, 86_400]);
    clock.advance(90 * minuteMs - 1);
    expect(await outcome(refresh(tokens.refresh, id))).toBe("ok");
    clock.advance(1);
    expect(await outcome(refresh(tokens.refresh, id))).toBe("NotAuthorizedException: Refresh Token has expired");
  });
  test("thirty days for a refresh token where it says nothing", async () => {
    const { refresh: token } = await signIn(await createUser());
    clock.advance(30 * dayMs - 1);
    expect(await outcome(refresh(token))).toBe("ok");
    clock.advance(1);
    expect(await outcome(refresh(token))).toBe("NotAuthorizedException: Refresh Token has expired");
  });
});

describe("the attributes in an ID token", () => {
  test("are those that the client may read; GetUser keeps to them too", async () => {
    const username = await createUser();
    const UserAttributes = toAttributes({ name: "Ada", email: "ada@example.com", email_verified: "true" });
    await send(new AdminUpdateUserAttributesCommand({ UserPoolId: pool, Username: username, UserAttributes }));
    const { id } = await createClient({ ReadAttributes: ["name"] });
    const tokens = await signIn(username, id);
    expect(claimsOf(tokens.id)).toMatchObject({ name: "Ada" });
    expect(claimsOf(tokens.id)).not.toHaveProperty("email");
    const names = (await get(tokens.access)).UserAttributes?.map(({ Name }) => Name);
    expect(names).toEqual(["sub", "name"]);
  });
});

describe("a refresh token", () => {
  test("gives new access and ID tokens of the same sign-in, and no refresh token", async () => {
    const username = await createUser();
    const first = await signIn(username);
    clock.advance(2 * hourMs);
    const { AuthenticationResult: second } = await refresh(first.refresh);
    expect(second?.RefreshToken).toBe(undefined);
    expect(second).toMatchObject({ ExpiresIn: 3_600, TokenType: "Bearer" });
    const [before, after] = [claimsOf(first.access), claimsOf(second?.AccessToken)];
    expect(after).toMatchObject({ origin_jti: before.origin_jti, auth_time: before.auth_time, sub: before.sub });
    expect(after.iat - before.iat).toBe(7_200);
    expect(after.jti).not.toBe(before.jti);
    expect(claimsOf(second?.IdToken)).toMatchObject({ token_use: "id", "cognito:username": username });
    expect(await outcome(get(first.access))).toBe("NotAuthorizedException: Access Token has expired");
    expect((await get(second?.AccessToken ?? "")).Username).toBe(username);
  });
  const names: AuthFlowType[] = ["REFRESH_TOKEN_AUTH", "REFRESH_TOKEN"];
  test.each(names)("is taken by %s, signed or not", async (AuthFlow) => {
    const { refresh: token } = await signIn(await createUser());
    expect(await outcome(refresh(token, client, {}, AuthFlow))).toBe("ok");
    const AuthParameters = { REFRESH_TOKEN: token };
    const ids = { UserPoolId: pool, ClientId: client };
    expect(await outcome(send(new AdminInitiateAuthCommand({ ...ids, AuthFlow, AuthParameters })))).toBe("ok");
  });
  test("is taken where the client's flows allow it", async () => {
    const username = await createUser();
    const allowed: [CreateUserPoolClientCommandInput["ExplicitAuthFlows"], string][] = [
      [["ALLOW_USER_PASSWORD_AUTH"], "InvalidParameterException: REFRESH_TOKEN_AUTH flow not enabled for this client"],
      [["USER_PASSWORD_AUTH"], "ok"],
    ];
    for (const [ExplicitAuthFlows, expected] of allowed) {
      const { id } = await createClient({ ExplicitAuthFlows });
      const tokens = await signIn(username, id);
      expect(await outcome(refresh(tokens.refresh, id))).toBe(expected);
    }
  });
  test("belongs to its client", async () => {
    const { refresh: token } = await signIn(await createUser());
    const invalid = "NotAuthorizedException: Invalid Refresh Token.";
    expect(await outcome(refresh(token, (await createClient()).id))).toBe(invalid);
    for (const wrong of ["nonsense", `${token}x`, token.slice(1)]) expect(await outcome(refresh(wrong))).toBe(invalid);
    expect(await outcome(refresh(""))).toBe("InvalidParameterException: Missing required parameter REFRESH_TOKEN");
  });
  test("of a client with a secret wants the hash over the username or the sub", async () => {
    const { id, secret } = await createClient({ GenerateSecret: true });
    const username = await createUser();
    const tokens = await signIn(username, id, { SECRET_HASH: secretHash(secret, username, id) });
    const { sub } = claimsOf(tokens.access);
    expect(await outcome(refresh(tokens.refresh, id))).toContain("SECRET_HASH was not received");
    for (const name of [username, sub]) {
      expect(await outcome(refresh(tokens.refresh, id, { SECRET_HASH: secretHash(secret, name, id) }))).toBe("ok");
    }
    const wrong = { SECRET_HASH: secretHash(secret, "other", id) };
    expect(await outcome(refresh(tokens.refresh, id, wrong))).toContain("Unable to verify secret hash");
    const direct = (ClientSecret?: string) =>
      outcome(send(new GetTokensFromRefreshTokenCommand({ ClientId: id, RefreshToken: tokens.refresh, ClientSecret })));
    expect(await direct(secret)).toBe("ok");
    expect(await direct()).toMatch(/^UnauthorizedException/);
  });
  test("of a disabled user is refused, and enabling does not bring it back", async () => {
    const username = await createUser();
    const { refresh: token } = await signIn(username);
    await send(new AdminDisableUserCommand({ UserPoolId: pool, Username: username }));
    expect(await outcome(refresh(token))).toBe("NotAuthorizedException: User is disabled.");
    await send(new AdminEnableUserCommand({ UserPoolId: pool, Username: username }));
    expect(await outcome(refresh(token))).toBe(refreshRevoked);
  });
  test("of a deleted user finds nobody, also when the name is taken again", async () => {
    const username = await createUser();
    const { refresh: token } = await signIn(username);
    await send(new AdminDeleteUserCommand({ UserPoolId: pool, Username: username }));
    await emulator.createConfirmed(pool, username);
    expect(await outcome(refresh(token))).toBe("UserNotFoundException: User does not exist.");
  });
});

describe("a client that rotates refresh tokens", () => {
  const direct = (ClientId: string, RefreshToken: string) =>
    send(new GetTokensFromRefreshTokenCommand({ ClientId, RefreshToken }));
  const reuse = /^RefreshTokenReuseException/;
  test("gets a new one each time, and the old one is dead after its grace period", async () => {
    const { id } = await createClient({
      ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"],
      RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds: 10 },
    });
    const { refresh: first } = await signIn(await createUser(), id);
    const second = (await direct(id, first)).AuthenticationResult?.RefreshToken ?? "";
    expect(second).not.toBe("");
    expect(second).not.toBe(first);
    clock.advance(10 * secondMs - 1);
    expect((await direct(id, first)).AuthenticationResult?.RefreshToken).toBe(second);
    clock.advance(1);
    expect(await outcome(direct(id, first))).toMatch(reuse);
    const third = (await direct(id, second)).AuthenticationResult?.RefreshToken ?? "";
    expect(await outcome(direct(id, third))).toBe("ok");
    expect(await outcome(refresh(third, id))).toMatch(/^InvalidParameterException/);
  });
  test("without a grace period has one valid token at a time", async () => {
    const { id } = await createClient({ RefreshTokenRotation: { Feature: "ENABLED" } });
    const { refresh: first } = await signIn(await createUser(), id);
    await direct(id, first);
    expect(await outcome(direct(id, first))).toMatch(reuse);
  });
  test("that does not rotate keeps its token in GetTokensFromRefreshToken", async () => {
    const { refresh: token } = await signIn(await createUser());
    const { AuthenticationResult } = await direct(client, token);
    expect(AuthenticationResult?.AccessToken).toBeTruthy();
    expect(AuthenticationResult?.RefreshToken).toBe(undefined);
  });
});

describe("RevokeToken", () => {
  test("ends one sign-in with all that came of it, and no other", async () => {
    const username = await createUser();
    const [one, other] = [await signIn(username), await signIn(username)];
    const { AuthenticationResult: later } = await refresh(one.refresh);
    expect(await outcome(revoke(one.refresh))).toBe("ok");
    for (const token of [one.access, later?.AccessToken ?? ""]) expect(await outcome(get(token))).toBe(accessRevoked);
    expect(await outcome(refresh(one.refresh))).toBe(refreshRevoked);
    expect(await outcome(get(other.access))).toBe("ok");
    expect(await outcome(refresh(other.refresh))).toBe("ok");
    expect(await outcome(revoke(one.refresh))).toBe("ok");
  });
  test("takes refresh tokens of its own client alone", async () => {
    const { access, refresh: token, id } = await signIn(await createUser());
    for (const wrong of [access, id]) expect(await outcome(revoke(wrong))).toMatch(/^UnsupportedTokenTypeException/);
    expect(await outcome(revoke("nonsense"))).toMatch(/^InvalidParameterException/);
    expect(await outcome(revoke(token, (await createClient()).id))).toMatch(/^InvalidParameterException/);
    expect(await outcome(get(access))).toBe("ok");
  });
  test("is off where the client says so", async () => {
    const { id } = await createClient({ EnableTokenRevocation: false });
    const { refresh: token } = await signIn(await createUser(), id);
    expect(await outcome(revoke(token, id))).toMatch(/^UnsupportedOperationException/);
    expect(await outcome(refresh(token, id))).toBe("ok");
  });
});

describe("a global sign-out", () => {
  const ways: [string, (username: string, AccessToken: string) => Promise<unknown>][] = [
    ["by the user", (_, AccessToken) => send(new GlobalSignOutCommand({ AccessToken }))],
    ["by an administrator", (Username) => send(new AdminUserGlobalSignOutCommand({ UserPoolId: pool, Username }))],
  ];
  test.each(ways)("%s ends every sign-in; the next one counts", async (_, signOut) => {
    const username = await createUser();
    const [one, other] = [await signIn(username), await signIn(username, (await createClient()).id)];
    await signOut(username, one.access);
    for (const { access } of [one, other]) expect(await outcome(get(access))).toBe(accessRevoked);
    expect(await outcome(refresh(one.refresh))).toBe(refreshRevoked);
    expect(await outcome(get((await signIn(username)).access))).toBe("ok");
  });
});
