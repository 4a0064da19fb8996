import { missingAttributes, requiredMissing, requireSchema } from "../pool/attributes.ts";
import type { Pool } from "../pool/pool.ts";
import { Fault, invalidParameter } from "../service/fault.ts";
import type { Service } from "../service/service.ts";
import { releaseAliases } from "./alias-move.ts";
import { aliasClashes, aliasTakenText, writeAttributes } from "./profile.ts";
import { User } from "./user.ts";
import { fillAttributes, nameNewUser } from "./username.ts";

/** An uploaded file: what its columns are, and the lines of its users; or why it cannot be read. */
export type ImportRows = { columns: readonly string[]; lines: readonly ImportLine[]; problem?: string };

/** `number`: of the line in the file, whose first is the header. */
export type ImportLine = { number: number; text: string };

// cognito.md 4.4.
const rowsMax = 500_000;
const rowLengthMax = 16_000;

/** The columns in the order of the guide (cognito-user-pools-using-import-tool); assumed: custom attributes come before the last two. */
export const csvHeader = (pool: Pool): string[] => [
  ...pool.schema.map(({ Name }) => Name).filter((name) => name !== "sub" && name !== "identities"),
  "cognito:mfa_enabled",
  "cognito:username",
];

/** The order of the columns does not matter, but all must be there (guide). assumed: the texts. */
export const parseImport = (pool: Pool, csv: string): ImportRows => {
  const [first = "", ...rest] = csv.split(/\r?\n/);
  const columns = fieldsOf(first);
  const lines = rest.flatMap((text, index) => (text.trim() === "" ? [] : [{ number: index + 2, text }]));
  const expected = csvHeader(pool);
  if (columns.length !== expected.length || !expected.every((column) => columns.includes(column))) {
    return { columns, lines: [], problem: "The header of the csv file does not match the user pool." };
  }
  if (lines.length > rowsMax) return { columns, lines: [], problem: "The csv file has too many rows." };
  return { columns, lines };
};

/** A backslash before a comma keeps it in the value; white space around a value is trimmed (guide). */
const fieldsOf = (line: string): string[] => line.split(/(?<!\\),/).map((field) => field.replaceAll("\\,", ",").trim());

/** Which of the job's counts a line adds to, and why, in words that hold nothing of the user (guide). */
export type ImportResult = { count: "imported" | "skipped" | "failed"; reason: string };

// Texts: guide, cognito-user-pools-using-import-tool.
const imported: ImportResult = { count: "imported", reason: "The import succeeded." };
const skipped: ImportResult = { count: "skipped", reason: "The user already exists." };

/** One line of the file: does it, and says what came of it. */
export const importRow = (
  service: Service,
  pool: Pool,
  { columns }: ImportRows,
  { text }: ImportLine,
): ImportResult => {
  try {
    const fields = fieldsOf(text);
    // assumed: both texts.
    if (text.length > rowLengthMax) throw invalidParameter(`The row is longer than ${rowLengthMax} characters.`);
    if (fields.length !== columns.length) throw invalidParameter("The row has not as many columns as the header.");
    const row = new Map(columns.map((column, index) => [column, fields[index] ?? ""]));
    const name = row.get("cognito:username") ?? "";
    if (name && pool.users.find(name)) return skipped;
    addUser(service, pool, name, row);
    return imported;
  } catch (error) {
    // What the pool refuses of one user does not end the job (guide); anything else is our bug.
    if (error instanceof Fault) return { count: "failed", reason: error.message.replace(/\s+/g, " ").trim() };
    throw error;
  }
};

const addUser = (service: Service, pool: Pool, name: string, row: ReadonlyMap<string, string>) => {
  // assumed: the text.
  if (!/^[^\s]{1,128}$/u.test(name)) throw invalidParameter("The username is missing or has spaces or tabs.");
  const sub = service.random.uuid();
  const { username, fills } = nameNewUser(pool, name, sub);
  const values = toValues(pool, row);
  fillAttributes(pool, values, fills);
  const missing = missingAttributes(pool.schema, (attribute) => values.get(attribute));
  if (missing.length > 0) throw requiredMissing(missing);
  requireVerified(pool, values);
  requireMfa(pool, row.get("cognito:mfa_enabled") ?? "");
  takeImportedAliases(service, pool, values);
  const status = canSignInWithoutPassword(pool, values) ? "CONFIRMED" : "RESET_REQUIRED";
  const user = new User({ username, sub, status, createdAt: service.clock.now(), attributes: [] });
  pool.users.add(user);
  writeAttributes(pool, user, values);
};

const takeImportedAliases = (service: Service, pool: Pool, values: ReadonlyMap<string, string>) => {
  const clashes = aliasClashes(pool, values);
  const moves = service.assumptions.choiceOf("importedAlias", pool) === "moves" && !pool.usernameIsSub;
  if (clashes[0] && !moves) throw invalidParameter(aliasTakenText(pool, clashes[0]));
  releaseAliases(service, pool, clashes);
};

const toValues = (pool: Pool, row: ReadonlyMap<string, string>): Map<string, string> => {
  const given = [...row].flatMap(([Name, Value]) =>
    Value === "" || Name.startsWith("cognito:") ? [] : [{ Name, Value }],
  );
  const birthdate = row.get("birthdate");
  // The form of the guide; assumed: it is kept as it was given.
  if (birthdate && !/^\d{2}\/\d{2}\/\d{4}$/.test(birthdate)) throw invalidParameter("birthdate must be mm/dd/yyyy.");
  return requireSchema(pool.schema, given, "create");
};

/** At least one of the pool's auto-verified attributes is verified, and what is verified is there (guide). */
const requireVerified = (pool: Pool, values: ReadonlyMap<string, string>) => {
  const isVerified = (contact: string) => values.get(`${contact}_verified`) === "true";
  if (!pool.settings.AutoVerifiedAttributes?.some(isVerified)) {
    // Text: guide.
    throw invalidParameter(
      "The User Record does not set any of the auto verified attributes to true. (Example: email_verified to true).",
    );
  }
  for (const contact of ["email", "phone_number"]) {
    if (isVerified(contact) && !values.get(contact)) throw invalidParameter(`${contact} is verified but missing.`);
  }
};

/** Blank, or what the pool's own setting asks for (guide). */
const requireMfa = (pool: Pool, given: string) => {
  const mfa = pool.settings.MfaConfiguration ?? "OFF";
  const barred = { OFF: "true", ON: "false", OPTIONAL: undefined }[mfa];
  if (given !== "" && (!/^(true|false)$/i.test(given) || given.toLowerCase() === barred)) {
    throw invalidParameter("cognito:mfa_enabled does not fit the user pool.");
  }
};

/** cognito.md 2.1: such a user is confirmed at once. */
const canSignInWithoutPassword = (pool: Pool, values: ReadonlyMap<string, string>) => {
  const factors: readonly string[] = pool.settings.Policies?.SignInPolicy?.AllowedFirstAuthFactors ?? [];
  return (
    (factors.includes("EMAIL_OTP") && values.has("email")) ||
    (factors.includes("SMS_OTP") && values.has("phone_number"))
  );
};
