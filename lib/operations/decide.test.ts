import { describe, expect, test } from "vitest";
import { effectOf, effectOfAll } from "#lib/calls/call.ts";
import { type OperationId, operationIds, operations } from "#lib/operations/catalog.ts";
import { decide, decideAlone, type Verdict } from "#lib/operations/decide.ts";
import { plainPool, plainUser, poolWith } from "#lib/operations/fixture.ts";
import type { OperationOptions } from "#lib/operations/options.ts";
import { plan } from "#lib/operations/plan.ts";
import { statuses, type User } from "#lib/users/user.ts";

const stuck: Partial<User> = { enabled: false, emailVerified: false };

const verdict = (id: OperationId, change: Partial<User>, options: OperationOptions, pool = plainPool): Verdict =>
  decide(id, { ...plainUser, ...change }, pool, options);
const steps = (decided: Verdict): string[] =>
  decided.apply ? decided.steps.map(({ operation, call }) => `${operation}: ${call.name}`) : [];

describe("a chain", () => {
  test("does what goes first, in its order, and then the operation on what the user is by then", () => {
    const decided = verdict("reset-password", stuck, { first: ["enable", "verify-email"] });
    expect(steps(decided)).toEqual([
      "enable: AdminEnableUser",
      "verify-email: AdminUpdateUserAttributes",
      "reset-password: AdminResetUserPassword",
    ]);
    expect(decided).toMatchObject({ becomes: { enabled: true, emailVerified: true, status: "RESET_REQUIRED" } });
  });

  test("leaves out what the user does not need", () => {
    const first: OperationId[] = ["enable", "verify-email"];
    expect(steps(verdict("reset-password", {}, { first }))).toEqual(["reset-password: AdminResetUserPassword"]);
    expect(steps(verdict("reset-password", { emailVerified: false }, { first }))).toEqual([
      "verify-email: AdminUpdateUserAttributes",
      "reset-password: AdminResetUserPassword",
    ]);
  });

  const nowhere: [why: string, id: OperationId, change: Partial<User>, first: OperationId[], reason: RegExp][] = [
    ["nothing goes first", "reset-password", stuck, [], /^Is disabled/],
    ["what goes first is not enough", "reset-password", stuck, ["enable"], /^Has no verified contact/],
    [
      "what goes first is not possible",
      "reset-password",
      { email: null, emailVerified: false },
      ["verify-email"],
      /^Has no verified/,
    ],
    ["what goes first is about another obstacle", "resend-invitation", stuck, ["enable"], /^Has no open invitation/],
    ["what goes first has made it needless", "enable", stuck, ["enable"], /^Is enabled already/],
  ];
  test.each(nowhere)("is refused with the last one's reason when %s", (_why, id, change, first, reason) => {
    const decided = verdict(id, change, { first });
    expect(decided).toMatchObject({ apply: false, reason: expect.stringMatching(reason) });
    expect(steps(decided)).toEqual([]);
  });

  test("keeps its order: what cannot be done yet is not done later", () => {
    const first: OperationId[] = ["reset-password", "enable"];
    expect(steps(verdict("sign-out", { enabled: false }, { first }))).toEqual([
      "enable: AdminEnableUser",
      "sign-out: AdminUserGlobalSignOut",
    ]);
  });

  test("gives the options to the last alone", () => {
    const invited: Partial<User> = { status: "FORCE_CHANGE_PASSWORD", ...stuck };
    const options: OperationOptions = { first: ["enable", "verify-email"], showPassword: true, alsoSignOut: true };
    expect(steps(verdict("force-confirm", invited, options))).toEqual([
      "enable: AdminEnableUser",
      "verify-email: AdminUpdateUserAttributes",
      "force-confirm: AdminSetUserPassword",
      "force-confirm: AdminUserGlobalSignOut",
    ]);
    expect(steps(verdict("sign-out", {}, { first: ["reset-password"], alsoSignOut: true }))).toEqual([
      "reset-password: AdminResetUserPassword",
      "sign-out: AdminUserGlobalSignOut",
    ]);
  });

  test("gathers the notes of its steps, and not those that a step before has made untrue", () => {
    const alias = poolWith({ aliases: ["email"], mfa: "off" });
    const decided = verdict("reset-password", stuck, { first: ["enable", "verify-email"] }, alias);
    expect(decided).toMatchObject({
      notes: [
        "The e-mail address becomes a sign-in name of this user, and of no other.",
        "The present password stops working at once.",
      ],
    });
    const invited: Partial<User> = { status: "FORCE_CHANGE_PASSWORD", enabled: false };
    const notes = (options: OperationOptions) => JSON.stringify(verdict("set-temporary-password", invited, options));
    expect(notes({})).toContain("stays disabled");
    expect(notes({ first: ["enable"] })).not.toContain("stays disabled");
  });
});

