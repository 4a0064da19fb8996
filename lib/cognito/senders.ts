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
  AdminSetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  AdminUserGlobalSignOutCommand,
  type CognitoIdentityProviderClient,
} from "@aws-sdk/client-cognito-identity-provider";
import { Fault } from "#lib/errors.ts";
import type { CallName, CognitoCall } from "#lib/operations/call.ts";

type Sender<Name extends CallName> = (
  sdk: CognitoIdentityProviderClient,
  who: { UserPoolId: string; Username: string },
  call: Extract<CognitoCall, { name: Name }>,
  password: string | null,
) => Promise<string | null>;

const requestId = async (answer: Promise<{ $metadata: { requestId?: string } }>): Promise<string | null> =>
  (await answer).$metadata.requestId ?? null;

/** How each call is sent; answers the AWS request id. */
export const senders: { [Name in CallName]: Sender<Name> } = {
  AdminSetUserPassword: (sdk, who, { permanent }, password) => {
    if (password === null) throw new Fault("password-gone");
    return requestId(sdk.send(new AdminSetUserPasswordCommand({ ...who, Password: password, Permanent: permanent })));
  },
  AdminConfirmSignUp: (sdk, who) => requestId(sdk.send(new AdminConfirmSignUpCommand(who))),
  AdminResetUserPassword: (sdk, who) => requestId(sdk.send(new AdminResetUserPasswordCommand(who))),
  // The default medium is SMS, so the medium is always named (cognito.md 8.1).
  AdminCreateUser: (sdk, who, { action, medium }) =>
    requestId(
      sdk.send(new AdminCreateUserCommand({ ...who, MessageAction: action, DesiredDeliveryMediums: [medium] })),
    ),
  AdminUpdateUserAttributes: (sdk, who, { attributes }) =>
    requestId(
      sdk.send(
        new AdminUpdateUserAttributesCommand({
          ...who,
          UserAttributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })),
        }),
      ),
    ),
  AdminEnableUser: (sdk, who) => requestId(sdk.send(new AdminEnableUserCommand(who))),
  AdminDisableUser: (sdk, who) => requestId(sdk.send(new AdminDisableUserCommand(who))),
  AdminDeleteUserAttributes: (sdk, who, { names }) =>
    requestId(sdk.send(new AdminDeleteUserAttributesCommand({ ...who, UserAttributeNames: names }))),
  AdminDeleteSoftwareToken: (sdk, who) => requestId(sdk.send(new AdminDeleteSoftwareTokenCommand(who))),
  AdminAddUserToGroup: (sdk, who, { group }) =>
    requestId(sdk.send(new AdminAddUserToGroupCommand({ ...who, GroupName: group }))),
  AdminRemoveUserFromGroup: (sdk, who, { group }) =>
    requestId(sdk.send(new AdminRemoveUserFromGroupCommand({ ...who, GroupName: group }))),
  AdminDeleteUser: (sdk, who) => requestId(sdk.send(new AdminDeleteUserCommand(who))),
  AdminUserGlobalSignOut: (sdk, who) => requestId(sdk.send(new AdminUserGlobalSignOutCommand(who))),
};
