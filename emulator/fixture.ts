import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  type AdminGetUserCommandOutput,
  AdminSetUserPasswordCommand,
  type AttributeType,
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  type CreateUserPoolClientCommandInput,
  CreateUserPoolCommand,
  type CreateUserPoolCommandInput,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll } from "vitest";
import type { Message } from "./messages/inbox.ts";
import { standingClock } from "./service/clock.ts";
import { type Emulator, startEmulator } from "./wire/server.ts";

/** A running emulator for the tests of one file, spoken to by the real SDK over HTTP; its clock stands until a test moves it. */
export const testEmulator = ({ quotas = false }: { quotas?: boolean } = {}) => {
  const clock = standingClock(Date.UTC(2026, 0, 15, 12));
  let emulator: Emulator;
  let sdk: CognitoIdentityProviderClient;

  beforeAll(async () => {
    emulator = await startEmulator({ port: 0, quotas, clock });
    sdk = new CognitoIdentityProviderClient({
      endpoint: emulator.url,
      region: "us-east-1",
      credentials: { accessKeyId: "any", secretAccessKey: "any" },
      maxAttempts: 1,
    });
  });
  afterAll(async () => {
    sdk.destroy();
    await emulator.close();
  });

  const send: CognitoIdentityProviderClient["send"] = ((command: never) => sdk.send(command)) as never;

  const createPool = async (settings: Partial<CreateUserPoolCommandInput> = {}) => {
    const { UserPool } = await send(new CreateUserPoolCommand({ PoolName: "Test", ...settings }));
    return UserPool?.Id ?? "";
  };
  const createClient = async (pool: string, settings: Partial<CreateUserPoolClientCommandInput> = {}) => {
    const { UserPoolClient } = await send(
      new CreateUserPoolClientCommand({
        UserPoolId: pool,
        ClientName: "web",
        ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH"],
        ...settings,
      }),
    );
    return { id: UserPoolClient?.ClientId ?? "", secret: UserPoolClient?.ClientSecret ?? "" };
  };
  const createUser = (pool: string, Username: string, attributes: Record<string, string> = {}) =>
    send(
      new AdminCreateUserCommand({
        UserPoolId: pool,
        Username,
        TemporaryPassword: temporaryPassword,
        MessageAction: "SUPPRESS",
        UserAttributes: toAttributes(attributes),
      }),
    );

  return {
    clock,
    send,
    createPool,
    createClient,
    createUser,
    get sdk() {
      return sdk;
    },
    get url() {
      return emulator.url;
    },
    get service() {
      return emulator.service;
    },
    async createConfirmed(pool: string, username: string, attributes: Record<string, string> = {}) {
      await createUser(pool, username, attributes);
      const Password = password;
      await send(new AdminSetUserPasswordCommand({ UserPoolId: pool, Username: username, Password, Permanent: true }));
    },
    getUser: (pool: string, username: string): Promise<AdminGetUserCommandOutput> =>
      send(new AdminGetUserCommand({ UserPoolId: pool, Username: username })),
    async inbox(query: Record<string, string> = {}): Promise<Message[]> {
      const response = await fetch(`${emulator.url}/_inbox?${new URLSearchParams(query)}`);
      return (await response.json()) as Message[];
    },
    /** The control address: what it answers, or the sentence with which it refuses. */
    async control<T>(method: "GET" | "POST" | "DELETE", path: string, body?: object): Promise<T> {
      const response = await fetch(`${emulator.url}/_control/${path}`, {
        method,
        ...(body ? { headers: { "content-type": "application/json" }, body: JSON.stringify(body) } : {}),
      });
      const answer = (await response.json()) as T & { problem?: string };
      if (answer.problem !== undefined) throw new Error(answer.problem);
      return answer;
    },
    /** A call without the SDK: what stands on the wire. */
    async post(operation: string, body: unknown, headers: Record<string, string> = {}) {
      const response = await fetch(emulator.url, {
        method: "POST",
        headers: {
          "content-type": "application/x-amz-json-1.1",
          "x-amz-target": `AWSCognitoIdentityProviderService.${operation}`,
          authorization: authorization(),
          ...headers,
        },
        body: typeof body === "string" ? body : JSON.stringify(body),
      });
      return { status: response.status, headers: response.headers, text: await response.text() };
    },
  };
};

/** As a client signs, but for the signature, which nobody looks at. */
export const authorization = ({
  date = "20260115",
  region = "us-east-1",
  service = "cognito-idp",
  end = "aws4_request",
} = {}) => `AWS4-HMAC-SHA256 Credential=any/${date}/${region}/${service}/${end}, SignedHeaders=host, Signature=any`;

export const password = "Right-Password-1";
export const temporaryPassword = "Temporary-Password-1";
export const newPassword = "New-Password-22";

export const toAttributes = (values: Record<string, string>): AttributeType[] =>
  Object.entries(values).map(([Name, Value]) => ({ Name, Value }));

export const fromAttributes = (list: readonly AttributeType[] = []): Record<string, string> =>
  Object.fromEntries(list.map(({ Name = "", Value = "" }) => [Name, Value]));

export const claimsOf = (token = "") => JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());

/** "ok", or the error as "Type: message". */
export const outcome = async (call: Promise<unknown>): Promise<string> => {
  try {
    await call;
    return "ok";
  } catch (error) {
    const { name, message } = error as Error;
    return `${name}: ${message}`;
  }
};
