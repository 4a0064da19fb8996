import { createHmac } from "node:crypto";
import { SetUserPoolMfaConfigCommand } from "@aws-sdk/client-cognito-identity-provider";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newPassword, password, temporaryPassword, testEmulator } from "#emulator/fixture.ts";
import { defaultLimits } from "#lib/authority/authority.ts";
import { plainAuthority } from "#lib/authority/fixture.ts";
import { holdUnpaced } from "#lib/cognito/fixture.ts";
import { signInClient } from "#lib/cognito/sign-in-client.ts";
import type { Config } from "#lib/config.ts";
import { testConsole } from "#lib/fixture.ts";
import type { PoolEntry } from "#lib/pools/pool.ts";
import type { Answer } from "#lib/sign-in/answer.ts";
import type { HashChoice, Step } from "#lib/sign-in/step.ts";
import { explain } from "#lib/sign-in-check/explain.ts";
import { firstStage, nextStage, type Stage } from "#lib/sign-in-check/stage.ts";
import { takeStep } from "#lib/sign-in-check/take-step.ts";

const emulator = testEmulator();
const config: Config = { pools: [], grants: [], limits: defaultLimits };
const lifeguard = testConsole(config);

const actor = { sub: "s-1", name: "Alex", email: null };
const by = { actor, authority: plainAuthority.agent, session: "0123456789ab" };
const minuteMs = 60_000;

let poolId = "";
let open = "";
let sealed = "";
let made = 0;
let username = "";

const addPool = (key: string, id: string, test: boolean): void => {
  config.pools.push({
    key,
    name: key,
    id,
    region: "us-east-1",
    endpoint: emulator.url,
    typedPasswords: false,
    reasons: [],
    test,
  });
};

beforeAll(async () => {
  poolId = await emulator.createPool({ AutoVerifiedAttributes: ["email"] });
  open = (await emulator.createClient(poolId)).id;
  sealed = (await emulator.createClient(poolId, { GenerateSecret: true, AuthSessionValidity: 5 })).id;
  addPool("test", poolId, true);
  addPool("real", poolId, false);
  holdUnpaced(emulator.url, emulator.sdk);
});
beforeEach(() => {
  username = `user${++made}`;
});

/** Everything that was ever typed or handed out as a secret. */
const secrets = new Set<string>();
const codes = new Set<string>();
const secretNames = /"(?:password|previous|proposed|session|accessToken|idToken|refreshToken|secret)":"([^"]+)"/g;
const noteSecrets = (of: unknown): void => {
  for (const [, secret] of JSON.stringify(of).matchAll(secretNames)) if (secret) secrets.add(secret);
  for (const [, code] of JSON.stringify(of).matchAll(/"code":"(\d+)"/g)) if (code) codes.add(code);
};

/** A conversation as the page leads it: each answer decides what may be said next. */
const talk = (client = open, minutes = 3) => {
  let stage: Stage = firstStage;
  return {
    async say(step: Step, hash: HashChoice = "right"): Promise<Answer> {
      const answer = await takeStep({ pool: "test", client, step, hash }, by, Date.now());
      stage = nextStage(stage, step, answer, 0, minutes);
      noteSecrets([step, answer]);
      return answer;
    },
    /** The challenge that waits for an answer. */
    get asked() {
      if (stage.at !== "challenge") throw new Error(`No challenge, but ${stage.at}.`);
      const { challenge } = stage;
      return { by: stage.by, session: challenge.session, username: challenge.username, challenge };
    },
    get stage(): Stage {
      return stage;
    },
    get token() {
      if (stage.at !== "signed-in") throw new Error(`Not signed in, but at ${stage.at}.`);
      return { accessToken: stage.accessToken, username: stage.username };
    },
  };
};

const signIn = (secret = password, flow: "USER_PASSWORD_AUTH" | "ADMIN_USER_PASSWORD_AUTH" = "USER_PASSWORD_AUTH") =>
  ({ name: "sign-in", flow, username, password: secret }) as const;

const codeFor = async (name: string): Promise<string> => (await emulator.inbox({ username: name }))[0]?.code ?? "";
const verified = { email: "ada@example.com", email_verified: "true" };

