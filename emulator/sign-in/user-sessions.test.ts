import {
  AdminListUserSessionsCommand,
  AdminRevokeUserSessionCommand,
  AdminUserGlobalSignOutCommand,
  GetUserCommand,
  GetUserPoolClientSessionConfigurationCommand,
  GetUserPoolSessionConfigurationCommand,
  InitiateAuthCommand,
  SetUserPoolClientSessionConfigurationCommand,
  SetUserPoolSessionConfigurationCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { beforeAll, expect, test } from "vitest";
import { outcome, password, testEmulator } from "../fixture.ts";
import { dayMs, minuteMs } from "../service/clock.ts";

const emulator = testEmulator();
const { send, clock } = emulator;
let pool = "";
let client = "";
let users = 0;

beforeAll(async () => {
  pool = await emulator.createPool();
  await track(pool, 20);
  client = (
    await emulator.createClient(pool, { ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"] })
  ).id;
});

const track = (UserPoolId: string, MaxPerUser: number) =>
  send(
    new SetUserPoolSessionConfigurationCommand({
      UserPoolId,
      UserSessionTracking: "ENABLED",
      TokenSession: { MaxPerUser },
    }),
  );

const createUser = async () => {
  const username = `user${++users}`;
  await emulator.createConfirmed(pool, username);
  return username;
};
const initiate = async (
  AuthFlow: "USER_PASSWORD_AUTH" | "REFRESH_TOKEN_AUTH",
  AuthParameters: Record<string, string>,
) => {
  const { AuthenticationResult } = await send(new InitiateAuthCommand({ ClientId: client, AuthFlow, AuthParameters }));
  return { access: AuthenticationResult?.AccessToken, refresh: AuthenticationResult?.RefreshToken ?? "" };
};
const signIn = (USERNAME: string) => initiate("USER_PASSWORD_AUTH", { USERNAME, PASSWORD: password });
const refresh = (REFRESH_TOKEN: string) => initiate("REFRESH_TOKEN_AUTH", { REFRESH_TOKEN });
const list = async (Username: string) =>
  (await send(new AdminListUserSessionsCommand({ UserPoolId: pool, Username }))).Sessions ?? [];
const revoke = (Username: string, SessionId: string | undefined) =>
  send(new AdminRevokeUserSessionCommand({ UserPoolId: pool, Username, SessionId }));
const get = (AccessToken: string | undefined) => outcome(send(new GetUserCommand({ AccessToken })));

test("each sign-in is a session, active until its last refresh", async () => {
  const username = await createUser();
  const startedAt = new Date(clock.now());
  const { refresh: token } = await signIn(username);
  clock.advance(5 * minuteMs);
  await refresh(token);
  expect(await list(username)).toEqual([
    {
      SessionId: expect.stringMatching(/^tkn[a-z0-9]{25}$/),
      SessionType: "TOKEN",
      ClientId: client,
      CreateDate: startedAt,
      LastActiveDate: new Date(clock.now()),
      DeviceType: "unknown",
      IsCurrentSession: false,
    },
  ]);
});

test("a revoked session takes its tokens with it, and leaves the others", async () => {
  const username = await createUser();
  const older = await signIn(username);
  clock.advance(minuteMs);
  const newer = await signIn(username);
  const [first] = await list(username);
  expect(await outcome(revoke(username, first?.SessionId))).toBe("ok");
  expect(await get(newer.access)).toBe("NotAuthorizedException: Access Token has been revoked");
  expect(await outcome(refresh(newer.refresh))).toBe("NotAuthorizedException: Refresh Token has been revoked");
  expect(await get(older.access)).toBe("ok");
  expect(await list(username)).toHaveLength(1);
  expect(await outcome(revoke(username, first?.SessionId))).toMatch(/^ResourceNotFoundException/);
});

test("a session is revoked by the name of its own user alone", async () => {
  const [ada, eve] = [await createUser(), await createUser()];
  await signIn(ada);
  const [session] = await list(ada);
  expect(await outcome(revoke(eve, session?.SessionId))).toMatch(/^ResourceNotFoundException/);
  expect(await list(ada)).toHaveLength(1);
  expect(await outcome(revoke("nobody", session?.SessionId))).toMatch(/^UserNotFoundException/);
});

test("neither expired nor signed-out sessions are listed", async () => {
  const username = await createUser();
  await signIn(username);
  clock.advance(30 * dayMs - 1);
  expect(await list(username)).toHaveLength(1);
  clock.advance(1);
  expect(await list(username)).toHaveLength(0);
  await signIn(username);
  await send(new AdminUserGlobalSignOutCommand({ UserPoolId: pool, Username: username }));
  expect(await list(username)).toEqual([]);
});

test("a further session takes the place of the one that was used least recently, where they are tracked", async () => {
  await track(pool, 2);
  const username = await createUser();
  const first = await signIn(username);
  clock.advance(minuteMs);
  const second = await signIn(username);
  clock.advance(minuteMs);
  await refresh(first.refresh);
  clock.advance(minuteMs);
  const third = await signIn(username);
  expect(await list(username)).toHaveLength(2);
  expect(await get(first.access)).toBe("ok");
  expect(await get(second.access)).toBe("NotAuthorizedException: Access Token has been revoked");
  expect(await get(third.access)).toBe("ok");
  await track(pool, 20);
});

test("sessions are shown only by a pool that was told to track them", async () => {
  const other = await emulator.createPool();
  await emulator.createConfirmed(other, "ada");
  const named = { UserPoolId: other, Username: "ada" };
  const off = "OperationNotEnabledException: Session tracking is not enabled for this user pool";
  expect(await outcome(send(new AdminListUserSessionsCommand(named)))).toBe(off);
  expect(await outcome(send(new AdminRevokeUserSessionCommand({ ...named, SessionId: "tkn1" })))).toBe(off);
  const configuration = () => send(new GetUserPoolSessionConfigurationCommand({ UserPoolId: other }));
  expect(await configuration()).toMatchObject({ UserSessionTracking: "DISABLED", TokenSession: { MaxPerUser: 20 } });
  await track(other, 5);
  expect(await configuration()).toMatchObject({ UserSessionTracking: "ENABLED", TokenSession: { MaxPerUser: 5 } });
  expect((await send(new AdminListUserSessionsCommand(named))).Sessions).toEqual([]);
  expect(await outcome(track(other, 0))).toMatch(/^InvalidParameterException/);
  expect(await outcome(track(other, 101))).toMatch(/^InvalidParameterException/);
  expect(await outcome(track(await emulator.createPool({ UserPoolTier: "LITE" }), 5))).toMatch(/^FeatureUnavailable/);
});

test("a client keeps how long it would reuse a session of managed login", async () => {
  const named = { UserPoolId: pool, ClientId: client };
  const shown = async () => (await send(new GetUserPoolClientSessionConfigurationCommand(named))).SSOSession;
  expect(await shown()).toEqual({ MaxValidityMinutes: 60 });
  const SSOSession = { MaxValidityMinutes: 0 };
  await send(new SetUserPoolClientSessionConfigurationCommand({ ...named, SSOSession }));
  expect(await shown()).toEqual(SSOSession);
});
