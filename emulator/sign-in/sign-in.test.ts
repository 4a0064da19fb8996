import { createPublicKey, createVerify, type JsonWebKey } from "node:crypto";
import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminInitiateAuthCommand,
  AdminResetUserPasswordCommand,
  AdminRespondToAuthChallengeCommand,
  AdminSetUserPasswordCommand,
  AdminUserGlobalSignOutCommand,
  type AuthFlowType,
  ChangePasswordCommand,
  type ExplicitAuthFlowsType,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { beforeAll, describe, expect, test } from "vitest";
import { claimsOf, newPassword, outcome, password, temporaryPassword, testEmulator } from "../fixture.ts";
import { dayMs, hourMs, minuteMs, secondMs } from "../service/clock.ts";
import { secretHash } from "./secret-hash.ts";

const emulator = testEmulator();
const { send, clock } = emulator;
let pool = "";
let client = "";
let secretive = { id: "", secret: "" };
let hiding = "";

beforeAll(async () => {
  pool = await emulator.createPool();
  client = (await emulator.createClient(pool)).id;
  secretive = await emulator.createClient(pool, { GenerateSecret: true });
  hiding = (await emulator.createClient(pool, { PreventUserExistenceErrors: "ENABLED" })).id;
  await emulator.createConfirmed(pool, "ada");
});

type Given = Record<string, string>;
const initiate = (AuthParameters: Given, ClientId = client, AuthFlow: AuthFlowType = "USER_PASSWORD_AUTH") =>
  send(new InitiateAuthCommand({ ClientId, AuthFlow, AuthParameters }));
const adminInitiate = (AuthParameters: Given, ClientId = client, AuthFlow: AuthFlowType = "ADMIN_USER_PASSWORD_AUTH") =>
  send(new AdminInitiateAuthCommand({ UserPoolId: pool, ClientId, AuthFlow, AuthParameters }));
const signIn = (USERNAME: string, PASSWORD: string, ClientId = client) => initiate({ USERNAME, PASSWORD }, ClientId);
const respond = (Session: string | undefined, responses: Given, ClientId = client) =>
  send(
    new RespondToAuthChallengeCommand({
      ClientId,
      ChallengeName: "NEW_PASSWORD_REQUIRED",
      Session,
      ChallengeResponses: responses,
    }),
  );
const named = (Username: string) => ({ UserPoolId: pool, Username });
const incorrect = "NotAuthorizedException: Incorrect username or password.";

describe("a flow is on when the client says so", () => {
  const off = "InvalidParameterException: USER_PASSWORD_AUTH flow not enabled for this client";
  const adminOff = "InvalidParameterException: Auth flow not enabled for this client";
  const facts: [ExplicitAuthFlowsType[] | undefined, string, string][] = [
    [undefined, off, adminOff],
    [["ALLOW_USER_SRP_AUTH"], off, adminOff],
    [["ALLOW_USER_PASSWORD_AUTH"], "ok", adminOff],
    [["ALLOW_ADMIN_USER_PASSWORD_AUTH"], off, "ok"],
    [["USER_PASSWORD_AUTH"], "ok", adminOff],
    [["ADMIN_NO_SRP_AUTH"], off, "ok"],
  ];
  test.each(facts)("%j: InitiateAuth %s, AdminInitiateAuth %s", async (ExplicitAuthFlows, open, signed) => {
    const { id } = await emulator.createClient(pool, { ExplicitAuthFlows });
    const given = { USERNAME: "ada", PASSWORD: password };
    expect(await outcome(initiate(given, id))).toBe(open);
    expect(await outcome(adminInitiate(given, id))).toBe(signed);
    expect(await outcome(adminInitiate(given, id, "ADMIN_NO_SRP_AUTH"))).toBe(signed);
  });
  test("with and without prefix do not mix", async () => {
    const ExplicitAuthFlows: ExplicitAuthFlowsType[] = ["ALLOW_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"];
    expect(await outcome(emulator.createClient(pool, { ExplicitAuthFlows }))).toMatch(/^InvalidParameterException/);
  });
  test("each operation has its own", async () => {
    const given = { USERNAME: "ada", PASSWORD: password };
    const unsupported = "InvalidParameterException: Initiate Auth method not supported.";
    expect(await outcome(initiate(given, client, "ADMIN_USER_PASSWORD_AUTH"))).toBe(unsupported);
    expect(await outcome(adminInitiate(given, client, "USER_PASSWORD_AUTH"))).toBe(unsupported);
  });
});

