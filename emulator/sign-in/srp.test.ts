import { createHash, createHmac, randomBytes } from "node:crypto";
import {
  AdminDisableUserCommand,
  AdminInitiateAuthCommand,
  AdminResetUserPasswordCommand,
  AdminRespondToAuthChallengeCommand,
  AdminSetUserPasswordCommand,
  ChangePasswordCommand,
  type CreateUserPoolClientCommandInput,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { beforeAll, describe, expect, test } from "vitest";
import { claimsOf, newPassword, outcome, password, temporaryPassword, testEmulator } from "../fixture.ts";
import { demoPasswords, seedDemo } from "../seed/seed.ts";
import { minuteMs, secondMs } from "../service/clock.ts";
import { secretHash } from "./secret-hash.ts";

const emulator = testEmulator();
const { send, clock } = emulator;
let pool = "";
let client = "";
let hiding = "";

const srpFlows: Partial<CreateUserPoolClientCommandInput> = { ExplicitAuthFlows: ["ALLOW_USER_SRP_AUTH"] };

beforeAll(async () => {
  pool = await emulator.createPool();
  client = (await emulator.createClient(pool, srpFlows)).id;
  hiding = (await emulator.createClient(pool, { ...srpFlows, PreventUserExistenceErrors: "ENABLED" })).id;
  await emulator.createConfirmed(pool, "ada");
});

/** The client's side, from RFC 5054 and the published behavior of amazon-cognito-identity-js; it shares no code with the service. */
const prime = BigInt(
  "0xFFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DD" +
    "EF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED" +
    "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF0598DA48361C55D39A69163FA8FD24CF5F" +
    "83655D23DCA3AD961C62F356208552BB9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B" +
    "E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF6955817183995497CEA956AE515D2261898FA0510" +
    "15728E5A8AAAC42DAD33170D04507A33A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7" +
    "ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864D87602733EC86A64521F2B18177B200C" +
    "BBE117577A615D6C770988C0BAD946E208E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF",
);
const bytes = (value: bigint) => {
  let hex = value.toString(16);
  if (hex.length % 2 === 1) hex = `0${hex}`;
  return Buffer.from(Number.parseInt(hex.slice(0, 2), 16) > 127 ? `00${hex}` : hex, "hex");
};
const number = (buffer: Buffer) => BigInt(`0x${buffer.toString("hex")}`);
const hash = (...parts: (Buffer | string)[]) => {
  const sha = createHash("sha256");
  for (const part of parts) sha.update(part);
  return sha.digest();
};
const hmac = (key: Buffer, ...parts: (Buffer | string)[]) => {
  const mac = createHmac("sha256", key);
  for (const part of parts) mac.update(part);
  return mac.digest();
};
const pow = (base: bigint, exponent: bigint): bigint => {
  if (exponent === 0n) return 1n;
  const half = pow((base * base) % prime, exponent / 2n);
  return exponent % 2n === 1n ? (half * base) % prime : half;
};

type Parameters = Record<string, string>;

/** What a client answers to PASSWORD_VERIFIER. */
const claim = (
  secretA: bigint,
  challenge: Parameters,
  secret: string,
  poolId = pool,
  timestamp = timestampOf(new Date()),
): Parameters => {
  const { SALT = "", SRP_B = "", SECRET_BLOCK = "", USER_ID_FOR_SRP = "" } = challenge;
  const poolName = poolId.split("_")[1] ?? "";
  const [publicA, publicB] = [pow(2n, secretA), BigInt(`0x${SRP_B}`)];
  const x = number(hash(bytes(BigInt(`0x${SALT}`)), hash(`${poolName}${USER_ID_FOR_SRP}:${secret}`)));
  const u = number(hash(bytes(publicA), bytes(publicB)));
  const k = number(hash(bytes(prime), bytes(2n)));
  const base = (((publicB - k * pow(2n, x)) % prime) + prime) % prime;
  const shared = pow(base, secretA + u * x);
  const key = hmac(hmac(bytes(u), bytes(shared)), "Caldera Derived Key", Buffer.from([1])).subarray(0, 16);
  const signature = hmac(key, poolName, USER_ID_FOR_SRP, Buffer.from(SECRET_BLOCK, "base64"), timestamp);
  return {
    USERNAME: USER_ID_FOR_SRP,
    PASSWORD_CLAIM_SECRET_BLOCK: SECRET_BLOCK,
    PASSWORD_CLAIM_SIGNATURE: signature.toString("base64"),
    TIMESTAMP: timestamp,
  };
};

/** EEE MMM d HH:mm:ss z yyyy: the day without a leading zero. */
const timestampOf = (date: Date) => {
  const [, day, month, year, time] = /^(\w{3}), \d\d (\w{3}) (\d{4}) (\S+) GMT$/.exec(date.toUTCString()) ?? [];
  return `${day} ${month} ${date.getUTCDate()} ${time} UTC ${year}`;
};

// Clients take 128 bytes; fewer do for a test, and are quicker.
const newSecretA = () => number(randomBytes(32));

const begin = async (USERNAME: string, ClientId = client, more: Parameters = {}) => {
  const secretA = newSecretA();
  const AuthParameters = { USERNAME, SRP_A: pow(2n, secretA).toString(16), ...more };
  const answer = await send(new InitiateAuthCommand({ ClientId, AuthFlow: "USER_SRP_AUTH", AuthParameters }));
  return { secretA, answer, challenge: answer.ChallengeParameters ?? {} };
};
const respond = (ChallengeResponses: Parameters, ClientId = client) =>
  send(new RespondToAuthChallengeCommand({ ClientId, ChallengeName: "PASSWORD_VERIFIER", ChallengeResponses }));

const signIn = async (username: string, secret: string, ClientId = client, poolId = pool) => {
  const { secretA, challenge } = await begin(username, ClientId);
  return respond(claim(secretA, challenge, secret, poolId), ClientId);
};
const named = (Username: string) => ({ UserPoolId: pool, Username });
const incorrect = "NotAuthorizedException: Incorrect username or password.";

describe("a sign-in by SRP", () => {
  test("asks for a proof in the documented form, and no session", async () => {
    const { answer, challenge } = await begin("ada");
    expect(answer.ChallengeName).toBe("PASSWORD_VERIFIER");
    expect(answer.Session).toBe(undefined);
    expect(challenge).toEqual({
      USERNAME: "ada",
      USER_ID_FOR_SRP: "ada",
      SALT: expect.stringMatching(/^[0-9a-f]{32}$/),
      SRP_B: expect.stringMatching(/^[0-9a-f]{700,768}$/),
      SECRET_BLOCK: expect.stringMatching(/^[A-Za-z0-9+/]+=*$/),
    });
    const { challenge: again } = await begin("ada");
    expect(again.SALT).toBe(challenge.SALT);
    expect(again.SRP_B).not.toBe(challenge.SRP_B);
  });
  test("gives tokens to who knows the password, every time", async () => {
    for (let i = 0; i < 20; i++) {
      const { AuthenticationResult } = await signIn("ada", password);
      expect(claimsOf(AuthenticationResult?.AccessToken).username).toBe("ada");
    }
  });
  test("refuses a wrong password, and locks like any other sign-in", async () => {
    await emulator.createConfirmed(pool, "clumsy");
    for (let i = 0; i < 5; i++) expect(await outcome(signIn("clumsy", "Wrong-Password-1"))).toBe(incorrect);
    expect(await outcome(signIn("clumsy", password))).toBe("NotAuthorizedException: Password attempts exceeded");
    clock.advance(secondMs);
    expect(await outcome(signIn("clumsy", password))).toBe("ok");
  });
  test("works with the signed operations", async () => {
    const secretA = newSecretA();
    const ids = { UserPoolId: pool, ClientId: client };
    const AuthParameters = { USERNAME: "ada", SRP_A: pow(2n, secretA).toString(16) };
    const start = new AdminInitiateAuthCommand({ ...ids, AuthFlow: "USER_SRP_AUTH", AuthParameters });
    const ChallengeResponses = claim(secretA, (await send(start)).ChallengeParameters ?? {}, password);
    const command = { ...ids, ChallengeName: "PASSWORD_VERIFIER", ChallengeResponses } as const;
    expect((await send(new AdminRespondToAuthChallengeCommand(command))).AuthenticationResult?.IdToken).toBeTruthy();
  });
  test("knows every password that was set, however it was set", async () => {
    await emulator.createUser(pool, "many");
    const { secretA, challenge } = await begin("many");
    const first = await respond(claim(secretA, challenge, temporaryPassword));
    expect(first.ChallengeName).toBe("NEW_PASSWORD_REQUIRED");
    const answered = await send(
      new RespondToAuthChallengeCommand({
        ClientId: client,
        ChallengeName: "NEW_PASSWORD_REQUIRED",
        Session: first.Session,
        ChallengeResponses: { USERNAME: "many", NEW_PASSWORD: newPassword },
      }),
    );
    expect(await outcome(signIn("many", newPassword))).toBe("ok");
    const AccessToken = answered.AuthenticationResult?.AccessToken;
    const change = { AccessToken, PreviousPassword: newPassword, ProposedPassword: password };
    await send(new ChangePasswordCommand(change));
    expect(await outcome(signIn("many", newPassword))).toBe(incorrect);
    expect(await outcome(signIn("many", password))).toBe("ok");
  });
  test("takes an alias, and answers with the name that the proof is about", async () => {
    const byEmail = await emulator.createPool({ UsernameAttributes: ["email"] });
    const { id } = await emulator.createClient(byEmail, srpFlows);
    await emulator.createConfirmed(byEmail, "ada@example.com");
    const { challenge } = await begin("ada@example.com", id);
    expect(challenge.USER_ID_FOR_SRP).toMatch(/^[0-9a-f-]{36}$/);
    expect(await outcome(signIn("ada@example.com", password, id, byEmail))).toBe("ok");
  });
  test("lets seeded users in, who share their password", async () => {
    const { pools } = seedDemo(emulator.service, { customers: 0, staging: 3 });
    const staging = pools[1]?.id ?? "";
    const { id } = await emulator.createClient(staging, srpFlows);
    expect(await outcome(signIn("test.user02", demoPasswords.permanent, id, staging))).toBe("ok");
    expect(await outcome(signIn("test.user02", demoPasswords.temporary, id, staging))).toBe(incorrect);
  });
});

describe("the status of a user shows in a sign-in by SRP", () => {
  test("as it does with a password", async () => {
    const verified = { email: "srp@example.com", email_verified: "true" };
    await emulator.createConfirmed(pool, "reset", verified);
    await send(new AdminResetUserPasswordCommand(named("reset")));
    expect(await outcome(signIn("reset", password))).toMatch(/^PasswordResetRequiredException/);
    await send(new SignUpCommand({ ClientId: client, Username: "unconfirmed", Password: password }));
    expect(await outcome(signIn("unconfirmed", password))).toMatch(/^UserNotConfirmedException/);
    await emulator.createConfirmed(pool, "disabled");
    const { secretA, challenge } = await begin("disabled");
    await send(new AdminDisableUserCommand(named("disabled")));
    const disabled = "NotAuthorizedException: User is disabled.";
    expect(await outcome(respond(claim(secretA, challenge, password)))).toBe(disabled);
    expect(await outcome(begin("disabled"))).toBe(disabled);
  });
  test("and unknown users are told or hidden, as the client wants", async () => {
    expect(await outcome(begin("nobody"))).toBe("UserNotFoundException: User does not exist.");
    const { challenge } = await begin("nobody", hiding);
    expect((await begin("nobody", hiding)).challenge.SALT).toBe(challenge.SALT);
    expect(await outcome(signIn("nobody", password, hiding))).toBe(incorrect);
    expect(await outcome(signIn("ada", password, hiding))).toBe("ok");
  });
  test("and a password set in between makes the proof worthless", async () => {
    await emulator.createConfirmed(pool, "changed");
    const { secretA, challenge } = await begin("changed");
    await send(new AdminSetUserPasswordCommand({ ...named("changed"), Password: newPassword, Permanent: true }));
    expect(await outcome(respond(claim(secretA, challenge, password)))).toBe(incorrect);
  });
});

describe("a proof is refused", () => {
  test("twice, late, and for another client", async () => {
    const { secretA, challenge } = await begin("ada");
    const answer = claim(secretA, challenge, password);
    expect(await outcome(respond(answer, hiding))).toBe(incorrect);
    expect(await outcome(respond(answer))).toBe("ok");
    expect(await outcome(respond(answer))).toContain("session can only be used once");
    const late = await begin("ada");
    clock.advance(3 * minuteMs);
    expect(await outcome(respond(claim(late.secretA, late.challenge, password)))).toContain("session is expired");
  });
  const broken: [string, Parameters, RegExp][] = [
    ["without a signature", { PASSWORD_CLAIM_SIGNATURE: "" }, /Missing required parameter PASSWORD_CLAIM_SIGNATURE/],
    ["with a short signature", { PASSWORD_CLAIM_SIGNATURE: "AAAA" }, /Incorrect username or password/],
    ["with a made-up block", { PASSWORD_CLAIM_SECRET_BLOCK: "AAAA" }, /Incorrect username or password/],
    ["with another date than was signed", { TIMESTAMP: "Thu Jan 15 12:00:00 UTC 1996" }, /Incorrect username or pass/],
  ];
  test.each(broken)("%s", async (_, change, expected) => {
    clock.advance(15 * minuteMs);
    const { secretA, challenge } = await begin("ada");
    expect(await outcome(respond({ ...claim(secretA, challenge, password), ...change }))).toMatch(expected);
  });
  const moments: [string, string, string][] = [
    ["signed a year ago", "Wed Jan 15 12:00:00 UTC 2025", "ok"],
    ["of a day with one figure", "Mon Jan 5 12:00:00 UTC 2026", "ok"],
    ["with a leading zero in the date", "Mon Jan 05 12:00:00 UTC 2026", incorrect],
    ["with another day of the week", "Sat Jan 15 12:00:00 UTC 2026", incorrect],
    ["of a day that the month has not", "Fri Feb 30 12:00:00 UTC 2026", incorrect],
    ["of an hour that the day has not", "Thu Jan 15 24:00:00 UTC 2026", incorrect],
    ["in another form", "2026-01-15T12:00:00Z", incorrect],
    ["in another language", "Do Jan 15 12:00:00 UTC 2026", incorrect],
    ["in another zone", "Thu Jan 15 12:00:00 CET 2026", incorrect],
  ];
  test.each(moments)("a proof that is right but for its moment, %s (%s): %s", async (_, timestamp, expected) => {
    clock.advance(15 * minuteMs);
    const { secretA, challenge } = await begin("ada");
    expect(await outcome(respond(claim(secretA, challenge, password, pool, timestamp)))).toBe(expected);
  });
  test.each(["0", prime.toString(16), "nonsense", "f".repeat(2_000)])("and SRP_A %s is none", async (SRP_A) =>
    expect(await outcome(begin("ada", client, { SRP_A }))).toMatch(/^InvalidParameterException/),
  );
});

describe("a client", () => {
  test("has SRP unless it names other flows", async () => {
    const off = "InvalidParameterException: USER_SRP_AUTH is not enabled for the client.";
    const facts: [CreateUserPoolClientCommandInput["ExplicitAuthFlows"], string][] = [
      [undefined, "ok"],
      [["ALLOW_USER_PASSWORD_AUTH"], off],
      [["ADMIN_NO_SRP_AUTH"], "ok"],
      [["CUSTOM_AUTH_FLOW_ONLY"], off],
    ];
    for (const [ExplicitAuthFlows, expected] of facts) {
      const { id } = await emulator.createClient(pool, { ExplicitAuthFlows });
      expect(await outcome(begin("ada", id))).toBe(expected);
    }
  });
  test("with a secret wants the hash in both steps", async () => {
    const { id, secret } = await emulator.createClient(pool, { ...srpFlows, GenerateSecret: true });
    const SECRET_HASH = secretHash(secret, "ada", id);
    expect(await outcome(begin("ada", id))).toContain("SECRET_HASH was not received");
    const { secretA, challenge } = await begin("ada", id, { SECRET_HASH });
    const answer = claim(secretA, challenge, password);
    expect(await outcome(respond(answer, id))).toContain("SECRET_HASH was not received");
    const again = await begin("ada", id, { SECRET_HASH });
    const proof = claim(again.secretA, again.challenge, password);
    expect(await outcome(respond({ ...proof, SECRET_HASH }, id))).toBe("ok");
  });
});
