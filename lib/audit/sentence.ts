import type { AuditEvent } from "#lib/audit/event.ts";
import { isOperationId, type OperationId, operations } from "#lib/operations/catalog.ts";
import { type StepName, stepLabels } from "#lib/sign-in-check/step.ts";

/** What an event tells of, with the user in it: "disabled ada@…" and "disable ada@…". */
interface Deed {
  past: string;
  infinitive: string;
}

const deed = (past: string, infinitive: string, rest = ""): Deed => ({
  past: `${past}${rest}`,
  infinitive: `${infinitive}${rest}`,
});

const whom = ({ target }: AuditEvent): string => target?.label || "a user";

/** What is not an operation of the catalogue. */
const others: Record<string, { label: string; deed: (event: AuditEvent) => Deed }> = {
  "sign-in": { label: "Sign in", deed: () => deed("signed in", "sign in") },
  "end-session": { label: "Sign out", deed: () => deed("signed out", "sign out") },
  "reveal-password": {
    label: "Show a password",
    deed: (event) => deed("was shown", "look at", ` the password set for ${whom(event)}`),
  },
  "start-job": { label: "Start a run", deed: (event) => deed("started", "start", ` a run${runText(event)}`) },
  "cancel-job": { label: "Cancel a run", deed: () => deed("cancelled", "cancel", " a run") },
  "end-job": { label: "Run stopped", deed: () => deed("had a run stopped", "carry out a run") },
  "create-user": { label: "Create user", deed: (event) => deed("created", "create", ` ${whom(event)}`) },
  "add-note": { label: "Add note", deed: (event) => deed("added", "add", ` a note to ${whom(event)}`) },
  "read-factors": {
    label: "Read second factors",
    deed: (event) => deed("read", "read", ` the second factors and devices of ${whom(event)}`),
  },
  "read-events": {
    label: "Read sign-in events",
    deed: (event) => deed("read", "read", ` the sign-in events of ${whom(event)}`),
  },
  "read-groups": { label: "Read groups", deed: () => deed("read", "read", " the groups of the pool") },
  "check-permissions": {
    label: "Check permissions",
    deed: () => deed("checked", "check", " the console's own permissions"),
  },
  "sign-in-check": { label: "Sign-in check", deed: signInCheckDeed },
  "select-matching": { label: "Select users", deed: () => deed("selected", "select", " users") },
  // An action that was refused before it could be read.
  action: { label: "Unreadable request", deed: () => deed("did", "do", " something that could not be read") },
};

/** "took the step “Sign in” of a sign-in check as ada@…" */
function signInCheckDeed(event: AuditEvent): Deed {
  const step = stepLabels[event.detail.step as StepName] ?? "a step";
  return deed("took", "take", ` the step “${step}” of a sign-in check as ${whom(event)}`);
}

const labelOf = (operation: string): string => (isOperationId(operation) ? operations[operation].label : operation);

/** ": Enable, Reset password, 12 users" */
function runText({ detail }: AuditEvent): string {
  if (typeof detail.operation !== "string") return "";
  const first = typeof detail.first === "string" ? detail.first.split(", ") : [];
  const count = Number(detail.users ?? 0);
  return `: ${[...first, detail.operation].map(labelOf).join(", ")}, ${count} ${count === 1 ? "user" : "users"}`;
}

export const actionLabel = (action: string): string =>
  isOperationId(action) ? operations[action].label : (others[action]?.label ?? action);

const groupOf = ({ detail }: AuditEvent): string => (detail.group ? `the group ${detail.group}` : "a group");

/** What else stands in the detail of a change of attributes. */
const notAttributes = new Set(["reason", "ticket", "email_verified", "phone_number_verified"]);

/** "email, name", as far as the event names them. */
const attributesOf = ({ detail }: AuditEvent): string =>
  Object.keys(detail)
    .filter((name) => !notAttributes.has(name))
    .map((name) => name.replace(/^custom:/, ""))
    .join(", ") || "attributes";

/** Where the catalogue's words do not put the user in the right place, or the event knows more. */
const phrases: Partial<Record<OperationId, (user: string, event: AuditEvent) => Deed>> = {
  "verify-email": (user) => deed("marked", "mark", ` the e-mail address of ${user} as verified`),
  "verify-phone": (user) => deed("marked", "mark", ` the phone number of ${user} as verified`),
  "sign-out": (user) => deed("signed", "sign", ` ${user} out everywhere`),
  "add-to-group": (user, event) => deed("added", "add", ` ${user} to ${groupOf(event)}`),
  "remove-from-group": (user, event) => deed("removed", "remove", ` ${user} from ${groupOf(event)}`),
  "edit-attributes": (user, event) =>
    event.call === "AdminDeleteUserAttributes"
      ? deed("took away", "take away", ` ${attributesOf(event)} of ${user}`)
      : deed("changed", "change", ` ${attributesOf(event)} of ${user}`),
};

const updates: readonly OperationId[] = ["verify-email", "verify-phone", "edit-attributes"];

/** A call that an option adds does what another operation does. */
function doneBy(id: OperationId, { call, detail }: AuditEvent): OperationId {
  if (call === "AdminUserGlobalSignOut") return "sign-out";
  if (call !== "AdminUpdateUserAttributes" || updates.includes(id)) return id;
  return detail.phone_number_verified === undefined ? "verify-email" : "verify-phone";
}

function operationDeed(id: OperationId, event: AuditEvent): Deed {
  const really = doneBy(id, event);
  const user = event.target?.label || "users";
  const { past, infinitive } = operations[really];
  const told = phrases[really]?.(user, event) ?? deed(past, infinitive, ` ${user}`);
  const part = really === id ? "" : `, as part of ${operations[id].label.toLowerCase()}`;
  return deed(told.past + part, told.infinitive + part);
}

function deedOf(event: AuditEvent): Deed {
  const { action } = event;
  if (isOperationId(action)) return operationDeed(action, event);
  return others[action]?.deed(event) ?? deed("did", "do", ` “${action}”`);
}

/** One sentence of plain words for an event. It holds no secret, because events hold none. */
export function sentence(event: AuditEvent): string {
  const who = event.actor ? event.actor.name : "Someone not signed in";
  const { past, infinitive } = deedOf(event);
  const because = event.message ? ` ${event.message}` : "";
  if (event.kind === "refusal") return `${who} was refused: ${infinitive}.${because}`;
  if (event.action === "end-job") return `${who} ${past}.${because}`;
  if (event.outcome === "done" || event.kind === "access") return `${who} ${past}.`;
  if (event.outcome === "failed") return `${who} tried to ${infinitive}.${because}`;
  if (event.outcome === "skipped") return `${who} did not go on to ${infinitive}.${because}`;
  return `${who} tried to ${infinitive}; it is not known whether it was done.`;
}
