/** The quota categories the console draws on, with Cognito's requests per second per account and Region (cognito.md 4.1). */
export const quotas = {
  UserAccountRecovery: 30,
  UserCreation: 50,
  UserUpdate: 25,
  UserRead: 120,
  UserList: 30,
  UserPoolRead: 15,
} as const;
export type QuotaCategory = keyof typeof quotas;

/** One call to Cognito that changes a user, as a value: what will be sent, without the password itself. */
export type CognitoCall =
  | { name: "AdminSetUserPassword"; permanent: boolean; password: "unseen" | "shown" | "typed" }
  | { name: "AdminConfirmSignUp" }
  | { name: "AdminResetUserPassword" }
  | { name: "AdminCreateUser"; action: "RESEND"; medium: "EMAIL" | "SMS" }
  | { name: "AdminUpdateUserAttributes"; attributes: Record<string, string> }
  | { name: "AdminEnableUser" }
  | { name: "AdminDisableUser" }
  | { name: "AdminUserGlobalSignOut" };

export type CallName = CognitoCall["name"];

/**
 * What each call costs: its quota category (cognito.md 4.1), whether a message goes to the user (8.1), and whether it makes
 * the user billable this month (9.1; for enable and disable that is assumed from the text of 2023).
 */
export const callFacts: Record<
  CallName,
  { quota: QuotaCategory; sends: "nothing" | "code" | "invitation"; billable: boolean }
> = {
  AdminSetUserPassword: { quota: "UserAccountRecovery", sends: "nothing", billable: true },
  AdminConfirmSignUp: { quota: "UserCreation", sends: "nothing", billable: true },
  AdminResetUserPassword: { quota: "UserAccountRecovery", sends: "code", billable: false },
  AdminCreateUser: { quota: "UserCreation", sends: "invitation", billable: true },
  AdminUpdateUserAttributes: { quota: "UserUpdate", sends: "nothing", billable: true },
  AdminEnableUser: { quota: "UserUpdate", sends: "nothing", billable: true },
  AdminDisableUser: { quota: "UserUpdate", sends: "nothing", billable: true },
  AdminUserGlobalSignOut: { quota: "UserUpdate", sends: "nothing", billable: true },
};