describe("parameters", () => {
  const facts: [Given, string][] = [
    [{ PASSWORD: password }, "InvalidParameterException: Missing required parameter USERNAME"],
    [{ USERNAME: "ada" }, "InvalidParameterException: Missing required parameter PASSWORD"],
    [{ UserName: "ada", Password: password }, "InvalidParameterException: Missing required parameter USERNAME"],
  ];
  test.each(facts)("%j: %s", async (given, expected) => expect(await outcome(initiate(given))).toBe(expected));
  test("an unknown client", async () =>
    expect(await outcome(signIn("ada", password, "unknown"))).toBe(
      "ResourceNotFoundException: User pool client unknown does not exist.",
    ));
  test("a client of another pool", async () => {
    const other = (await emulator.createClient(await emulator.createPool())).id;
    expect(await outcome(adminInitiate({ USERNAME: "ada", PASSWORD: password }, other))).toMatch(
      /^ResourceNotFoundException/,
    );
  });
});

describe("a client with a secret", () => {
  test("wants the hash over the name as it was given", async () => {
    const { id, secret } = secretive;
    const given = { USERNAME: "ada", PASSWORD: password };
    const wrong = `NotAuthorizedException: Unable to verify secret hash for client ${id}`;
    expect(await outcome(initiate(given, id))).toBe(
      `NotAuthorizedException: Client ${id} is configured with secret but SECRET_HASH was not received`,
    );
    expect(await outcome(initiate({ ...given, SECRET_HASH: "wrong" }, id))).toBe(wrong);
    expect(await outcome(initiate({ ...given, SECRET_HASH: secretHash(secret, "other", id) }, id))).toBe(wrong);
    expect(await outcome(initiate({ ...given, SECRET_HASH: secretHash(secret, "ada", id) }, id))).toBe("ok");
    expect(await outcome(adminInitiate(given, id))).toContain("SECRET_HASH was not received");
  });
  test("wants it in challenge answers too", async () => {
    const { id, secret } = secretive;
    await emulator.createUser(pool, "hashed");
    const SECRET_HASH = secretHash(secret, "hashed", id);
    const { Session } = await initiate({ USERNAME: "hashed", PASSWORD: temporaryPassword, SECRET_HASH }, id);
    const answer = { USERNAME: "hashed", NEW_PASSWORD: newPassword };
    expect(await outcome(respond(Session, answer, id))).toContain("SECRET_HASH was not received");
    expect(await outcome(respond(Session, { ...answer, SECRET_HASH }, id))).toBe("ok");
  });
  test("asks no hash of the operations that administer users", async () =>
    expect(await outcome(emulator.createUser(pool, "unhashed"))).toBe("ok"));
});

describe("an unknown user", () => {
  test("LEGACY clients say so, hiding ones do not, signed calls always do", async () => {
    const given = { USERNAME: "nobody", PASSWORD: password };
    expect(await outcome(initiate(given))).toBe("UserNotFoundException: User does not exist.");
    expect(await outcome(initiate(given, hiding))).toBe(incorrect);
    expect(await outcome(adminInitiate(given, hiding))).toBe("UserNotFoundException: User does not exist.");
  });
  test("a hiding client tells RESET_REQUIRED only to who knows the password", async () => {
    await emulator.createConfirmed(pool, "reset", { email: "reset@example.com", email_verified: "true" });
    await send(new AdminResetUserPasswordCommand(named("reset")));
    expect(await outcome(signIn("reset", "Wrong-Password-1"))).toContain("PasswordResetRequiredException");
    expect(await outcome(signIn("reset", "Wrong-Password-1", hiding))).toBe(incorrect);
    expect(await outcome(signIn("reset", password, hiding))).toContain("PasswordResetRequiredException");
  });
  test("a hiding client still says that a user is disabled", async () => {
    await emulator.createConfirmed(pool, "disabled");
    await send(new AdminDisableUserCommand(named("disabled")));
    expect(await outcome(signIn("disabled", password, hiding))).toBe("NotAuthorizedException: User is disabled.");
  });
});

