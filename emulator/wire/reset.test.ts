import { ListUserPoolsCommand, ListUsersCommand } from "@aws-sdk/client-cognito-identity-provider";
import { expect, test } from "vitest";
import { testEmulator } from "../fixture.ts";
import { seedDemo } from "../seed/seed.ts";

const emulator = testEmulator();
const { send } = emulator;
const poolIds = async () =>
  ((await send(new ListUserPoolsCommand({ MaxResults: 60 }))).UserPools ?? []).map(({ Id }) => Id);

test("a reset gives back an empty service, its own time, and the same ids for the same calls", async () => {
  const first = await emulator.createPool();
  await emulator.createUser(first, "ada", { email: "ada@example.com" });
  await emulator.control("POST", "clock", { advanceDays: 3 });
  await emulator.control("POST", "faults", { fault: "throttle", operations: ["ListGroups"] });
  expect(await emulator.control("POST", "reset", {})).toEqual({ pools: [] });
  expect(await poolIds()).toEqual([]);
  expect(await emulator.control("GET", "clock")).toEqual({ now: new Date(emulator.clock.now()).toISOString() });
  expect(await emulator.control("GET", "faults")).toEqual({ faults: [] });
  expect(await emulator.inbox()).toEqual([]);
  expect(await emulator.createPool()).toBe(first);
});

test("with people in it, it gives back the people as they were", async () => {
  const [seeded] = seedDemo(emulator.service, { customers: 20, staging: 3 }).pools;
  const list = async () => (await send(new ListUsersCommand({ UserPoolId: seeded?.id }))).Users;
  const before = await list();
  const extra = await emulator.createPool();
  await emulator.createUser(seeded?.id ?? "", "newcomer");
  expect(await list()).toHaveLength(21);
  const { pools } = await emulator.control<{ pools: { id: string }[] }>("POST", "reset", {});
  expect(pools.map(({ id }) => id)).toEqual(["us-east-1_Customers", "us-east-1_Staging01"]);
  expect(await poolIds()).not.toContain(extra);
  expect(await list()).toEqual(before);
});

test("says what it does not know", async () =>
  expect(emulator.control("POST", "reset", { users: 5 })).rejects.toThrow("users is not known here"));
