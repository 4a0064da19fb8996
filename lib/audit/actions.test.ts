import { expect, test } from "vitest";
import { type ActionWords, type AuditAction, offeredActions, otherActions } from "#lib/audit/actions.ts";
import type { NewEvent } from "#lib/audit/event.ts";
import { newEvent } from "#lib/audit/ledger.ts";
import { plainAuthority } from "#lib/authority/fixture.ts";
import { type Requester, recordedRequester } from "#lib/authority/requester.ts";
import { isOperationId, operationIds } from "#lib/operations/catalog.ts";

test("no action has the name of an operation", () => {
  expect(Object.keys(otherActions).filter(isOperationId)).toEqual([]);
});

test("the audit page offers what comes to pass, operations first", () => {
  expect(offeredActions.map(({ id }) => id)).toEqual([
    ...operationIds,
    "sign-in",
    "end-session",
    "reveal-password",
    "start-job",
    "cancel-job",
    "add-note",
    "lose-sign-in-name",
    "create-user",
    "read-factors",
    "look-at-second-factors",
    "check-permissions",
    "sign-in-check",
    "end-job",
  ]);
});

test("a requester among the fields of an event, which has a role and no authority, does not compile", () => {
  const by: Requester = {
    actor: { sub: "s", name: "Ada", email: null },
    authority: plainAuthority.agent,
    session: "a",
  };
  // @ts-expect-error the role would be missing
  expect(newEvent({ at: 1, kind: "access", action: "add-note", ...by }).role).toBeNull();
  expect(newEvent({ at: 1, kind: "access", action: "add-note", ...recordedRequester(by) }).role).toBe("agent");
});

test("an action without a row, and a row without its words, do not compile", () => {
  // @ts-expect-error an action that nobody has described
  const event: NewEvent = newEvent({ at: 1, kind: "access", action: "read-devices" });
  // @ts-expect-error renamed in one place alone
  const renamed: AuditAction = "start-run";
  // @ts-expect-error no words
  const row: ActionWords = { label: "Read devices" };
  expect([event.action, renamed, row.label]).toEqual(["read-devices", "start-run", "Read devices"]);
});
