import {
  AdminAddUserToGroupCommand,
  AdminDeleteUserCommand,
  AdminListGroupsForUserCommand,
  AdminRemoveUserFromGroupCommand,
  CreateGroupCommand,
  type CreateGroupCommandInput,
  DeleteGroupCommand,
  GetGroupCommand,
  InitiateAuthCommand,
  ListGroupsCommand,
  ListUsersInGroupCommand,
  UpdateGroupCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { beforeAll, describe, expect, test } from "vitest";
import { claimsOf, outcome, password, testEmulator } from "../fixture.ts";
import { hourMs } from "../service/clock.ts";

const emulator = testEmulator();
const { send, clock } = emulator;
let pool = "";
beforeAll(async () => {
  pool = await emulator.createPool();
  for (const username of ["ada", "grace", "linus"]) await emulator.createConfirmed(pool, username);
});

const create = (GroupName: string, rest: Partial<CreateGroupCommandInput> = {}) =>
  send(new CreateGroupCommand({ UserPoolId: pool, GroupName, ...rest }));
const add = (Username: string, GroupName: string) =>
  send(new AdminAddUserToGroupCommand({ UserPoolId: pool, Username, GroupName }));
const remove = (Username: string, GroupName: string) =>
  send(new AdminRemoveUserFromGroupCommand({ UserPoolId: pool, Username, GroupName }));
const groupsOf = async (Username: string) =>
  (await send(new AdminListGroupsForUserCommand({ UserPoolId: pool, Username }))).Groups?.map(
    (group) => group.GroupName,
  );
const membersOf = async (GroupName: string) =>
  (await send(new ListUsersInGroupCommand({ UserPoolId: pool, GroupName }))).Users?.map((user) => user.Username);

const paging = "InvalidParameterException: Paging Marker is Invalid for Request";
const unknownUser = "UserNotFoundException: User does not exist.";
const unknownGroup = "ResourceNotFoundException: Group not found.";
const role = (name: string) => `arn:aws:iam::000000000000:role/${name}`;

describe("a group", () => {
  test("is made, read, changed and deleted; what a change does not name stays", async () => {
    const { Group } = await create("support", { Description: "Help", Precedence: 3, RoleArn: role("help") });
    const made = { GroupName: "support", UserPoolId: pool, Description: "Help", Precedence: 3, RoleArn: role("help") };
    expect(Group).toMatchObject({
      ...made,
      CreationDate: new Date(clock.now()),
      LastModifiedDate: new Date(clock.now()),
    });
    clock.advance(5_000);
    await send(new UpdateGroupCommand({ UserPoolId: pool, GroupName: "support", Precedence: 0 }));
    const got = await send(new GetGroupCommand({ UserPoolId: pool, GroupName: "support" }));
    expect(got.Group).toMatchObject({ ...made, Precedence: 0, LastModifiedDate: new Date(clock.now()) });
    expect(got.Group?.CreationDate).toEqual(Group?.CreationDate);
    await send(new DeleteGroupCommand({ UserPoolId: pool, GroupName: "support" }));
    expect(await outcome(send(new GetGroupCommand({ UserPoolId: pool, GroupName: "support" })))).toBe(unknownGroup);
  });
  test.each(["once", "ONCE"])("has a name that no other has: %s", async (name) => {
    await outcome(create("once"));
    expect(await outcome(create(name))).toBe("GroupExistsException: A group with the name already exists");
  });
  test("of one pool is not in another", async () => {
    await outcome(create("local"));
    const other = await emulator.createPool();
    expect(await outcome(send(new GetGroupCommand({ UserPoolId: other, GroupName: "local" })))).toBe(unknownGroup);
  });
  const unknown: [string, () => Promise<unknown>, string][] = [
    ["UpdateGroup", () => send(new UpdateGroupCommand({ UserPoolId: pool, GroupName: "none" })), unknownGroup],
    ["DeleteGroup", () => send(new DeleteGroupCommand({ UserPoolId: pool, GroupName: "none" })), unknownGroup],
    ["ListUsersInGroup", () => membersOf("none"), unknownGroup],
    ["AdminAddUserToGroup", () => add("ada", "none"), unknownGroup],
    ["AdminRemoveUserFromGroup", () => remove("ada", "none"), unknownGroup],
    ["AdminAddUserToGroup, a user", () => add("nobody", "none"), unknownUser],
    ["AdminRemoveUserFromGroup, a user", () => remove("nobody", "none"), unknownUser],
    ["AdminListGroupsForUser, a user", () => groupsOf("nobody"), unknownUser],
  ];
  test.each(unknown)("that is not there: %s", async (_name, call, expected) =>
    expect(await outcome(call())).toBe(expected),
  );
  test.each(["AdminAddUserToGroup", "AdminRemoveUserFromGroup", "DeleteGroup"])("%s answers nothing", async (name) => {
    await outcome(create("empty"));
    const body = { UserPoolId: pool, GroupName: "empty", Username: "ada" };
    expect(await emulator.post(name, body)).toMatchObject({ status: 200, text: "" });
  });
});

describe("members", () => {
  test("come and go, each once, and a deleted user leaves", async () => {
    await create("team");
    await emulator.createUser(pool, "temp");
    for (const username of ["grace", "temp", "ada", "grace"]) await add(username, "team");
    expect(await membersOf("team")).toEqual(["grace", "temp", "ada"]);
    await remove("grace", "team");
    expect(await outcome(remove("grace", "team"))).toBe("ok");
    expect(await membersOf("team")).toEqual(["temp", "ada"]);
    await send(new AdminDeleteUserCommand({ UserPoolId: pool, Username: "temp" }));
    expect(await membersOf("team")).toEqual(["ada"]);
    await send(new DeleteGroupCommand({ UserPoolId: pool, GroupName: "team" }));
    expect(await groupsOf("ada")).toEqual([]);
    await create("team");
    expect(await membersOf("team")).toEqual([]);
  });
  test("are paged, each exactly once, while others leave and come", async () => {
    await create("crowd");
    for (let i = 0; i < 10; i++) {
      await emulator.createUser(pool, `crowd${i}`);
      await add(`crowd${i}`, "crowd");
    }
    const page = (NextToken?: string) =>
      send(new ListUsersInGroupCommand({ UserPoolId: pool, GroupName: "crowd", Limit: 3, NextToken }));
    const seen: (string | undefined)[] = [];
    let token: string | undefined;
    do {
      const { Users = [], NextToken } = await page(token);
      seen.push(...Users.map(({ Username }) => Username));
      token = NextToken;
      if (seen.length === 3) {
        await remove("crowd0", "crowd");
        await remove("crowd5", "crowd");
      }
    } while (token);
    expect(seen).toEqual([0, 1, 2, 3, 4, 6, 7, 8, 9].map((i) => `crowd${i}`));
  });
});

describe("a page token", () => {
  test("belongs to its list, its parameters and an hour", async () => {
    const other = await emulator.createPool();
    const createIn = (UserPoolId: string, GroupName: string) => send(new CreateGroupCommand({ UserPoolId, GroupName }));
    for (const name of ["a", "b", "c"]) await createIn(other, name);
    const list = (Limit: number, NextToken?: string, UserPoolId = other) =>
      send(new ListGroupsCommand({ UserPoolId, Limit, NextToken }));
    const first = await list(2);
    expect(first.Groups?.map(({ GroupName }) => GroupName)).toEqual(["a", "b"]);
    const second = await list(2, first.NextToken);
    expect(second.Groups?.map(({ GroupName }) => GroupName)).toEqual(["c"]);
    expect(second.NextToken).toBe(undefined);
    expect((await list(0)).Groups?.length).toBe(3);
    expect(await outcome(list(1, first.NextToken))).toBe(paging);
    expect(await outcome(list(2, first.NextToken, pool))).toBe(paging);
    expect(await outcome(list(2, "nonsense"))).toBe(paging);
    const elsewhere = new ListUsersInGroupCommand({
      UserPoolId: other,
      GroupName: "a",
      Limit: 2,
      NextToken: first.NextToken,
    });
    expect(await outcome(send(elsewhere))).toBe(paging);
    clock.advance(hourMs + 1);
    expect(await outcome(list(2, first.NextToken))).toBe(paging);
  });
});

describe("tokens carry", () => {
  const facts: [string, [string, number | undefined, string | undefined][], object, object][] = [
    ["no groups", [], {}, {}],
    [
      "groups in the order of precedence",
      [
        ["z", 1, undefined],
        ["y", undefined, undefined],
        ["x", 2, undefined],
      ],
      { "cognito:groups": ["z", "x", "y"] },
      {},
    ],
    [
      "roles, the foremost preferred",
      [
        ["r1", 5, role("five")],
        ["r2", 1, role("one")],
      ],
      { "cognito:groups": ["r2", "r1"] },
      { "cognito:roles": [role("one"), role("five")], "cognito:preferred_role": role("one") },
    ],
    [
      "no preferred role when two tie",
      [
        ["t1", 1, role("a")],
        ["t2", 1, role("b")],
      ],
      { "cognito:groups": ["t1", "t2"] },
      { "cognito:roles": [role("a"), role("b")] },
    ],
  ];
  test.each(facts)("%s", async (_title, groups, both, idOnly) => {
    const own = await emulator.createPool();
    const { id } = await emulator.createClient(own);
    await emulator.createConfirmed(own, "ada");
    for (const [GroupName, Precedence, RoleArn] of groups) {
      await send(new CreateGroupCommand({ UserPoolId: own, GroupName, Precedence, RoleArn }));
      await send(new AdminAddUserToGroupCommand({ UserPoolId: own, Username: "ada", GroupName }));
    }
    const AuthParameters = { USERNAME: "ada", PASSWORD: password };
    const command = new InitiateAuthCommand({ ClientId: id, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters });
    const { AuthenticationResult: result } = await send(command);
    const groupClaims = (token?: string) =>
      Object.fromEntries(
        Object.entries(claimsOf(token)).filter(([name]) => /^cognito:(groups|roles|preferred_role)$/.test(name)),
      );
    expect(groupClaims(result?.AccessToken)).toEqual(both);
    expect(groupClaims(result?.IdToken)).toEqual({ ...both, ...idOnly });
  });
});
