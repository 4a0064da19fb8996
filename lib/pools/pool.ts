import type { PasswordPolicy } from "#lib/operations/password.ts";
import type { ReasonRule } from "#lib/operations/reason.ts";
import type { AttributeSchema } from "#lib/pools/attribute-schema.ts";
import type { Country } from "#lib/users/spelling.ts";

export type RecoveryOption = "verified_email" | "verified_phone_number" | "admin_only";

/** Ways to be asked for a second factor that a pool can offer. */
export type FactorChannel = "sms" | "authenticator" | "email" | "passkey";

/** Ways to begin a sign-in where a pool lets its users choose (API reference, SignInPolicyType). */
export type FirstFactor = "password" | "email" | "sms" | "passkey";

/** What DescribeUserPool says about a pool, and GetUserPoolMfaConfig of its second factors, in our words. */
export interface PoolSettings {
  passwordPolicy: PasswordPolicy;
  /** How long an invitation lives; 7 when the pool says nothing (cognito.md 5.1). */
  temporaryPasswordDays: number;
  /** By priority. Unset in the pool means verified phone, then e-mail (cognito.md 8.2). */
  recovery: RecoveryOption[];
  /** E-mail or phone work as sign-in names once verified, for one holder at a time (cognito.md section 6). */
  aliases: string[];
  /** Attributes that are sign-in names instead of a username, such as "email". */
  signInAttributes: string[];
  /** Every attribute a user of this pool can have, standard and custom ("custom:…"). */
  schema: AttributeSchema[];
  /** Whether users can, or must, have a second factor. */
  mfa: "off" | "optional" | "required";
  /** Whether an authenticator app can be that factor; assumed wherever MFA is on, since DescribeUserPool does not say. */
  authenticatorApp: boolean;
  /** The second factors that its users can turn on; null where the console may not read that. */
  factorChannels: readonly FactorChannel[] | null;
  /** What a sign-in can begin with; with more than the password, users may have none. */
  firstFactors: readonly FirstFactor[];
  /**
   * The Region of the primary where this one has a secondary replica, which takes no change of a user (cognito.md 7.10); null for a
   * primary, and where that cannot be asked.
   */
  secondaryOf: string | null;
  /** The feature plan, such as "ESSENTIALS"; null where the pool does not say. */
  plan: string | null;
  /** Who sends the pool's e-mail: Cognito itself, up to 50 a day and account, or Amazon SES (cognito.md 8.2). */
  sender: "cognito" | "ses";
  /** Whether Cognito keeps sign-in events of this pool (cognito.md section 9). */
  signInEvents: boolean;
  /** Whether devices are remembered. */
  devices: boolean;
  estimatedUsers: number;
  /** False for pools that hide case differences of usernames. */
  caseSensitive: boolean;
}

/** A pool as `lifeguard.yaml` names it. */
export interface PoolEntry {
  /** Its name in URLs. */
  key: string;
  name: string;
  /** The Cognito user pool id. */
  id: string;
  region: string;
  /** Another address than AWS's own, for the local Cognito. */
  endpoint: string | null;
  /** May staff type a password here instead of having one generated? */
  typedPasswords: boolean;
  /** May agents correct a contact, one person at a time and with a reason? Absent, they may not. */
  agentsCorrectContacts?: boolean;
  /**
   * Whether second factors are read, which is billable, before a password is set that nobody sees; absent, they are. Where they are not,
   * whoever depends on them is skipped.
   */
  lookBeforeConfirm?: boolean;
  /** What staff are asked for before they act. */
  reasons: readonly ReasonRule[];
  test: boolean;
  /** E-mails a day that the console may send through Cognito's own sender; absent, as many as `defaultDailyMail`. */
  dailyMail?: number;
  /** Where phone numbers without + or 00 are of; absent where the file does not say. */
  country?: Country;
}

/** What Cognito's own sender carries a day, for all pools of an account and their users' own codes (cognito.md 4.4). */
export const accountDailyMail = 50;
/** Half of it: the other half is for those who help themselves. */
export const defaultDailyMail = 25;

export interface Pool extends PoolEntry {
  settings: PoolSettings;
}

/** Why nothing can be changed in this Region of the pool; null where it can. */
export const secondaryText = ({ name, region, settings: { secondaryOf } }: Pool): string | null =>
  secondaryOf &&
  `${region} has a secondary replica of ${name}, where Cognito lets nobody change users. Work on the pool in ${secondaryOf}: its Region stands in lifeguard.yaml.`;
