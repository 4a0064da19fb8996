import {
  AdminInitiateAuthCommand,
  ListUserPoolsCommand,
  ListUsersCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { beforeAll, describe, expect, test } from "vitest";
import { outcome, testEmulator } from "../fixture.ts";
import { operations } from "../operations/operations.ts";
import { dayMs, standingClock } from "../service/clock.ts";
import { createService } from "../service/service.ts";
import type { User, UserStatus } from "../users/user.ts";
import { demoPasswords, type SeededPool, seedDemo } from "./seed.ts";

const seeded = (customers: number, at = Date.UTC(2026, 0, 15)) => {
  const service = createService({ operations, quotas: false, clock: standingClock(at) });
  const { pools } = seedDemo(service, { customers, staging: 40 });
  const usersOf = (name: string): User[] => {
    const pool = service.pools.get(pools.find((one) => one.name === name)?.id ?? "");
    return pool ? pool.users.page(undefined, undefined, pool.users.size).users : [];
  };
  return { service, pools, customers: usersOf("Customers"), staging: usersOf("Staging") };
};

const shown = (users: readonly User[]) =>
  users.map((user) => [user.username, user.status, user.enabled, user.attributes()]);
const countBy = (users: readonly User[], status: UserStatus) => users.filter((user) => user.status === status).length;

describe("the demo's users", () => {
  const { customers, staging, pools } = seeded(2_000);
  const now = Date.UTC(2026, 0, 15);

  test("are as many as asked for", () => {
    expect([customers.length, staging.length]).toEqual([2_000, 40]);
    for (const count of [0, 1, 5, 100]) expect(seeded(count).customers).toHaveLength(count);
  });
  test("are the same each time, subs and all, however late it is", () => {
    expect(shown(seeded(2_000, now + 90 * dayMs).customers).map(([name]) => name)).toEqual(
      shown(customers).map(([name]) => name),
    );
    const again = seeded(2_000);
    expect(shown(again.customers)).toEqual(shown(customers));
    expect(shown(again.staging)).toEqual(shown(staging));
    expect(again.pools).toEqual(pools);
  });
  test("stand in two pools whose ids are ids", () => {
    expect(pools.map(({ name }) => name)).toEqual(["Customers", "Staging"]);
    for (const { id, clientId } of pools) {
      expect(id).toMatch(/^[\w-]+_[0-9a-zA-Z]+$/);
      expect(clientId).toMatch(/^[a-z0-9]{26}$/);
    }
  });

  const shares: [UserStatus, number, number][] = [
    ["CONFIRMED", 0.8, 0.84],
    ["FORCE_CHANGE_PASSWORD", 0.08, 0.1],
    ["UNCONFIRMED", 0.035, 0.045],
    ["RESET_REQUIRED", 0.025, 0.035],
    ["EXTERNAL_PROVIDER", 0.015, 0.025],
  ];
  test.each(shares)("are %s in a share from %d to %d", (status, from, to) => {
    const share = countBy(customers, status) / customers.length;
    expect(share).toBeGreaterThanOrEqual(from);
    expect(share).toBeLessThanOrEqual(to);
  });
  test("are disabled now and then", () => {
    const share = customers.filter(({ enabled }) => !enabled).length / customers.length;
    expect(share).toBeGreaterThan(0.015);
    expect(share).toBeLessThan(0.05);
  });
  test("were created within three years and changed no earlier, all before now", () => {
    for (const { createdAt, modifiedAt } of [...customers, ...staging]) {
      expect(createdAt).toBeGreaterThan(now - 3 * 365 * dayMs);
      expect(modifiedAt).toBeGreaterThanOrEqual(createdAt);
      expect(modifiedAt).toBeLessThanOrEqual(now);
    }
  });
  test("wait with temporary passwords both fresh and expired", () => {
    const waiting = customers.filter(({ status }) => status === "FORCE_CHANGE_PASSWORD");
    const fresh = waiting.filter(({ temporarySince = 0 }) => now - temporarySince <= 7 * dayMs);
    expect(fresh.length).toBeGreaterThan(20);
    expect(waiting.length - fresh.length).toBeGreaterThan(20);
  });
  test("can be reached in every mix of ways", () => {
    const mix = (user: User) =>
      (["email", "phone_number"] as const)
        .map((name) => (user.get(name) === undefined ? "none" : user.isVerified(name) ? "verified" : "unverified"))
        .join("/");
    const found = new Set(customers.map(mix));
    for (const email of ["none", "unverified", "verified"])
      for (const phone of ["none", "unverified", "verified"])
        if (email !== "none" || phone !== "none") expect(found).toContain(`${email}/${phone}`);
  });
  test("hold each verified e-mail alone, and some hold another's unverified", () => {
    const verified = customers.filter((user) => user.isVerified("email")).map((user) => user.get("email"));
    expect(new Set(verified).size).toBe(verified.length);
    const held = new Set(verified);
    const twins = customers.filter((user) => !user.isVerified("email") && held.has(user.get("email")));
    expect(twins.length).toBeGreaterThan(5);
  });
  test("have usernames that are no e-mails and fit the wire, and federated ones their identities", () => {
    for (const user of customers) {
      expect(user.username).toMatch(/^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,128}$/u);
      expect(user.username).not.toContain("@");
      for (const { Value } of user.attributes()) expect(Value.length).toBeLessThanOrEqual(2_048);
      expect(user.get("email") ?? "a@example.com").toMatch(/^[^@\s]+@([a-z]+\.)?example\.(com|org|net)$/);
      expect(user.get("phone_number") ?? "+12125550100").toMatch(/^\+\d{11,15}$/);
    }
    const federated = customers.filter(({ status }) => status === "EXTERNAL_PROVIDER");
    for (const user of federated) {
      const [identity] = JSON.parse(user.get("identities") ?? "[]");
      expect(user.username.toLowerCase()).toBe(`${identity.providerName}_${identity.userId}`.toLowerCase());
      expect(identity.dateCreated).toBeLessThanOrEqual(now);
    }
  });
  test("have names from all over, one of them very long", () => {
    const names = customers.map((user) => user.get("name") ?? "");
    expect(names.some((name) => name.length > 100)).toBe(true);
    for (const script of [
      /'/,
      /[éüñ]/,
      /\p{Script=Han}/u,
      /\p{Script=Cyrillic}/u,
      /\p{Script=Arabic}/u,
      /\p{Script=Hangul}/u,
    ]) {
      expect(names.some((name) => script.test(name))).toBe(true);
    }
  });
  test("in Staging are test users, several of them in each stuck status", () => {
    expect(staging[0]?.username).toBe("test.user01");
    expect(staging.at(-1)?.username).toBe("test.user40");
    for (const status of ["FORCE_CHANGE_PASSWORD", "UNCONFIRMED", "RESET_REQUIRED", "CONFIRMED"] as const) {
      expect(countBy(staging, status)).toBeGreaterThanOrEqual(4);
    }
  });
});

