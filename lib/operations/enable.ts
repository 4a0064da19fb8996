import { applyCalls, skipUser } from "#lib/operations/decision.ts";
import type { Operation } from "#lib/operations/operation.ts";

export const enable: Operation = {
  label: "Enable",
  past: "enabled",
  infinitive: "enable",
  about: "Lets the account sign in again. Its status stays as it is.",
  group: "account",
  role: "agent",
  harsh: false,
  oneByOne: false,
  opensNativeSignIn: false,
  options: [],
  needs: null,
  decide: (user) => (user.enabled ? skipUser("Is enabled already.") : applyCalls([{ name: "AdminEnableUser" }])),
};
