import type { CognitoCall } from "#lib/operations/call.ts";
import { attributeLabel } from "#lib/pools/attribute-schema.ts";

const verifications: Record<string, string> = {
  email_verified: "Mark the e-mail address verified",
  phone_number_verified: "Mark the phone number verified",
};

const passwordText = { unseen: "that nobody learns", shown: "that is shown to you once", typed: "that you have typed" };

const attributesText = (attributes: Record<string, string>): string => {
  const names = Object.keys(attributes).filter((name) => !verifications[name]);
  const [mark = ""] = Object.keys(attributes);
  return names.length === 0
    ? (verifications[mark] ?? "Change nothing")
    : `Change ${names.map(attributeLabel).join(", ")}`;
};

/** One call of a plan, as a line of the list that the dialog shows. */
export function stepText(call: CognitoCall): string {
  switch (call.name) {
    case "AdminSetUserPassword":
      return `Set a ${call.permanent ? "permanent" : "temporary"} password ${passwordText[call.password]}`;
    case "AdminConfirmSignUp":
      return "Confirm the sign-up";
    case "AdminResetUserPassword":
      return "Reset the password; Cognito sends a code";
    case "AdminCreateUser":
      return `Send the invitation by ${call.medium === "EMAIL" ? "e-mail" : "SMS"}`;
    case "AdminUpdateUserAttributes":
      return attributesText(call.attributes);
    case "AdminDeleteUserAttributes":
      return `Take away ${call.names.map(attributeLabel).join(", ")}`;
    case "AdminEnableUser":
      return "Enable the account";
    case "AdminDisableUser":
      return "Disable the account";
    case "AdminUserGlobalSignOut":
      return "Sign out everywhere";
    case "AdminDeleteSoftwareToken":
      return "Take the authenticator app away";
    case "AdminAddUserToGroup":
      return `Add to the group “${call.group}”`;
    case "AdminRemoveUserFromGroup":
      return `Remove from the group “${call.group}”`;
    case "AdminDeleteUser":
      return "Delete the account";
  }
}
