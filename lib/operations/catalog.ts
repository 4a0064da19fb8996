import { addToGroup } from "#lib/operations/add-to-group.ts";
import { confirmSignUp } from "#lib/operations/confirm-sign-up.ts";
import { deleteUser } from "#lib/operations/delete.ts";
import { disable } from "#lib/operations/disable.ts";
import { editAttributes } from "#lib/operations/edit-attributes.ts";
import { enable } from "#lib/operations/enable.ts";
import { forceConfirm } from "#lib/operations/force-confirm.ts";
import { removeFromGroup } from "#lib/operations/remove-from-group.ts";
import { resendInvitation } from "#lib/operations/resend-invitation.ts";
import { resetAuthenticator } from "#lib/operations/reset-authenticator.ts";
import { resetPassword } from "#lib/operations/reset-password.ts";
import { setPermanentPassword } from "#lib/operations/set-permanent-password.ts";
import { setTemporaryPassword } from "#lib/operations/set-temporary-password.ts";
import { signOut } from "#lib/operations/sign-out.ts";
import { turnOffSecondFactors } from "#lib/operations/turn-off-second-factors.ts";
import { verifyEmail } from "#lib/operations/verify-email.ts";
import { verifyPhone } from "#lib/operations/verify-phone.ts";

/**
 * Everything a person can do to a user, in the order menus show it. Menus, the bulk bar, dialogs, checks in browser and server,
 * forecasts and audit sentences are read from here. The rules follow cognito.md 2.2 and 2.3.
 */
export const operations = {
  "force-confirm": forceConfirm,
  "resend-invitation": resendInvitation,
  "confirm-sign-up": confirmSignUp,
  "reset-password": resetPassword,
  "set-temporary-password": setTemporaryPassword,
  "set-permanent-password": setPermanentPassword,
  "verify-email": verifyEmail,
  "verify-phone": verifyPhone,
  "sign-out": signOut,
  "reset-authenticator": resetAuthenticator,
  "turn-off-second-factors": turnOffSecondFactors,
  enable,
  disable,
  "edit-attributes": editAttributes,
  "add-to-group": addToGroup,
  "remove-from-group": removeFromGroup,
  delete: deleteUser,
};
export type OperationId = keyof typeof operations;

export const operationIds = Object.keys(operations) as OperationId[];

export const isOperationId = (text: string): text is OperationId => Object.hasOwn(operations, text);
