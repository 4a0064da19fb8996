import type { Operation } from "#lib/operations/operation.ts";
import { decideToSetPassword } from "#lib/operations/set-password.ts";

export const setPermanentPassword: Operation = {
  label: "Set permanent password",
  past: "set a permanent password for",
  infinitive: "set a permanent password for",
  about: "Sets a password that is shown to you once and stays valid until the user changes it. Cognito sends nothing.",
  group: "password",
  role: "admin",
  harsh: false,
  oneByOne: false,
  opensNativeSignIn: true,
  options: ["typedPassword", "alsoSignOut", "acknowledgeProvider"],
  needs: null,
  decide: decideToSetPassword(true),
};
