import type { AuditEvent } from "#lib/audit/event.ts";
import { isOperationId, type OperationId, operations } from "#lib/operations/catalog.ts";

/** Events that are not operations on a user. */
const accesses: Record<string, (event: AuditEvent) => string> = {
  "sign-in": () => "signed in",
  "end-session": () => "signed out",
  "reveal-password": (event) => `was shown the password set for ${event.target?.label ?? "a user"}`,
  "start-job": (event) => {
    const operation = String(event.detail.operation ?? "");
    const name = isOperationId(operation) ? operations[operation].label : operation;
    const users = Number(event.detail.users ?? 0);
    return `started a run: ${name}, ${users} ${users === 1 ? "user" : "users"}`;
  },
  "cancel-job": () => "cancelled a run",
  "read-factors": (event) => `read the second factors and devices of ${event.target?.label ?? "a user"}`,
};

export const actionLabel = (action: string): string =>
  isOperationId(action)
    ? operations[action].label
    : ({
        "sign-in": "Sign in",
        "end-session": "Sign out",
        "reveal-password": "Show a password",
        "start-job": "Start a run",
        "cancel-job": "Cancel a run",
        "create-user": "Create user",
        "read-factors": "Read second factors",
        "end-job": "Run stopped",
        "select-matching": "Select users",
        action: "Something that could not be read",
      }[action] ?? action);

/** Calls that an operation makes beside its own, and the operation each would be alone. */
const besides: Record<string, OperationId> = {
  AdminUpdateUserAttributes: "verify-email",
  AdminUserGlobalSignOut: "sign-out",
};
const ownCalls: readonly OperationId[] = ["verify-email", "verify-phone", "sign-out", "edit-attributes"];

/** One sentence of plain words for an event, and why when it was not done. It holds no secret, because events hold none. */
export function sentence(event: AuditEvent): string {
  const who = event.actor ? event.actor.name : "Someone not signed in";
  const because = (text: string): string => `${who} ${text}. ${event.message ?? ""}`.trim();
  if (event.kind === "refusal") return because(`was refused: ${attempted(event)}`);
  if (event.action === "end-job") return because("had a run stopped");
  if (isOperationId(event.action) && event.kind !== "access") {
    const told = outcomeOf(event, event.action);
    return event.outcome === "failed" || event.outcome === "skipped" ? because(told) : `${who} ${told}.`;
  }
  if (event.action === "create-user") return because(creation(event));
  const access = accesses[event.action];
  if (access && event.kind === "access") return `${who} ${access(event)}.`;
  return because(`tried without success: ${attempted(event)}`);
}

function attempted({ action, target }: AuditEvent): string {
  if (!isOperationId(action)) return actionLabel(action).toLowerCase();
  return `${operations[action].infinitive} ${target?.label ?? "users"}`;
}

/** What came of a call, in the words of the operation that this call is: the one asked for, or one beside it. */
function outcomeOf({ call, outcome, target }: AuditEvent, action: OperationId): string {
  const beside = call && !ownCalls.includes(action) ? besides[call] : undefined;
  const { past, infinitive } = operations[beside ?? action];
  const whom = `${target?.label ?? "users"}${beside ? `, as part of ${operations[action].label.toLowerCase()}` : ""}`;
  if (outcome === "done") return `${past} ${whom}`;
  if (outcome === "failed") return `tried to ${infinitive} ${whom}`;
  if (outcome === "skipped") return `did not go on to ${infinitive} ${whom}`;
  return `tried to ${infinitive} ${whom}; it is not known whether it was done`;
}

/** What came of a new user. */
function creation({ outcome, target }: AuditEvent): string {
  const whom = target?.label ?? "a user";
  if (outcome === "done") return `created ${whom}`;
  if (outcome === "failed") return `tried to create ${whom}`;
  return `tried to create ${whom}; it is not known whether it was done`;
}
