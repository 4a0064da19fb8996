import { useId } from "react";
import { TextField } from "#components/ui/text-field.tsx";
import { longestReason, longestTicket, toWhy, type WhyAsked, whyProblems } from "#lib/operations/reason.ts";

/** As it is typed; empty where nothing is. */
export interface TypedWhy {
  reason: string;
  ticket: string;
}

export const emptyWhy: TypedWhy = { reason: "", ticket: "" };

/** Whether the pool would let the operation through with this. */
export function whySuffices(asked: WhyAsked, typed: TypedWhy): boolean {
  const { reason, ticket } = whyProblems(asked, toWhy(typed));
  return reason === null && ticket === null;
}

interface ReasonFieldsProps {
  asked: WhyAsked;
  typed: TypedWhy;
  disabled: boolean;
  onChange: (typed: TypedWhy) => void;
}

/** Why it is done: shown where the pool has a rule for it, and held against the rule while it is typed. */
export function ReasonFields({ asked, typed, disabled, onChange }: ReasonFieldsProps) {
  const hint = useId();
  if (!asked.shown) return null;
  const wanted = asked.tickets.length > 0;
  const { reason, ticket } = whyProblems(asked, toWhy(typed));
  return (
    <fieldset disabled={disabled} className="mt-3 grid gap-3 sm:grid-cols-[minmax(0,1fr)_10rem]">
      <legend className="sr-only">Why</legend>
      <TextField
        label={asked.reason ? "Reason" : "Reason (optional)"}
        name="reason"
        autoComplete="off"
        maxLength={longestReason}
        required={asked.reason}
        value={typed.reason}
        aria-invalid={typed.reason !== "" && reason !== null}
        aria-describedby={hint}
        onChange={(event) => onChange({ ...typed, reason: event.target.value })}
      />
      <TextField
        label={wanted ? "Ticket" : "Ticket (optional)"}
        name="ticket"
        autoComplete="off"
        spellCheck={false}
        maxLength={longestTicket}
        required={wanted}
        value={typed.ticket}
        aria-invalid={typed.ticket !== "" && ticket !== null}
        aria-describedby={hint}
        onChange={(event) => onChange({ ...typed, ticket: event.target.value })}
      />
      <p id={hint} aria-live="polite" className="-mt-2 text-muted text-xs sm:col-span-2">
        {[reason, ticket].filter(Boolean).join(" ") ||
          "It stands in the audit and on the user's timeline. No passwords."}
      </p>
    </fieldset>
  );
}
