import type { Pool } from "../pool/pool.ts";
import { expiredCode, invalidParameter } from "../service/fault.ts";
import type { User } from "../users/user.ts";
import type { Infer } from "../wire/shape.ts";
import type { AdminSetUserMFAPreferenceRequest, SetUserPoolMfaConfigRequest } from "../wire/shapes.ts";
import { findTotpStep } from "./totp.ts";

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

/** Where MFA is required, who has a phone number or an authenticator need not choose it first (moto, test_user_authentication_flow_mfa_on, verified on AWS; for SMS and e-mail assumed). Harmed otherwise: whoever is asked for what they cannot give. */
export const impliedFactors = (pool: Pool, user: User): Factor[] => {
  const offered = offeredFactors(pool);
  if (mfaOf(user).softwareToken) return ["SOFTWARE_TOKEN_MFA"];
  return (["SMS_MFA", "EMAIL_OTP"] as const)
    .filter((factor) => offered.includes(factor) && user.get(contactOfFactor[factor]))
    .slice(0, 1);
};

/** What a sign-in would ask for: without MFA in the pool, what the user once chose counts for nothing (assumed). */
export const factorsInEffect = (pool: Pool, user: User): Factor[] => {
  const { MfaConfiguration = "OFF" } = pool.settings;
  if (MfaConfiguration === "OFF") return [];
  const { enabled } = mfaOf(user);
  return enabled.length > 0 || MfaConfiguration === "OPTIONAL" ? enabled : impliedFactors(pool, user);
};

/** assumed: what was never configured is not shown. */
export const describePoolMfa = ({ mfa, settings }: Pool) => ({
  ...mfa,
  MfaConfiguration: settings.MfaConfiguration ?? "OFF",
});

export const contactOfFactor = { SMS_MFA: "phone_number", EMAIL_OTP: "email" } as const;

type Preference = { Enabled?: boolean | undefined; PreferredMfa?: boolean | undefined };
type FactorPreferences = Pick<
  Infer<typeof AdminSetUserMFAPreferenceRequest>,
  "SMSMfaSettings" | "EmailMfaSettings" | "SoftwareTokenMfaSettings"
>;

/** Turns factors on and off. What is not given stays; a preference for a factor that is off counts for nothing (both assumed). Passkeys are not emulated. Harmed otherwise: whoever loses a factor that nobody named. */
export const setPreferences = (user: User, given: FactorPreferences, by: "user" | "administrator") => {
  const settings: [Factor, Preference | undefined][] = [
    ["SMS_MFA", given.SMSMfaSettings],
    ["EMAIL_OTP", given.EmailMfaSettings],
    ["SOFTWARE_TOKEN_MFA", given.SoftwareTokenMfaSettings],
  ];
  let { enabled, preferred } = mfaOf(user);
  for (const [factor, setting] of settings) {
    if (!setting) continue;
    const refusal = by === "user" ? ownRefusal(user, factor, setting) : refusalOf(user, factor, setting);
    if (refusal) throw invalidParameter(refusal);
    enabled = enabled.filter((other) => other !== factor);
    if (preferred === factor) preferred = undefined;
    if (setting.Enabled) enabled = [...enabled, factor];
  }
  const wanted = settings.flatMap(([factor, setting]) => (setting?.Enabled && setting.PreferredMfa ? [factor] : []));
  // Only one can be preferred (API reference, SetUserMFAPreference); assumed: the text.
  if (wanted.length > 1) throw invalidParameter("Only one MFA method can be set as preferred");
  changeMfa(user, { enabled, preferred: wanted[0] ?? preferred });
};

/** Turning off what was never set up is no error (moto, test_initiate_auth_USER_PASSWORD_AUTH, verified on AWS). */
const refusalOf = (user: User, factor: Factor, { Enabled }: Preference): string | undefined => {
  if (!Enabled) return undefined;
  // Text: aws-sdk-js-v3#4645, observed.
  if (factor === "SOFTWARE_TOKEN_MFA") {
    return mfaOf(user).softwareToken ? undefined : `User does not have delivery config set to turn on ${factor}`;
  }
  return user.get(contactOfFactor[factor]) ? undefined : noAddress[factor];
};

/** Users are refused for a software token that they turn off, too, if they have none (amplify-js#944 and #7016, observed). */
const ownRefusal = (user: User, factor: Factor, preference: Preference): string | undefined => {
  if (factor !== "SOFTWARE_TOKEN_MFA") return refusalOf(user, factor, preference);
  const { softwareToken, pendingSecret } = mfaOf(user);
  return softwareToken ? undefined : `User has not ${pendingSecret ? "verified" : "set up"} software token mfa`;
};

// Text for SMS: amplify-js#5766, observed; for e-mail assumed.
const noAddress = {
  SMS_MFA: "User does not have a phone_number set to turn on SMS MFA",
  EMAIL_OTP: "User does not have an email set to turn on EMAIL MFA",
};

/** A code is good once (cognito.md 7.7). Answers whether it was right. */
export const spendSoftwareTokenCode = (user: User, token: SoftwareToken, code: string, now: number): boolean => {
  const step = findTotpStep(token.secret, code, now);
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

/** Factors to begin a sign-in with, and the authenticator, which is only ever the second (API reference, AdminGetUserAuthFactors). assumed: the order. */
export const describeAuthFactors = ({ settings }: Pool, user: User) => {
  const first = settings.Policies?.SignInPolicy?.AllowedFirstAuthFactors ?? ["PASSWORD"];
  const has = {
    PASSWORD: user.credential !== undefined,
    EMAIL_OTP: user.isVerified("email"),
    SMS_OTP: user.isVerified("phone_number"),
    WEB_AUTHN: false,
    SOFTWARE_TOKEN: false,
  };
  const factors = first.filter((factor) => has[factor]);
  return {
    Username: user.username,
    ...describeMfa(user),
    ConfiguredUserAuthFactors: mfaOf(user).softwareToken ? [...factors, "SOFTWARE_TOKEN"] : factors,
  };
};

/** Passkeys are no second factor of this kind: they may be given with MFA off (cdkd#1923, observed). */
export const requirePoolMfa = (pool: Pool, mode: "OFF" | "ON" | "OPTIONAL", mfa: PoolMfa) => {
  const factors = mfa.SmsMfaConfiguration || mfa.EmailMfaConfiguration || mfa.SoftwareTokenMfaConfiguration?.Enabled;
  const { SmsConfiguration = pool.settings.SmsConfiguration } = mfa.SmsMfaConfiguration ?? {};
  // assumed: the text.
  if (mfa.SmsMfaConfiguration && !SmsConfiguration) throw invalidParameter("SMS MFA needs an SmsConfiguration");
  // Texts: sst#5177 and cdkd#1923, observed.
  if (mode !== "OFF" && !factors) {
    throw invalidParameter(
      "Invalid MFA configuration given, can't disable all MFAs with a required or optional configuration.",
    );
  }
  if (mode === "OFF" && factors) {
    throw invalidParameter("Invalid MFA configuration given, can't turn off MFA and configure an MFA together.");
  }
};