describe("NEW_PASSWORD_REQUIRED", () => {
  test("tells what is asked for as JSON strings, and confirms the user once answered", async () => {
    await emulator.createUser(pool, "new", { email: "new@example.com", name: "New" });
    const { ChallengeName, ChallengeParameters, Session } = await signIn("new", temporaryPassword);
    expect(ChallengeName).toBe("NEW_PASSWORD_REQUIRED");
    expect(ChallengeParameters?.USER_ID_FOR_SRP).toBe("new");
    expect(JSON.parse(ChallengeParameters?.requiredAttributes ?? "")).toEqual([]);
    expect(JSON.parse(ChallengeParameters?.userAttributes ?? "")).toEqual({
      email: "new@example.com",
      name: "New",
    });
    expect((await emulator.getUser(pool, "new")).UserStatus).toBe("FORCE_CHANGE_PASSWORD");
    const { AuthenticationResult } = await respond(Session, { USERNAME: "new", NEW_PASSWORD: newPassword });
    expect(AuthenticationResult?.TokenType).toBe("Bearer");
    expect((await emulator.getUser(pool, "new")).UserStatus).toBe("CONFIRMED");
    expect(await outcome(signIn("new", newPassword))).toBe("ok");
    expect(await outcome(signIn("new", temporaryPassword))).toBe(incorrect);
  });
  test("is answered by the signed operation as well", async () => {
    await emulator.createUser(pool, "signed");
    const { Session } = await adminInitiate({ USERNAME: "signed", PASSWORD: temporaryPassword });
    const ChallengeResponses = { USERNAME: "signed", NEW_PASSWORD: newPassword };
    const ChallengeName = "NEW_PASSWORD_REQUIRED";
    const ids = { UserPoolId: pool, ClientId: client };
    const command = new AdminRespondToAuthChallengeCommand({ ...ids, ChallengeName, Session, ChallengeResponses });
    expect((await send(command)).AuthenticationResult?.AccessToken).toBeTruthy();
  });
  test("asks for required attributes that have no value, and leaves the others alone", async () => {
    const strict = await emulator.createPool({
      Schema: [
        { Name: "email", Required: true, AttributeDataType: "String" },
        { Name: "name", Required: true, AttributeDataType: "String" },
      ],
    });
    const { id } = await emulator.createClient(strict);
    await emulator.createUser(strict, "half", { email: "half@example.com" });
    const { ChallengeParameters, Session } = await signIn("half", temporaryPassword, id);
    expect(JSON.parse(ChallengeParameters?.requiredAttributes ?? "")).toEqual(["userAttributes.name"]);
    const answer = { USERNAME: "half", NEW_PASSWORD: newPassword };
    expect(await outcome(respond(Session, answer, id))).toBe(
      "InvalidParameterException: Invalid attributes given, name is missing",
    );
    const again = { ...answer, "userAttributes.name": "Half", "userAttributes.email": "other@example.com" };
    expect(await outcome(respond(Session, again, id))).toBe(
      "NotAuthorizedException: Cannot modify an already provided email",
    );
    expect(await outcome(respond(Session, { ...answer, "userAttributes.name": "Half" }, id))).toBe("ok");
  });
});

