import type { Pool } from "../pool/pool.ts";
import { invalidParameter, notAuthorized } from "../service/fault.ts";
import type { Service } from "../service/service.ts";
import { contactOfFactor, factorsInEffect, mfaOf } from "../sign-in/mfa.ts";
import type { User } from "../users/user.ts";

type Contact = "email" | "phone_number";

const unsetMechanisms = [
  { Name: "verified_phone_number", Priority: 1 },
  { Name: "verified_email", Priority: 2 },
];

/**
 * Where a recovery code goes: by AccountRecoverySetting, unset = verified phone first, then e-mail (cognito.md 8.2).
 * `adminOnly`: what becomes of a pool that leaves recovery to administrators; it is refused unless this says otherwise.
 */
export const requireRecoveryContact = (
  service: Service,
  pool: Pool,
  user: User,
  adminOnly: "refused" | "resets" = "refused",
): { contact: Contact; to: string } => {
  const given = pool.settings.AccountRecoverySetting?.RecoveryMechanisms ?? unsetMechanisms;
  const isAdminOnly = given.some(({ Name }) => Name === "admin_only");
  // assumed: name and text (cognito.md 12, item 1).
  if (isAdminOnly && adminOnly === "refused") throw notAuthorized("Contact administrator to reset password.");
  const barred = barredContacts(service, pool, user);
  for (const { Name } of (isAdminOnly ? unsetMechanisms : given).toSorted((a, b) => a.Priority - b.Priority)) {
    const contact = Name === "verified_email" ? "email" : "phone_number";
    const to = user.get(contact);
    if (to && user.isVerified(contact) && !barred.includes(contact)) return { contact, to };
  }
  throw invalidParameter("Cannot reset password for the user as there is no registered/verified email or phone_number");
};

/** A code by the way of the second factor would make one factor of two (cognito.md 8.2). */
const barredContacts = (service: Service, pool: Pool, user: User): Contact[] => {
  const { preferred } = mfaOf(user);
  const counts = service.assumptions.choiceOf("recoveryFactor", pool) === "enabled";
  const factors = counts ? factorsInEffect(pool, user) : preferred ? [preferred] : [];
  return factors.flatMap((factor) => (factor === "SOFTWARE_TOKEN_MFA" ? [] : [contactOfFactor[factor]]));
};
