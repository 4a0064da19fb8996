import type { Pool } from "./pool.ts";

/** What a pool writes into its codes: the template, or the older fields of the same meaning. */
export const verificationTexts = ({ settings }: Pick<Pool, "settings">) => {
  const template = settings.VerificationMessageTemplate ?? {};
  return {
    email: template.EmailMessage ?? settings.EmailVerificationMessage,
    subject: template.EmailSubject ?? settings.EmailVerificationSubject,
    sms: template.SmsMessage ?? settings.SmsVerificationMessage,
  };
};

/** The text of codes for a second factor: SetUserPoolMfaConfig's, or the pool's older field. */
export const smsFactorText = ({ mfa, settings }: Pick<Pool, "mfa" | "settings">) =>
  mfa.SmsMfaConfiguration?.SmsAuthenticationMessage ?? settings.SmsAuthenticationMessage;

const given = (values: Record<string, string | undefined>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

/**
 * Whichever of the two was set, DescribeUserPool shows both (API reference, VerificationMessageTemplateType and the fields that it
 * took the place of). assumed: where both were set and differ, the template counts.
 */
export const mirroredTemplates = (pool: Pick<Pool, "mfa" | "settings">) => {
  const { email, subject, sms } = verificationTexts(pool);
  return {
    ...given({
      EmailVerificationMessage: email,
      EmailVerificationSubject: subject,
      SmsVerificationMessage: sms,
      SmsAuthenticationMessage: smsFactorText(pool),
    }),
    VerificationMessageTemplate: {
      DefaultEmailOption: "CONFIRM_WITH_CODE",
      ...pool.settings.VerificationMessageTemplate,
      ...given({ EmailMessage: email, EmailSubject: subject, SmsMessage: sms }),
    },
  };
};
