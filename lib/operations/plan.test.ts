import { describe, expect, test } from "vitest";
import { defaultLimits } from "#lib/authority/authority.ts";
import { plainAuthority } from "#lib/authority/fixture.ts";
import { cognitoCalls } from "#lib/calls/call.ts";
import { quotas } from "#lib/calls/quota.ts";
import { type OperationId, operationIds, operations } from "#lib/operations/catalog.ts";
import { plainSettings } from "#lib/operations/fixture.ts";
import type { OperationOptions } from "#lib/operations/options.ts";
import { interactiveUsers, plan, refusal, secondsFor, shareFor } from "#lib/operations/plan.ts";
import type { Pool } from "#lib/pools/pool.ts";
import type { Role } from "#lib/roles.ts";
import type { User } from "#lib/users/user.ts";

const pool: Pool = {
  key: "test",
  name: "Test",
  id: "us-east-1_Test",
  region: "us-east-1",
  endpoint: null,
  typedPasswords: true,
  reasons: [],
  test: true,
  settings: { ...plainSettings, recovery: ["verified_email"], mfa: "off", factorChannels: [] },
};

let made = 0;
const user = (change: Partial<User> = {}): User => ({
  sub: `sub-${++made}`,
  username: `user-${made}`,
  status: "CONFIRMED",
  enabled: true,
  email: `user-${made}@example.com`,
  emailVerified: true,
  phone: null,
  phoneVerified: false,
  name: null,
  preferredUsername: null,
  providers: [],
  createdAt: 1,
  modifiedAt: 2,
  ...change,
});
const users = (count: number, change: Partial<User> = {}): User[] => Array.from({ length: count }, () => user(change));
const invited: Partial<User> = { status: "FORCE_CHANGE_PASSWORD" };

