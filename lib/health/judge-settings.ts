import { goodFinding, type Judgement, problemFinding, unknownFinding } from "#lib/health/judgement.ts";
import type { HealthReading } from "#lib/health/reading.ts";
import { policyRules } from "#lib/operations/password.ts";
import type { PoolSettings } from "#lib/pools/pool.ts";

/** What DescribeUserPool would tell, or that it did not. */
const ofSettings =
  (subject: string, judge: (settings: PoolSettings, reading: HealthReading) => Judgement) =>
  (reading: HealthReading): Judgement =>
    reading.settings.ok
      ? judge(reading.settings.value, reading)
      : unknownFinding(subject, "The pool's settings could not be read.");

export const judgeSender = ofSettings("Sender of e-mail", ({ sender }) =>
  sender === "ses"
    ? goodFinding("E-mail goes through Amazon SES", "The limits are those of the SES account.")
    : // cognito.md 4.4 and 8.2.
      problemFinding(
        "E-mail goes through Cognito's own sender",
        "It sends 50 messages a day for the whole account, starting again at 09:00 UTC. Invitations and codes beyond that fail.",
        "Let the pool send through Amazon SES (EmailConfiguration, EmailSendingAccount DEVELOPER).",
      ),
);

/** NIST SP 800-63B asks for eight characters of a password that people choose. */
const shortestMinimum = 8;

export const judgePasswordPolicy = ofSettings("Password policy", ({ passwordPolicy }) => {
  const detail = `A password has ${policyRules(passwordPolicy).join(", ")}.`;
  return passwordPolicy.minimumLength < shortestMinimum
    ? problemFinding(
        "Passwords may be short",
        detail,
        `Ask for at least ${shortestMinimum} characters in the pool's policy.`,
      )
    : goodFinding("Password policy", detail);
});

const daysText = (days: number): string => (days === 1 ? "1 day" : `${days} days`);
/** A choice of this console's: longer, and a mailbox that is found later opens the account. */
const longestTemporary = 30;

export const judgeTemporaryPassword = ofSettings("Temporary passwords", ({ temporaryPasswordDays: days }) => {
  const detail = `An invitation's password works for ${daysText(days)}.`;
  return days > longestTemporary
    ? problemFinding(
        "Temporary passwords live long",
        detail,
        "Set TemporaryPasswordValidityDays to 7, and resend when one expires.",
      )
    : goodFinding("Temporary passwords", detail);
});

const recoveryText = {
  verified_email: "a verified e-mail address",
  verified_phone_number: "a verified phone number",
  admin_only: "administrators",
} as const;

// cognito.md 8.2.
export const judgeRecovery = ofSettings("Account recovery", ({ recovery }) =>
  recovery.every((option) => option === "admin_only")
    ? problemFinding(
        "Only administrators recover passwords",
        "“Forgot password” and “Reset password” are refused; staff set temporary passwords instead.",
        "Let the pool recover by verified e-mail (AccountRecoverySetting).",
      )
    : goodFinding("Account recovery", `By ${recovery.map((option) => recoveryText[option]).join(", then ")}.`),
);

const mfaText = { off: "Off.", optional: "Each user may have it.", required: "Every user has to have it." } as const;
export const judgeMfa = ofSettings("Second factor", ({ mfa }) => goodFinding("Second factor (MFA)", mfaText[mfa]));

export const judgePlan = ofSettings("Feature plan", ({ plan, signInEvents }) =>
  plan === null
    ? unknownFinding("Feature plan", "The pool does not say.")
    : goodFinding(
        "Feature plan",
        `${plan.charAt(0)}${plan.slice(1).toLowerCase()}; sign-in events are ${signInEvents ? "kept" : "not kept"}.`,
      ),
);

const count = (users: number): string => users.toLocaleString("en");

/** Cognito's figure is an estimate that lags: 600 users were shown as 700 (cognito.md section 3). */
const toleratedPart = 0.2;
const toleratedUsers = 100;

export const judgeUsers = ofSettings("Users", ({ estimatedUsers }, { directory: { users, capped, sweep } }) => {
  const detail = `Cognito estimates ${count(estimatedUsers)}; the directory holds ${count(users)}${capped ? " or more" : ""}.`;
  if (sweep.problem)
    return problemFinding(
      "The directory is not being refreshed",
      `${detail} ${sweep.problem}`,
      "Solve what is named there.",
    );
  if (sweep.fullAt === null)
    return unknownFinding("The pool has not been read to its end yet", detail, "Wait for the first reading to end.");
  const apart = Math.abs(estimatedUsers - users);
  const far = apart > toleratedUsers && apart > estimatedUsers * toleratedPart;
  if (far && !(capped && estimatedUsers > users))
    return problemFinding(
      "Directory and pool differ",
      detail,
      "Wait for the next full reading; if they still differ, check ListUsers.",
    );
  return goodFinding("Users", detail);
});
