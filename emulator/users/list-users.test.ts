import {
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminUpdateUserAttributesCommand,
  ListUserPoolsCommand,
  ListUsersCommand,
  type ListUsersCommandInput,
  paginateListUsers,
} from "@aws-sdk/client-cognito-identity-provider";
import { beforeAll, describe, expect, test } from "vitest";
import { fromAttributes, outcome, testEmulator, toAttributes } from "../fixture.ts";
import { hourMs, minuteMs } from "../service/clock.ts";

const emulator = testEmulator();
const { send } = emulator;
let pool = "";

const list = (input: Partial<ListUsersCommandInput> = {}) => send(new ListUsersCommand({ UserPoolId: pool, ...input }));
const names = async (Filter: string) =>
  ((await list({ Filter })).Users ?? []).map(({ Username }) => Username).toSorted();

beforeAll(async () => {
  pool = await emulator.createPool();
  await emulator.createConfirmed(pool, "ada", {
    email: "Ada@Example.com",
    name: "Ada Lovelace",
    given_name: "Ada",
    family_name: "Lovelace",
    phone_number: "+12125550101",
    preferred_username: "countess",
  });
  await emulator.createUser(pool, "adam", { email: "adam@example.com", name: 'Adam "the first" Smith' });
  await emulator.createUser(pool, "grace", { email: "grace@example.org", name: "back\\slash" });
  await emulator.createConfirmed(pool, "off", { email: "off@example.com" });
  await send(new AdminDisableUserCommand({ UserPoolId: pool, Username: "off" }));
});

describe("a filter finds", () => {
  const facts: [string, string[]][] = [
    ["", ["ada", "adam", "grace", "off"]],
    ['username = "ada"', ["ada"]],
    ['username ^= "ada"', ["ada", "adam"]],
    ['username = "ADA"', []],
    ['username ^= "AD"', []],
    ['email = "ada@example.com"', ["ada"]],
    ['email = "ADA@EXAMPLE.COM"', ["ada"]],
    ['email ^= "ad"', ["ada", "adam"]],
    ['"email"^="ad"', ["ada", "adam"]],
    ['email="adam@example.com"', ["adam"]],
    ['  email   =   "adam@example.com"  ', ["adam"]],
    ['email = "nobody@example.com"', []],
    ['phone_number = "+12125550101"', ["ada"]],
    ['phone_number ^= "+1212"', ["ada"]],
    ['name = "ada lovelace"', ["ada"]],
    ['name ^= "ADA "', ["ada"]],
    ['given_name = "ada"', ["ada"]],
    ['family_name ^= "love"', ["ada"]],
    ['preferred_username = "countess"', ["ada"]],
    ['name = "Adam \\"the first\\" Smith"', ["adam"]],
    ['name = "back\\\\slash"', ["grace"]],
    ['cognito:user_status = "CONFIRMED"', ["ada", "off"]],
    ['cognito:user_status = "Confirmed"', ["ada", "off"]],
    ['cognito:user_status = "force_change_password"', ["adam", "grace"]],
    ['cognito:user_status ^= "FORCE"', ["adam", "grace"]],
    ['cognito:user_status = "nonsense"', []],
    ['status = "Enabled"', ["ada", "adam", "grace"]],
    ['status = "Disabled"', ["off"]],
    ['status = "disabled"', []],
  ];
  test.each(facts)("%s → %j", async (filter, expected) => expect(await names(filter)).toEqual(expected));

  test("sub, and nothing by another's", async () => {
    const { UserAttributes } = await emulator.getUser(pool, "grace");
    const { sub = "" } = fromAttributes(UserAttributes);
    expect(await names(`sub = "${sub}"`)).toEqual(["grace"]);
    expect(await names(`sub = "${sub.replace(/^./, "z")}"`)).toEqual([]);
  });
});