describe("the temporary password is replaced", () => {
  test.each([
    ["as the user", "USER_PASSWORD_AUTH", "user"],
    ["as an administrator", "ADMIN_USER_PASSWORD_AUTH", "admin"],
  ] as const)("%s", async (_who, flow, speaker) => {
    await emulator.createUser(poolId, username);
    const it = talk();
    await it.say(signIn(temporaryPassword, flow));
    expect(it.asked).toMatchObject({ by: speaker, challenge: { name: "NEW_PASSWORD_REQUIRED" } });
    const { challenge: _, ...asked } = it.asked;
    await it.say({ name: "new-password", ...asked, password: newPassword, attributes: {} });
    expect(it.stage).toMatchObject({ at: "signed-in", username });
    expect((await emulator.getUser(poolId, username)).UserStatus).toBe("CONFIRMED");
    const sub = (await emulator.getUser(poolId, username)).UserAttributes?.find(({ Name }) => Name === "sub")?.Value;
    const [row] = await lifeguard.db.readUsers("test", [sub ?? ""]);
    expect(row).toMatchObject({ status: "CONFIRMED" });
  });

  test("with the attributes that the pool requires", async () => {
    const strict = await emulator.createPool({ Schema: [{ Name: "name", Required: true, Mutable: true }] });
    addPool("strict", strict, true);
    const { id: client } = await emulator.createClient(strict);
    await emulator.createUser(strict, username);
    const say = (step: Step) => takeStep({ pool: "strict", client, step, hash: "right" }, by, 1);
    const asked = await say(signIn(temporaryPassword));
    expect(asked).toMatchObject({ kind: "challenge", challenge: { requiredAttributes: ["name"] } });
    if (asked.kind !== "challenge") return;
    const { session } = asked.challenge;
    const answer = { name: "new-password", by: "user", session, username, password: newPassword } as const;
    expect(await say({ ...answer, attributes: {} })).toMatchObject({ error: "InvalidParameterException" });
    expect(await say({ ...answer, attributes: { name: "Ada" } })).toMatchObject({ kind: "tokens" });
  });

  test("but not once the session is over, nor twice with one", async () => {
    await emulator.createUser(poolId, username);
    const it = talk();
    await it.say(signIn(temporaryPassword));
    const { challenge: _, ...asked } = it.asked;
    const step: Step = { name: "new-password", ...asked, password: newPassword, attributes: {} };
    emulator.clock.advance(3 * minuteMs);
    const answer = await it.say(step);
    expect(answer).toMatchObject({ error: "NotAuthorizedException", message: expect.stringContaining("is expired") });
    const meant = explain({ step, answer, hash: "right", client: { hidesUsers: false, sessionMinutes: 3 } });
    expect(meant.title).toBe("The session is over");
    expect(it.stage).toEqual(firstStage);

    await it.say(signIn(temporaryPassword));
    const { challenge: __, ...again } = it.asked;
    const fresh: Step = { ...step, ...again };
    await it.say(fresh);
    expect(await it.say(fresh)).toMatchObject({ message: expect.stringContaining("only be used once") });
  });
});

test("a password that was reset is set anew with the code", async () => {
  await emulator.createConfirmed(poolId, username, verified);
  await emulator.service.call("AdminResetUserPassword", { UserPoolId: poolId, Username: username });
  const it = talk();
  expect(await it.say(signIn())).toMatchObject({ error: "PasswordResetRequiredException" });
  expect(it.stage).toEqual({ at: "start", with: "forgot-password" });
  expect(await it.say({ name: "forgot-password", username })).toMatchObject({ kind: "code-sent", medium: "EMAIL" });
  const confirm = { name: "confirm-forgot-password", username, password: newPassword } as const;
  expect(await it.say({ ...confirm, code: "908172" })).toMatchObject({ error: "CodeMismatchException" });
  expect(it.stage).toEqual({ at: "start", with: "confirm-forgot-password" });
  expect(await it.say({ ...confirm, code: await codeFor(username) })).toEqual({ kind: "done" });
  expect(await it.say(signIn(newPassword))).toMatchObject({ kind: "tokens" });
});

test("who is signed in changes the password and signs out, which ends the token", async () => {
  await emulator.createConfirmed(poolId, username);
  const it = talk();
  await it.say(signIn());
  const change = { name: "change-password", ...it.token, previous: password, proposed: newPassword } as const;
  expect(await it.say(change)).toEqual({ kind: "done" });
  expect(await it.say({ name: "sign-out", ...it.token })).toEqual({ kind: "done" });
  expect(await it.say({ ...change, previous: newPassword, proposed: password })).toMatchObject({
    message: expect.stringContaining("revoked"),
  });
});

