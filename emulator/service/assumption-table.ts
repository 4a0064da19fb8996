/**
 * What nobody outside AWS knows for certain, where somebody would be harmed if the opposite held. Each is a switch at
 * `/_control/assumptions`, so that a console can be tried under both. The first value is the default.
 */
type AssumptionEntry = {
  /** The case, as a sentence that each value ends. */
  when: string;
  values: readonly [string, string];
  /** Who, if the other value is the true one and a console relied on this one. */
  harmed: string;
  source: string;
};

export const assumptionTable = {
  verifiedEmailAlias: {
    when: "An e-mail address that somebody else has verified is marked verified for a second user, in a pool where it is an alias: the alias",
    values: ["moves", "refused"],
    harmed: "the holder, who loses the name they sign in with and whose address is unverified from then on",
    source: "cognito.md 6 (boto3#3213, observed)",
  },
  verifiedPhoneAlias: {
    when: "The same with a phone number: the alias",
    values: ["moves", "refused"],
    harmed: "the holder, as with e-mail",
    source: "cognito.md 6 (one report saw a refusal for phones)",
  },
  takenPreferredUsername: {
    when: "A preferred_username that somebody else signs in with is given to a second user: it",
    values: ["refused", "moves"],
    harmed: "the holder, who loses the name they sign in with",
    source: "cognito.md 6 speaks of e-mail and phone only",
  },
  importedAlias: {
    when: "A line of a user import has a verified address that somebody else signs in with: it",
    values: ["refused", "moves"],
    harmed: "the holder, who loses the name they sign in with, by a file of thousands",
    source: "cognito.md 6",
  },
  linkedIdentity: {
    when: "AdminLinkProviderForUser names an identity that is linked to somebody else: it",
    values: ["refused", "moves"],
    harmed: "the other user, whose sign-in by the provider then opens another person's profile",
    source: "the model has AliasExistsException; the case is not described",
  },
  resetUnconfirmed: {
    when: "AdminResetUserPassword of an UNCONFIRMED user with a verified contact: it",
    values: ["refused", "resets"],
    harmed: "the user, whose password from signing up is dead",
    source: "cognito.md 12, item 1",
  },
  resetFederated: {
    when: "AdminResetUserPassword of an EXTERNAL_PROVIDER user: it",
    values: ["refused", "resets"],
    harmed: "the user, who gets a way in that their provider does not guard",
    source: "cognito.md 12, item 1",
  },
  resetAdminOnly: {
    when: "AdminResetUserPassword where recovery is admin_only: it",
    values: ["refused", "resets"],
    harmed: "the user, whose password is dead and who may have no way to choose another",
    source: "cognito.md 12, item 1",
  },
  resendUninvited: {
    when: "AdminCreateUser RESEND to a user who is RESET_REQUIRED or EXTERNAL_PROVIDER: it",
    values: ["refused", "renews"],
    harmed: "the user, who gets a temporary password in place of the way in that they have",
    source: "cognito.md 2.2.1, inferred",
  },
  confirmUnexpected: {
    when: "AdminConfirmSignUp of a user who is RESET_REQUIRED or EXTERNAL_PROVIDER: it",
    values: ["refused", "confirms"],
    harmed: "the user, whom nothing shows as waiting for a new password any more",
    source: "cognito.md 2.2.1, inferred",
  },
  forgotUnconfirmed: {
    when: "ForgotPassword by an UNCONFIRMED user with a verified contact: a code",
    values: ["sent", "refused"],
    harmed: "the user, who was told to choose a password that way and cannot",
    source: "cognito.md 12, item 6",
  },
  recoveryFactor: {
    when: "A recovery code must not go by the channel of a second factor; of the user's factors that counts the one that is",
    values: ["preferred", "enabled"],
    harmed: "whoever has a password that nobody knows and no other contact: locked out",
    source: "cognito.md 8.2 names the preferred one; of one that is on, or that the pool requires, it says nothing",
  },
  newPasswordSessions: {
    when: "An administrator sets or resets a password: sessions that are open",
    values: ["stay", "end"],
    harmed: "the user: of whoever holds a stolen session nobody would know that it goes on, or everybody is signed out",
    source: "cognito.md 12, item 5",
  },
  refusedResend: {
    when: "RESEND whose message is refused (daily limit, delivery failure): the temporary password from before is",
    values: ["replaced", "kept"],
    harmed: "the user, whose invitation from before no longer works, with no new one under way",
    source: "cognito.md 8.2 knows it of AdminCreateUser and SignUp only",
  },
  refusedReset: {
    when: "AdminResetUserPassword whose message is refused: the user's status",
    values: ["stays", "changes"],
    harmed: "the user, whose password is dead with no code under way",
    source: "cognito.md 8.2 knows it of AdminCreateUser and SignUp only",
  },
  refusedForgot: {
    when: "ForgotPassword over the daily limit of Cognito's own sender: it",
    values: ["refused", "silent"],
    harmed: "the user, who waits for a code that never comes",
    source: "cognito.md 8.2, two sources disagree",
  },
  dailyEmailLimit: {
    when: "Cognito's own sender, with quotas on, after 50 e-mails of the account's day:",
    values: ["on", "off"],
    harmed: "everybody whose message is refused, the account's customers among them",
    source: "cognito.md 4.4 and 8.2, documented; off is for tests of other things",
  },
  refusedAttempt: {
    when: "An attempt that is refused because of the hour's limit: it is",
    values: ["free", "counted"],
    harmed: "the user, whose hour begins anew with each further try",
    source: "cognito.md 4.2",
  },
  losersModified: {
    when: "An alias moves away from a user: their date of last change",
    values: ["stays", "moves"],
    harmed: "the holder, whose loss no list by date shows",
    source: "cognito.md 6",
  },
} as const satisfies Record<string, AssumptionEntry>;

export type AssumptionName = keyof typeof assumptionTable;
export type AssumedValue<Name extends AssumptionName> = (typeof assumptionTable)[Name]["values"][number];

export const assumptionNames = Object.keys(assumptionTable) as AssumptionName[];
