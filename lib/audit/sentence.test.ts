import { describe, expect, test } from "vitest";
import { actionLabel, otherActions } from "#lib/audit/actions.ts";
import { type AuditEvent, outcomes } from "#lib/audit/event.ts";
import { newEvent } from "#lib/audit/ledger.ts";
import { sentence } from "#lib/audit/sentence.ts";
import { callNames } from "#lib/calls/call.ts";
import { faults } from "#lib/errors.ts";
import { isOperationId, operationIds } from "#lib/operations/catalog.ts";

const actor = { sub: "s-1", name: "Ada Lovelace", email: "ada@example.com" };
const target = { sub: "u-1", username: "grace", label: "grace@example.com" };
const unreachable = faults.unreachable.sentence;

const event = (change: Partial<AuditEvent>): AuditEvent => ({
  ...newEvent({ at: 1, kind: "outcome", action: "disable", actor, target }),
  seq: 1,
  previousHash: "0",
  hash: "0",
  ...change,
});

const otherIds = Object.keys(otherActions) as (keyof typeof otherActions)[];

/** What may come of a call; only a refusal is refused. */
const ends = outcomes.filter((outcome) => outcome !== "refused");

/** Every combination that is ever recorded, and some that are not. */
const events: AuditEvent[] = [
  ...operationIds.flatMap((action) =>
    [null, ...callNames].flatMap((call) => [
      event({ kind: "intent", action, call }),
      ...ends.flatMap((outcome) =>
        [null, unreachable].map((message) => event({ kind: "outcome", action, call, outcome, message })),
      ),
    ]),
  ),
  ...[...operationIds, ...otherIds].flatMap((action) =>
    [null, faults["not-allowed"].sentence].flatMap((message) =>
      [actor, null].flatMap((actor) =>
        [target, null].flatMap((target) => [
          event({ kind: "refusal", outcome: "refused", action, actor, target, message }),
          event({ kind: "outcome", outcome: "failed", action, actor, target, message }),
        ]),
      ),
    ),
  ),
  ...otherIds.map((action) => event({ kind: "access", action, outcome: "done" })),
];

