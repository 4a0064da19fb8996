import type { CognitoCall } from "#lib/calls/call.ts";
import type { FactorChannel } from "#lib/pools/pool.ts";
import type { User } from "#lib/users/user.ts";

/** Attributes whose value can be a sign-in name beside the username (cognito.md section 6). */
export const signInNameAttributes = ["email", "phone_number", "preferred_username"] as const;
export type SignInNameAttribute = (typeof signInNameAttributes)[number];

/** A value that a call makes a sign-in name of its user. */
export interface SignInClaim {
  attribute: SignInNameAttribute;
  value: string;
}

/** Another user with the same value. */
export interface Holder extends SignInClaim {
  user: User;
  /** Whether it is that user's sign-in name now, as far as the mark tells. */
  verified: boolean;
}

/** Second factors of a user, as only AdminGetUser has them. */
export interface KnownFactors {
  preferred: FactorChannel | null;
  enabled: readonly FactorChannel[];
}

/** What is known of a user beside the row when an operation is decided. Null always means that nobody has looked. */
export interface Knowledge {
  /** Everyone else with a value that the plan would make a sign-in name of this user. */
  holders: readonly Holder[] | null;
  /** Those of the same run that would take the same value. */
  rivals: readonly Holder[];
  factors: KnownFactors | null;
  /** Why they could not be read, a sentence, when somebody has tried. */
  factorsUnread: string | null;
  /** The calls follow now: what nobody has looked at by then, nobody will. */
  final: boolean;
}

export const nothingKnown: Knowledge = {
  holders: null,
  rivals: [],
  factors: null,
  factorsUnread: null,
  final: false,
};

/** What is known once these calls were done. */
export const knowledgeAfter = (knowledge: Knowledge, calls: readonly CognitoCall[]): Knowledge =>
  calls.some(({ name }) => name === "AdminSetUserMFAPreference")
    ? { ...knowledge, factors: { preferred: null, enabled: [] } }
    : knowledge;