describe("a challenge's session", () => {
  const answer = (username: string) => ({ USERNAME: username, NEW_PASSWORD: newPassword });
  test("works once", async () => {
    await emulator.createUser(pool, "once");
    const { Session } = await signIn("once", temporaryPassword);
    expect(await outcome(respond(Session, answer("once")))).toBe("ok");
    expect(await outcome(respond(Session, answer("once")))).toBe(
      "NotAuthorizedException: Invalid session for the user, session can only be used once.",
    );
  });
  const lives: [number | undefined, number][] = [
    [undefined, 3],
    [15, 15],
  ];
  test.each(lives)("with AuthSessionValidity %s lives %s minutes", async (AuthSessionValidity, minutes) => {
    const { id } = await emulator.createClient(pool, AuthSessionValidity ? { AuthSessionValidity } : {});
    const username = `life${minutes}`;
    await emulator.createUser(pool, username);
    const expired = await signIn(username, temporaryPassword, id);
    clock.advance(minutes * minuteMs);
    expect(await outcome(respond(expired.Session, answer(username), id))).toBe(
      "NotAuthorizedException: Invalid session for the user, session is expired.",
    );
    const fresh = await signIn(username, temporaryPassword, id);
    clock.advance(minutes * minuteMs - 1);
    expect(await outcome(respond(fresh.Session, answer(username), id))).toBe("ok");
  });
  const invalid = "NotAuthorizedException: Invalid session for the user.";
  test("belongs to its user, its client and this service", async () => {
    await emulator.createUser(pool, "mine");
    await emulator.createUser(pool, "other");
    const { Session } = await signIn("mine", temporaryPassword);
    expect(await outcome(respond(Session, answer("other")))).toBe(invalid);
    expect(await outcome(respond(Session, answer("mine"), hiding))).toBe(invalid);
    expect(await outcome(respond("x".repeat(40), answer("mine")))).toBe(invalid);
    expect(await outcome(respond(Session, answer("mine")))).toBe("ok");
  });
  test("is of no use once an administrator has set a permanent password", async () => {
    await emulator.createUser(pool, "late");
    const { Session } = await signIn("late", temporaryPassword);
    await send(new AdminSetUserPasswordCommand({ ...named("late"), Password: password, Permanent: true }));
    expect(await outcome(respond(Session, answer("late")))).toBe(invalid);
    expect(await outcome(signIn("late", password))).toBe("ok");
  });
});

describe("a temporary password", () => {
  const expired = "NotAuthorizedException: Temporary password has expired and must be reset by an administrator.";
  test("expires after the pool's days, and RESEND starts them anew", async () => {
    await emulator.createUser(pool, "guest", { email: "guest@example.com" });
    clock.advance(7 * dayMs);
    expect((await signIn("guest", temporaryPassword)).ChallengeName).toBe("NEW_PASSWORD_REQUIRED");
    clock.advance(secondMs);
    expect(await outcome(signIn("guest", temporaryPassword))).toBe(expired);
    expect(await outcome(signIn("guest", "Wrong-Password-1"))).toBe(incorrect);
    await send(
      new AdminCreateUserCommand({ ...named("guest"), MessageAction: "RESEND", DesiredDeliveryMediums: ["EMAIL"] }),
    );
    const [{ temporaryPassword: fresh = "" } = {}] = await emulator.inbox({ username: "guest" });
    expect(await outcome(signIn("guest", temporaryPassword))).toBe(incorrect);
    expect((await signIn("guest", fresh)).ChallengeName).toBe("NEW_PASSWORD_REQUIRED");
  });
  test("set by an administrator has the same days; a permanent one has none", async () => {
    await emulator.createConfirmed(pool, "again");
    await send(new AdminSetUserPasswordCommand({ ...named("again"), Password: newPassword }));
    clock.advance(8 * dayMs);
    expect(await outcome(signIn("again", newPassword))).toBe(expired);
    await send(new AdminSetUserPasswordCommand({ ...named("again"), Password: newPassword, Permanent: true }));
    clock.advance(400 * dayMs);
    expect(await outcome(signIn("again", newPassword))).toBe("ok");
  });
});