describe("over the wire", () => {
  const emulator = testEmulator();
  const { send } = emulator;
  let pools: SeededPool[] = [];
  beforeAll(() => {
    ({ pools } = seedDemo(emulator.service, { customers: 200, staging: 40 }));
  });

  test("the pools are listed and their users found", async () => {
    const { UserPools = [] } = await send(new ListUserPoolsCommand({ MaxResults: 10 }));
    expect(UserPools.map(({ Id }) => Id)).toEqual(pools.map(({ id }) => id));
    const Filter = 'cognito:user_status = "FORCE_CHANGE_PASSWORD"';
    const { Users = [] } = await send(new ListUsersCommand({ UserPoolId: pools[0]?.id, Filter }));
    expect(Users.length).toBeGreaterThan(10);
  });
  const signIns: [string, string, string][] = [
    ["n.okafor", demoPasswords.permanent, "ok"],
    ["grace.hopper", demoPasswords.temporary, "ok"],
    [
      "ada.lovelace",
      demoPasswords.temporary,
      "NotAuthorizedException: Temporary password has expired and must be reset by an administrator.",
    ],
    ["k.novak42", demoPasswords.permanent, "UserNotConfirmedException: User is not confirmed."],
    ["sean.oconnor", demoPasswords.permanent, "PasswordResetRequiredException: Password reset required for the user"],
  ];
  test.each(signIns)("%s signs in with %s: %s", async (USERNAME, PASSWORD, expected) => {
    const [{ id = "", clientId = "" } = {}] = pools;
    const AuthFlow = "ADMIN_USER_PASSWORD_AUTH";
    const AuthParameters = { USERNAME, PASSWORD };
    const command = new AdminInitiateAuthCommand({ UserPoolId: id, ClientId: clientId, AuthFlow, AuthParameters });
    expect(await outcome(send(command))).toBe(expected);
  });
});
