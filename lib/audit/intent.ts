import "server-only";
import { randomUUID } from "node:crypto";
import type { ChangingAction } from "#lib/audit/actions.ts";
import type { NewEvent, Outcome } from "#lib/audit/event.ts";
import { type EventParts, newEvent } from "#lib/audit/ledger.ts";

/** The event that announces one call to Cognito. */
export interface Intent extends NewEvent {
  kind: "intent";
  action: ChangingAction;
  call: string;
}

export const intentOf = ({ action, call, ...fields }: EventParts & Pick<Intent, "at" | "action" | "call">): Intent => ({
  ...newEvent({ ...fields, kind: "intent", action }),
  kind: "intent",
  action,
  call,
});

/** What an outcome says beyond its intent, whose fields it repeats unless they are named here. */
export interface OutcomeFields extends Partial<Pick<NewEvent, "code" | "message" | "requestId" | "target" | "detail">> {
  outcome: Exclude<Outcome, "refused">;
}

export const outcomeOf = (intent: Intent, fields: OutcomeFields): NewEvent => ({
  ...intent,
  ...fields,
  id: randomUUID(),
  at: Date.now(),
  kind: "outcome",
  intentId: intent.id,
});
