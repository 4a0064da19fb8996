import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminInitiateAuthCommand,
  AdminResetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  CognitoIdentityProviderClient,
  CreateUserPoolReplicaCommand,
  DeleteUserPoolReplicaCommand,
  ListUserPoolReplicasCommand,
  ListUsersCommand,
  TagResourceCommand,
  UpdateUserPoolReplicaCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { outcome, password, testEmulator, toAttributes } from "../fixture.ts";
import { startEmulator } from "../wire/server.ts";

const emulator = testEmulator();
const { send } = emulator;
const RegionName = "eu-west-1";

/** The same service, asked in the replica's Region. */
let there: CognitoIdentityProviderClient;
beforeAll(() => {
  const credentials = { accessKeyId: "any", secretAccessKey: "any" };
  there = new CognitoIdentityProviderClient({
    endpoint: emulator.url,
    region: RegionName,
    credentials,
    maxAttempts: 1,
  });
});
afterAll(() => there.destroy());

const list = async (UserPoolId: string) =>
  (await send(new ListUserPoolReplicasCommand({ UserPoolId }))).UserPoolReplicas ?? [];
const setStatus = (UserPoolId: string, Status: "ACTIVE" | "INACTIVE") =>
  send(new UpdateUserPoolReplicaCommand({ UserPoolId, RegionName, Status }));
const replicated = async () => {
  const UserPoolId = await emulator.createPool();
  await send(new CreateUserPoolReplicaCommand({ UserPoolId, RegionName }));
  emulator.clock.advance(60_000);
  return UserPoolId;
};

describe("a pool", () => {
  test("is its own only replica until it is given another, which comes up, is switched on, and goes", async () => {
    const UserPoolId = await emulator.createPool();
    const primary = {
      RegionName: "us-east-1",
      Role: "PRIMARY",
      Status: "ACTIVE",
      UserPoolArn: `arn:aws:cognito-idp:us-east-1:000000000000:userpool/${UserPoolId}`,
    };
    expect(await list(UserPoolId)).toEqual([primary]);
    await send(new CreateUserPoolReplicaCommand({ UserPoolId, RegionName }));
    const secondary = {
      RegionName,
      Role: "SECONDARY",
      Status: "CREATING",
      UserPoolArn: `arn:aws:cognito-idp:eu-west-1:000000000000:userpool/${UserPoolId}`,
    };
    expect(await list(UserPoolId)).toEqual([primary, secondary]);
    emulator.clock.advance(60_000);
    expect(await list(UserPoolId)).toEqual([primary, { ...secondary, Status: "INACTIVE" }]);
    await setStatus(UserPoolId, "ACTIVE");
    expect(await list(UserPoolId)).toEqual([primary, { ...secondary, Status: "ACTIVE" }]);
    const remove = () => outcome(send(new DeleteUserPoolReplicaCommand({ UserPoolId, RegionName })));
    expect(await remove()).toMatch(/^InvalidParameterException/);
    await setStatus(UserPoolId, "INACTIVE");
    expect(await remove()).toBe("ok");
    expect(await list(UserPoolId)).toEqual([primary]);
  });

  test("has one at most, in another Region, and not with the LITE plan", async () => {
    const create = (UserPoolId: string, Region: string) =>
      outcome(send(new CreateUserPoolReplicaCommand({ UserPoolId, RegionName: Region })));
    const UserPoolId = await emulator.createPool();
    expect(await create(UserPoolId, "us-east-1")).toMatch(/^InvalidParameterException/);
    expect(await create(UserPoolId, RegionName)).toBe("ok");
    expect(await create(UserPoolId, "eu-west-2")).toMatch(/^LimitExceededException/);
    const lite = await emulator.createPool({ UserPoolTier: "LITE" });
    expect(await create(lite, RegionName)).toMatch(/^FeatureUnavailableInTierException/);
  });
});

