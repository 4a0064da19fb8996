import type { ListFilter } from "#lib/cognito/list-users.ts";
import type { Pool } from "#lib/pools/pool.ts";
import { contactIn } from "#lib/users/spelling.ts";

const shapes: { shape: RegExp; attribute: Exclude<ListFilter["attribute"], "cognito:user_status" | "status"> }[] = [
  { shape: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i, attribute: "sub" },
  { shape: /^[^\s@]+@[^\s@]+\.[^\s@]+$/, attribute: "email" },
  { shape: /^\+[0-9]{7,15}$/, attribute: "phone_number" },
  { shape: /^[\p{L}\p{M}\p{S}\p{N}\p{P}]{3,128}$/u, attribute: "username" },
];

/** More questions than this no search is worth. */
export const mostLiveQuestions = 2;

/** The question that a text is worth as it was typed: for what has the shape of a whole sub, e-mail address, number or username. */
export function liveFilter(text: string): ListFilter | null {
  const match = shapes.find(({ shape }) => shape.test(text));
  return match ? { attribute: match.attribute, equals: text } : null;
}

/**
 * The questions to Cognito that a search text is worth when the directory knows nobody: as it was typed; the one address or number it stands for; and, where that is a sign-in name, the
 * preferred username (docs/architecture.md, “The parts”). At most two, in the order to ask them.
 */
export function liveFilters(text: string, { settings, country }: Pick<Pool, "settings" | "country">): ListFilter[] {
  const typed = liveFilter(text);
  const contact = contactIn(text, country ?? null);
  const meant: ListFilter[] = contact ? [{ attribute: contact.attribute, equals: contact.value }] : [];
  const isAlias = typed?.attribute === "username" && settings.aliases.includes("preferred_username");
  const preferred: ListFilter[] = isAlias ? [{ attribute: "preferred_username", equals: text }] : [];
  const asked = [...(typed ? [typed] : []), ...meant, ...preferred];
  const isFirst = (one: ListFilter, at: number): boolean =>
    asked.findIndex((other) => other.attribute === one.attribute && other.equals === one.equals) === at;
  return asked.filter(isFirst).slice(0, mostLiveQuestions);
}