const chosen: Partial<Record<OperationId, OperationOptions>> = {
  "edit-attributes": { attributes: { email: "new@example.com", name: null } },
  "add-to-group": { group: "support" },
  "remove-from-group": { group: "support" },
  delete: { typedUsername: plainUser.username },
};
const states: Partial<User>[] = [...statuses, "ARCHIVED_BY_ADMIN"].flatMap((status) =>
  [true, false].flatMap((enabled) =>
    [{}, { emailVerified: false }, { email: null, emailVerified: false }].map((contact) => ({
      status,
      enabled,
      ...contact,
    })),
  ),
);

describe("whatever the user", () => {
  test("an operation alone is decided as the catalog has it", () => {
    for (const id of operationIds)
      for (const state of states) {
        const options = chosen[id] ?? {};
        const decided = verdict(id, state, options);
        const own = decideAlone(id, { ...plainUser, ...state }, plainPool, options);
        expect(decided.apply, `${id} ${JSON.stringify(state)}`).toBe(own.apply);
        if (!decided.apply || !own.apply) expect(decided).toEqual(own);
        else {
          expect(decided.steps).toEqual(own.calls.map((call) => ({ operation: id, call })));
          expect(decided.notes).toEqual(own.notes);
          expect({ ...plainUser, ...state, ...decided.becomes }, id).toEqual({
            ...plainUser,
            ...state,
            ...effectOfAll(own.calls),
          });
        }
      }
  });

  test("a chain does the same as its parts one after the other, and the effects of its calls add up to what it promises", () => {
    const possible = operationIds.filter((id) => operations[id].needs === null);
    let chains = 0;
    for (const first of possible)
      for (const id of possible)
        for (const state of states) {
          const about = `${first}, ${id} ${JSON.stringify(state)}`;
          const user = { ...plainUser, ...state };
          const before = decide(first, user, plainPool, {});
          const then = before.apply ? { ...user, ...before.becomes } : user;
          const after = decide(id, then, plainPool, {});
          const chain = decide(id, user, plainPool, { first: [first] });
          expect(chain.apply, about).toBe(after.apply);
          if (!chain.apply || !after.apply) continue;
          expect(chain.steps, about).toEqual([...(before.apply ? before.steps : []), ...after.steps]);
          let end: User = user;
          for (const { call } of chain.steps) end = { ...end, ...effectOf(call) };
          expect({ ...user, ...chain.becomes }, about).toEqual(end);
          expect({ ...then, ...after.becomes }, about).toEqual(end);
          chains++;
        }
    expect(chains).toBeGreaterThan(1_000);
  });
});

describe("a plan with something that goes first", () => {
  const users = [{}, stuck, { enabled: false }, { email: null, emailVerified: false }].map((change, index) => ({
    ...plainUser,
    ...change,
    sub: `sub-${index}`,
  }));

  test("counts the steps that each user needs, and skips those whom it does not help", () => {
    const first: OperationId[] = ["enable", "verify-email"];
    const { apply, skip, forecast } = plan("reset-password", users, poolWith({ mfa: "off" }), { first });
    expect(apply.map(({ user, steps }) => [user.sub, steps.length])).toEqual([
      ["sub-0", 1],
      ["sub-1", 3],
      ["sub-2", 2],
    ]);
    expect(skip.map(({ user }) => user.sub)).toEqual(["sub-3"]);
    // A reset alone makes nobody billable (cognito.md 9.1); to enable or to verify does.
    expect(forecast).toMatchObject({ codes: 3, billable: 2, invitations: 0, passwords: 0 });
  });

  test("takes as long as the calls of all its steps", () => {
    const many = Array.from({ length: 500 }, (_, index) => ({ ...plainUser, ...stuck, sub: `sub-${index}` }));
    const seconds = (first: OperationId[]) => plan("verify-email", many, plainPool, { first }).forecast.seconds;
    // Bulk: 20 % of 25 updates a second, of which the first second's worth is free.
    expect(seconds([])).toBe(99);
    expect(seconds(["enable"])).toBe(199);
  });
});
