import { applyCalls, type Decision, skipUser } from "#lib/operations/decision.ts";
import type { Knowledge, KnownFactors } from "#lib/operations/knowledge.ts";
import type { Operation } from "#lib/operations/operation.ts";
import type { OperationOptions } from "#lib/operations/options.ts";
import { beforeReset, recoveryOf } from "#lib/operations/recovery.ts";
import { thenSignOut } from "#lib/operations/sign-out.ts";
import type { Pool } from "#lib/pools/pool.ts";
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
function refuseRecovery(user: User, { settings }: Pool, factors: KnownFactors | null): Decision | null {
  const recovery = recoveryOf(user, settings, factors);
  if (recovery.state !== "cannot") return null;
  if (recovery.because === "administrators-only")
    return skipUser("This pool lets only administrators recover a password.", {
      text: "Set a temporary password.",
      operation: "set-temporary-password",
    });
  if (recovery.because === "second-factor")
    return skipUser(`No code could be sent: ${recovery.reason}.`, {
      text:
        settings.mfa === "required"
          ? "Set a temporary password."
          : "Set a temporary password, or turn the second factors off first.",
      operation: "set-temporary-password",
      ...(settings.mfa === "optional" && { first: "turn-off-second-factors" as const }),
    });
  const [first] = beforeReset(user, settings);
  return skipUser("Has no verified contact that a code could be sent to.", {
    text:
      first === "verify-email"
        ? "Verify the e-mail address first, or set a temporary password."
        : first === "verify-phone"
          ? "Verify the phone number first, or set a temporary password."
          : "Set a temporary password.",
    operation: first ?? "set-temporary-password",
    ...(first && { first }),
  });
}

/** What depends on a second factor that nobody has read: looked at where that was asked for, else told. */
function factorNotes(user: User, { settings }: Pool, { lookFirst }: OperationOptions, knowledge: Knowledge) {
  const recovery = recoveryOf(user, settings, knowledge.factors);
  if (recovery.state !== "unknown") return [];
  if (!lookFirst || knowledge.factors !== null)
    return [`Whether a code can be sent is not known: ${recovery.why}, and no code may go there.`];
  if (knowledge.factorsUnread) return skipUser(`Its second factors could not be read: ${knowledge.factorsUnread}`);
  if (knowledge.final) return skipUser("Nobody has looked at its second factors.");
  return ["Its second factors are looked at first: it is skipped where no code could be sent."];
}

function decide(user: User, pool: Pool, options: OperationOptions, knowledge: Knowledge): Decision {
  const refused = refuseStatus(user) ?? refuseRecovery(user, pool, knowledge.factors);
  if (refused) return refused;
  const notes = factorNotes(user, pool, options, knowledge);
  if (!Array.isArray(notes)) return notes;
  return applyCalls(
    [{ name: "AdminResetUserPassword" }, ...thenSignOut(options)],
    [user.status === "CONFIRMED" && "The present password stops working at once.", ...notes],
  );
}

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
  options: ["alsoSignOut", "acknowledgeProvider", "lookFirst"],
  needs: null,
  decide,
};
