import "server-only";
import {
  AdminAddUserToGroupCommand,
  AdminConfirmSignUpCommand,
  AdminCreateUserCommand,
  AdminDeleteSoftwareTokenCommand,
  AdminDeleteUserAttributesCommand,
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminRemoveUserFromGroupCommand,
  AdminResetUserPasswordCommand,
  AdminSetUserMFAPreferenceCommand,
  AdminSetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  AdminUserGlobalSignOutCommand,
  type CognitoIdentityProviderClient,
} from "@aws-sdk/client-cognito-identity-provider";
import { type CallName, type CognitoCall, membersOf } from "#lib/calls/call.ts";
import { Fault } from "#lib/errors.ts";

/** The SDK's command for each call. */
const commands: Record<CallName, new (input: never) => object> = {
  AdminSetUserPassword: AdminSetUserPasswordCommand,
  AdminConfirmSignUp: AdminConfirmSignUpCommand,
  AdminResetUserPassword: AdminResetUserPasswordCommand,
  AdminCreateUser: AdminCreateUserCommand,
  AdminUpdateUserAttributes: AdminUpdateUserAttributesCommand,
  AdminDeleteUserAttributes: AdminDeleteUserAttributesCommand,
  AdminEnableUser: AdminEnableUserCommand,
  AdminDisableUser: AdminDisableUserCommand,
  AdminUserGlobalSignOut: AdminUserGlobalSignOutCommand,
  AdminDeleteSoftwareToken: AdminDeleteSoftwareTokenCommand,
  AdminSetUserMFAPreference: AdminSetUserMFAPreferenceCommand,
  AdminAddUserToGroup: AdminAddUserToGroupCommand,
  AdminRemoveUserFromGroup: AdminRemoveUserFromGroupCommand,
  AdminDeleteUser: AdminDeleteUserCommand,
};

/** Whom a call is about. */
export interface CallTarget {
  UserPoolId: string;
  Username: string;
}

/**
 * Sends a call once, as its members say.
 * @param password needed by calls that set one only
 * @returns the AWS request id
 * @throws Fault password-gone when one is needed and there is none; what the SDK throws
 */
export async function sendCall(
  sdk: CognitoIdentityProviderClient,
  target: CallTarget,
  call: CognitoCall,
  password: string | null,
): Promise<string | null> {
  const members = membersOf(call, () => {
    if (password === null) throw new Fault("password-gone");
    return password;
  });
  // They differ in their members, which the call's own file names, and in answers of which only the metadata is read.
  const Command = commands[call.name] as unknown as typeof AdminEnableUserCommand;
  const { $metadata } = await sdk.send(new Command({ ...target, ...members }));
  return $metadata.requestId ?? null;
}
