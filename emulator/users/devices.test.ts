import {
  AdminForgetDeviceCommand,
  AdminGetDeviceCommand,
  AdminListDevicesCommand,
  AdminUpdateDeviceStatusCommand,
  ConfirmDeviceCommand,
  type DeviceConfigurationType,
  type DeviceType,
  ForgetDeviceCommand,
  GetDeviceCommand,
  GetTokensFromRefreshTokenCommand,
  InitiateAuthCommand,
  ListDevicesCommand,
  UpdateDeviceStatusCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { claimsOf, fromAttributes, outcome, password, testEmulator } from "../fixture.ts";
import { minuteMs } from "../service/clock.ts";

const emulator = testEmulator();
const { send, clock } = emulator;
const tracking: DeviceConfigurationType = {
  ChallengeRequiredOnNewDevice: false,
  DeviceOnlyRememberedOnUserPrompt: false,
};

const setUp = async (DeviceConfiguration?: DeviceConfigurationType) => {
  const pool = await emulator.createPool({ DeviceConfiguration });
  const { id: client } = await emulator.createClient(pool, {
    ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
  });
  await emulator.createConfirmed(pool, "ada");
  return { pool, client, named: { UserPoolId: pool, Username: "ada" } };
};

const signIn = async (ClientId: string, more: Record<string, string> = {}) => {
  const AuthParameters = { USERNAME: "ada", PASSWORD: password, ...more };
  const command = new InitiateAuthCommand({ ClientId, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters });
  const { AccessToken = "", RefreshToken = "", NewDeviceMetadata } = (await send(command)).AuthenticationResult ?? {};
  return { token: AccessToken, refresh: RefreshToken, key: NewDeviceMetadata?.DeviceKey };
};
const confirm = (AccessToken: string, DeviceKey: string | undefined, DeviceName?: string) =>
  send(new ConfirmDeviceCommand({ AccessToken, DeviceKey, DeviceName }));
const statusOf = (device: DeviceType | undefined) =>
  fromAttributes(device?.DeviceAttributes)["dev:device_remembered_status"];

const unknown = "ResourceNotFoundException: Device does not exist.";

describe("a pool that tracks devices", () => {
  test("gives each new one a key, and knows it once it is confirmed", async () => {
    const { client, named } = await setUp(tracking);
    const { token, key } = await signIn(client);
    expect(key).toMatch(/^us-east-1_[0-9a-f-]{36}$/);
    expect(claimsOf(token).device_key).toBe(key);
    const list = async () => (await send(new AdminListDevicesCommand(named))).Devices;
    expect(await list()).toEqual([]);
    expect((await confirm(token, key, "Ada's phone")).UserConfirmationNecessary).toBe(false);
    expect(await outcome(confirm(token, key))).toMatch(/^DeviceKeyExistsException/);
    const [device] = (await list()) ?? [];
    expect(device).toMatchObject({ DeviceKey: key, DeviceCreateDate: new Date(clock.now()) });
    expect(fromAttributes(device?.DeviceAttributes)).toEqual({
      device_status: "valid",
      device_name: "Ada's phone",
      "dev:device_remembered_status": "remembered",
    });
    clock.advance(minuteMs);
    expect((await signIn(client, { DEVICE_KEY: key ?? "" })).key).toBe(undefined);
    const { Device } = await send(new AdminGetDeviceCommand({ ...named, DeviceKey: key }));
    expect(Device?.DeviceLastAuthenticatedDate).toEqual(new Date(clock.now()));
    expect((await signIn(client)).key).not.toBe(key);
  });
  test("takes no key but that of the sign-in", async () => {
    const { client } = await setUp(tracking);
    const [one, other] = [await signIn(client), await signIn(client)];
    expect(await outcome(confirm(one.token, other.key))).toBe(unknown);
  });
  test("may want the user to say that a device is to be remembered", async () => {
    const { client, named } = await setUp({ ...tracking, DeviceOnlyRememberedOnUserPrompt: true });
    const { token, key: DeviceKey } = await signIn(client);
    expect((await confirm(token, DeviceKey)).UserConfirmationNecessary).toBe(true);
    const read = async () => {
      const { Device: own } = await send(new GetDeviceCommand({ AccessToken: token, DeviceKey }));
      const { Device: seen } = await send(new AdminGetDeviceCommand({ ...named, DeviceKey }));
      expect(own).toEqual(seen);
      return statusOf(seen);
    };
    expect(await read()).toBe("not_remembered");
    const change = { DeviceKey, DeviceRememberedStatus: "remembered" } as const;
    await send(new UpdateDeviceStatusCommand({ AccessToken: token, ...change }));
    expect(await read()).toBe("remembered");
    const back = { ...named, DeviceKey, DeviceRememberedStatus: "not_remembered" } as const;
    await send(new AdminUpdateDeviceStatusCommand(back));
    expect(await read()).toBe("not_remembered");
  });
  test("refreshes the tokens of a known device for that device alone", async () => {
    const { client: ClientId } = await setUp(tracking);
    const { token, refresh, key } = await signIn(ClientId);
    const direct = (DeviceKey?: string) =>
      outcome(send(new GetTokensFromRefreshTokenCommand({ ClientId, RefreshToken: refresh, DeviceKey })));
    expect(await direct()).toBe("ok");
    await confirm(token, key);
    expect(await direct()).toBe("NotAuthorizedException: Invalid Refresh Token.");
    expect(await direct(key)).toBe("ok");
    const AuthParameters = { REFRESH_TOKEN: refresh, DEVICE_KEY: key ?? "" };
    const command = new InitiateAuthCommand({ ClientId, AuthFlow: "REFRESH_TOKEN_AUTH", AuthParameters });
    const { AuthenticationResult } = await send(command);
    expect(claimsOf(AuthenticationResult?.AccessToken).device_key).toBe(key);
  });
});

describe("a device is forgotten", () => {
  const ways: [string, (named: object, token: string, key?: string) => Promise<unknown>][] = [
    ["by the user", (_, AccessToken, DeviceKey) => send(new ForgetDeviceCommand({ AccessToken, DeviceKey }))],
    [
      "by an administrator",
      (named, _, DeviceKey) =>
        send(new AdminForgetDeviceCommand({ ...(named as { UserPoolId: string; Username: string }), DeviceKey })),
    ],
  ];
  test.each(ways)("%s", async (_, forget) => {
    const { client, named } = await setUp(tracking);
    const { token, key } = await signIn(client);
    await confirm(token, key);
    expect(await outcome(forget(named, token, key))).toBe("ok");
    expect(await outcome(forget(named, token, key))).toBe(unknown);
    expect((await send(new ListDevicesCommand({ AccessToken: token }))).Devices).toEqual([]);
    expect(await outcome(send(new GetDeviceCommand({ AccessToken: token, DeviceKey: key })))).toBe(unknown);
  });
  test("with an empty body", async () => {
    const { client, named } = await setUp(tracking);
    const { token, key } = await signIn(client);
    await confirm(token, key);
    expect(await emulator.post("AdminForgetDevice", { ...named, DeviceKey: key })).toMatchObject({
      status: 200,
      text: "",
    });
  });
});

test("devices come page by page", async () => {
  const { client, named } = await setUp(tracking);
  const keys: (string | undefined)[] = [];
  for (let i = 0; i < 5; i++) {
    const { token, key } = await signIn(client);
    await confirm(token, key);
    keys.push(key);
  }
  const seen: (string | undefined)[] = [];
  let PaginationToken: string | undefined;
  do {
    const page = await send(new AdminListDevicesCommand({ ...named, Limit: 2, PaginationToken }));
    expect(page.Devices?.length).toBeLessThanOrEqual(2);
    seen.push(...(page.Devices ?? []).map(({ DeviceKey }) => DeviceKey));
    PaginationToken = page.PaginationToken;
  } while (PaginationToken);
  expect(seen).toEqual(keys);
});

test("a pool that does not track devices knows of none", async () => {
  const { client, named } = await setUp();
  const { token, key } = await signIn(client);
  expect(key).toBe(undefined);
  expect(claimsOf(token)).not.toHaveProperty("device_key");
  const DeviceKey = "us-east-1_00000000-0000-0000-0000-000000000000";
  const calls = [
    send(new AdminListDevicesCommand(named)),
    send(new AdminForgetDeviceCommand({ ...named, DeviceKey })),
    send(new ListDevicesCommand({ AccessToken: token })),
    confirm(token, DeviceKey),
  ];
  const outcomes = await Promise.all(calls.map(outcome));
  for (const refused of outcomes) expect(refused).toMatch(/^InvalidUserPoolConfigurationException/);
});
