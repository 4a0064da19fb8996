import {
  type Operation,
  type OperationId,
  type OperationOptions,
  type OptionName,
  operations,
} from "#lib/operations/catalog.ts";

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
export interface Asked {
  /** Whether the dialog shows the fields at all. */
  shown: boolean;
  reason: boolean;
  tickets: { pattern: string; example: string | null }[];
}

/** An option that does what another operation does; a rule about that one is not to be walked around. */
const amountsTo: Partial<Record<OptionName, OperationId>> = {
  alsoVerifyEmail: "verify-email",
  alsoSignOut: "sign-out",
  showPassword: "set-permanent-password",
};

const verifiedBy: Record<string, OperationId> = {
  email_verified: "verify-email",
  phone_number_verified: "verify-phone",
};

/** Every operation that an order comes to: itself, those that go first, and what its options amount to. */
function comesTo(operation: OperationId, options: OperationOptions): OperationId[] {
  const { first = [], attributes = {} } = options;
  const ticked = Object.entries(amountsTo).flatMap(([option, id]) => (options[option as OptionName] ? [id] : []));
  const verified = Object.keys(attributes).flatMap((name) => verifiedBy[name] ?? []);
  return [operation, ...first, ...ticked, ...verified];
}

/** Whether an operation, with its options, needs a reason or a ticket in this pool. */
export function asked(
  operation: OperationId,
  options: OperationOptions,
  { reasons }: { reasons: readonly ReasonRule[] },
): Asked {
  const ordered = comesTo(operation, options);
  const rules = reasons.filter((rule) =>
    ordered.some((id) => rule.operations.includes(id) || rule.classes.includes(operations[id].group)),
  );
  return {
    shown: rules.length > 0,
    reason: rules.some(({ reason }) => reason === "required"),
    tickets: rules.flatMap(({ ticket, example }) => (ticket === null ? [] : [{ pattern: ticket, example }])),
  };
}

/** @throws SyntaxError when the pattern is no regular expression */
export const ticketMatches = (pattern: string, ticket: string): boolean => new RegExp(`^(?:${pattern})$`).test(ticket);

/** The words as they are kept: in one line, without what does not show; null when nothing is left. */
const kept = (text: string | null | undefined): string | null => text?.replace(/\p{Cc}+/gu, " ").trim() || null;

export const toWhy = ({
  reason,
  ticket,
}: {
  reason?: string | null | undefined;
  ticket?: string | null | undefined;
}): Why => ({
  reason: kept(reason),
  ticket: kept(ticket),
});

/** What is wrong with each, as a sentence; null where nothing is. */
export function whyProblems({ reason, tickets }: Asked, why: Why): Record<keyof Why, string | null> {
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
