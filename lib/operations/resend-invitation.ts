import { applyCalls, type Decision, skipUser } from "#lib/operations/decision.ts";
import type { Operation } from "#lib/operations/operation.ts";
import type { User } from "#lib/users/user.ts";

function decide(user: User): Decision {
  if (user.status !== "FORCE_CHANGE_PASSWORD")
    return skipUser("Has no open invitation; one can only be resent while its temporary password is unused.", {
      text: user.status === "CONFIRMED" ? "Reset the password instead." : "Set a temporary password instead.",
      operation: user.status === "CONFIRMED" ? "reset-password" : "set-temporary-password",
    });
  if (!user.enabled)
    return skipUser("Is disabled, so the invitation could not be used.", {
      text: "Enable the account first.",
      operation: "enable",
      first: "enable",
    });
  const medium = user.email ? "EMAIL" : user.phone ? "SMS" : null;
  if (!medium)
    return skipUser("Has neither an e-mail address nor a phone number.", {
      text: "Set a temporary password and hand it over.",
      operation: "set-temporary-password",
    });
  return applyCalls(
    [{ name: "AdminCreateUser", action: "RESEND", medium }],
    ["A temporary password sent earlier stops working."],
  );
}

export const resendInvitation: Operation = {
  label: "Resend invitation",
  past: "resent the invitation of",
  infinitive: "resend the invitation of",
  about: "Cognito makes a new temporary password and sends it to the user; its time starts again.",
  group: "sign-in",
  role: "agent",
  harsh: false,
  oneByOne: false,
  opensNativeSignIn: true,
  options: ["acknowledgeProvider"],
  needs: null,
  decide,
};
