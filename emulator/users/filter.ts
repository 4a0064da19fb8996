import { invalidParameter } from "../service/fault.ts";

/** One attribute, one operator, one value: all that ListUsers can ask (cognito.md 3). */
export type Filter = { attribute: string; operator: "=" | "^="; value: string };

// The attribute's name may be quoted too; spaces around the operator are optional (cognito.md 3).
const grammar = /^\s*(?:"([^"\\]+)"|([^\s"\\=^]+))\s*(\^=|=)\s*"((?:[^"\\]|\\.)*)"\s*$/su;

const searchable = new Set([
  "username",
  "email",
  "phone_number",
  "name",
  "given_name",
  "family_name",
  "preferred_username",
  "cognito:user_status",
  "status",
  "sub",
]);

/** The empty string means all users. */
export const parseFilter = (text: string | undefined): Filter | undefined => {
  if (text === undefined || text.trim() === "") return undefined;
  const parts = grammar.exec(text);
  if (!parts) throw invalidParameter("Error while parsing filter.");
  const [, quoted, bare, operator, value] = parts;
  const attribute = quoted ?? bare ?? "";
  // assumed: the text (cognito.md 3).
  if (!searchable.has(attribute)) throw invalidParameter(`Invalid search attribute: ${attribute}`);
  // assumed: a backslash escapes a backslash as it escapes a quote (cognito.md 3).
  return { attribute, operator: operator as Filter["operator"], value: (value ?? "").replace(/\\(["\\])/g, "$1") };
};

// cognito.md 3 [CONFLICT]: username and status are taken as case-sensitive, the others as insensitive; sub is assumed.
const caseSensitive = new Set(["username", "status", "sub"]);

export const isCaseSensitiveAttribute = (attribute: string) => caseSensitive.has(attribute);

export const holds = ({ operator }: Filter, wanted: string, found: string) =>
  operator === "=" ? found === wanted : found.startsWith(wanted);
