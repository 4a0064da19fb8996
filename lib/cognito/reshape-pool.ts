import "server-only";
import type {
  GetUserPoolMfaConfigResponse,
  SchemaAttributeType,
  UserPoolType,
} from "@aws-sdk/client-cognito-identity-provider";
import type { PasswordPolicy } from "#lib/operations/password.ts";
import type { AttributeSchema } from "#lib/pools/attribute-schema.ts";
import type { FactorChannel, FirstFactor, PoolSettings, RecoveryOption } from "#lib/pools/pool.ts";

const numberOf = (text: string | undefined): number | null => (text === undefined ? null : Number(text));

function toSchema(raw: SchemaAttributeType): AttributeSchema[] {
  if (!raw.Name) return [];
  const bounds = raw.NumberAttributeConstraints;
  const lengths = raw.StringAttributeConstraints;
  return [
    {
      name: raw.Name,
      type: raw.AttributeDataType ?? "String",
      mutable: raw.Mutable ?? true,
      required: raw.Required ?? false,
      least: numberOf(bounds?.MinValue ?? lengths?.MinLength),
      most: numberOf(bounds?.MaxValue ?? lengths?.MaxLength),
    },
  ];
}

function toPolicy({ Policies }: UserPoolType): PasswordPolicy {
  const policy = Policies?.PasswordPolicy;
  return {
    minimumLength: policy?.MinimumLength ?? 8,
    uppercase: policy?.RequireUppercase ?? false,
    lowercase: policy?.RequireLowercase ?? false,
    numbers: policy?.RequireNumbers ?? false,
    symbols: policy?.RequireSymbols ?? false,
  };
}

function toRecovery({ AccountRecoverySetting }: UserPoolType): RecoveryOption[] {
  const options = [...(AccountRecoverySetting?.RecoveryMechanisms ?? [])]
    .sort((a, b) => (a.Priority ?? 0) - (b.Priority ?? 0))
    .flatMap(({ Name }) => (Name ? [Name as RecoveryOption] : []));
  return options.length > 0 ? options : ["verified_phone_number", "verified_email"];
}

/** What GetUserPoolMfaConfig shows as set up; passkeys count where they may stand for a second factor (API reference, WebAuthnConfigurationType). */
export function toFactorChannels(mfa: GetUserPoolMfaConfigResponse): FactorChannel[] {
  const offered: Record<FactorChannel, boolean> = {
    sms: mfa.SmsMfaConfiguration !== undefined,
    authenticator: mfa.SoftwareTokenMfaConfiguration?.Enabled ?? false,
    email: mfa.EmailMfaConfiguration !== undefined,
    passkey: mfa.WebAuthnConfiguration?.FactorConfiguration === "MULTI_FACTOR_WITH_USER_VERIFICATION",
  };
  return (Object.keys(offered) as FactorChannel[]).filter((channel) => offered[channel]);
}

const firstFactorOf: Record<string, FirstFactor> = {
  PASSWORD: "password",
  EMAIL_OTP: "email",
  SMS_OTP: "sms",
  WEB_AUTHN: "passkey",
};
/** Unset means the password alone (guide, authentication-flows-selection-sdk). */
const toFirstFactors = ({ Policies }: UserPoolType): FirstFactor[] =>
  (Policies?.SignInPolicy?.AllowedFirstAuthFactors ?? ["PASSWORD"]).flatMap((name) => firstFactorOf[name] ?? []);

/** A pool as DescribeUserPool gives it. */
export const toPoolSettings = (
  pool: UserPoolType,
  factorChannels: FactorChannel[] | null,
  secondaryOf: string | null,
): PoolSettings => ({
  passwordPolicy: toPolicy(pool),
  // 0 or unset means 7 (cognito.md 5.1).
  temporaryPasswordDays: pool.Policies?.PasswordPolicy?.TemporaryPasswordValidityDays || 7,
  recovery: toRecovery(pool),
  aliases: pool.AliasAttributes ?? [],
  signInAttributes: pool.UsernameAttributes ?? [],
  schema: (pool.SchemaAttributes ?? []).flatMap(toSchema),
  mfa: ({ ON: "required", OPTIONAL: "optional" } as const)[pool.MfaConfiguration as "ON"] ?? "off",
  authenticatorApp: pool.MfaConfiguration === "ON" || pool.MfaConfiguration === "OPTIONAL",
  factorChannels,
  firstFactors: toFirstFactors(pool),
  secondaryOf,
  plan: pool.UserPoolTier ?? null,
  // The API reference names no default; a pool without the setting sends as COGNITO_DEFAULT does (assumed).
  sender: pool.EmailConfiguration?.EmailSendingAccount === "DEVELOPER" ? "ses" : "cognito",
  signInEvents: ["AUDIT", "ENFORCED"].includes(pool.UserPoolAddOns?.AdvancedSecurityMode ?? ""),
  devices: pool.DeviceConfiguration !== undefined,
  estimatedUsers: pool.EstimatedNumberOfUsers ?? 0,
  caseSensitive: pool.UsernameConfiguration?.CaseSensitive ?? true,
});
