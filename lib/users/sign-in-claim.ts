import type { PoolSettings } from "#lib/pools/pool.ts";
import type { User } from "#lib/users/user.ts";

/** Attributes whose value can be a sign-in name beside the username (cognito.md section 6). */
export const signInNameAttributes = ["email", "phone_number", "preferred_username"] as const;
export type SignInNameAttribute = (typeof signInNameAttributes)[number];

/** A value that a call makes a sign-in name of its user, or that somebody has. */
export interface SignInClaim {
  attribute: SignInNameAttribute;
  value: string;
}

/** What such a value is called in a sentence. */
export const signInNoun: Record<SignInNameAttribute, string> = {
  email: "e-mail address",
  phone_number: "phone number",
  preferred_username: "preferred username",
};

/** The part of a user, or of one who is still to be made, that sign-in names come from. */
export type Named = Pick<User, "email" | "emailVerified" | "phone" | "phoneVerified" | "preferredUsername">;

export const nameValue = (user: Named, attribute: SignInNameAttribute): string | null =>
  ({ email: user.email, phone_number: user.phone, preferred_username: user.preferredUsername })[attribute];

/** Whether the mark of the attribute is set; a preferred username needs none. */
export const isVerified = (user: Named, attribute: SignInNameAttribute): boolean =>
  ({ email: user.emailVerified, phone_number: user.phoneVerified, preferred_username: true })[attribute];

/** What the pool makes of the attribute: a name once verified, a name at once instead of a username, or none. */
export function signInUse(attribute: SignInNameAttribute, settings: PoolSettings): "alias" | "username" | "none" {
  if (settings.signInAttributes.includes(attribute)) return "username";
  return settings.aliases.includes(attribute) ? "alias" : "none";
}

/** Whether the user signs in with the attribute's value in a pool of these settings, which for an alias needs its mark. */
export function isSignInName(user: Named, attribute: SignInNameAttribute, settings: PoolSettings): boolean {
  const use = signInUse(attribute, settings);
  if (nameValue(user, attribute) === null || use === "none") return false;
  return use === "username" || isVerified(user, attribute);
}

/** One spelling for all that the pool takes for the same: case counts in names only where the pool says so, in numbers never. */
export const sameName = (value: string, { caseSensitive }: Pick<PoolSettings, "caseSensitive">): string =>
  caseSensitive ? value : value.normalize("NFC").toLowerCase();

/** Whether the user has this very value, as the pool compares. */
export function hasValue(user: Named, { attribute, value }: SignInClaim, settings: PoolSettings): boolean {
  const own = nameValue(user, attribute);
  return own !== null && sameName(own, settings) === sameName(value, settings);
}

/** The values that become sign-in names when a user changes from one to the other. */
export const newClaims = (before: Named, after: Named, settings: PoolSettings): SignInClaim[] =>
  signInNameAttributes.flatMap((attribute) => {
    const value = nameValue(after, attribute);
    if (value === null || !isSignInName(after, attribute, settings)) return [];
    const had = isSignInName(before, attribute, settings) && hasValue(before, { attribute, value }, settings);
    return had ? [] : [{ attribute, value }];
  });

/**
 * The settings of a pool in which every such value would be an alias. What would be claimed there is what is given or verified here:
 * somebody else with the same is worth a word also where nobody signs in with it.
 */
export const asIfAliases = (settings: PoolSettings): PoolSettings => ({
  ...settings,
  aliases: [...signInNameAttributes],
  signInAttributes: [],
});
