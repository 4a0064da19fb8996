import { featureUnavailable, invalidParameter } from "../service/fault.ts";
import type { PasswordPolicy } from "../users/password.ts";
import type { Infer } from "../wire/shape.ts";
import type { CreateUserPoolRequest } from "../wire/shapes.ts";

export type PoolSettings = Infer<typeof CreateUserPoolRequest>;

/** What of one setting rests on another; each setting by itself was looked at as a shape. */
export const requireSettings = (settings: PoolSettings) => {
  if (settings.AliasAttributes?.length && settings.UsernameAttributes?.length) {
    // assumed: the text.
    throw invalidParameter("Only one of the aliasAttributes or usernameAttributes can be set in a user pool.");
  }
  const verified: readonly string[] = settings.AutoVerifiedAttributes ?? [];
  const verifiedFirst = settings.UserAttributeUpdateSettings?.AttributesRequireVerificationBeforeUpdate ?? [];
  if (!verifiedFirst.every((name) => verified.includes(name))) {
    // Text: aws-nuke#477, observed.
    throw invalidParameter(
      "All attributes in AttributesRequireVerificationBeforeUpdate must exist in AutoVerifiedAttributes",
    );
  }
  const mechanisms = settings.AccountRecoverySetting?.RecoveryMechanisms ?? [];
  if (mechanisms.length > 1 && mechanisms.some(({ Name }) => Name === "admin_only")) {
    // The API reference of RecoveryOptionType says that admin_only stands alone; assumed: the text.
    throw invalidParameter("Invalid account recovery setting: admin_only cannot be used with other mechanisms.");
  }
  requireSmsApart(settings, settings.SmsConfiguration !== undefined);
  requireTier(settings);
};

/**
 * Where SMS codes are the required second factor, they cannot be the recovery too (text: aws-cdk#11478, observed). assumed: only
 * of a recovery setting that is given.
 */
export const requireSmsApart = (settings: PoolSettings, smsIsFactor: boolean) => {
  const mechanisms = settings.AccountRecoverySetting?.RecoveryMechanisms ?? [];
  const byPhone = mechanisms.some(({ Name }) => Name === "verified_phone_number");
  if (settings.MfaConfiguration === "ON" && smsIsFactor && byPhone) {
    throw invalidParameter(
      "Invalid account recovery setting parameter. Account Recovery Setting cannot use verified_phone_number as a recovery mechanism when SMS MFA is configured.",
    );
  }
};

/** Text: terraform-provider-aws#40734 and amplify-backend#2805, observed; assumed: the name of the password history. */
const requireTier = (settings: PoolSettings) => {
  const { UserPoolTier: tier = "ESSENTIALS", Policies, UserPoolAddOns } = settings;
  const factors = Policies?.SignInPolicy?.AllowedFirstAuthFactors ?? [];
  const barred: string[] = [];
  if (tier === "LITE" && factors.some((factor) => factor !== "PASSWORD")) barred.push("Passwordless Sign-In");
  if (tier === "LITE" && Policies?.PasswordPolicy?.PasswordHistorySize) barred.push("Password History");
  const protection = UserPoolAddOns?.AdvancedSecurityMode ?? "OFF";
  if (tier !== "PLUS" && protection !== "OFF") barred.push("Threat Protection");
  if (barred.length > 0) {
    const features = barred.join(", ");
    throw featureUnavailable(
      `The following features need to be disabled for the ${tier} pricing tier configured: ${features}`,
    );
  }
};

// assumed: what CreateUserPool fills in when no policy is given, and false for each rule left out of a given one.
export const toPasswordPolicy = ({ Policies, AdminCreateUserConfig }: PoolSettings): PasswordPolicy => {
  const given = Policies?.PasswordPolicy;
  const legacyDays = AdminCreateUserConfig?.UnusedAccountValidityDays;
  if (given?.TemporaryPasswordValidityDays && legacyDays) {
    // cognito.md 5.1: the two cannot be set together; assumed: the text.
    throw invalidParameter(
      "Please use TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays",
    );
  }
  const required = given === undefined;
  return {
    MinimumLength: given?.MinimumLength ?? 8,
    RequireUppercase: given?.RequireUppercase ?? required,
    RequireLowercase: given?.RequireLowercase ?? required,
    RequireNumbers: given?.RequireNumbers ?? required,
    RequireSymbols: given?.RequireSymbols ?? required,
    ...(given?.PasswordHistorySize === undefined ? {} : { PasswordHistorySize: given.PasswordHistorySize }),
    // 0 or unset is 7 days (cognito.md 5.1).
    TemporaryPasswordValidityDays: given?.TemporaryPasswordValidityDays || legacyDays || 7,
  };
};
