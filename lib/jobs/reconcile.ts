import type { CognitoCall } from "#lib/operations/call.ts";
import type { User } from "#lib/users/user.ts";

/**
 * After a call whose answer was lost: does the user, read back with AdminGetUser, prove that it was applied? Only a change that
 * nothing else explains counts; everything unclear stays unknown, because a repeat would send a second message (security.md 6.3).
 */
export const provesApplied: {
  [Name in CognitoCall["name"]]: (call: Extract<CognitoCall, { name: Name }>, before: User, after: User) => boolean;
} = {
  AdminSetUserPassword: ({ permanent }, before, after) => {
    const becomes = permanent ? "CONFIRMED" : "FORCE_CHANGE_PASSWORD";
    return before.status !== becomes && after.status === becomes;
  },
  AdminConfirmSignUp: (_call, before, after) => before.status === "UNCONFIRMED" && after.status === "CONFIRMED",
  AdminResetUserPassword: (_call, before, after) => before.status === "CONFIRMED" && after.status === "RESET_REQUIRED",
  // The status stays and a later modification may be anybody's: a person decides.
  AdminCreateUser: () => false,
  AdminUpdateUserAttributes: ({ attributes }, before, after) =>
    (attributes.email_verified !== "true" || (!before.emailVerified && after.emailVerified)) &&
    (attributes.phone_number_verified !== "true" || (!before.phoneVerified && after.phoneVerified)) &&
    Object.keys(attributes).every((name) => name === "email_verified" || name === "phone_number_verified"),
  AdminEnableUser: (_call, before, after) => !before.enabled && after.enabled,
  AdminDisableUser: (_call, before, after) => before.enabled && !after.enabled,
  // Nothing in the user tells whether its tokens were revoked.
  AdminUserGlobalSignOut: () => false,
  // A person looks at these: the row in hand does not hold what they change.
  AdminDeleteUserAttributes: () => false,
  AdminDeleteSoftwareToken: () => false,
  AdminAddUserToGroup: () => false,
  AdminRemoveUserFromGroup: () => false,
  // A user that is gone is not read back, so nothing arrives here that would prove it.
  AdminDeleteUser: () => false,
};

export const applied = (call: CognitoCall, before: User, after: User): boolean =>
  provesApplied[call.name](call as never, before, after);
