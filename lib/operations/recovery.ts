import type { KnownFactors } from "#lib/operations/knowledge.ts";
import type { FactorChannel, PoolSettings, RecoveryOption } from "#lib/pools/pool.ts";
import type { User } from "#lib/users/user.ts";

export type RecoveryContact = "email" | "phone_number";

/** Whether somebody who knows no password finds a way back in by “Forgot password”. */
export type Recovery =
  /** Null: at one of several contacts, which one depends on the second factor. */
  | { state: "can"; contact: RecoveryContact | null }
  | { state: "cannot"; because: "administrators-only" | "no-contact" | "second-factor"; reason: string }
  /** `why` is a clause that ends a sentence. */
  | { state: "unknown"; contact: RecoveryContact; why: string };

type Contacts = Pick<User, "email" | "emailVerified" | "phone" | "phoneVerified">;

const contactOf: Record<RecoveryOption, RecoveryContact | null> = {
  verified_email: "email",
  verified_phone_number: "phone_number",
  admin_only: null,
};
const factorOf: Record<RecoveryContact, FactorChannel> = { email: "email", phone_number: "sms" };
const factorText: Record<RecoveryContact, string> = { email: "codes by e-mail", phone_number: "text messages" };

/** Whether users of the pool cannot recover a password on their own. */
export const recoversByAdminOnly = ({ recovery }: PoolSettings): boolean =>
  recovery.every((option) => option === "admin_only");

/** Whether a second factor of this pool can go to the contact; where the console may not read which there are, it can. */
const mayBeFactor = ({ mfa, factorChannels }: PoolSettings, contact: RecoveryContact): boolean =>
  mfa !== "off" && (factorChannels === null || factorChannels.includes(factorOf[contact]));

/** Whether in this pool a second factor can stand in the way of a recovery. */
export const factorsHinderRecovery = (settings: PoolSettings): boolean =>
  mayBeFactor(settings, "email") || mayBeFactor(settings, "phone_number");

/** The contacts that are verified and that the pool sends recovery codes to, by its priority. */
const usableContacts = (user: Contacts, { recovery }: PoolSettings): RecoveryContact[] =>
  recovery.flatMap((option) => {
    const contact = contactOf[option];
    if (contact === "email") return user.email !== null && user.emailVerified ? [contact] : [];
    if (contact === "phone_number") return user.phone !== null && user.phoneVerified ? [contact] : [];
    return [];
  });

/**
 * The channels that Cognito asks this person for after the password: the preferred one, or, where a second factor is required, those
 * that are set up, or that a first sign-in would take because there is nothing else (cognito.md 8.2; emulator/README.md, MFA).
 */
function askedChannels(user: Contacts, settings: PoolSettings, factors: KnownFactors): readonly FactorChannel[] {
  if (settings.mfa === "off") return [];
  if (factors.preferred) return [factors.preferred];
  if (settings.mfa !== "required") return [];
  if (factors.enabled.length > 0) return factors.enabled;
  const offered = settings.factorChannels ?? ["sms", "email"];
  return offered.filter(
    (channel) => (channel === "sms" && user.phone !== null) || (channel === "email" && user.email !== null),
  );
}

/** Where every user has the same second factor, nobody has to be asked. */
const onlyFactor = ({ mfa, factorChannels }: PoolSettings): KnownFactors | null => {
  const [only, ...others] = factorChannels ?? [];
  return mfa === "required" && only && others.length === 0 ? { preferred: only, enabled: [only] } : null;
};

const byFactor = (contact: RecoveryContact): Recovery => ({
  state: "cannot",
  because: "second-factor",
  reason: `its only verified contact also gets the second factor, ${factorText[contact]}, and no recovery code goes there`,
});

/**
 * Whether the user would find a way back in without knowing the password: by a contact that is verified, that the pool sends recovery
 * codes to, and that is not the channel of a required or preferred second factor (cognito.md 8.2). At most one channel is preferred,
 * so a second contact always suffices.
 * @param factors as AdminGetUser has them; null when nobody has looked
 */
export function recoveryOf(user: Contacts, settings: PoolSettings, factors: KnownFactors | null): Recovery {
  if (recoversByAdminOnly(settings))
    return {
      state: "cannot",
      because: "administrators-only",
      reason: "this pool lets only administrators recover a password",
    };
  const usable = usableContacts(user, settings);
  const [first, ...others] = usable;
  if (!first)
    return { state: "cannot", because: "no-contact", reason: "it has no verified contact that a code could go to" };
  if (!mayBeFactor(settings, first)) return { state: "can", contact: first };
  const known = factors ?? onlyFactor(settings);
  if (!known)
    return others.length > 0
      ? { state: "can", contact: null }
      : { state: "unknown", contact: first, why: `${factorText[first]} may be its second factor` };
  const asked = askedChannels(user, settings, known);
  const free = usable.find((contact) => !asked.includes(factorOf[contact]));
  if (!free) return others.length > 0 ? { state: "can", contact: null } : byFactor(first);
  // The guide rules out a preferred SMS, the API reference one that is turned on at all (AccountRecoverySetting): then nobody can say.
  if (free === "phone_number" && known.enabled.includes("sms") && others.length === 0)
    return { state: "unknown", contact: free, why: "text messages are one of its second factors" };
  return { state: "can", contact: free };
}

/** What goes before a reset so that its code can arrive, as far as marking a contact verified can help. */
export function beforeReset(user: Contacts, settings: PoolSettings): ("verify-email" | "verify-phone")[] {
  const recovers = (verified: Partial<Contacts>): boolean =>
    recoveryOf({ ...user, ...verified }, settings, null).state !== "cannot";
  if (recovers({})) return [];
  if (user.email !== null && recovers({ emailVerified: true })) return ["verify-email"];
  if (user.phone !== null && recovers({ phoneVerified: true })) return ["verify-phone"];
  return [];
}