describe("the secondary Region", () => {
  const refused = (operation: string) =>
    `OperationNotEnabledException: ${operation} is not enabled in the secondary region eu-west-1.`;

  test("reads, and neither creates nor changes anybody, while the primary does", async () => {
    const UserPoolId = await replicated();
    await emulator.createConfirmed(UserPoolId, "ada", { email: "ada@example.com", email_verified: "true" });
    const named = { UserPoolId, Username: "ada" };
    expect(await outcome(there.send(new AdminGetUserCommand(named)))).toBe("ok");
    expect((await there.send(new ListUsersCommand({ UserPoolId }))).Users).toHaveLength(1);
    const UserAttributes = toAttributes({ name: "Ada" });
    const writes: [string, Promise<unknown>][] = [
      ["AdminResetUserPassword", there.send(new AdminResetUserPasswordCommand(named))],
      ["AdminUpdateUserAttributes", there.send(new AdminUpdateUserAttributesCommand({ ...named, UserAttributes }))],
      ["AdminCreateUser", there.send(new AdminCreateUserCommand({ UserPoolId, Username: "grace" }))],
    ];
    for (const [operation, done] of writes) expect(await outcome(done)).toBe(refused(operation));
    expect((await emulator.getUser(UserPoolId, "ada")).UserStatus).toBe("CONFIRMED");
    expect(await outcome(send(new AdminResetUserPasswordCommand(named)))).toBe("ok");
  });

  test("signs users in once it is switched on, which can be done from there", async () => {
    const UserPoolId = await replicated();
    const { id: ClientId } = await emulator.createClient(UserPoolId);
    await emulator.createConfirmed(UserPoolId, "ada");
    const AuthParameters = { USERNAME: "ada", PASSWORD: password };
    const AuthFlow = "ADMIN_USER_PASSWORD_AUTH" as const;
    const signIn = () =>
      outcome(there.send(new AdminInitiateAuthCommand({ UserPoolId, ClientId, AuthFlow, AuthParameters })));
    expect(await signIn()).toBe(refused("AdminInitiateAuth"));
    const on = { UserPoolId, RegionName, Status: "ACTIVE" as const };
    expect(await outcome(there.send(new UpdateUserPoolReplicaCommand(on)))).toBe("ok");
    expect(await signIn()).toBe("ok");
  });

  test("of a pool that has none there is any Region, as one address stands for all", async () => {
    const UserPoolId = await emulator.createPool();
    expect(await outcome(there.send(new AdminCreateUserCommand({ UserPoolId, Username: "ada" })))).toBe("ok");
    const ResourceArn = `arn:aws:cognito-idp:us-east-1:000000000000:userpool/${UserPoolId}`;
    expect(await outcome(there.send(new TagResourceCommand({ ResourceArn, Tags: { a: "b" } })))).toBe("ok");
  });
});

test("an emulator of one Region is asked there, and where a pool of it has its replica", async () => {
  const strict = await startEmulator({ port: 0, quotas: false, region: "us-east-1" });
  const clients: CognitoIdentityProviderClient[] = [];
  const clientIn = (region: string) => {
    const credentials = { accessKeyId: "any", secretAccessKey: "any" };
    const client = new CognitoIdentityProviderClient({ endpoint: strict.url, region, credentials, maxAttempts: 1 });
    clients.push(client);
    return client;
  };
  try {
    const home = clientIn("us-east-1");
    const { CreateUserPoolCommand } = await import("@aws-sdk/client-cognito-identity-provider");
    const UserPoolId = (await home.send(new CreateUserPoolCommand({ PoolName: "One" }))).UserPool?.Id;
    const read = (region: string) => outcome(clientIn(region).send(new ListUsersCommand({ UserPoolId })));
    expect(await read("eu-west-1")).toMatch(/^InvalidSignatureException/);
    await home.send(new CreateUserPoolReplicaCommand({ UserPoolId, RegionName: "eu-west-1" }));
    expect(await read("eu-west-1")).toBe("ok");
    expect(await read("eu-west-2")).toMatch(/^InvalidSignatureException/);
  } finally {
    for (const client of clients) client.destroy();
    await strict.close();
  }
});
