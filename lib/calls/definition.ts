import type { QuotaCategory } from "#lib/calls/quota.ts";
import type { PoolSettings } from "#lib/pools/pool.ts";
import type { SignInClaim } from "#lib/users/sign-in-claim.ts";
import type { User } from "#lib/users/user.ts";

/** A value within a request, by the names and shapes of Cognito's API. */
export type Member = string | boolean | readonly Member[] | { readonly [name: string]: Member };

/** Who knows a password that is set: nobody, the member of staff who is shown it once, or the one who typed it. */
export type PasswordOrigin = "unseen" | "shown" | "typed";

/** All that the console knows of a call that changes a user: the wire, the texts, the forecast and the audit read it here. */
export interface CallDefinition<Call extends { name: string }> {
  name: Call["name"];
  /** cognito.md 4.1. */
  quota: QuotaCategory;
  /** The message that goes to the user (cognito.md 8.1). */
  sends: "nothing" | "code" | "invitation";
  /** Whether it makes the user count as active this month (cognito.md 9.1). */
  billable: boolean;
  /** Whose password it sets; absent where it sets none. */
  password?: (call: Call) => PasswordOrigin;
  /** What is over once it was done: the user's sessions, or the user. */
  ends?: "sessions" | "user";
  /**
   * The members of the request beside UserPoolId and Username. What is sent, copied as a command and tried for permission is this.
   * @param password stands in for the password where it is only named, as in a text; asked for by calls that set one
   */
  members: <Secret>(call: Call, password: () => Secret) => Readonly<Record<string, Member | Secret>>;
  /** What is known to be true of a user once it was done (cognito.md 2.1). */
  effect: (call: Call) => Partial<User>;
  /**
   * The values that it makes sign-in names of the user in a pool of these settings, which they were not before (cognito.md section 6);
   * absent where it makes none.
   */
  claims?: (call: Call, before: User, settings: PoolSettings) => SignInClaim[];
  /** What the audit keeps of it beside its name. */
  detail: (call: Call, before: User) => Record<string, string>;
  /**
   * After an answer that was lost: does the user, read back with AdminGetUser, prove that the call was applied? Only a change that
   * nothing else explains counts; everything unclear stays unknown, because a repeat would send a second message (docs/architecture.md, “What an answer means”).
   */
  proves: (call: Call, before: User, after: User) => boolean;
  /** A line of the plan's list of steps. */
  step: (call: Call) => string;
  /** As small as it can be, to be tried on a user that does not exist. */
  sample: Call;
}