describe("an app client with a secret", () => {
  test("takes the right hash, at sign-in and with every answer", async () => {
    await emulator.createUser(poolId, username);
    const it = talk(sealed, 5);
    await it.say(signIn(temporaryPassword));
    expect(it.stage).toMatchObject({ endsAt: 5 * minuteMs });
    const { challenge: _, ...asked } = it.asked;
    await it.say({ name: "new-password", ...asked, password: newPassword, attributes: {} });
    expect(it.stage.at).toBe("signed-in");
  });

  test.each([
    ["wrong", "Unable to verify secret hash", "The secret hash is wrong"],
    ["none", "SECRET_HASH was not received", "The secret hash is missing"],
  ] as const)("refuses a hash that is %s, and it is explained", async (hash, message, title) => {
    await emulator.createConfirmed(poolId, username, verified);
    const it = talk(sealed);
    const steps: Step[] = [
      signIn(),
      signIn(password, "ADMIN_USER_PASSWORD_AUTH"),
      { name: "forgot-password", username },
      { name: "confirm-forgot-password", username, code: "504938", password: newPassword },
    ];
    for (const step of steps) {
      const answer = await it.say(step, hash);
      expect(answer).toMatchObject({ kind: "refused", message: expect.stringContaining(message) });
      expect(explain({ step, answer, hash, client: { hidesUsers: false, sessionMinutes: 3 } }).title).toBe(title);
    }
  });
});

