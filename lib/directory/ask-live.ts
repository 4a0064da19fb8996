import type { ListFilter } from "#lib/cognito/list-users.ts";

const shapes: { shape: RegExp; attribute: Exclude<ListFilter["attribute"], "cognito:user_status" | "status"> }[] = [
  { shape: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i, attribute: "sub" },
  { shape: /^[^\s@]+@[^\s@]+\.[^\s@]+$/, attribute: "email" },
  { shape: /^\+[0-9]{7,15}$/, attribute: "phone_number" },
  { shape: /^[\p{L}\p{M}\p{S}\p{N}\p{P}]{3,128}$/u, attribute: "username" },
];

/**
 * The one question to Cognito that a search text is worth when the directory knows nobody: only for what has the shape of a whole
 * sub, e-mail address, phone number or username (docs/architecture.md, “The parts”). Null when it has none.
 */
export function liveFilter(text: string): ListFilter | null {
  const match = shapes.find(({ shape }) => shape.test(text));
  return match ? { attribute: match.attribute, equals: text } : null;
}
