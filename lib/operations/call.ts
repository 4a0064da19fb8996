import type { User } from "#lib/users/user.ts";

/** The quota categories the console draws on, with Cognito's requests per second per account and Region (cognito.md 4.1). */
export const quotas = {
  UserAuthentication: 120,
  UserAccountRecovery: 30,
  UserCreation: 50,
  UserUpdate: 25,
  UserResourceRead: 50,
  UserResourceUpdate: 25,
  UserPoolResourceRead: 20,
  UserRead: 120,
  UserList: 30,
  UserPoolRead: 15,
  // 15 for all pools, but 5 for any one.
  UserPoolClientRead: 5,
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
  | { name: "AdminDeleteUserAttributes"; names: string[] }
  | { name: "AdminUserGlobalSignOut" }
  | { name: "AdminDeleteSoftwareToken" }
  | { name: "AdminAddUserToGroup"; group: string }
  | { name: "AdminRemoveUserFromGroup"; group: string }
  | { name: "AdminDeleteUser" };

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
  AdminDeleteUserAttributes: { quota: "UserUpdate", sends: "nothing", billable: true },
  AdminUserGlobalSignOut: { quota: "UserUpdate", sends: "nothing", billable: true },
  AdminDeleteSoftwareToken: { quota: "UserResourceUpdate", sends: "nothing", billable: true },
  AdminAddUserToGroup: { quota: "UserUpdate", sends: "nothing", billable: true },
  AdminRemoveUserFromGroup: { quota: "UserUpdate", sends: "nothing", billable: true },
  AdminDeleteUser: { quota: "UserUpdate", sends: "nothing", billable: true },
};

/** What is known to be true of a user once a call was done (cognito.md 2.1). */
export function effectOf(call: CognitoCall): Partial<User> {
  switch (call.name) {
    case "AdminSetUserPassword":
      return { status: call.permanent ? "CONFIRMED" : "FORCE_CHANGE_PASSWORD" };
    case "AdminConfirmSignUp":
      return { status: "CONFIRMED" };
    case "AdminResetUserPassword":
      return { status: "RESET_REQUIRED" };
    case "AdminEnableUser":
      return { enabled: true };
    case "AdminDisableUser":
      return { enabled: false };
    case "AdminUpdateUserAttributes":
      return shownAttributes(call.attributes);
    case "AdminDeleteUserAttributes":
      return shownAttributes(Object.fromEntries(call.names.map((name) => [name, null])));
    default:
      return {};
  }
}

/** The attributes that the list has columns for; a contact that is taken away takes its mark along (assumed). */
function shownAttributes(attributes: Record<string, string | null>): Partial<User> {
  const { email, phone_number: phone, email_verified, phone_number_verified, name } = attributes;
  return {
    ...(email !== undefined && { email, emailVerified: false }),
    ...(phone !== undefined && { phone, phoneVerified: false }),
    ...(email_verified !== undefined && { emailVerified: email_verified === "true" }),
    ...(phone_number_verified !== undefined && { phoneVerified: phone_number_verified === "true" }),
    ...(name !== undefined && { name }),
  };
}

/** What the audit keeps of a call beside its name: the group, and each attribute as it was, where the list knows it, and as it becomes. */
export function detailOf(call: CognitoCall, before: User): Record<string, string> {
  if (call.name === "AdminAddUserToGroup" || call.name === "AdminRemoveUserFromGroup") return { group: call.group };
  const was: Record<string, string | null> = { email: before.email, phone_number: before.phone, name: before.name };
  const changes: [string, string | null][] =
    call.name === "AdminUpdateUserAttributes"
      ? Object.entries(call.attributes)
      : call.name === "AdminDeleteUserAttributes"
        ? call.names.map((name) => [name, null])
        : [];
  return Object.fromEntries(
    changes.map(([name, value]) => [name, `${was[name] ? `${was[name]} → ` : ""}${value ?? "(taken away)"}`]),
  );
}
