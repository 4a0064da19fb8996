import type { Operation } from "./operation.ts";
import { addCustomAttributes } from "./operations/add-custom-attributes.ts";
import { adminAddUserToGroup } from "./operations/admin-add-user-to-group.ts";
import { adminConfirmSignUp } from "./operations/admin-confirm-sign-up.ts";
import { adminCreateUser } from "./operations/admin-create-user.ts";
import { adminDeleteSoftwareToken } from "./operations/admin-delete-software-token.ts";
import { adminDeleteUser } from "./operations/admin-delete-user.ts";
import { adminDeleteUserAttributes } from "./operations/admin-delete-user-attributes.ts";
import { adminDisableProviderForUser } from "./operations/admin-disable-provider-for-user.ts";
import { adminDisableUser } from "./operations/admin-disable-user.ts";
import { adminEnableUser } from "./operations/admin-enable-user.ts";
import { adminForgetDevice } from "./operations/admin-forget-device.ts";
import { adminGetDevice } from "./operations/admin-get-device.ts";
import { adminGetUser } from "./operations/admin-get-user.ts";
import { adminGetUserAuthFactors } from "./operations/admin-get-user-auth-factors.ts";
import { adminInitiateAuth } from "./operations/admin-initiate-auth.ts";
import { adminLinkProviderForUser } from "./operations/admin-link-provider-for-user.ts";
import { adminListDevices } from "./operations/admin-list-devices.ts";
import { adminListGroupsForUser } from "./operations/admin-list-groups-for-user.ts";
import { adminListUserAuthEvents } from "./operations/admin-list-user-auth-events.ts";
import { adminListUserSessions } from "./operations/admin-list-user-sessions.ts";
import { adminRemoveUserFromGroup } from "./operations/admin-remove-user-from-group.ts";
import { adminResetUserPassword } from "./operations/admin-reset-user-password.ts";
import { adminRespondToAuthChallenge } from "./operations/admin-respond-to-auth-challenge.ts";
import { adminRevokeUserSession } from "./operations/admin-revoke-user-session.ts";
import { adminSetUserMfaPreference } from "./operations/admin-set-user-mfa-preference.ts";
import { adminSetUserPassword } from "./operations/admin-set-user-password.ts";
import { adminUpdateAuthEventFeedback } from "./operations/admin-update-auth-event-feedback.ts";
import { adminUpdateDeviceStatus } from "./operations/admin-update-device-status.ts";
import { adminUpdateUserAttributes } from "./operations/admin-update-user-attributes.ts";
import { adminUserGlobalSignOut } from "./operations/admin-user-global-sign-out.ts";
import { associateSoftwareToken } from "./operations/associate-software-token.ts";
import { changePassword } from "./operations/change-password.ts";
import { confirmDevice } from "./operations/confirm-device.ts";
import { confirmForgotPassword } from "./operations/confirm-forgot-password.ts";
import { confirmSignUp } from "./operations/confirm-sign-up.ts";
import { createGroup } from "./operations/create-group.ts";
import { createIdentityProvider } from "./operations/create-identity-provider.ts";
import { createUserImportJob } from "./operations/create-user-import-job.ts";
import { createUserPool } from "./operations/create-user-pool.ts";
import { createUserPoolClient } from "./operations/create-user-pool-client.ts";
import { deleteGroup } from "./operations/delete-group.ts";
import { deleteIdentityProvider } from "./operations/delete-identity-provider.ts";
import { deleteUser } from "./operations/delete-user.ts";
import { deleteUserAttributes } from "./operations/delete-user-attributes.ts";
import { deleteUserPool } from "./operations/delete-user-pool.ts";
import { deleteUserPoolClient } from "./operations/delete-user-pool-client.ts";
import { describeIdentityProvider } from "./operations/describe-identity-provider.ts";
import { describeUserImportJob } from "./operations/describe-user-import-job.ts";
import { describeUserPool } from "./operations/describe-user-pool.ts";
import { describeUserPoolClient } from "./operations/describe-user-pool-client.ts";
import { forgetDevice } from "./operations/forget-device.ts";
import { forgotPassword } from "./operations/forgot-password.ts";
import { getCsvHeader } from "./operations/get-csv-header.ts";
import { getDevice } from "./operations/get-device.ts";
import { getGroup } from "./operations/get-group.ts";
import { getIdentityProviderByIdentifier } from "./operations/get-identity-provider-by-identifier.ts";
import { getTokensFromRefreshToken } from "./operations/get-tokens-from-refresh-token.ts";
import { getUser } from "./operations/get-user.ts";
import { getUserAttributeVerificationCode } from "./operations/get-user-attribute-verification-code.ts";
import { getUserAuthFactors } from "./operations/get-user-auth-factors.ts";
import { getUserPoolMfaConfig } from "./operations/get-user-pool-mfa-config.ts";
import { globalSignOut } from "./operations/global-sign-out.ts";
import { initiateAuth } from "./operations/initiate-auth.ts";
import { listDevices } from "./operations/list-devices.ts";
import { listGroups } from "./operations/list-groups.ts";
import { listIdentityProviders } from "./operations/list-identity-providers.ts";
import { listTagsForResource } from "./operations/list-tags-for-resource.ts";
import { listUserImportJobs } from "./operations/list-user-import-jobs.ts";
import { listUserPoolClients } from "./operations/list-user-pool-clients.ts";
import { listUserPools } from "./operations/list-user-pools.ts";
import { listUsers } from "./operations/list-users.ts";
import { listUsersInGroup } from "./operations/list-users-in-group.ts";
import { resendConfirmationCode } from "./operations/resend-confirmation-code.ts";
import { respondToAuthChallenge } from "./operations/respond-to-auth-challenge.ts";
import { revokeToken } from "./operations/revoke-token.ts";
import { setUserMfaPreference } from "./operations/set-user-mfa-preference.ts";
import { setUserPoolMfaConfig } from "./operations/set-user-pool-mfa-config.ts";
import { signUp } from "./operations/sign-up.ts";
import { startUserImportJob } from "./operations/start-user-import-job.ts";
import { stopUserImportJob } from "./operations/stop-user-import-job.ts";
import { tagResource } from "./operations/tag-resource.ts";
import { untagResource } from "./operations/untag-resource.ts";
import { updateDeviceStatus } from "./operations/update-device-status.ts";
import { updateGroup } from "./operations/update-group.ts";
import { updateIdentityProvider } from "./operations/update-identity-provider.ts";
import { updateUserAttributes } from "./operations/update-user-attributes.ts";
import { updateUserPool } from "./operations/update-user-pool.ts";
import { updateUserPoolClient } from "./operations/update-user-pool-client.ts";
import { verifySoftwareToken } from "./operations/verify-software-token.ts";
import { verifyUserAttribute } from "./operations/verify-user-attribute.ts";

