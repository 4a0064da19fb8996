import type { Operation } from "#lib/operations/operation.ts";
import { decideToSetPassword } from "#lib/operations/set-password.ts";

export const setTemporaryPassword: Operation = {
  label: "Set temporary password",
  past: "set a temporary password for",
  infinitive: "set a temporary password for",
  about:
    "Sets a temporary password that is shown to you once. Cognito sends nothing: you hand it over, and the user replaces it at the next sign-in.",
  group: "password",
  role: "agent",
  harsh: false,
  oneByOne: false,
  opensNativeSignIn: true,
  options: ["typedPassword", "alsoSignOut", "acknowledgeProvider"],
  needs: null,
  decide: decideToSetPassword(false),
};
