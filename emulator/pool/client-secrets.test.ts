import {
  AddUserPoolClientSecretCommand,
  DeleteUserPoolClientSecretCommand,
  DescribeUserPoolClientCommand,
  InitiateAuthCommand,
  ListUserPoolClientSecretsCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { outcome, password, testEmulator } from "../fixture.ts";
import { secretHash } from "../sign-in/secret-hash.ts";

const emulator = testEmulator();
const { send } = emulator;

const setUp = async () => {
  const UserPoolId = await emulator.createPool();
  const { id: ClientId, secret } = await emulator.createClient(UserPoolId, { GenerateSecret: true });
  await emulator.createConfirmed(UserPoolId, "ada");
  return { named: { UserPoolId, ClientId }, secret };
};
type Named = { UserPoolId: string; ClientId: string };

const list = async (named: Named) => (await send(new ListUserPoolClientSecretsCommand(named))).ClientSecrets ?? [];
const add = async (named: Named, ClientSecret?: string) =>
  (await send(new AddUserPoolClientSecretCommand({ ...named, ClientSecret }))).ClientSecretDescriptor;
const drop = (named: Named, ClientSecretId: string | undefined) =>
  outcome(send(new DeleteUserPoolClientSecretCommand({ ...named, ClientSecretId })));
const signIn = ({ ClientId }: Named, secret: string) => {
  const AuthParameters = { USERNAME: "ada", PASSWORD: password, SECRET_HASH: secretHash(secret, "ada", ClientId) };
  return outcome(send(new InitiateAuthCommand({ ClientId, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters })));
};

describe("a client with a secret", () => {
  test("has one until another is added, and both are good until one is taken away", async () => {
    const { named, secret } = await setUp();
    const [first] = await list(named);
    expect(first?.ClientSecretId).toMatch(new RegExp(`^${named.ClientId}--\\d+$`));
    expect(first).not.toHaveProperty("ClientSecretValue");
    const added = await add(named);
    const second = added?.ClientSecretValue ?? "";
    expect((await list(named)).map(({ ClientSecretId }) => ClientSecretId)).toEqual([
      first?.ClientSecretId,
      added?.ClientSecretId,
    ]);
    expect([await signIn(named, secret), await signIn(named, second)]).toEqual(["ok", "ok"]);
    expect(await drop(named, first?.ClientSecretId)).toBe("ok");
    expect(await signIn(named, secret)).toMatch(/Unable to verify secret hash/);
    expect(await signIn(named, second)).toBe("ok");
    const { UserPoolClient } = await send(new DescribeUserPoolClientCommand(named));
    expect(UserPoolClient?.ClientSecret).toBe(second);
  });

  test("does not repeat one that was given to it", async () => {
    const { named } = await setUp();
    const given = "aSecretOfOurOwnMaking000000";
    expect(await add(named, given)).not.toHaveProperty("ClientSecretValue");
    expect(await signIn(named, given)).toBe("ok");
  });

  test("has no third, and keeps the last", async () => {
    const { named } = await setUp();
    const [first] = await list(named);
    expect(await drop(named, first?.ClientSecretId)).toMatch(/^InvalidParameterException/);
    await add(named);
    expect(await outcome(add(named))).toMatch(/^LimitExceededException/);
    expect(await drop(named, `${named.ClientId}--1`)).toMatch(/^ResourceNotFoundException/);
  });
});

test("a client without a secret gets none", async () => {
  const UserPoolId = await emulator.createPool();
  const { id: ClientId } = await emulator.createClient(UserPoolId);
  expect(await list({ UserPoolId, ClientId })).toEqual([]);
  expect(await outcome(add({ UserPoolId, ClientId }))).toMatch(/^InvalidParameterException/);
});
