import { applyCalls, type Decision, skipUser } from "#lib/operations/decision.ts";
import type { Operation } from "#lib/operations/operation.ts";
import type { OperationOptions } from "#lib/operations/options.ts";
import { providerOf } from "#lib/operations/provider.ts";
import { stayDisabledNote } from "#lib/operations/set-password.ts";
import { thenSignOut } from "#lib/operations/sign-out.ts";
import type { Pool } from "#lib/pools/pool.ts";
import type { User } from "#lib/users/user.ts";

/** Both statuses are errors of the call's own (cognito.md 11.1); who signs in elsewhere is asked nothing here (cognito.md 9). */
function refuseStatus(user: User): Decision | null {
  if (user.status === "UNCONFIRMED")
    return skipUser("Has not confirmed the sign-up yet, so it is not asked for a second factor.", {
      text: "Confirm the sign-up first.",
      operation: "confirm-sign-up",
    });
  if (user.status === "RESET_REQUIRED")
    return skipUser("Cognito refuses this while a password reset is under way.", {
      text: "Set a temporary password first.",
      operation: "set-temporary-password",
    });
  if (user.status === "EXTERNAL_PROVIDER")
    return skipUser(`Signs in through ${providerOf(user)}, and is asked for a second factor there.`);
  return null;
}

function decide(user: User, { settings: { mfa, factorChannels } }: Pool, options: OperationOptions): Decision {
  if (mfa === "required")
    return skipUser("Everybody needs a second factor here, so this pool will ask again.", {
      text: "Reset the authenticator app, and the user sets up a new one.",
      operation: "reset-authenticator",
    });
  if (mfa === "off" || factorChannels?.length === 0) return skipUser("This pool has no second factors.");
  if (factorChannels === null)
    return skipUser("The console may not read which second factors this pool offers.", {
      text: "Its role needs cognito-idp:GetUserPoolMfaConfig.",
    });
  return (
    refuseStatus(user) ??
    applyCalls(
      [{ name: "AdminSetUserMFAPreference", off: factorChannels }, ...thenSignOut(options)],
      ["From now on the password alone signs in.", stayDisabledNote(user)],
    )
  );
}

export const turnOffSecondFactors: Operation = {
  label: "Turn off second factors",
  past: "turned off the second factors of",
  infinitive: "turn off the second factors of",
  about:
    "The user is no longer asked for a code after the password, as when the phone was lost. What was set up is not deleted, and the user can turn it on again.",
  group: "account",
  role: "admin",
  harsh: true,
  oneByOne: true,
  opensNativeSignIn: false,
  asksReason: "required",
  options: ["alsoSignOut"],
  needs: null,
  decide,
};
