import { isEmail, isPhone } from "../pool/attributes.ts";
import type { Pool } from "../pool/pool.ts";
import { invalidParameter } from "../service/fault.ts";

/** What a new user is called in this kind of pool, and the attribute that the given name fills (cognito.md 6). */
export const nameNewUser = (
  pool: Pool,
  given: string,
  sub: string,
): { username: string; fills: [string, string][] } => {
  const { UsernameAttributes = [], AliasAttributes = [] } = pool.settings;
  if (UsernameAttributes.length > 0) {
    const email = UsernameAttributes.includes("email");
    const phone = UsernameAttributes.includes("phone_number");
    if (email && isEmail(given)) return { username: sub, fills: [["email", given]] };
    if (phone && isPhone(given)) return { username: sub, fills: [["phone_number", given]] };
    if (email && phone) throw invalidParameter("Username should be either an email or a phone number.");
    // assumed: the text for phone numbers alone, after the one for e-mail.
    throw invalidParameter(email ? "Username should be an email." : "Username should be a phone number.");
  }
  if (AliasAttributes.includes("email") && isEmail(given)) {
    throw invalidParameter("Username cannot be of email format, since user pool is configured for email alias.");
  }
  // assumed: the text, after the one for e-mail.
  if (AliasAttributes.includes("phone_number") && isPhone(given)) {
    throw invalidParameter(
      "Username cannot be of phone number format, since user pool is configured for phone number alias.",
    );
  }
  return { username: given, fills: [] };
};

/**
 * The name fills its attribute, which may be given too, but not another (text for e-mail: cognito-local#102, observed; for phone
 * numbers assumed after it).
 */
export const fillAttributes = (pool: Pool, values: Map<string, string>, fills: readonly [string, string][]) => {
  const insensitive = pool.settings.UsernameConfiguration?.CaseSensitive === false;
  const fold = (value: string) => (insensitive ? value.toLowerCase() : value);
  for (const [name, value] of fills) {
    const given = values.get(name);
    if (given && fold(given) !== fold(value)) {
      throw invalidParameter(`User ${name} should be empty or same as username, since username attribute is ${name}`);
    }
    values.set(name, value);
  }
};
