import { describe, expect, test } from "vitest";
import { type OperationId, operationIds, operations } from "#lib/operations/catalog.ts";
import { decide, decideAlone } from "#lib/operations/decide.ts";
import { plainPool, plainUser } from "#lib/operations/fixture.ts";
import { plan } from "#lib/operations/plan.ts";
import { statuses, type User } from "#lib/users/user.ts";

const opening = operationIds.filter((id) => operations[id].opensNativeSignIn);
/** A status in which the operation is carried out on somebody without a provider. */
const fit: Partial<Record<OperationId, string>> = {
  "force-confirm": "FORCE_CHANGE_PASSWORD",
  "resend-invitation": "FORCE_CHANGE_PASSWORD",
  "confirm-sign-up": "UNCONFIRMED",
};
const native = (id: OperationId): User => ({ ...plainUser, status: fit[id] ?? "CONFIRMED" });
const linked = (id: OperationId): User => ({ ...native(id), providers: ["Google"] });

test("every operation that gives a way in, or revives one, is guarded", () => {
  expect(opening).toEqual([
    "force-confirm",
    "resend-invitation",
    "confirm-sign-up",
    "reset-password",
    "set-temporary-password",
    "set-permanent-password",
  ]);
});

describe.each(opening)("%s", (id) => {
  test("goes ahead for somebody without a provider", () => {
    expect(decideAlone(id, native(id), plainPool, {}).apply).toBe(true);
  });

  test("is refused for somebody whom a provider alone signs in, whatever is acknowledged, and names the provider", () => {
    const federated = { ...plainUser, status: "EXTERNAL_PROVIDER", providers: ["Okta"] };
    for (const options of [{}, { acknowledgeProvider: true }]) {
      const decision = decideAlone(id, federated, plainPool, options);
      expect(decision).toMatchObject({ apply: false, reason: expect.stringContaining("Okta") });
    }
  });

  test("needs an acknowledgement for somebody who is linked, which names the provider and is all that it takes", () => {
    expect(operations[id].options).toContain("acknowledgeProvider");
    expect(decideAlone(id, linked(id), plainPool, {})).toEqual({
      apply: false,
      reason: "Also signs in through Google.",
      remedy: {
        text: "Open this user alone and confirm that a way in beside Google is wanted.",
        option: "acknowledgeProvider",
      },
    });
    expect(decideAlone(id, linked(id), plainPool, { acknowledgeProvider: true }).apply).toBe(true);
  });

  test("leaves linked people out of a run of many and goes on with the others", () => {
    const { apply, skip } = plan(id, [linked(id), { ...native(id), sub: "other" }], plainPool, {});
    expect([apply.map(({ user }) => user.sub), skip.map(({ user }) => user.sub)]).toEqual([["other"], [plainUser.sub]]);
  });

  test("is no less guarded when it goes first in a chain", () => {
    const verdict = decide("sign-out", linked(id), plainPool, { first: [id] });
    expect(verdict).toMatchObject({ apply: true, steps: [{ operation: "sign-out" }] });
  });
});

test("nothing else is kept from people of a provider", () => {
  const others = operationIds.filter((id) => !opening.includes(id) && operations[id].needs === null);
  for (const id of others)
    for (const status of statuses) {
      const decided = (providers: string[]) =>
        decideAlone(id, { ...plainUser, status, providers }, plainPool, {}).apply;
      expect(decided(["Google"]), `${id} ${status}`).toBe(decided([]));
    }
});
