import type { AuditEvent } from "#lib/audit/event.ts";
import { isOperationId, operations } from "#lib/operations/catalog.ts";

/** Events that are not operations on a user. */
const accesses: Record<string, (event: AuditEvent) => string> = {
  "sign-in": () => "signed in",
  "sign-out": () => "signed out",
  "revoke-session": () => "had a session ended",
  "reveal-password": (event) => `was shown the password set for ${event.target?.label ?? "a user"}`,
  "start-job": (event) => {
    const operation = String(event.detail.operation ?? "");
    const name = isOperationId(operation) ? operations[operation].label : operation;
    const users = Number(event.detail.users ?? 0);
    return `started a run: ${name}, ${users} ${users === 1 ? "user" : "users"}`;
  },
  "cancel-job": () => "cancelled a run",
  "end-job": (event) => `had a run stopped. ${event.message ?? ""}`,
};

export const actionLabel = (action: string): string =>
  isOperationId(action)
    ? operations[action].label
    : ({
        "sign-in": "Sign in",
        "sign-out": "Sign out",
        "reveal-password": "Show a password",
        "start-job": "Start a run",
        "cancel-job": "Cancel a run",
        "end-job": "Run stopped",
        read: "Open a page",
        "preview-plan": "Look at a plan",
        "select-matching": "Select users",
      }[action] ?? action);

/** What a call contributed, where an operation makes more than one. */
const callWords: Record<string, string> = {
  AdminUpdateUserAttributes: "verification",
  AdminUserGlobalSignOut: "sign-out",
};

/** One sentence of plain words for an event. It holds no secret, because events hold none. */
export function sentence(event: AuditEvent): string {
  const who = event.actor ? event.actor.name : "Someone not signed in";
  const label = event.target?.label ?? "users";
  const access = accesses[event.action];
  if (access && event.kind !== "refusal") return `${who} ${access(event).trim().replace(/\.$/, "")}.`;
  if (event.kind === "refusal") {
    const what = isOperationId(event.action)
      ? `${operations[event.action].infinitive} ${event.target ? label : "users"}`
      : actionLabel(event.action).toLowerCase();
    return `${who} was refused: ${what}. ${event.message ?? ""}`.trim();
  }
  if (!isOperationId(event.action)) return `${who}: ${event.action}.`;
  const { past, infinitive } = operations[event.action];
  const main =
    !event.call || !callWords[event.call] || ["verify-email", "verify-phone", "sign-out"].includes(event.action);
  const part = main ? "" : ` (${callWords[event.call as string]})`;
  if (event.outcome === "done") return `${who} ${past} ${label}${part}.`;
  if (event.outcome === "failed") return `${who} tried to ${infinitive} ${label}${part}. ${event.message ?? ""}`.trim();
  if (event.outcome === "skipped")
    return `${who} did not go on to ${infinitive} ${label}${part}. ${event.message ?? ""}`.trim();
  return `${who} tried to ${infinitive} ${label}${part}; it is not known whether it was done.`;
}
