import type { AuditEvent } from "#lib/audit/event.ts";
import { isOperationId, type OperationId, operationIds, operations } from "#lib/operations/catalog.ts";
import { type StepName, stepLabels } from "#lib/sign-in/step.ts";

/** What an event tells of, with the user in it: "disabled ada@…" and "disable ada@…". */
export interface Deed {
  past: string;
  infinitive: string;
}

export const deed = (past: string, infinitive: string, rest = ""): Deed => ({
  past: `${past}${rest}`,
  infinitive: `${infinitive}${rest}`,
});

/** What the audit says of an action that is no operation of the catalogue. */
export interface ActionWords {
  label: string;
  deed: (event: AuditEvent) => Deed;
  /** Whether it sends Cognito what may change something there, or is counted there: then it has an intent and an outcome. */
  changes?: true;
  /** Whether it stands in the audit only when it was refused; the audit page does not offer it as a filter. */
  refusedOnly?: true;
}

const targetName = ({ target }: AuditEvent): string => target?.label || "a user";

/** All that the audit may say was done, but for the operations of the catalogue; in the order of the audit page. */
export const otherActions = {
  "sign-in": { label: "Sign in", deed: () => deed("signed in", "sign in") },
  "end-session": { label: "Sign out", deed: () => deed("signed out", "sign out") },
  "reveal-password": {
    label: "Show a password",
    deed: (event) => deed("was shown", "look at", ` the password set for ${targetName(event)}`),
  },
  "start-job": {
    label: "Start a run",
    deed: (event) => deed("started", "start", ` a run${runText(event)}`),
  },
  "cancel-job": {
    label: "Cancel a run",
    deed: () => deed("cancelled", "cancel", " a run"),
  },
  "add-note": {
    label: "Add note",
    deed: (event) => deed("added", "add", ` a note to ${targetName(event)}`),
  },
  "lose-sign-in-name": { label: "Lose a sign-in name", deed: lostNameDeed },
  "create-user": {
    label: "Create user",
    changes: true,
    deed: (event) => deed("created", "create", ` ${targetName(event)}`),
  },
  "read-factors": {
    label: "Read second factors",
    deed: (event) => deed("read", "read", ` the second factors and devices of ${targetName(event)}`),
  },
  "look-at-second-factors": {
    label: "Look at second factors",
    changes: true,
    deed: (event) =>
      deed(
        "looked",
        "look",
        ` whether a recovery code can reach ${targetName(event)}, who counts as active this month`,
      ),
  },
  "check-permissions": {
    label: "Check permissions",
    deed: () => deed("checked", "check", " the console's own permissions"),
  },
  "sign-in-check": { label: "Sign-in check", changes: true, deed: signInCheckDeed },
  "end-job": {
    label: "Run stopped",
    deed: () => deed("had a run stopped", "carry out a run"),
  },
  "read-events": {
    label: "Read sign-in events",
    refusedOnly: true,
    deed: (event) => deed("read", "read", ` the sign-in events of ${targetName(event)}`),
  },
  "read-groups": {
    label: "Read groups",
    refusedOnly: true,
    deed: () => deed("read", "read", " the groups of the pool"),
  },
  "select-matching": {
    label: "Select users",
    refusedOnly: true,
    deed: () => deed("selected", "select", " users"),
  },
  // An action that was refused before it could be read.
  action: {
    label: "Unreadable request",
    refusedOnly: true,
    deed: () => deed("did", "do", " something that could not be read"),
  },
} as const satisfies Record<string, ActionWords>;

type OtherAction = keyof typeof otherActions;

/** What may be written into the audit as done. */
export type AuditAction = OperationId | OtherAction;

/** What may be announced by an intent. */
export type ChangingAction =
  | OperationId
  | { [Name in OtherAction]: (typeof otherActions)[Name] extends { changes: true } ? Name : never }[OtherAction];

const isOtherAction = (action: string): action is OtherAction => Object.hasOwn(otherActions, action);

/** The words of an action that is no operation. Null for one that this console no longer knows: events outlive their names. */
export const otherWords = (action: string): ActionWords | null => (isOtherAction(action) ? otherActions[action] : null);

export const actionLabel = (action: string): string =>
  isOperationId(action) ? operations[action].label : (otherWords(action)?.label ?? action);

/** What the audit page can be filtered by. */
export const offeredActions = [
  ...operationIds,
  ...Object.keys(otherActions).filter((id) => !otherWords(id)?.refusedOnly),
].map((id) => ({ id, label: actionLabel(id) }));

/** "took the step “Sign in” of a sign-in check as ada@…" */
function signInCheckDeed(event: AuditEvent): Deed {
  const step = stepLabels[event.detail.step as StepName] ?? "a step";
  return deed("took", "take", ` the step “${step}” of a sign-in check as ${targetName(event)}`);
}

/** ": Enable, Reset password, 12 users" */
function runText({ detail }: AuditEvent): string {
  if (typeof detail.operation !== "string") return "";
  const first = typeof detail.first === "string" ? detail.first.split(", ") : [];
  const count = Number(detail.users ?? 0);
  return `: ${[...first, detail.operation].map(actionLabel).join(", ")}, ${count} ${count === 1 ? "user" : "users"}`;
}

/** "took the sign-in name pat@… from Ann for b" */
function lostNameDeed(event: AuditEvent): Deed {
  const { name, takenBy } = event.detail;
  const what = typeof name === "string" ? `the sign-in name ${name}` : "a sign-in name";
  return deed(
    "took",
    "take",
    ` ${what} from ${targetName(event)}${typeof takenBy === "string" ? ` for ${takenBy}` : ""}`,
  );
}
