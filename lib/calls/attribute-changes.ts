import type { User } from "#lib/users/user.ts";

/** New values by attribute name; null for one that is taken away. */
export type AttributeChanges = Readonly<Record<string, string | null>>;

/** The attributes that the list has columns for; a contact that is taken away takes its mark along (assumed). */
export function effectOfAttributes(changes: AttributeChanges): Partial<User> {
  const { email, phone_number: phone, email_verified, phone_number_verified, name, preferred_username } = changes;
  return {
    ...(email !== undefined && { email, emailVerified: false }),
    ...(phone !== undefined && { phone, phoneVerified: false }),
    ...(email_verified !== undefined && { emailVerified: email_verified === "true" }),
    ...(phone_number_verified !== undefined && { phoneVerified: phone_number_verified === "true" }),
    ...(name !== undefined && { name }),
    ...(preferred_username !== undefined && { preferredUsername: preferred_username }),
  };
}

/** Each attribute as it was, where the list knows it, and as it becomes. */
export function detailOfAttributes(changes: AttributeChanges, before: User): Record<string, string> {
  const was: Record<string, string | null> = {
    email: before.email,
    phone_number: before.phone,
    name: before.name,
    preferred_username: before.preferredUsername,
  };
  return Object.fromEntries(
    Object.entries(changes).map(([name, value]) => [
      name,
      `${was[name] ? `${was[name]} → ` : ""}${value ?? "(taken away)"}`,
    ]),
  );
}