/** Everything that can be asked of the service, by its name on the wire. */
export const operations: ReadonlyMap<string, Operation> = new Map(
  [
    addCustomAttributes,
    adminAddUserToGroup,
    adminConfirmSignUp,
    adminCreateUser,
    adminDeleteSoftwareToken,
    adminDeleteUser,
    adminDeleteUserAttributes,
    adminDisableProviderForUser,
    adminDisableUser,
    adminEnableUser,
    adminForgetDevice,
    adminGetDevice,
    adminGetUser,
    adminGetUserAuthFactors,
    adminInitiateAuth,
    adminLinkProviderForUser,
    adminListDevices,
    adminListGroupsForUser,
    adminListUserAuthEvents,
    adminListUserSessions,
    adminRemoveUserFromGroup,
    adminResetUserPassword,
    adminRespondToAuthChallenge,
    adminRevokeUserSession,
    adminSetUserMfaPreference,
    adminSetUserPassword,
    adminUpdateAuthEventFeedback,
    adminUpdateDeviceStatus,
    adminUpdateUserAttributes,
    adminUserGlobalSignOut,
    associateSoftwareToken,
    changePassword,
    confirmDevice,
    confirmForgotPassword,
    confirmSignUp,
    createGroup,
    createIdentityProvider,
    createUserImportJob,
    createUserPool,
    createUserPoolClient,
    deleteGroup,
    deleteIdentityProvider,
    deleteUser,
    deleteUserAttributes,
    deleteUserPool,
    deleteUserPoolClient,
    describeIdentityProvider,
    describeUserImportJob,
    describeUserPool,
    describeUserPoolClient,
    forgetDevice,
    forgotPassword,
    getCsvHeader,
    getDevice,
    getGroup,
    getIdentityProviderByIdentifier,
    getTokensFromRefreshToken,
    getUser,
    getUserAttributeVerificationCode,
    getUserAuthFactors,
    getUserPoolMfaConfig,
    globalSignOut,
    initiateAuth,
    listDevices,
    listGroups,
    listIdentityProviders,
    listTagsForResource,
    listUserImportJobs,
    listUserPoolClients,
    listUserPools,
    listUsers,
    listUsersInGroup,
    resendConfirmationCode,
    respondToAuthChallenge,
    revokeToken,
    setUserMfaPreference,
    setUserPoolMfaConfig,
    signUp,
    startUserImportJob,
    stopUserImportJob,
    tagResource,
    untagResource,
    updateDeviceStatus,
    updateGroup,
    updateIdentityProvider,
    updateUserAttributes,
    updateUserPool,
    updateUserPoolClient,
    verifySoftwareToken,
    verifyUserAttribute,
  ].map((operation) => [operation.name, operation]),
);
