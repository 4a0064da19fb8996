import { type Deed, deed, otherWords } from "#lib/audit/actions.ts";
import type { AuditEvent } from "#lib/audit/event.ts";
import { isOperationId, type OperationId, operations } from "#lib/operations/catalog.ts";

const groupOf = ({ detail }: AuditEvent): string => (detail.group ? `the group ${detail.group}` : "a group");

/** What else stands in the detail of a change of attributes. */
const notAttributes = new Set([
  "takenFrom",
  "takenFromSub",
  "reason",
  "ticket",
  "email_verified",
  "phone_number_verified",
]);

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
  return otherWords(action)?.deed(event) ?? deed("did", "do", ` “${action}”`);
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
