import { applyCalls, skipUser } from "#lib/operations/decision.ts";
import type { Operation } from "#lib/operations/operation.ts";
import { thenSignOut } from "#lib/operations/sign-out.ts";

export const resetAuthenticator: Operation = {
  label: "Reset authenticator app",
  past: "reset the authenticator app of",
  infinitive: "reset the authenticator app of",
  about:
    "Takes the authenticator app away, as when the phone was lost. The user signs in without it, or sets up a new one where the pool asks for it.",
  group: "account",
  role: "admin",
  harsh: true,
  oneByOne: true,
  opensNativeSignIn: false,
  options: ["alsoSignOut"],
  needs: null,
  /** Cognito answers for a user without an app as for any other (assumed), so only what the pool cannot have is skipped. */
  decide: (user, pool, options) => {
    if (!pool.settings.authenticatorApp) return skipUser("This pool has no authenticator apps.");
    if (user.status === "UNCONFIRMED")
      return skipUser("Has not confirmed the sign-up yet, so it has no authenticator app.", {
        text: "Confirm the sign-up first.",
        operation: "confirm-sign-up",
      });
    return applyCalls([{ name: "AdminDeleteSoftwareToken" }, ...thenSignOut(options)]);
  },
};
