import { applyCalls, type Decision, skipUser } from "#lib/operations/decision.ts";
import type { Operation } from "#lib/operations/operation.ts";
import type { OperationOptions } from "#lib/operations/options.ts";
import { thenSignOut } from "#lib/operations/sign-out.ts";
import { canRecover, type Pool } from "#lib/pools/pool.ts";
import type { User } from "#lib/users/user.ts";

/** What Cognito would refuse for the status, in the order of its own checks (cognito.md 2.3). */
function refuseStatus(user: User): Decision | null {
  if (!user.enabled)
    return skipUser("Is disabled.", { text: "Enable the account first.", operation: "enable", first: "enable" });
  if (user.status === "FORCE_CHANGE_PASSWORD")
    return skipUser("Has never set a password of its own, so there is none to reset.", {
      text: "Resend the invitation, or set a temporary password.",
      operation: "resend-invitation",
    });
  if (user.status === "UNCONFIRMED")
    return skipUser("Has not confirmed the sign-up yet.", {
      text: "Confirm the sign-up first.",
      operation: "confirm-sign-up",
    });
  if (user.status !== "CONFIRMED" && user.status !== "RESET_REQUIRED")
    return skipUser(`Has the status ${user.status}, which this console does not know.`);
  return null;
}

/** Where no code could arrive, or none could be used. */
function refuseRecovery(user: User, { settings }: Pool): Decision | null {
  if (settings.recovery.every((option) => option === "admin_only"))
    return skipUser("This pool lets only administrators recover a password.", {
      text: "Set a temporary password.",
      operation: "set-temporary-password",
    });
  if (!canRecover(user, settings))
    return skipUser("Has no verified contact that a code could be sent to.", {
      text: user.email ? "Verify the e-mail address first, or set a temporary password." : "Set a temporary password.",
      operation: user.email ? "verify-email" : "set-temporary-password",
      ...(user.email && settings.recovery.includes("verified_email") && { first: "verify-email" as const }),
    });
  return null;
}

const decide = (user: User, pool: Pool, options: OperationOptions): Decision =>
  refuseStatus(user) ??
  refuseRecovery(user, pool) ??
  applyCalls(
    [{ name: "AdminResetUserPassword" }, ...thenSignOut(options)],
    [user.status === "CONFIRMED" && "The present password stops working at once."],
  );

export const resetPassword: Operation = {
  label: "Reset password",
  past: "reset the password of",
  infinitive: "reset the password of",
  about:
    "The present password stops working at once, and Cognito sends a code that is valid for one hour to a verified contact.",
  group: "password",
  role: "agent",
  harsh: true,
  oneByOne: false,
  opensNativeSignIn: true,
  options: ["alsoSignOut", "acknowledgeProvider"],
  needs: null,
  decide,
};