describe("a filter is refused", () => {
  const parse = "InvalidParameterException: Error while parsing filter.";
  const facts: [string, string][] = [
    ["email", parse],
    ["email = ada", parse],
    ["email = 'ada'", parse],
    ['email == "ada"', parse],
    ['email != "ada"', parse],
    ['email ~ "ada"', parse],
    ['= "ada"', parse],
    ['email = "a"b"', parse],
    ['email = "ada', parse],
    ['email = "a" AND username = "b"', parse],
    ['custom:foo = "x"', "InvalidParameterException: Invalid search attribute: custom:foo"],
    ['address = "x"', "InvalidParameterException: Invalid search attribute: address"],
    [
      `email = "${"x".repeat(250)}"`,
      `InvalidParameterException: 1 validation error detected: Value 'email = "${"x".repeat(250)}"' at 'filter' failed to satisfy constraint: Member must have length less than or equal to 256`,
    ],
  ];
  test.each(facts)("%s", async (filter, expected) => expect(await outcome(list({ Filter: filter }))).toBe(expected));
});

describe("AttributesToGet", () => {
  const missing = "InvalidParameterException: One or more requested attributes do not exist";
  test("leaves only what was asked for", async () => {
    const { Users = [] } = await list({ AttributesToGet: ["email", "sub"], Limit: 1 });
    expect(Object.keys(fromAttributes(Users[0]?.Attributes)).toSorted()).toEqual(["email", "sub"]);
  });
  test("refuses an attribute that one of the users has not", async () =>
    expect(await outcome(list({ AttributesToGet: ["phone_number"] }))).toBe(missing));
  test("refuses an attribute that is not in the schema", async () =>
    expect(await outcome(list({ AttributesToGet: ["custom:none"] }))).toBe(missing));
});

