import type { Operation } from "./operation.ts";
import { adminAddUserToGroup } from "./operations/admin-add-user-to-group.ts";
import { adminConfirmSignUp } from "./operations/admin-confirm-sign-up.ts";
import { adminCreateUser } from "./operations/admin-create-user.ts";
import { adminDeleteUser } from "./operations/admin-delete-user.ts";
import { adminDisableUser } from "./operations/admin-disable-user.ts";
import { adminEnableUser } from "./operations/admin-enable-user.ts";
import { adminGetUser } from "./operations/admin-get-user.ts";
import { adminInitiateAuth } from "./operations/admin-initiate-auth.ts";
import { adminListGroupsForUser } from "./operations/admin-list-groups-for-user.ts";
import { adminRemoveUserFromGroup } from "./operations/admin-remove-user-from-group.ts";
import { adminResetUserPassword } from "./operations/admin-reset-user-password.ts";
import { adminRespondToAuthChallenge } from "./operations/admin-respond-to-auth-challenge.ts";
import { adminSetUserPassword } from "./operations/admin-set-user-password.ts";
import { adminUpdateUserAttributes } from "./operations/admin-update-user-attributes.ts";
import { adminUserGlobalSignOut } from "./operations/admin-user-global-sign-out.ts";
import { changePassword } from "./operations/change-password.ts";
import { confirmForgotPassword } from "./operations/confirm-forgot-password.ts";
import { confirmSignUp } from "./operations/confirm-sign-up.ts";
import { createGroup } from "./operations/create-group.ts";
import { createUserPool } from "./operations/create-user-pool.ts";
import { createUserPoolClient } from "./operations/create-user-pool-client.ts";
import { deleteGroup } from "./operations/delete-group.ts";
import { deleteUser } from "./operations/delete-user.ts";
import { deleteUserAttributes } from "./operations/delete-user-attributes.ts";
import { describeUserPool } from "./operations/describe-user-pool.ts";
import { describeUserPoolClient } from "./operations/describe-user-pool-client.ts";
import { forgotPassword } from "./operations/forgot-password.ts";
import { getGroup } from "./operations/get-group.ts";
import { getTokensFromRefreshToken } from "./operations/get-tokens-from-refresh-token.ts";
import { getUser } from "./operations/get-user.ts";
import { getUserAttributeVerificationCode } from "./operations/get-user-attribute-verification-code.ts";
import { globalSignOut } from "./operations/global-sign-out.ts";
import { initiateAuth } from "./operations/initiate-auth.ts";
import { listGroups } from "./operations/list-groups.ts";
import { listUserPools } from "./operations/list-user-pools.ts";
import { listUsers } from "./operations/list-users.ts";
import { listUsersInGroup } from "./operations/list-users-in-group.ts";
import { resendConfirmationCode } from "./operations/resend-confirmation-code.ts";
import { respondToAuthChallenge } from "./operations/respond-to-auth-challenge.ts";
import { revokeToken } from "./operations/revoke-token.ts";
import { signUp } from "./operations/sign-up.ts";
import { updateGroup } from "./operations/update-group.ts";
import { updateUserAttributes } from "./operations/update-user-attributes.ts";
import { verifyUserAttribute } from "./operations/verify-user-attribute.ts";

/** Everything that can be asked of the service, by its name on the wire. */
export const operations: ReadonlyMap<string, Operation> = new Map(
  [
    adminAddUserToGroup,
    adminConfirmSignUp,
    adminCreateUser,
    adminDeleteUser,
    adminDisableUser,
    adminEnableUser,
    adminGetUser,
    adminInitiateAuth,
    adminListGroupsForUser,
    adminRemoveUserFromGroup,
    adminResetUserPassword,
    adminRespondToAuthChallenge,
    adminSetUserPassword,
    adminUpdateUserAttributes,
    adminUserGlobalSignOut,
    changePassword,
    confirmForgotPassword,
    confirmSignUp,
    createGroup,
    createUserPool,
    createUserPoolClient,
    deleteGroup,
    deleteUser,
    deleteUserAttributes,
    describeUserPool,
    describeUserPoolClient,
    forgotPassword,
    getGroup,
    getTokensFromRefreshToken,
    getUser,
    getUserAttributeVerificationCode,
    globalSignOut,
    initiateAuth,
    listGroups,
    listUserPools,
    listUsers,
    listUsersInGroup,
    resendConfirmationCode,
    respondToAuthChallenge,
    revokeToken,
    signUp,
    updateGroup,
    updateUserAttributes,
    verifyUserAttribute,
  ].map((operation) => [operation.name, operation]),
);