describe("a plan", () => {
  test("splits users into those it changes and those it skips, each once and in order", () => {
    const all = [user(invited), user(), user({ ...invited, emailVerified: false }), user({ status: "UNCONFIRMED" })];
    const { apply, skip } = plan("force-confirm", all, pool, {});
    expect(apply.map((one) => one.user)).toEqual([all[0], all[3]]);
    expect(skip.map((one) => one.user)).toEqual([all[1], all[2]]);
    expect(skip[1]?.remedy).toMatchObject({ option: "alsoVerifyEmail" });
    expect(apply.map(({ steps }) => steps.map(({ call }) => call.name))).toEqual([
      ["AdminSetUserPassword"],
      ["AdminConfirmSignUp"],
    ]);
  });

  test("changes nothing of the users and gives the same again", () => {
    const all = [Object.freeze(user(invited)), Object.freeze(user())];
    for (const operation of operationIds)
      expect(plan(operation, all, pool, {})).toEqual(plan(operation, structuredClone(all), pool, {}));
  });

  test("of nobody is empty and takes no time", () => {
    expect(plan("disable", [], pool, {})).toMatchObject({
      apply: [],
      skip: [],
      forecast: { invitations: 0, codes: 0, billable: 0, passwords: 0, seconds: 0 },
    });
  });

  type Row = [
    OperationId,
    OperationOptions,
    Partial<User>,
    invitations: number,
    codes: number,
    billable: number,
    passwords: number,
  ];
  const costs: Row[] = [
    ["force-confirm", {}, invited, 0, 0, 3, 0],
    ["force-confirm", { alsoVerifyEmail: true }, { ...invited, emailVerified: false }, 0, 0, 3, 0],
    ["force-confirm", { showPassword: true }, invited, 0, 0, 3, 3],
    ["resend-invitation", {}, invited, 3, 0, 3, 0],
    ["reset-password", {}, {}, 0, 3, 0, 0],
    ["reset-password", { alsoSignOut: true }, {}, 0, 3, 3, 0],
    ["set-temporary-password", {}, {}, 0, 0, 3, 3],
    ["set-permanent-password", { typedPassword: true }, {}, 0, 0, 3, 0],
    ["verify-email", {}, { emailVerified: false }, 0, 0, 3, 0],
    ["sign-out", {}, {}, 0, 0, 3, 0],
    ["disable", {}, {}, 0, 0, 3, 0],
    ["disable", {}, { enabled: false }, 0, 0, 0, 0],
  ];
  test.each(costs)("%s %j of three users who are %j: %i invitations, %i codes, %i billable, %i passwords", (...row) => {
    const [operation, options, change, invitations, codes, billable, passwords] = row;
    const { forecast } = plan(operation, users(3, change), pool, options);
    expect(forecast).toMatchObject({ invitations, codes, billable, passwords });
  });

  test("takes the time of its slowest quota, after a first second's worth that is free", () => {
    const seconds = (
      operation: OperationId,
      count: number,
      options: OperationOptions = {},
      change: Partial<User> = {},
    ) => plan(operation, users(count, change), pool, options).forecast.seconds;
    // Interactive: 80 % of 30 reads a second.
    expect(seconds("reset-password", 1)).toBe(0);
    expect(seconds("reset-password", 24)).toBe(0);
    expect(seconds("reset-password", 50)).toBe(Math.ceil(50 / 24 - 1));
    // Bulk: 20 %. Disabling is bound by 25 updates a second, which is less than 30 reads.
    expect(seconds("reset-password", 500)).toBe(Math.ceil(500 / 6 - 1));
    expect(seconds("disable", 500)).toBe(99);
    // Two updates for each user take twice as long as one.
    const twice = { ...invited, emailVerified: false };
    expect(seconds("force-confirm", 500, { alsoVerifyEmail: true }, twice)).toBe(99);
    expect(seconds("verify-email", 500, {}, { emailVerified: false })).toBe(99);
  });

  test("up to fifty users are interactive, more are bulk", () => {
    expect([1, 50, 51, 500].map(shareFor)).toEqual(["interactive", "interactive", "bulk", "bulk"]);
    expect(interactiveUsers).toBe(50);
    // What was selected counts, not what remains.
    expect(plan("disable", users(51, { enabled: false }), pool, {}).forecast.share).toBe("bulk");
    expect(secondsFor("UserUpdate", 25, "interactive")).toBeCloseTo(1.25);
    expect(secondsFor("UserUpdate", 25, "bulk")).toBeCloseTo(5);
  });

  test("every call has a quota, and the two that send are the ones that must not be repeated", () => {
    for (const { quota } of Object.values(cognitoCalls)) expect(quotas[quota]).toBeGreaterThan(0);
    const sending = Object.entries(cognitoCalls).filter(([, { sends }]) => sends !== "nothing");
    expect(sending.map(([name]) => name)).toEqual(["AdminResetUserPassword", "AdminCreateUser"]);
  });
});

