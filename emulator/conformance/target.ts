import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminGetUserCommand,
  type AdminGetUserCommandOutput,
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll } from "vitest";
import { outcome, temporaryPassword, toAttributes } from "../fixture.ts";
import { type Emulator, startEmulator } from "../wire/server.ts";

/** Whom the suite asks: an emulator of its own, or the pool that the environment names (README.md). */
const remotePoolId = process.env.CONFORMANCE_USER_POOL_ID;
const remoteClientId = process.env.CONFORMANCE_CLIENT_ID;

export const isRemote = remotePoolId !== undefined && remotePoolId !== "";
/** Signing in needs a client with ALLOW_ADMIN_USER_PASSWORD_AUTH and without a secret. */
export const canSignIn = !isRemote || Boolean(remoteClientId);

// Only names with this run's prefix are ever created or removed.
const prefix = `lifeguard-conformance-${process.pid}-${Date.now().toString(36)}-`;

export const conformanceTarget = () => {
  let emulator: Emulator | undefined;
  let sdk: CognitoIdentityProviderClient;
  let poolId = "";
  let clientId = "";
  const created = new Set<string>();

  const send: CognitoIdentityProviderClient["send"] = ((command: never) => sdk.send(command)) as never;

  const createEmulatedPool = async () => {
    const { UserPool } = await send(new CreateUserPoolCommand({ PoolName: "Conformance" }));
    poolId = UserPool?.Id ?? "";
    const flows = ["ALLOW_ADMIN_USER_PASSWORD_AUTH" as const];
    const asked = { UserPoolId: poolId, ClientName: "conformance", ExplicitAuthFlows: flows };
    clientId = (await send(new CreateUserPoolClientCommand(asked))).UserPoolClient?.ClientId ?? "";
  };

  beforeAll(async () => {
    if (isRemote) {
      // Credentials and endpoint are found as the SDK finds them; the pool's id begins with its Region.
      sdk = new CognitoIdentityProviderClient({ region: remotePoolId?.split("_")[0] ?? "" });
      [poolId, clientId] = [remotePoolId ?? "", remoteClientId ?? ""];
      return;
    }
    emulator = await startEmulator({ port: 0, quotas: false });
    const credentials = { accessKeyId: "any", secretAccessKey: "any" };
    sdk = new CognitoIdentityProviderClient({
      endpoint: emulator.url,
      region: "us-east-1",
      credentials,
      maxAttempts: 1,
    });
    await createEmulatedPool();
  });
  afterAll(async () => {
    const left: string[] = [];
    for (const Username of created) {
      const result = await outcome(send(new AdminDeleteUserCommand({ UserPoolId: poolId, Username })));
      if (result !== "ok" && !result.startsWith("UserNotFoundException")) left.push(`${Username}: ${result}`);
    }
    sdk.destroy();
    await emulator?.close();
    if (left.length > 0) throw new Error(`Not removed: ${left.join(", ")}`);
  });

  return {
    send,
    get poolId() {
      return poolId;
    },
    get clientId() {
      return clientId;
    },
    /** The name of a user of this run, who may or may not exist. */
    named: (name: string) => ({ UserPoolId: poolId, Username: prefix + name }),
    /** Nobody is sent anything. */
    async create(name: string, attributes: Record<string, string> = {}) {
      const user = { UserPoolId: poolId, Username: prefix + name };
      created.add(user.Username);
      const UserAttributes = toAttributes(attributes);
      const rest = { UserAttributes, TemporaryPassword: temporaryPassword, MessageAction: "SUPPRESS" as const };
      const { User } = await send(new AdminCreateUserCommand({ ...user, ...rest }));
      return { user, created: User };
    },
    getUser: (user: { UserPoolId: string; Username: string }): Promise<AdminGetUserCommandOutput> =>
      send(new AdminGetUserCommand(user)),
  };
};