describe("every sentence", () => {
  test.each([...operationIds, ...otherIds])("about %s is whole", (action) => {
    const about = events.filter((one) => one.action === action);
    expect(about.length).toBeGreaterThan(0);
    for (const one of about) {
      const said = sentence(one);
      expect(said).not.toMatch(/undefined|null|NaN|\[object| {2}|\.\.| [.,;:]|did “|: \./);
      expect(said.startsWith(`${one.actor?.name ?? "Someone not signed in"} `), said).toBe(true);
      expect(said.endsWith("."), said).toBe(true);
      if (isOperationId(action)) expect(said).toContain(one.target?.label ?? " users");
      const undone = one.outcome === "failed" || one.outcome === "skipped" || one.outcome === "refused";
      if (one.message) expect(said.endsWith(` ${one.message}`), said).toBe(undone);
    }
  });
});

const done: Record<(typeof operationIds)[number] | "create-user" | "add-note" | "read-factors", string> = {
  "force-confirm": "force-confirmed grace@example.com",
  "resend-invitation": "resent the invitation of grace@example.com",
  "confirm-sign-up": "confirmed the sign-up of grace@example.com",
  "reset-password": "reset the password of grace@example.com",
  "set-temporary-password": "set a temporary password for grace@example.com",
  "set-permanent-password": "set a permanent password for grace@example.com",
  "verify-email": "marked the e-mail address of grace@example.com as verified",
  "verify-phone": "marked the phone number of grace@example.com as verified",
  "sign-out": "signed grace@example.com out everywhere",
  "reset-authenticator": "reset the authenticator app of grace@example.com",
  "turn-off-second-factors": "turned off the second factors of grace@example.com",
  enable: "enabled grace@example.com",
  disable: "disabled grace@example.com",
  "edit-attributes": "changed email of grace@example.com",
  "add-to-group": "added grace@example.com to the group support",
  "remove-from-group": "removed grace@example.com from the group support",
  delete: "deleted grace@example.com",
  "create-user": "created grace@example.com",
  "add-note": "added a note to grace@example.com",
  "read-factors": "read the second factors and devices of grace@example.com",
};

describe("a sentence", () => {
  test.each(Object.entries(done))("of %s that was done: Ada Lovelace %s.", (action, said) => {
    const detail: AuditEvent["detail"] = action.endsWith("group") ? { group: "support" } : { email: "a@x → b@x" };
    expect(sentence(event({ action, outcome: "done", detail }))).toBe(`Ada Lovelace ${said}.`);
  });

  test.each(operationIds)("of %s tells each outcome apart", (action) => {
    const told = ends.map((outcome) => sentence(event({ action, outcome })));
    expect(new Set(told).size).toBe(4);
  });

  const facts: [what: string, change: Partial<AuditEvent>, said: string][] = [
    ["an outcome", { outcome: "done" }, "Ada Lovelace disabled grace@example.com."],
    [
      "an intent that has no outcome",
      { kind: "intent", outcome: null },
      "Ada Lovelace tried to disable grace@example.com; it is not known whether it was done.",
    ],
    [
      "a failure",
      { outcome: "failed", message: unreachable },
      `Ada Lovelace tried to disable grace@example.com. ${unreachable}`,
    ],
    [
      "an attempt that failed before there was a run",
      { action: "force-confirm", outcome: "failed", target: null, message: unreachable },
      `Ada Lovelace tried to force-confirm users. ${unreachable}`,
    ],
    [
      "a user signed out, which is not a sign-out of staff",
      { action: "sign-out", outcome: "done", call: "AdminUserGlobalSignOut" },
      "Ada Lovelace signed grace@example.com out everywhere.",
    ],
    ["a sign-out of staff", { kind: "access", action: "end-session", target: null }, "Ada Lovelace signed out."],
    [
      "a call beside the operation's own, which may be done when that one is not",
      { action: "force-confirm", call: "AdminUpdateUserAttributes", outcome: "done" },
      "Ada Lovelace marked the e-mail address of grace@example.com as verified, as part of force confirm.",
    ],
    [
      "a number marked verified",
      { action: "verify-phone", call: "AdminUpdateUserAttributes", outcome: "done" },
      "Ada Lovelace marked the phone number of grace@example.com as verified.",
    ],
    [
      "a password shown",
      { kind: "access", action: "reveal-password", outcome: "done" },
      "Ada Lovelace was shown the password set for grace@example.com.",
    ],
    [
      "a password not shown",
      { action: "reveal-password", outcome: "failed", target: null, message: faults["already-revealed"].sentence },
      `Ada Lovelace tried to look at the password set for a user. ${faults["already-revealed"].sentence}`,
    ],
    [
      "a run of one user",
      { kind: "access", action: "start-job", target: null, detail: { operation: "reset-password", users: 1 } },
      "Ada Lovelace started a run: Reset password, 1 user.",
    ],
    [
      "a run of several",
      { kind: "access", action: "start-job", target: null, detail: { operation: "disable", users: 20 } },
      "Ada Lovelace started a run: Disable, 20 users.",
    ],
    [
      "a run of a chain",
      {
        kind: "access",
        action: "start-job",
        target: null,
        detail: { operation: "reset-password", first: "enable, verify-email", users: 2 },
      },
      "Ada Lovelace started a run: Enable, Verify e-mail, Reset password, 2 users.",
    ],
    [
      "a user who stays in the group, because the step before failed",
      { action: "remove-from-group", outcome: "skipped", detail: { group: "support" }, message: "Not sent." },
      "Ada Lovelace did not go on to remove grace@example.com from the group support. Not sent.",
    ],
    [
      "a refusal about a group that nobody named",
      { kind: "refusal", outcome: "refused", action: "add-to-group", target: null },
      "Ada Lovelace was refused: add users to a group.",
    ],
    [
      "changed attributes, by their names and without the reason for it",
      {
        action: "edit-attributes",
        call: "AdminUpdateUserAttributes",
        outcome: "done",
        detail: { email: "a@x → b@x", email_verified: "true", "custom:seats": "3", reason: "Moved", ticket: "S-1" },
      },
      "Ada Lovelace changed email, seats of grace@example.com.",
    ],
    [
      "attributes taken away",
      {
        action: "edit-attributes",
        call: "AdminDeleteUserAttributes",
        outcome: "done",
        detail: { name: "Grace → (taken away)" },
      },
      "Ada Lovelace took away name of grace@example.com.",
    ],
    [
      "a user created, whose answer is not there yet",
      { kind: "intent", action: "create-user", call: "AdminCreateUser" },
      "Ada Lovelace tried to create grace@example.com; it is not known whether it was done.",
    ],
    [
      "a run that stopped",
      { action: "end-job", outcome: "failed", target: null, message: faults["no-permission"].sentence },
      `Ada Lovelace had a run stopped. ${faults["no-permission"].sentence}`,
    ],
    [
      "a refusal of nobody known",
      { kind: "refusal", outcome: "refused", actor: null, target: null, message: faults["signed-out"].sentence },
      `Someone not signed in was refused: disable users. ${faults["signed-out"].sentence}`,
    ],
    [
      "a refusal of what could not be read",
      { kind: "refusal", outcome: "refused", action: "action", target: null, message: faults["bad-input"].sentence },
      `Ada Lovelace was refused: do something that could not be read. ${faults["bad-input"].sentence}`,
    ],
  ];
  test("of an action that this console no longer knows is still one", () => {
    const change = { action: "read-devices", outcome: "done", target: null } as const;
    expect(sentence(event(change))).toBe("Ada Lovelace did “read-devices”.");
    expect(sentence(event({ ...change, kind: "refusal", message: faults["not-allowed"].sentence }))).toBe(
      `Ada Lovelace was refused: do “read-devices”. ${faults["not-allowed"].sentence}`,
    );
  });

  test.each(facts)("of %s", (_what, change, said) => expect(sentence(event(change))).toBe(said));
});

test("every action has a label of its own, and an unknown one keeps its name", () => {
  const labels = [...operationIds, ...otherIds].map(actionLabel);
  expect(new Set(labels).size).toBe(labels.length);
  for (const label of labels) expect(label).toMatch(/^[A-Z][a-z]/);
  expect(actionLabel("of-tomorrow")).toBe("of-tomorrow");
});

test("every fault is a sentence that can stand in an event", () => {
  for (const { sentence: said } of Object.values(faults)) expect(said).toMatch(/^[A-Z].*[^.]\.$/);
});
