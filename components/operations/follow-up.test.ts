import { describe, expect, test } from "vitest";
import { followUp } from "#components/operations/follow-up.ts";
import { operationPhrase } from "#components/operations/operation-phrase.ts";
import { plainAuthority } from "#lib/authority/fixture.ts";
import { stepText } from "#lib/calls/call.ts";
import type { OperationId } from "#lib/operations/catalog.ts";
import { plainPool, plainUser } from "#lib/operations/fixture.ts";
import type { OperationOptions } from "#lib/operations/options.ts";
import { plan } from "#lib/operations/plan.ts";
import type { User } from "#lib/users/user.ts";

const planned = (id: OperationId, change: Partial<User>, options: OperationOptions) => {
  const [one] = plan(id, [{ ...plainUser, ...change }], plainPool, options).apply;
  if (!one) throw new Error("The plan leaves the user out.");
  return one;
};

describe("after a run, what is often wanted next is offered", () => {
  const invited: Partial<User> = { status: "FORCE_CHANGE_PASSWORD" };
  const facts: [OperationId, Partial<User>, OperationOptions, string[] | null][] = [
    ["set-temporary-password", {}, {}, ["Sign out everywhere"]],
    ["set-temporary-password", { emailVerified: false }, {}, ["Sign out everywhere", "Verify e-mail"]],
    ["set-temporary-password", { emailVerified: false }, { alsoSignOut: true }, ["Verify e-mail"]],
    ["set-temporary-password", { enabled: false }, {}, []],
    ["force-confirm", invited, {}, ["Send a reset code now", "Sign out everywhere"]],
    ["force-confirm", invited, { showPassword: true }, ["Sign out everywhere"]],
    ["confirm-sign-up", { status: "UNCONFIRMED", emailVerified: false }, {}, ["Verify e-mail"]],
    ["confirm-sign-up", { status: "UNCONFIRMED", emailVerified: false }, { alsoVerifyEmail: true }, []],
    ["enable", { enabled: false }, {}, null],
    ["reset-password", {}, {}, null],
  ];
  test.each(facts)("%s of %j with %j: %j", (id, change, options, offered) => {
    const next = followUp(planned(id, change, options), plainPool, plainAuthority.admin);
    expect(next?.ways.map(({ text }) => text) ?? null).toEqual(offered);
  });

  test("only a password that nobody knows is explained", () => {
    const unseen = followUp(planned("force-confirm", invited, {}), plainPool, plainAuthority.agent);
    const shown = followUp(planned("force-confirm", invited, { showPassword: true }), plainPool, plainAuthority.admin);
    expect(unseen?.sentence).toContain("“Forgot password”");
    expect(shown?.sentence).toBeNull();
  });

  test("a viewer is offered nothing", () => {
    expect(followUp(planned("set-temporary-password", {}, {}), plainPool, plainAuthority.viewer)?.ways).toEqual([]);
  });
});

test("a chain is told in its title and step by step, in the order in which it is done", () => {
  const options: OperationOptions = { first: ["enable", "verify-email"], alsoSignOut: true };
  const { steps } = planned("reset-password", { enabled: false, emailVerified: false }, options);
  expect(operationPhrase("reset-password", "ada@example.com", options)).toBe(
    "Enable, verify e-mail, reset password of ada@example.com",
  );
  expect(steps.map(({ call }) => stepText(call))).toEqual([
    "Enable the account",
    "Mark the e-mail address verified",
    "Reset the password; Cognito sends a code",
    "Sign out everywhere",
  ]);
});

test("an edit is told by the attributes it changes and takes away, and a group by its name", () => {
  const attributes = { email: "new@example.com", email_verified: "true", "custom:tenant": null };
  const { steps } = planned("edit-attributes", {}, { attributes });
  expect(steps.map(({ call }) => stepText(call))).toEqual(["Change E-mail", "Take away tenant"]);
  expect(operationPhrase("add-to-group", "ada", { group: "editors" })).toBe("Add to group “editors”: ada");
});
