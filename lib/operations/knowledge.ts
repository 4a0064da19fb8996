import type { CognitoCall } from "#lib/calls/call.ts";
import type { FactorChannel } from "#lib/pools/pool.ts";
import type { SignInClaim } from "#lib/users/sign-in-claim.ts";
import type { User } from "#lib/users/user.ts";

/** Another user with the same value. */
export interface Holder extends SignInClaim {
  user: User;
  /** Whether it is that user's sign-in name now; in a pool where such values are none, whether it is verified. */
  verified: boolean;
}

/** Second factors of a user, as only AdminGetUser has them. */
export interface KnownFactors {
  preferred: FactorChannel | null;
  enabled: readonly FactorChannel[];
}

/** What is known of a user beside the row when an operation is decided. Null always means that nobody has looked. */
export interface Knowledge {
  /** Everyone else with a value that the plan would give this user, or verify, whether or not that makes it a sign-in name here. */
  holders: readonly Holder[] | null;
  /** Why they could not be looked for, a sentence, when somebody has tried. */
  holdersUnread: string | null;
  /** Those of the same run that would take the same value. */
  rivals: readonly Holder[];
  factors: KnownFactors | null;
  /** Why they could not be read, a sentence, when somebody has tried. */
  factorsUnread: string | null;
  /** Whether whoever asks for it has changed a contact of the user in the last 24 hours. */
  contactChangedByRequester: boolean;
  /** The calls follow now: what nobody has looked at by then, nobody will. */
  final: boolean;
}

export const nothingKnown: Knowledge = {
  holders: null,
  holdersUnread: null,
  rivals: [],
  factors: null,
  factorsUnread: null,
  contactChangedByRequester: false,
  final: false,
};

/** What is known once these calls were done. */
export const knowledgeAfter = (knowledge: Knowledge, calls: readonly CognitoCall[]): Knowledge =>
  calls.some(({ name }) => name === "AdminSetUserMFAPreference")
    ? { ...knowledge, factors: { preferred: null, enabled: [] } }
    : knowledge;
