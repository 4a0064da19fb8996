import { comesTo } from "#lib/operations/amounts-to.ts";
import { type OperationId, operations } from "#lib/operations/catalog.ts";
import type { Operation } from "#lib/operations/operation.ts";
import type { OperationOptions } from "#lib/operations/options.ts";

/** Characters, at most. */
export const longestReason = 500;
export const longestTicket = 64;

/** The groups of the catalogue, as `lifeguard.yaml` names them. */
export const operationClasses = [
  "sign-in",
  "password",
  "contact",
  "account",
  "danger",
] as const satisfies readonly Operation["group"][];

/** What a pool wants to be told before some of its operations; one that neither is named nor belongs to a class is free. */
export interface ReasonRule {
  operations: readonly OperationId[];
  classes: readonly Operation["group"][];
  reason: "optional" | "required";
  /** A regular expression that the whole ticket matches; null asks for no ticket. */
  ticket: string | null;
  /** A ticket that matches, for people who do not read regular expressions. */
  example: string | null;
}

/** Why something is done, in the words of the member of staff. */
export interface Why {
  reason: string | null;
  ticket: string | null;
}

/** What the rules of a pool, taken together, ask for. */
export interface WhyAsked {
  /** Whether the dialog shows the fields at all. */
  shown: boolean;
  reason: boolean;
  tickets: { pattern: string; example: string | null }[];
}

/** Whether an operation, with its options, needs a reason or a ticket in this pool, or a reason wherever it is done. */
export function whyAsked(
  operation: OperationId,
  options: OperationOptions,
  { reasons, agentsCorrectContacts }: { reasons: readonly ReasonRule[]; agentsCorrectContacts?: boolean },
): WhyAsked {
  const ordered = comesTo(operation, options);
  const corrects = ["email", "phone_number"].some((name) => options.attributes?.[name] !== undefined);
  const always = (agentsCorrectContacts && corrects) || ordered.some((id) => operations[id].asksReason === "required");
  const rules = reasons.filter((rule) =>
    ordered.some((id) => rule.operations.includes(id) || rule.classes.includes(operations[id].group)),
  );
  return {
    shown: always || rules.length > 0,
    reason: always || rules.some(({ reason }) => reason === "required"),
    tickets: rules.flatMap(({ ticket, example }) => (ticket === null ? [] : [{ pattern: ticket, example }])),
  };
}

/** @throws SyntaxError when the pattern is no regular expression */
export const ticketMatches = (pattern: string, ticket: string): boolean => new RegExp(`^(?:${pattern})$`).test(ticket);

/** The words as they are kept: in one line, without what does not show; null when nothing is left. */
const keptText = (text: string | null | undefined): string | null => text?.replace(/\p{Cc}+/gu, " ").trim() || null;

export const toWhy = ({
  reason,
  ticket,
}: {
  reason?: string | null | undefined;
  ticket?: string | null | undefined;
}): Why => ({
  reason: keptText(reason),
  ticket: keptText(ticket),
});

/** What is wrong with each, as a sentence; null where nothing is. */
export function whyProblems({ reason, tickets }: WhyAsked, why: Why): Record<keyof Why, string | null> {
  const wanted = tickets.find(({ pattern }) => why.ticket === null || !ticketMatches(pattern, why.ticket));
  const form = wanted && (wanted.example ? `such as ${wanted.example}` : `of the form ${wanted.pattern}`);
  const tooLong = (text: string | null, longest: number) =>
    text !== null && text.length > longest ? `At most ${longest} characters.` : null;
  return {
    reason: reason && why.reason === null ? "Give a reason." : tooLong(why.reason, longestReason),
    ticket: form ? `Give a ticket ${form}.` : tooLong(why.ticket, longestTicket),
  };
}

/** As every audit event of the operation keeps it. */
export const whyDetail = ({ reason, ticket }: Why): Record<string, string> => ({
  ...(reason !== null && { reason }),
  ...(ticket !== null && { ticket }),
});
