import { get } from "node:http";
import {
  AdminCreateUserCommand,
  AdminDisableUserCommand,
  AdminGetUserCommand,
  AdminInitiateAuthCommand,
  AdminResetUserPasswordCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  ForgotPasswordCommand,
  ListUsersCommand,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { outcome, password, temporaryPassword, testEmulator, toAttributes } from "../fixture.ts";
import { dayMs } from "../service/clock.ts";
import type { FaultRule, StandingFault } from "../service/faults-on-demand.ts";
import type { JournalEntry } from "../service/journal.ts";

const emulator = testEmulator();
const { send, control } = emulator;
let pool = "";
let client = "";

beforeAll(async () => {
  pool = await emulator.createPool({ AutoVerifiedAttributes: ["email"] });
  client = (await emulator.createClient(pool)).id;
  const verified = (name: string) => ({ email: `${name}@example.com`, email_verified: "true" });
  for (const name of ["ada", "grace"]) await emulator.createConfirmed(pool, name, verified(name));
});
beforeEach(async () => {
  await control("DELETE", "faults");
  await control("DELETE", "journal");
});

const user = (Username: string) => ({ UserPoolId: pool, Username });
const fail = (rule: FaultRule) => control<StandingFault>("POST", "faults", rule);
const journal = async (query: Record<string, string> = {}) =>
  (await control<{ entries: JournalEntry[] }>("GET", `journal?${new URLSearchParams(query)}`)).entries;
const outcomes = async () => (await journal()).map(({ operation, outcome: name }) => `${operation} ${name}`);

describe("the journal", () => {
  test("tells who asked for what about whom, and what came of it", async () => {
    await send(new AdminGetUserCommand(user("ada")));
    await outcome(send(new AdminGetUserCommand(user("nobody"))));
    expect(await journal()).toMatchObject([
      {
        operation: "AdminGetUser",
        at: new Date(emulator.clock.now()).toISOString(),
        accessKeyId: "any",
        userPoolId: pool,
        username: "ada",
        invocationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        attempt: 1,
        attemptsMax: 1,
        outcome: "ok",
        faults: [],
      },
      { username: "nobody", outcome: "UserNotFoundException" },
    ]);
    expect(await journal({ username: "ada", outcome: "ok" })).toHaveLength(1);
    expect(await journal({ operation: "ListUsers" })).toEqual([]);
  });

  test("shows no password, code, token, session or attribute", async () => {
    await send(new AdminSetUserPasswordCommand({ ...user("ada"), Password: password, Permanent: true }));
    const AuthParameters = { USERNAME: "ada", PASSWORD: password };
    const signIn = { UserPoolId: pool, ClientId: client, AuthFlow: "ADMIN_USER_PASSWORD_AUTH" as const };
    await send(new AdminInitiateAuthCommand({ ...signIn, AuthParameters }));
    const entries = await journal();
    expect(JSON.stringify(entries)).not.toContain(password);
    expect(entries[0]?.input).toEqual({ ...user("ada"), Password: "***", Permanent: true });
    expect(entries[1]).toMatchObject({ username: "ada", input: { AuthParameters: "***" } });
  });

  test("shows by the invocation id that one call was tried twice", async () => {
    await fail({ fault: "internalError", operations: ["AdminDisableUser"], count: 1 });
    const retrying = new CognitoIdentityProviderClient({
      endpoint: emulator.url,
      region: "us-east-1",
      credentials: { accessKeyId: "any", secretAccessKey: "any" },
      maxAttempts: 2,
    });
    await retrying.send(new AdminDisableUserCommand(user("grace")));
    retrying.destroy();
    const [first, second] = await journal();
    expect(first).toMatchObject({ outcome: "InternalErrorException", attempt: 1, attemptsMax: 2 });
    expect(second).toMatchObject({ outcome: "ok", attempt: 2, invocationId: first?.invocationId });
  });

  test("keeps a bounded part of a request of any size", async () => {
    const huge = "x".repeat(200_000);
    await emulator.post("ListUsers", { UserPoolId: huge, Filter: [huge], Limit: { deep: huge }, [huge]: 1 });
    const [entry] = await journal();
    expect(entry?.outcome).toBe("SerializationException");
    expect(JSON.stringify(entry).length).toBeLessThan(3_000);
  });
});

describe("a fault on demand", () => {
  const answers: [FaultRule, string][] = [
    [{ fault: "internalError" }, "InternalErrorException: Internal server error"],
    [{ fault: "throttle" }, "TooManyRequestsException: Rate exceeded"],
    [{ fault: "expiredToken" }, "ExpiredTokenException: The security token included in the request is expired"],
    [
      { fault: "unrecognizedClient" },
      "UnrecognizedClientException: The security token included in the request is invalid.",
    ],
    [
      { fault: "lambdaRefusal", text: "not today" },
      "UserLambdaValidationException: CustomMessage failed with error not today",
    ],
  ];
  test.each(answers)("%j changes nothing and is answered", async (rule, expected) => {
    await fail(rule);
    expect(await outcome(send(new AdminResetUserPasswordCommand(user("ada"))))).toBe(expected);
    await control("DELETE", "faults");
    expect((await emulator.getUser(pool, "ada")).UserStatus).toBe("CONFIRMED");
  });
  test("an internal error is HTTP 500", async () => {
    await fail({ fault: "internalError" });
    expect((await emulator.post("AdminGetUser", user("ada"))).status).toBe(500);
  });
  test("a refusal names caller, operation and pool", async () => {
    await fail({ fault: "accessDenied", operations: ["AdminGetUser"] });
    expect(await outcome(send(new AdminGetUserCommand(user("ada"))))).toBe(
      "AccessDeniedException: User: arn:aws:iam::000000000000:user/any is not authorized to perform: " +
        `cognito-idp:AdminGetUser on resource: arn:aws:cognito-idp:us-east-1:000000000000:userpool/${pool}`,
    );
    expect(await outcome(send(new ListUsersCommand({ UserPoolId: pool })))).toBe("ok");
  });
  test("a refusal of credentials meets no operation that needs none", async () => {
    await fail({ fault: "unrecognizedClient" });
    expect(await outcome(send(new ForgotPasswordCommand({ ClientId: client, Username: "ada" })))).toBe("ok");
  });
  test("a pool can be gone, alone of all", async () => {
    await fail({ fault: "poolGone", userPoolIds: [pool] });
    const other = await emulator.createPool();
    expect(await outcome(send(new ListUsersCommand({ UserPoolId: other })))).toBe("ok");
    expect(await outcome(send(new ListUsersCommand({ UserPoolId: pool })))).toBe(
      `ResourceNotFoundException: User pool ${pool} does not exist.`,
    );
  });

  describe("of the line", () => {
    const lines: [FaultRule, string][] = [
      [{ fault: "connectionReset" }, "none"],
      [{ fault: "replyLostBefore" }, "none"],
      [{ fault: "replyLostBefore", by: "reset" }, "none"],
      [{ fault: "replyLostAfter" }, "ok"],
      [{ fault: "replyLostAfter", by: "reset" }, "ok"],
    ];
    test.each(lines)("%j leaves the caller without an answer, and the service with: %s", async (rule, expected) => {
      const name = `line ${JSON.stringify(rule)}`.replaceAll(/\W/g, "-");
      await fail({ ...rule, operations: ["AdminCreateUser"] });
      expect(await outcome(emulator.createUser(pool, name))).not.toBe("ok");
      expect(await journal()).toMatchObject([{ outcome: expected, faults: [rule.fault] }]);
      await control("DELETE", "faults");
      const found = await outcome(emulator.getUser(pool, name));
      expect(found).toBe(expected === "ok" ? "ok" : "UserNotFoundException: User does not exist.");
    });
    test("silence lasts until the caller gives up", async () => {
      await fail({ fault: "replyLostAfter", by: "silence" });
      const abortSignal = AbortSignal.timeout(100);
      const command = new AdminDisableUserCommand(user("grace"));
      expect(await outcome(emulator.sdk.send(command, { abortSignal }))).toContain("AbortError");
      expect(await outcomes()).toEqual(["AdminDisableUser ok"]);
    });
    test("latency is waited for, and then all goes on", async () => {
      await fail({ fault: "latency", milliseconds: 50 });
      await send(new AdminGetUserCommand(user("ada")));
      expect(await journal()).toMatchObject([{ outcome: "ok", faults: ["latency"] }]);
    });
  });

  describe("of delivery", () => {
    test("leaves a created user behind", async () => {
      await fail({ fault: "codeDeliveryFailure", operations: ["AdminCreateUser"] });
      const UserAttributes = toAttributes({ email: "undelivered@example.com" });
      const create = new AdminCreateUserCommand({
        ...user("undelivered"),
        UserAttributes,
        DesiredDeliveryMediums: ["EMAIL"],
      });
      expect(await outcome(send(create))).toMatch(/^CodeDeliveryFailureException: /);
      expect((await emulator.getUser(pool, "undelivered")).UserStatus).toBe("FORCE_CHANGE_PASSWORD");
      expect(await emulator.inbox({ username: "undelivered" })).toEqual([]);
    });
    test("meets nobody to whom nothing is sent", async () => {
      await fail({ fault: "codeDeliveryFailure" });
      expect(await outcome(emulator.createUser(pool, "suppressed"))).toBe("ok");
    });
    test("50 e-mails a day, from 09:00 UTC to 09:00 UTC", async () => {
      await fail({ fault: "emailLimit" });
      const forgot = () => send(new ForgotPasswordCommand({ ClientId: client, Username: "ada" }));
      for (let i = 0; i < 50; i++) expect(await outcome(forgot())).toBe("ok");
      const limited = /^LimitExceededException: Exceeded daily email limit for the operation or the account\. /;
      expect(await outcome(forgot())).toMatch(limited);
      // The clock stands at noon: 21 hours to the next nine.
      await control("POST", "clock", { advanceMs: (dayMs * 21) / 24 - 1 });
      expect(await outcome(forgot())).toMatch(limited);
      await control("POST", "clock", { advanceMs: 1 });
      expect(await outcome(forgot())).toBe("ok");
    });
    test("a sign-up over the limit leaves its user unconfirmed", async () => {
      await fail({ fault: "emailLimit", perDay: 0 });
      const UserAttributes = toAttributes({ email: "late@example.com" });
      const given = { ClientId: client, Username: "late", Password: password, UserAttributes };
      expect(await outcome(send(new SignUpCommand(given)))).toMatch(/^LimitExceededException: /);
      expect((await emulator.getUser(pool, "late")).UserStatus).toBe("UNCONFIRMED");
    });
  });

  describe("of ListUsers", () => {
    let many = "";
    beforeAll(async () => {
      many = await emulator.createPool();
      for (let i = 0; i < 40; i++) await emulator.createUser(many, `user${i}`);
    });
    const chain = async (filter?: string) => {
      const pages: string[][] = [];
      let PaginationToken: string | undefined;
      do {
        const input = { UserPoolId: many, Limit: 10, Filter: filter, PaginationToken };
        const answer = await send(new ListUsersCommand(input));
        pages.push((answer.Users ?? []).map(({ Username = "" }) => Username));
        ({ PaginationToken } = answer);
      } while (PaginationToken);
      return pages;
    };
    const named = async (filter: string) => (await chain(filter)).flat().toSorted();

    test("empty pages are not the last, and the chain still has everybody once", async () => {
      await fail({ fault: "shortPages", users: 0, count: 3 });
      const pages = await chain();
      expect(pages.slice(0, 3)).toEqual([[], [], []]);
      expect(pages).toHaveLength(7);
      expect(new Set(pages.flat()).size).toBe(40);
    });
    test("short pages are as short as the seed says, the same each time", async () => {
      const lengths = async () => {
        await control("DELETE", "faults");
        await fail({ fault: "shortPages", seed: "short" });
        return (await chain('username ^= "user"')).map(({ length }) => length);
      };
      const first = await lengths();
      expect(await lengths()).toEqual(first);
      expect(first.slice(0, -1).every((length) => length < 10)).toBe(true);
      expect(first.reduce((sum, length) => sum + length)).toBe(40);
    });
    test("a change shows after its delay, and in AdminGetUser at once", async () => {
      await fail({ fault: "listDelay", milliseconds: 5_000, usernames: ["user7", "fresh"] });
      await send(new AdminDisableUserCommand({ UserPoolId: many, Username: "user7" }));
      await send(new AdminDisableUserCommand({ UserPoolId: many, Username: "user8" }));
      await emulator.createUser(many, "fresh");
      expect((await emulator.getUser(many, "user7")).Enabled).toBe(false);
      expect(await named('status = "Disabled"')).toEqual(["user8"]);
      expect((await named('status = "Enabled"')).length).toBe(39);
      expect(await named('username ^= "fresh"')).toEqual([]);
      expect((await chain()).flat()).toHaveLength(40);
      emulator.clock.advance(4_999);
      expect(await named('status = "Disabled"')).toEqual(["user8"]);
      emulator.clock.advance(1);
      expect(await named('status = "Disabled"')).toEqual(["user7", "user8"]);
      expect(await named('username ^= "fresh"')).toEqual(["fresh"]);
    });
  });

  describe("its scope", () => {
    const tries = async (most: number) => {
      const results: boolean[] = [];
      for (let i = 0; i < most; i++) results.push((await outcome(send(new AdminGetUserCommand(user("ada"))))) === "ok");
      return results;
    };
    test("some go by before it, and it is over after its count", async () => {
      await fail({ fault: "throttle", skip: 2, count: 1 });
      expect(await tries(5)).toEqual([true, true, false, true, true]);
      expect(await control("GET", "faults")).toMatchObject({ faults: [{ met: 3, happened: 1 }] });
    });
    test("a user is meant under any name", async () => {
      const byEmail = await emulator.createPool({ UsernameAttributes: ["email"] });
      await emulator.createUser(byEmail, "ada@example.com");
      const { Username: sub = "" } = await emulator.getUser(byEmail, "ada@example.com");
      for (const name of [sub, "ada@example.com"]) {
        await fail({ fault: "throttle", usernames: [name], count: 1 });
        expect(await outcome(emulator.getUser(byEmail, "ada@example.com"))).toMatch(/^TooManyRequestsException: /);
      }
      await fail({ fault: "throttle", usernames: [sub] });
      expect(await tries(1)).toEqual([true]);
    });
    test("chance is the same for the same seed", async () => {
      const half = async (seed: string) => {
        await control("DELETE", "faults");
        await fail({ fault: "throttle", probability: 0.5, seed });
        return tries(40);
      };
      const first = await half("a");
      expect(await half("a")).toEqual(first);
      expect(await half("b")).not.toEqual(first);
      expect(new Set(first).size).toBe(2);
    });
    test("one of several is taken away by its id", async () => {
      const { id } = await fail({ fault: "throttle" });
      await fail({ fault: "internalError" });
      await control("DELETE", `faults/${id}`);
      expect(await outcome(send(new AdminGetUserCommand(user("ada"))))).toMatch(/^InternalErrorException/);
    });
  });
});

describe("the clock", () => {
  test("eight days on, a temporary password has expired", async () => {
    await emulator.createUser(pool, "waiting");
    const AuthParameters = { USERNAME: "waiting", PASSWORD: temporaryPassword };
    const flow = { UserPoolId: pool, ClientId: client, AuthFlow: "ADMIN_USER_PASSWORD_AUTH" as const };
    const signIn = () => outcome(send(new AdminInitiateAuthCommand({ ...flow, AuthParameters })));
    expect(await signIn()).toBe("ok");
    await control("POST", "clock", { advanceDays: 8 });
    expect(await signIn()).toMatch(/^NotAuthorizedException: Temporary password has expired/);
  });
  test("is put where it is wanted, and runs on", async () => {
    expect(await control("POST", "clock", { set: "2030-01-01T00:00:00Z" })).toEqual({
      now: "2030-01-01T00:00:00.000Z",
    });
    emulator.clock.advance(1_000);
    expect(await control("GET", "clock")).toEqual({ now: "2030-01-01T00:00:01.000Z" });
  });
});

describe("the control address refuses", () => {
  const mistakes: ["GET" | "POST" | "DELETE", string, object | undefined, string][] = [
    ["GET", "nothing", undefined, "There is no GET /_control/nothing."],
    ["POST", "faults", { fault: "fire" }, "fault must be one of latency"],
    ["POST", "faults", { fault: "latency" }, "milliseconds must be a whole number."],
    ["POST", "faults", { fault: "throttle", operation: "ListUsers" }, "operation is not known here"],
    ["POST", "faults", { fault: "throttle", probability: 2 }, "probability must be a number from 0 to 1."],
    ["POST", "clock", { set: "soon" }, "set must be a date, or milliseconds since 1970."],
    ["POST", "clock", { advanceDays: "8" }, "advanceMs and advanceDays must be numbers."],
    ["GET", "journal?who=ada", undefined, "who is not known here"],
  ];
  test.each(mistakes)("%s %s %j", async (method, path, body, problem) =>
    expect(await outcome(control(method, path, body))).toContain(problem),
  );
  test("what a page in a browser could send, and another name for this machine", async () => {
    const address = `${emulator.url}/_control/clock`;
    expect((await fetch(address, { method: "POST", body: '{"advanceDays":8}' })).status).toBe(415);
    const { port } = new URL(emulator.url);
    expect(await statusFor(Number(port), "rebound.example")).toBe(403);
  });
});

const statusFor = (port: number, host: string) =>
  new Promise((resolve) =>
    get({ port, host: "127.0.0.1", path: "/_control/clock", headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }),
  );