describe("wrong passwords", () => {
  const locked = "NotAuthorizedException: Password attempts exceeded";
  const wrong = (username: string) => outcome(signIn(username, "Wrong-Password-1"));
  const fail = async (username: string, times: number) => {
    for (let i = 0; i < times; i++) expect(await wrong(username)).toBe(incorrect);
  };
  test("lock a user for a second after the fifth, then twice as long each time", async () => {
    await emulator.createConfirmed(pool, "clumsy");
    await fail("clumsy", 5);
    for (const seconds of [1, 2, 4, 8]) {
      expect(await outcome(signIn("clumsy", password))).toBe(locked);
      clock.advance(seconds * secondMs - 1);
      expect(await wrong("clumsy")).toBe(locked);
      clock.advance(1);
      expect(await wrong("clumsy")).toBe(incorrect);
    }
  });
  test("are forgotten after a right one", async () => {
    await emulator.createConfirmed(pool, "careful");
    await fail("careful", 4);
    expect(await outcome(signIn("careful", password))).toBe("ok");
    await fail("careful", 4);
    expect(await outcome(signIn("careful", password))).toBe("ok");
  });
  test("are forgotten after 15 idle minutes", async () => {
    await emulator.createConfirmed(pool, "patient");
    await fail("patient", 5);
    expect(await wrong("patient")).toBe(locked);
    clock.advance(15 * minuteMs);
    await fail("patient", 5);
    expect(await wrong("patient")).toBe(locked);
  });
  test("never lock for longer than 15 minutes", async () => {
    await emulator.createConfirmed(pool, "stubborn");
    await fail("stubborn", 5);
    for (let i = 0; i < 9; i++) {
      clock.advance(2 ** i * secondMs);
      expect(await wrong("stubborn")).toBe(incorrect);
    }
    expect(await outcome(signIn("stubborn", password))).toBe(locked);
    clock.advance(15 * minuteMs);
    expect(await outcome(signIn("stubborn", password))).toBe("ok");
  });
  test("count in signed sign-ins too", async () => {
    await emulator.createConfirmed(pool, "both");
    await fail("both", 4);
    const given = { USERNAME: "both", PASSWORD: "Wrong-Password-1" };
    expect(await outcome(adminInitiate(given))).toBe(incorrect);
    expect(await outcome(adminInitiate(given))).toBe(locked);
  });
});