describe("pages", () => {
  let big = "";
  const page = (input: Partial<ListUsersCommandInput> = {}) => list({ UserPoolId: big, ...input });
  const marker = "InvalidParameterException: Paging Marker is Invalid for Request";

  beforeAll(async () => {
    big = await emulator.createPool();
    for (let i = 0; i < 130; i++) await emulator.createUser(big, `user${i}`, { email: `user${i}@example.com` });
  });

  test.each([
    [undefined, 60],
    [0, 60],
    [1, 1],
    [60, 60],
  ])("Limit %s gives %s users", async (Limit, expected) => {
    const { Users = [], PaginationToken } = await page(Limit === undefined ? {} : { Limit });
    expect(Users).toHaveLength(expected);
    expect(PaginationToken).toBeTruthy();
  });

  test.each([61, -1])("Limit %s is refused", async (Limit) =>
    expect(await outcome(page({ Limit }))).toMatch(
      /^InvalidParameterException: 1 validation error detected: Value '-?\d+' at 'limit'/,
    ),
  );

  test("one chain has every user once, and its last page has no token", async () => {
    const seen: string[] = [];
    const sizes: number[] = [];
    const client = emulator.sdk;
    for await (const { Users = [] } of paginateListUsers({ client, pageSize: 50 }, { UserPoolId: big })) {
      seen.push(...Users.map(({ Username = "" }) => Username));
      sizes.push(Users.length);
    }
    expect(sizes).toEqual([50, 50, 30]);
    expect(new Set(seen).size).toBe(130);
  });

  test("a page that ends with the last match has no token", async () => {
    const { Users = [], PaginationToken } = await page({ Limit: 11, Filter: 'username ^= "user12"' });
    expect(Users).toHaveLength(11);
    expect(PaginationToken).toBe(undefined);
  });

  test("a filtered chain has every match once", async () => {
    const input = { Filter: 'username ^= "user1"', Limit: 7 };
    const seen: string[] = [];
    let PaginationToken: string | undefined;
    do {
      const answer = await page({ ...input, ...(PaginationToken ? { PaginationToken } : {}) });
      seen.push(...(answer.Users ?? []).map(({ Username = "" }) => Username));
      ({ PaginationToken } = answer);
    } while (PaginationToken);
    expect(seen).toHaveLength(41);
    expect(new Set(seen).size).toBe(41);
  });

  test("a chain over one value that many hold has each of them once", async () => {
    for (let i = 0; i < 5; i++) await emulator.createUser(big, `twin${i}`, { email: "twins@example.com" });
    const input = { Filter: 'email = "twins@example.com"', Limit: 2 };
    const seen: (string | undefined)[] = [];
    let PaginationToken: string | undefined;
    do {
      const answer = await page({ ...input, ...(PaginationToken ? { PaginationToken } : {}) });
      seen.push(...(answer.Users ?? []).map(({ Username }) => Username));
      ({ PaginationToken } = answer);
    } while (PaginationToken);
    expect(seen.toSorted()).toEqual(["twin0", "twin1", "twin2", "twin3", "twin4"]);
    for (const Username of seen) await send(new AdminDeleteUserCommand({ UserPoolId: big, Username }));
  });

  test("users that go and come while a chain runs disturb nobody else's place", async () => {
    const first = await page({ Limit: 20 });
    const gone = first.Users?.slice(0, 5) ?? [];
    for (const { Username } of gone) await send(new AdminDeleteUserCommand({ UserPoolId: big, Username }));
    await emulator.createUser(big, "late", {});
    const seen = (first.Users ?? []).map(({ Username }) => Username);
    let PaginationToken = first.PaginationToken;
    while (PaginationToken) {
      const next = await page({ Limit: 20, PaginationToken });
      seen.push(...(next.Users ?? []).map(({ Username }) => Username));
      ({ PaginationToken } = next);
    }
    expect(seen).toHaveLength(131);
    expect(new Set(seen).size).toBe(131);
  });

  describe("a token belongs to its request", () => {
    const changes: [string, Partial<ListUsersCommandInput>][] = [
      ["without the filter", { Filter: undefined }],
      ["with another filter", { Filter: 'username ^= "user2"' }],
      ["with another Limit", { Limit: 6 }],
      ["with AttributesToGet", { AttributesToGet: ["sub"] }],
    ];
    test.each(changes)("%s it is refused", async (_, change) => {
      const input = { Filter: 'username ^= "user1"', Limit: 5 };
      const { PaginationToken } = await page(input);
      expect(await outcome(page({ ...input, PaginationToken }))).toBe("ok");
      expect(await outcome(page({ ...input, PaginationToken, ...change }))).toBe(marker);
    });
    test("in another pool it is refused", async () => {
      const { PaginationToken } = await page({ Limit: 1 });
      expect(await outcome(list({ Limit: 1, PaginationToken }))).toBe(marker);
    });
    test.each(["nonsense", "a.b", "e30.e30"])("made up as %s it is refused", async (PaginationToken) =>
      expect(await outcome(page({ PaginationToken }))).toBe(marker),
    );
    test("it lives for an hour", async () => {
      const { PaginationToken } = await page({ Limit: 1 });
      emulator.clock.advance(hourMs);
      expect(await outcome(page({ Limit: 1, PaginationToken }))).toBe("ok");
      emulator.clock.advance(minuteMs);
      expect(await outcome(page({ Limit: 1, PaginationToken }))).toBe(marker);
    });
  });
});

test("a changed value is found at once, and the old one no longer", async () => {
  await emulator.createUser(pool, "mover", { email: "before@example.com" });
  const UserAttributes = toAttributes({ email: "after@example.com" });
  await send(new AdminUpdateUserAttributesCommand({ UserPoolId: pool, Username: "mover", UserAttributes }));
  expect(await names('email = "before@example.com"')).toEqual([]);
  expect(await names('email = "after@example.com"')).toEqual(["mover"]);
  await send(new AdminDeleteUserCommand({ UserPoolId: pool, Username: "mover" }));
  expect(await names('email = "after@example.com"')).toEqual([]);
});

test("pools are listed page by page", async () => {
  const seen: (string | undefined)[] = [];
  let NextToken: string | undefined;
  do {
    const answer = await send(new ListUserPoolsCommand({ MaxResults: 1, ...(NextToken ? { NextToken } : {}) }));
    seen.push(...(answer.UserPools ?? []).map(({ Id }) => Id));
    ({ NextToken } = answer);
  } while (NextToken);
  expect(seen).toEqual([...emulator.service.pools.keys()]);
});
