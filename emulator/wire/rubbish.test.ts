import { createHash, KeyObject } from "node:crypto";
import { Agent, request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { authorization, password, testEmulator } from "../fixture.ts";
import { operations } from "../operations/operations.ts";
import { createRandom } from "../service/random.ts";
import type { Shape } from "./shape.ts";

const emulator = testEmulator();
const agent = new Agent({ keepAlive: true, maxSockets: 4 });
const random = createRandom("rubbish");
afterAll(() => agent.destroy());

type Known = { UserPoolId: string; ClientId: string; ResourceArn: string };
let known: Known;

const addAda = (UserPoolId: string) => {
  const UserAttributes = [{ Name: "email", Value: "ada@example.com" }];
  const created = { UserPoolId, Username: "ada", MessageAction: "SUPPRESS", UserAttributes };
  emulator.service.call("AdminCreateUser", created);
  const set = { UserPoolId, Username: "ada", Password: password, Permanent: true };
  emulator.service.call("AdminSetUserPassword", set);
};

/** What requests may hit: a pool with a user in a group, a client, a provider and an import. */
const furnish = (): Known => {
  const call = (name: string, body: object) => emulator.service.call(name, body) as Record<string, never>;
  const { Id: UserPoolId, Arn: ResourceArn } = call("CreateUserPool", {
    PoolName: "Rubbish",
    AutoVerifiedAttributes: ["email"],
    UserPoolTier: "PLUS",
  }).UserPool as unknown as { Id: string; Arn: string };
  const { ClientId } = call("CreateUserPoolClient", {
    UserPoolId,
    ClientName: "web",
    ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH"],
  }).UserPoolClient as unknown as { ClientId: string };
  addAda(UserPoolId);
  call("CreateGroup", { UserPoolId, GroupName: "ada" });
  call("AdminAddUserToGroup", { UserPoolId, Username: "ada", GroupName: "ada" });
  const oidc = { ProviderType: "OIDC", ProviderDetails: {} };
  call("CreateIdentityProvider", { UserPoolId, ProviderName: "Okta", ...oidc });
  const CloudWatchLogsRoleArn = "arn:aws:iam::000000000000:role/import";
  call("CreateUserImportJob", { UserPoolId, JobName: "ada", CloudWatchLogsRoleArn });
  return { UserPoolId, ClientId, ResourceArn };
};
beforeAll(() => {
  known = furnish();
});

/** A request that is right may have taken what the others are to hit. */
const restore = () => {
  const pool = emulator.service.pools.get(known.UserPoolId);
  if (!pool || !emulator.service.clients.has(known.ClientId)) known = furnish();
  else if (!pool.users.find("ada")) addAda(pool.id);
};

/** What the right requests leave behind would make each look at the state longer than the one before. */
const removeOthers = (all: boolean) => {
  const { pools, clients } = emulator.service;
  if (all) known = furnish();
  for (const id of pools.keys()) if (id !== known.UserPoolId) pools.delete(id);
  for (const [id, { pool }] of clients) if (pool.id !== known.UserPoolId) clients.delete(id);
};

// A refused sign-in counts against its user, and is kept among the events of sign-in: that much it may change.
const mayChange = new Set(["lockout", "authEvents"]);

/** All pools with everything in them. Each object once, because users and groups point at each other. */
const digest = (): string => {
  const { pools, clients, inbox } = emulator.service;
  const messages = inbox.list({}).length;
  const seen = new Set<unknown>();
  const plain = (key: string, value: unknown): unknown => {
    if (mayChange.has(key) || value instanceof KeyObject) return undefined;
    if (typeof value !== "object" || value === null) return value;
    if (seen.has(value)) return "(seen)";
    seen.add(value);
    return value instanceof Map ? [...value] : value instanceof Set ? [...value] : value;
  };
  return createHash("sha256")
    .update(JSON.stringify([pools, clients, messages], plain))
    .digest("hex");
};

const texts = () =>
  random.pick([
    "",
    "ada",
    "\ud800",
    "\u0000",
    "𝕏".repeat(20),
    "x".repeat(random.chance(0.02) ? 131_073 : 300),
    "__proto__",
    "constructor",
    'email = "',
    '"" OR ""="',
    "$&",
    "{####}",
    "../..",
    "ada@example.com",
    "+12125550100",
    password,
  ]);

/** JSON of no particular shape, and sometimes no JSON at all. */
const rubbish = (depth: number): string => {
  switch (random.int(depth > 4 ? 6 : 9)) {
    case 0:
      return "null";
    case 1:
      return String(random.int(1_000) - 500);
    case 2:
      return random.pick(["true", "false", "1e400", "-0", "0.5", "9007199254740993"]);
    case 3:
      return JSON.stringify(texts());
    case 4:
      return random.pick(["[]", "{}", `[${"[".repeat(500)}${"]".repeat(500)}]`]);
    case 5:
      return depth > 0 && random.chance(0.1) ? random.pick(["{", "]", '"', "undefined", ""]) : "[null]";
    case 6:
      return `[${Array.from({ length: random.int(4) }, () => rubbish(depth + 1)).join(",")}]`;
    default: {
      const keys = ["Username", "Name", "Value", "__proto__", "constructor", "toString", "toJSON"];
      const members = Array.from(
        { length: random.int(5) },
        () => `${JSON.stringify(random.pick(keys))}:${rubbish(depth + 1)}`,
      );
      return `{${members.join(",")}}`;
    }
  }
};

/** JSON that the shape lets in more often than not, so that what stands behind the shape is reached as well. */
const nearly = (shape: Shape, name: string): string => {
  if (random.chance(0.06)) return rubbish(1);
  switch (shape.type) {
    case "string":
      if (Object.hasOwn(known, name) && random.chance(0.9)) return JSON.stringify(known[name as keyof Known]);
      if (shape.enum) return JSON.stringify(random.pick(shape.enum));
      return JSON.stringify(random.chance(0.6) ? "ada" : texts());
    case "integer":
      return String(random.pick([shape.min ?? 0, shape.max ?? 60, random.int(60), -1]));
    case "boolean":
      return random.pick(["true", "false"]);
    case "list":
      return `[${Array.from({ length: random.int(4) }, () => nearly(shape.of, "")).join(",")}]`;
    case "map":
      return `{${["USERNAME", "PASSWORD", "__proto__"].map((key) => `"${key}":${nearly(shape.value, "")}`).join(",")}}`;
    case "structure": {
      const wanted = Object.entries(shape.members).filter(([member]) =>
        random.chance(shape.required.includes(member) ? 0.97 : 0.3),
      );
      const members = wanted.map(([member, inner]) => `"${member}":${nearly(inner, member)}`);
      if (random.chance(0.05)) members.push(`"__proto__":${rubbish(1)}`);
      return `{${members.join(",")}}`;
    }
  }
};

const post = (name: string, body: string) =>
  new Promise<{ status: number; text: string }>((resolve, reject) => {
    const headers = {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `AWSCognitoIdentityProviderService.${name}`,
      authorization: authorization(),
    };
    const sent = request(emulator.url, { method: "POST", agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
    });
    sent.on("error", reject);
    sent.end(body);
  });

// Counted in bodies and not in time: a slow machine takes longer, and says after each round how far it came.
const rounds = Array.from({ length: 20 }, (_, round) => round + 1);
const bodiesPerRound = 500;
const noTimeLimit = 0;

const counts = { answered: 0, refused: 0 };

const sendRound = async () => {
  const names = [...operations.keys()];
  let before = "";
  for (let i = 0; i < bodiesPerRound; i++) {
    if (i % 100 === 0) {
      removeOthers(i === 0);
      before = digest();
    }
    const name = random.pick(names);
    const input = operations.get(name)?.input as Shape;
    const body = random.chance(0.2) ? rubbish(0) : nearly(input, "");
    const { status, text } = await post(name, body);
    if (status === 200) {
      counts.answered++;
      restore();
      before = digest();
    } else {
      counts.refused++;
      expect([400, 413], `${name} ${body.slice(0, 2_000)} ${text}`).toContain(status);
      expect(JSON.parse(text), name).toEqual({ __type: expect.any(String), message: expect.any(String) });
      expect(digest(), `${name} ${body.slice(0, 2_000)} ${text}`).toBe(before);
    }
  }
};

describe("nothing that is sent brings it down", () => {
  describe("10,000 random bodies: none is answered 500, and what is refused changes nothing", () => {
    test.each(rounds)(
      "round %i",
      async (round) => {
        random.reseed(`rubbish ${round}`);
        await sendRound();
      },
      noTimeLimit,
    );
    test("neither all are right nor all wrong, or the rounds would say less than they seem to", () => {
      const bodies = counts.answered + counts.refused;
      expect(bodies).toBe(rounds.length * bodiesPerRound);
      expect(counts.answered).toBeGreaterThan(bodies / 50);
      expect(counts.refused).toBeGreaterThan(bodies / 2);
      expect(({} as Record<string, unknown>).Username).toBe(undefined);
    });
  });
  test("deep nesting and a huge body are answered", async () => {
    expect((await post("AdminGetUser", "[".repeat(200_000))).status).toBe(400);
    const deep = `{"UserPoolId":"x_y","Username":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
    expect((await post("AdminGetUser", deep)).status).toBe(400);
    expect((await post("AdminGetUser", `{"Username":"${"x".repeat(2_000_000)}"}`)).status).toBe(413);
  });
});
