import type { FaultCode } from "#lib/errors.ts";
import { type AttributeSchema, settable, valueProblem } from "#lib/pools/attribute-schema.ts";
import type { PoolSettings } from "#lib/pools/pool.ts";
import { newClaims, type SignInClaim } from "#lib/users/sign-in-claim.ts";
import type { User } from "#lib/users/user.ts";

/** A user to be made, as the form asks for it. */
export interface NewUserOrder {
  pool: string;
  /** null where the pool's users sign in by a contact, which is then the username. */
  username: string | null;
  attributes: Record<string, string>;
  /** How Cognito sends the invitation; null: it sends nothing, and the temporary password is shown once. */
  medium: "EMAIL" | "SMS" | null;
  /** It was read that somebody with this contact signs in through a provider, and the user is wanted all the same. */
  besideProvider?: boolean | undefined;
}

/** What came of it. Only a first answer holds the password. */
export type CreatedUser =
  | { state: "created"; sub: string; label: string; password: string | null; note: string | null }
  | {
      state: "failed" | "unknown";
      message: string;
      code: FaultCode | null;
      /** Who has a sign-in name that was asked for. */
      holder?: User;
    };

/** Whether users of this pool have a username beside their contacts (cognito.md section 6). */
export const hasUsernames = ({ signInAttributes }: PoolSettings): boolean => signInAttributes.length === 0;

/** What the form shows at once, and what it keeps folded away. */
export function newUserFields(settings: PoolSettings): { first: AttributeSchema[]; more: AttributeSchema[] } {
  const all = settable(settings.schema);
  const usual = ["email", "phone_number", "name"];
  const isFirst = ({ name, required }: AttributeSchema): boolean => required || usual.includes(name);
  return { first: all.filter(isFirst), more: all.filter((attribute) => !isFirst(attribute)) };
}

/**
 * How a new user learns of it while nobody has chosen: by e-mail where the pool's people are known by it or an address is given, else
 * by nothing. A text message costs, so it is never what is sent unasked.
 */
export function usualMedium(
  { signInAttributes, aliases, schema }: PoolSettings,
  { email }: Readonly<Record<string, string>>,
): NewUserOrder["medium"] {
  const isKnownBy = [...signInAttributes, ...aliases].includes("email");
  const isRequired = schema.some(({ name, required }) => name === "email" && required);
  return isKnownBy || isRequired || email ? "EMAIL" : null;
}

/** The name that Cognito is asked to use; "" while the contact it comes from is missing. */
export const newUsername = ({ username, attributes }: NewUserOrder, settings: PoolSettings): string => {
  if (hasUsernames(settings)) return username ?? "";
  const from = ["email", "phone_number"].find((name) => settings.signInAttributes.includes(name) && attributes[name]);
  return from ? (attributes[from] ?? "") : "";
};

/** What the new user would sign in with beside its username. */
export const newUserClaims = ({ attributes }: NewUserOrder, settings: PoolSettings): SignInClaim[] => {
  const nobody = { email: null, emailVerified: false, phone: null, phoneVerified: false, preferredUsername: null };
  const made = {
    email: attributes.email || null,
    emailVerified: attributes.email_verified === "true",
    phone: attributes.phone_number || null,
    phoneVerified: attributes.phone_number_verified === "true",
    preferredUsername: attributes.preferred_username || null,
  };
  return newClaims(nobody, made, settings);
};

/** Why the user cannot be made like this, a sentence for each field; empty when it can. */
export function newUserProblems(order: NewUserOrder, settings: PoolSettings): Record<string, string> {
  const { attributes, medium } = order;
  const problems: Record<string, string> = {};
  const name = newUsername(order, settings);
  const fields = settable(settings.schema);
  const marks = ["email_verified", "phone_number_verified"];
  for (const given of Object.keys(attributes))
    if (!marks.includes(given) && !fields.some((field) => field.name === given))
      problems[given] = `This pool has no attribute ${given} that can be set.`;
  for (const field of fields) {
    const problem = valueProblem(field, attributes[field.name] ?? null);
    if (problem) problems[field.name] = problem;
  }
  if (!hasUsernames(settings)) {
    const contact = settings.signInAttributes.includes("email") ? "email" : "phone_number";
    if (!name) problems[contact] ??= "Users of this pool sign in with it, so it is needed.";
    // cognito.md 1.1.
  } else if (!/^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,128}$/u.test(name))
    problems.username = name ? "A username has at most 128 characters and no spaces." : "A username is needed.";
  // cognito.md section 6.
  else if (settings.aliases.includes("email") && /^[^\s@]+@[^\s@]+$/.test(name))
    problems.username = "In this pool a username cannot look like an e-mail address.";
  else if (settings.aliases.includes("phone_number") && /^\+\d+$/.test(name))
    problems.username = "In this pool a username cannot look like a phone number.";
  if (medium === "EMAIL" && !attributes.email) problems.email ??= "The invitation needs an e-mail address.";
  if (medium === "SMS" && !attributes.phone_number) problems.phone_number ??= "The invitation needs a phone number.";
  return problems;
}