/** RFC 6238, as an authenticator app does it. */
const codeOf = (secret: string, at: number): string => {
  const bits = [...secret].map((letter) =>
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"),
  );
  const key = Buffer.from((bits.join("").match(/[01]{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const mac = createHmac("sha1", key).update(counter).digest();
  const number = mac.readUInt32BE((mac.at(-1) ?? 0) & 15) & 0x7fff_ffff;
  return String(number % 1_000_000).padStart(6, "0");
};

test("where a second factor is required, an authenticator is set up and then asked for", async () => {
  const pool = await emulator.createPool();
  const SoftwareTokenMfaConfiguration = { Enabled: true };
  await emulator.send(
    new SetUserPoolMfaConfigCommand({ UserPoolId: pool, SoftwareTokenMfaConfiguration, MfaConfiguration: "ON" }),
  );
  addPool("mfa", pool, true);
  const { id: client } = await emulator.createClient(pool);
  await emulator.createConfirmed(pool, username);
  let stage: Stage = firstStage;
  const say = async (step: Step): Promise<void> => {
    const answer = await takeStep({ pool: "mfa", client, step, hash: "right" }, by, 1);
    noteSecrets([step, answer]);
    stage = nextStage(stage, step, answer, 0, 3);
  };
  const at = <Name extends Stage["at"]>(name: Name): Extract<Stage, { at: Name }> => {
    expect(stage.at).toBe(name);
    return stage as Extract<Stage, { at: Name }>;
  };
  await say(signIn());
  const { challenge } = at("challenge");
  expect(challenge).toMatchObject({ name: "MFA_SETUP", factors: ["SOFTWARE_TOKEN_MFA"] });
  await say({ name: "begin-app", session: challenge.session, username });
  const { secret, session } = at("app-secret");
  await say({ name: "verify-app", session, username, code: codeOf(secret, emulator.clock.now()) });
  await say({ name: "finish-app", by: "user", session: at("app-verified").session, username });
  at("signed-in");

  emulator.clock.advance(minuteMs);
  await say(signIn());
  const asked = at("challenge").challenge;
  expect(asked.name).toBe("SOFTWARE_TOKEN_MFA");
  const answer = { name: "answer-code", by: "user", factor: "SOFTWARE_TOKEN_MFA", username } as const;
  await say({ ...answer, session: asked.session, code: codeOf(secret, emulator.clock.now()) });
  at("signed-in");
});

describe("not everywhere and not with everything", () => {
  const refused = (pool: string, step: Step) =>
    expect(takeStep({ pool, client: open, step, hash: "right" }, by, 1)).rejects;

  test("only on a pool that is marked as a test pool", async () => {
    await refused("real", signIn()).toMatchObject({ code: "not-allowed" });
    await refused("elsewhere", signIn()).toMatchObject({ code: "unknown-pool" });
  });

  test("only through an app client of this pool", async () => {
    const other = await emulator.createClient(await emulator.createPool());
    await expect(
      takeStep({ pool: "test", client: other.id, step: signIn(), hash: "right" }, by, 1),
    ).rejects.toMatchObject({ code: "pool-not-found" });
  });

  test("only with an access token of this pool", async () => {
    const pool = await emulator.createPool();
    addPool("other", pool, true);
    const { id } = await emulator.createClient(pool);
    await emulator.createConfirmed(pool, username);
    const answer = await takeStep({ pool: "other", client: id, step: signIn(), hash: "right" }, by, 1);
    if (answer.kind !== "tokens") throw new Error(answer.kind);
    await refused("test", { name: "sign-out", username, accessToken: answer.accessToken }).toMatchObject({
      code: "bad-input",
    });
    await refused("test", { name: "sign-out", username, accessToken: "rubbish" }).toMatchObject({ code: "bad-input" });
  });
});

describe("what went wrong on the way is told, and on record", () => {
  const meets = async (fault: object, step: Step): Promise<[Answer, unknown]> => {
    await emulator.createConfirmed(poolId, username);
    await emulator.control("POST", "faults", { ...fault, operations: ["InitiateAuth", "AdminInitiateAuth"] });
    const { value, events } = await lifeguard.recorded(() => talk().say(step));
    await emulator.control("DELETE", "faults");
    return [value, events.at(-1)?.outcome];
  };

  test.each([
    [{ fault: "replyLostAfter", by: "reset" }, { kind: "unanswered", code: "outcome-unknown" }, "unknown"],
    [{ fault: "internalError" }, { kind: "unanswered", code: "outcome-unknown" }, "unknown"],
    [{ fault: "throttle" }, { kind: "refused", code: "throttled" }, "failed"],
    [{ fault: "lambdaRefusal", text: "No." }, { kind: "refused", error: "UserLambdaValidationException" }, "failed"],
  ])("%o", async (fault, answer, outcome) => {
    expect(await meets(fault, signIn())).toMatchObject([answer, outcome]);
  });

  test("with a password in it", async () => {
    const [answer] = await meets({ fault: "lambdaRefusal", text: `No to ${password}.` }, signIn());
    expect(answer).toMatchObject({ kind: "refused", message: expect.stringContaining("No to ••••.") });
  });

  test("the console's role may not do it", async () => {
    const [answer, outcome] = await meets({ fault: "accessDenied" }, signIn(password, "ADMIN_USER_PASSWORD_AUTH"));
    expect([answer, outcome]).toMatchObject([{ kind: "refused", error: "AccessDeniedException" }, "failed"]);
  });
});

test("app clients are told with their flows and without their secrets", async () => {
  const { clients, more } = await signInClient(config.pools[0] as PoolEntry).appClients();
  expect(more).toBe(false);
  expect(clients).toContainEqual({
    id: sealed,
    name: "web",
    hasSecret: true,
    flows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH"],
    sessionMinutes: 5,
    hidesUsers: false,
  });
  expect(clients.find(({ id }) => id === open)).toMatchObject({ hasSecret: false, sessionMinutes: 3 });
});

test("each step is on record before and after, and no secret is in any of it", async () => {
  await emulator.createConfirmed(poolId, username, { email: `${username}@example.com` });
  const typed = "My-Password-In-The-Wrong-Field-1";
  const { events } = await lifeguard.recorded(async () => {
    await talk().say(signIn());
    await talk().say(signIn("Wrong-Password-1"));
    await talk().say({ ...signIn(), username: typed });
  });
  const target = expect.objectContaining({ username, label: `${username}@example.com` });
  const mine = { action: "sign-in-check", actor, role: "agent", poolKey: "test", call: "InitiateAuth" };
  expect(events).toMatchObject([
    { ...mine, kind: "intent", target, detail: { step: "sign-in" } },
    { ...mine, kind: "outcome", target, outcome: "done", intentId: events[0]?.id },
    { ...mine, kind: "intent", target },
    { ...mine, kind: "outcome", target, outcome: "failed", detail: { answer: "NotAuthorizedException" } },
    { ...mine, kind: "intent", target: null },
    { ...mine, kind: "outcome", target: null, outcome: "failed" },
  ]);
  const kept = JSON.stringify(await lifeguard.events()) + lifeguard.copy().join("\n");
  expect(secrets.size).toBeGreaterThan(20);
  expect([...secrets, typed].filter((secret) => kept.includes(secret))).toEqual([]);
  // Six digits can also stand within a hash or an id.
  expect(codes.size).toBeGreaterThan(3);
  expect([...codes].filter((code) => new RegExp(`(?<![\\w-])${code}(?![\\w-])`).test(kept))).toEqual([]);
});