describe("tokens", () => {
  test("carry the documented claims and are signed with the pool's published key", async () => {
    await emulator.createConfirmed(pool, "claims", { email: "claims@example.com", email_verified: "true" });
    const { AuthenticationResult: result } = await signIn("claims", password);
    const now = Math.floor(clock.now() / 1_000);
    const iss = `https://cognito-idp.us-east-1.amazonaws.com/${pool}`;
    const access = claimsOf(result?.AccessToken);
    const id = claimsOf(result?.IdToken);
    expect(access).toMatchObject({ iss, client_id: client, token_use: "access", username: "claims", auth_time: now });
    expect(access).toMatchObject({ iat: now, exp: now + 3_600, scope: "aws.cognito.signin.user.admin" });
    expect(id).toMatchObject({ iss, aud: client, token_use: "id", "cognito:username": "claims", exp: now + 3_600 });
    expect(id).toMatchObject({ email: "claims@example.com", email_verified: true, sub: access.sub });
    expect(id.origin_jti).toBe(access.origin_jti);
    expect(id.jti).not.toBe(access.jti);
    expect(result).toMatchObject({ ExpiresIn: 3_600, TokenType: "Bearer" });

    const response = await fetch(`${emulator.url}/${pool}/.well-known/jwks.json`);
    const { keys } = (await response.json()) as { keys: (JsonWebKey & { kid: string })[] };
    for (const token of [result?.AccessToken, result?.IdToken]) {
      const [head = "", body = "", signature = ""] = (token ?? "").split(".");
      const { kid, alg } = JSON.parse(Buffer.from(head, "base64url").toString());
      const key = createPublicKey({ key: keys.find((one) => one.kid === kid) ?? {}, format: "jwk" });
      expect(alg).toBe("RS256");
      expect(createVerify("RSA-SHA256").update(`${head}.${body}`).verify(key, signature, "base64url")).toBe(true);
    }
  });

  let changes = 0;
  const change = (AccessToken: string | undefined, PreviousPassword = password) =>
    send(new ChangePasswordCommand({ AccessToken, PreviousPassword, ProposedPassword: `${newPassword}${changes++}` }));
  const tokenOf = async (username: string, given = password) =>
    (await signIn(username, given)).AuthenticationResult?.AccessToken;
  const revoked = "NotAuthorizedException: Access Token has been revoked";

  test("change a password, and the status stays", async () => {
    await emulator.createConfirmed(pool, "changer");
    const token = await tokenOf("changer");
    expect(await outcome(change(token, "Wrong-Password-1"))).toBe(incorrect);
    const command = { AccessToken: token, PreviousPassword: password, ProposedPassword: newPassword };
    expect(await outcome(send(new ChangePasswordCommand(command)))).toBe("ok");
    expect(await outcome(signIn("changer", newPassword))).toBe("ok");
    expect((await emulator.getUser(pool, "changer")).UserStatus).toBe("CONFIRMED");
  });
  test("are revoked by a global sign-out; later ones are not", async () => {
    await emulator.createConfirmed(pool, "leaver");
    const before = await tokenOf("leaver");
    await send(new AdminUserGlobalSignOutCommand(named("leaver")));
    expect(await outcome(change(before))).toBe(revoked);
    expect(await outcome(change(await tokenOf("leaver")))).toBe("ok");
  });
  test("are revoked by disabling, and enabling does not bring them back", async () => {
    await emulator.createConfirmed(pool, "suspended");
    const before = await tokenOf("suspended");
    await send(new AdminDisableUserCommand(named("suspended")));
    expect(await outcome(change(before))).toBe(revoked);
    await send(new AdminEnableUserCommand(named("suspended")));
    expect(await outcome(change(before))).toBe(revoked);
    expect(await outcome(signIn("suspended", password))).toBe("ok");
  });
  test("are not revoked by setting a password", async () => {
    await emulator.createConfirmed(pool, "kept");
    const before = await tokenOf("kept");
    await send(new AdminSetUserPasswordCommand({ ...named("kept"), Password: newPassword, Permanent: true }));
    expect(await outcome(change(before, newPassword))).toBe("ok");
  });
  test("expire after an hour, or when the client says", async () => {
    await emulator.createConfirmed(pool, "sleeper");
    const token = await tokenOf("sleeper");
    clock.advance(hourMs);
    expect(await outcome(change(token))).toBe("NotAuthorizedException: Access Token has expired");
    const { id } = await emulator.createClient(pool, {
      AccessTokenValidity: 10,
      TokenValidityUnits: { AccessToken: "minutes" },
    });
    const { AuthenticationResult } = await signIn("sleeper", password, id);
    expect(AuthenticationResult?.ExpiresIn).toBe(600);
  });
  test("of a deleted user find nobody", async () => {
    await emulator.createConfirmed(pool, "gone");
    const token = await tokenOf("gone");
    await send(new AdminDeleteUserCommand(named("gone")));
    expect(await outcome(change(token))).toBe("UserNotFoundException: User does not exist.");
  });
  test("that were changed or are of the other kind are invalid", async () => {
    const { AuthenticationResult: result } = await signIn("ada", password);
    const [head, body, signature] = (result?.AccessToken ?? "").split(".");
    const forged = Buffer.from(JSON.stringify({ ...claimsOf(result?.AccessToken), username: "root" })).toString(
      "base64url",
    );
    const invalid = "NotAuthorizedException: Invalid Access Token";
    for (const token of [
      `${head}.${forged}.${signature}`,
      `${head}.${body}.AAAA`,
      result?.IdToken,
      "nonsense",
      "a.b.c",
    ]) {
      expect(await outcome(change(token))).toBe(invalid);
    }
  });
});
