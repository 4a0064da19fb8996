import { expiredCode, type Fault, invalidParameter } from "./fault.ts";
import type { Pool } from "./pool.ts";
import type { Infer } from "./shape.ts";
import type { AdminSetUserMFAPreferenceRequest, SetUserPoolMfaConfigRequest } from "./shapes.ts";
import { findStep } from "./totp.ts";
import type { User } from "./user.ts";

/** Second factors by the names that the API has for them (API reference, UserMFASettingList). */
export type Factor = "SMS_MFA" | "EMAIL_OTP" | "SOFTWARE_TOKEN_MFA";

/** A registered authenticator. `lastStep`: the time step of the last code that it was good for. */
export type SoftwareToken = { secret: string; friendlyName: string | undefined; lastStep: number };

export type Mfa = {
  enabled: Factor[];
  preferred: Factor | undefined;
  softwareToken: SoftwareToken | undefined;
  /** Handed out, not verified yet: the registered one stays until then (guide, user-pool-settings-mfa-totp). */
  pendingSecret: string | undefined;
};

export type PoolMfa = Pick<
  Infer<typeof SetUserPoolMfaConfigRequest>,
  "SmsMfaConfiguration" | "SoftwareTokenMfaConfiguration" | "EmailMfaConfiguration" | "WebAuthnConfiguration"
>;

const noMfa: Mfa = { enabled: [], preferred: undefined, softwareToken: undefined, pendingSecret: undefined };

export const mfaOf = (user: User): Mfa => user.mfa ?? noMfa;

export const changeMfa = (user: User, change: Partial<Mfa>) => {
  user.mfa = { ...mfaOf(user), ...change };
};

/** Absent, not empty, for a user without (cognito.md 1.1). */
export const describeMfa = (user: User) => {
  const { enabled, preferred } = mfaOf(user);
  return {
    ...(preferred ? { PreferredMfaSetting: preferred } : {}),
    ...(enabled.length > 0 ? { UserMFASettingList: enabled } : {}),
  };
};

/** The factors that users of the pool may set up. */
export const offeredFactors = ({ mfa }: Pool): Factor[] => [
  ...(mfa.SmsMfaConfiguration ? (["SMS_MFA"] as const) : []),
  ...(mfa.EmailMfaConfiguration ? (["EMAIL_OTP"] as const) : []),
  ...(mfa.SoftwareTokenMfaConfiguration?.Enabled ? (["SOFTWARE_TOKEN_MFA"] as const) : []),
];

export const describePoolMfa = ({ mfa, settings }: Pool) => ({
  SoftwareTokenMfaConfiguration: { Enabled: false },
  ...mfa,
  MfaConfiguration: settings.MfaConfiguration ?? "OFF",
});

export const addressOf = { SMS_MFA: "phone_number", EMAIL_OTP: "email" } as const;

type Preference = { Enabled?: boolean | undefined; PreferredMfa?: boolean | undefined };
type Given = Pick<
  Infer<typeof AdminSetUserMFAPreferenceRequest>,
  "SMSMfaSettings" | "EmailMfaSettings" | "SoftwareTokenMfaSettings"
>;

/** Turns factors on and off. What is not given stays; a preference for a factor that is off counts for nothing (assumed). Passkeys are not emulated. */
export const setPreferences = (user: User, given: Given, noSoftwareToken: () => Fault | undefined) => {
  const settings: [Factor, Preference | undefined][] = [
    ["SMS_MFA", given.SMSMfaSettings],
    ["EMAIL_OTP", given.EmailMfaSettings],
    ["SOFTWARE_TOKEN_MFA", given.SoftwareTokenMfaSettings],
  ];
  let { enabled, preferred } = mfaOf(user);
  for (const [factor, setting] of settings) {
    if (!setting) continue;
    const refusal = factor === "SOFTWARE_TOKEN_MFA" ? noSoftwareToken() : setting.Enabled && noAddress(user, factor);
    if (refusal) throw refusal;
    enabled = enabled.filter((other) => other !== factor);
    if (preferred === factor) preferred = undefined;
    if (setting.Enabled) enabled = [...enabled, factor];
  }
  const wanted = settings.flatMap(([factor, setting]) => (setting?.Enabled && setting.PreferredMfa ? [factor] : []));
  // Only one can be preferred (API reference, SetUserMFAPreference); assumed: the text.
  if (wanted.length > 1) throw invalidParameter("Only one MFA method can be set as preferred");
  changeMfa(user, { enabled, preferred: wanted[0] ?? preferred });
};

// assumed: the text, after the one for software tokens.
const noAddress = (user: User, factor: "SMS_MFA" | "EMAIL_OTP") =>
  user.get(addressOf[factor]) ? undefined : noDelivery(factor);

/** Text: aws-sdk-js-v3#4645, observed for SOFTWARE_TOKEN_MFA. */
export const noDelivery = (factor: Factor) =>
  invalidParameter(`User does not have delivery config set to turn on ${factor}`);

/** A code is good once (cognito.md 7.7). Answers whether it was right. */
export const spendSoftwareTokenCode = (user: User, token: SoftwareToken, code: string, now: number): boolean => {
  const step = findStep(token.secret, code, now);
  if (step === undefined) return false;
  if (step <= token.lastStep) throw expiredCode("Your software token has already been used once.");
  changeMfa(user, { softwareToken: { ...token, lastStep: step } });
  return true;
};

export const deleteSoftwareToken = (user: User) => {
  const { enabled, preferred } = mfaOf(user);
  changeMfa(user, {
    enabled: enabled.filter((factor) => factor !== "SOFTWARE_TOKEN_MFA"),
    preferred: preferred === "SOFTWARE_TOKEN_MFA" ? undefined : preferred,
    softwareToken: undefined,
    pendingSecret: undefined,
  });
};