describe("who may do what", () => {
  const refused = (id: OperationId, options: OperationOptions, role: Role | null, count = 1, typedPasswords = true) =>
    refusal(id, options, role && plainAuthority[role], count, { name: "Test", typedPasswords });

  test("a viewer, and a person without a role, may do nothing", () => {
    for (const id of operationIds)
      for (const role of ["viewer", null] as const) expect(refused(id, {}, role)).toBe("Your role may only look.");
  });

  const forAdmins = [
    "set-permanent-password",
    "reset-authenticator",
    "turn-off-second-factors",
    "edit-attributes",
    "add-to-group",
    "remove-from-group",
    "delete",
  ];
  const alone = ["reset-authenticator", "turn-off-second-factors", "edit-attributes", "delete"];

  test("an agent may do the daily work, an administrator everything", () => {
    const forAgents = operationIds.filter((id) => refused(id, {}, "agent") === null);
    expect(operationIds.filter((id) => !forAgents.includes(id))).toEqual(forAdmins);
    expect(refused("set-permanent-password", {}, "agent")).toContain("needs the role admin");
    for (const id of operationIds) expect(refused(id, {}, "admin")).toBeNull();
  });

  const limits: [Role, number, boolean][] = [
    ["agent", 1, true],
    ["agent", 50, true],
    ["agent", 51, false],
    ["admin", 51, true],
    ["admin", 500, true],
    ["admin", 501, false],
  ];
  test.each(limits)("%s with %i users: %s", (role, count, may) => {
    for (const id of operationIds) {
      if (forAdmins.includes(id) && role === "agent") continue;
      const sentence = refused(id, {}, role, count);
      if (may && count > 1 && alone.includes(id)) expect(sentence).toMatch(/one user at a time/);
      else if (may) expect(sentence).toBeNull();
      else
        expect(sentence).toBe(
          `Your role may change at most ${defaultLimits[role].usersPerRun} users in one run; ${count} are selected.`,
        );
    }
  });

  type Row = [OperationId, OperationOptions, Role, users: number, typed: boolean, sentence: RegExp | null];
  const rules: Row[] = [
    ["force-confirm", { showPassword: true }, "agent", 1, true, /administrators only/],
    ["force-confirm", { showPassword: true }, "admin", 50, true, null],
    ["force-confirm", { alsoVerifyEmail: true }, "agent", 50, true, null],
    ["force-confirm", { acknowledgeProvider: true }, "agent", 1, true, null],
    ["force-confirm", { acknowledgeProvider: true }, "admin", 2, true, /one user at a time/],
    ["set-temporary-password", {}, "agent", 1, false, null],
    ["set-temporary-password", { typedPassword: true }, "agent", 1, true, /Only administrators may type/],
    ["set-temporary-password", { typedPassword: true }, "admin", 1, true, null],
    ["set-temporary-password", { typedPassword: true }, "admin", 1, false, /Test does not take typed passwords/],
    ["set-temporary-password", { typedPassword: true }, "admin", 2, true, /one user at a time/],
    ["set-permanent-password", { typedPassword: true }, "admin", 1, true, null],
    ["set-permanent-password", { typedPassword: true, alsoSignOut: true }, "admin", 1, true, null],
    ["set-permanent-password", { acknowledgeProvider: true }, "admin", 2, true, /one user at a time/],
    ["disable", { alsoSignOut: true }, "admin", 1, true, /no such option/],
    ["resend-invitation", { typedPassword: true }, "admin", 1, true, /no such option/],
    ["confirm-sign-up", { acknowledgeProvider: true }, "agent", 1, true, null],
    ["reset-password", { acknowledgeProvider: true }, "admin", 2, true, /one user at a time/],
    ["resend-invitation", { acknowledgeProvider: true }, "agent", 2, true, /one user at a time/],
    ["verify-email", { acknowledgeProvider: true }, "admin", 1, true, /no such option/],
    ["disable", { alsoSignOut: false, typedPassword: false }, "admin", 1, true, null],
    ["reset-password", { first: ["enable", "verify-email"] }, "agent", 50, true, null],
    ["reset-password", { first: ["enable"] }, "viewer", 1, true, /only look/],
    ["sign-out", { first: ["set-permanent-password"] }, "agent", 1, true, /needs the role admin/],
    ["sign-out", { first: ["sign-out"] }, "admin", 1, true, /cannot go first/],
    ["sign-out", { first: ["delete"] }, "admin", 1, true, /cannot go first/],
    ["enable", { attributes: { name: "Ada" } }, "admin", 1, true, /no such option/],
    ["enable", { typedUsername: "ada" }, "admin", 1, true, /no such option/],
    ["disable", { group: "support" }, "admin", 1, true, /no such option/],
    ["add-to-group", { group: "support" }, "admin", 500, true, null],
    ["delete", { typedUsername: "ada" }, "admin", 1, true, null],
    ["delete", { typedUsername: "ada" }, "agent", 1, true, /needs the role admin/],
    ["edit-attributes", { attributes: { name: "Ada" } }, "admin", 2, true, /one user at a time/],
  ];
  test.each(rules)(
    "%s with %j by %s on %i users, typed allowed %s: %s",
    (id, options, role, count, typed, sentence) => {
      const said = refused(id, options, role, count, typed);
      if (sentence === null) expect(said).toBeNull();
      else expect(said).toMatch(sentence);
    },
  );

  test("an option that an operation does not have is refused by name, whoever asks", () => {
    const all = ["alsoVerifyEmail", "alsoSignOut", "showPassword", "typedPassword", "acknowledgeProvider"] as const;
    for (const id of operationIds)
      for (const name of all)
        if (!operations[id].options.includes(name))
          expect(refused(id, { [name]: true }, "admin")).toMatch(/no such option/);
    expect(refused("disable", { becomeAdmin: true } as OperationOptions, "admin")).toMatch(/no such option/);
  });
});
