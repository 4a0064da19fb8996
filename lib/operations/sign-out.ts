import type { CognitoCall } from "#lib/calls/call.ts";
import { applyCalls, skipUser } from "#lib/operations/decision.ts";
import type { Operation } from "#lib/operations/operation.ts";
import type { OperationOptions } from "#lib/operations/options.ts";

const signOutCall: CognitoCall = { name: "AdminUserGlobalSignOut" };

/** What “Also sign out everywhere” adds to another operation. */
export const thenSignOut = ({ alsoSignOut }: OperationOptions): CognitoCall[] => (alsoSignOut ? [signOutCall] : []);

export const signOut: Operation = {
  label: "Sign out everywhere",
  past: "signed out everywhere",
  infinitive: "sign out everywhere",
  about: "Revokes the user's tokens. An access token already issued is accepted by other services until it expires.",
  group: "account",
  role: "agent",
  harsh: true,
  oneByOne: false,
  opensNativeSignIn: false,
  options: [],
  needs: null,
  decide: (user) =>
    user.enabled ? applyCalls([signOutCall]) : skipUser("Is disabled; disabling has ended its sessions already."),
};
