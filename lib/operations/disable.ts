import { applyCalls, skipUser } from "#lib/operations/decision.ts";
import type { Operation } from "#lib/operations/operation.ts";

export const disable: Operation = {
  label: "Disable",
  past: "disabled",
  infinitive: "disable",
  about: "The account can no longer sign in and its sessions end. Nothing is deleted.",
  group: "account",
  role: "agent",
  harsh: true,
  oneByOne: false,
  opensNativeSignIn: false,
  options: [],
  needs: null,
  decide: (user) => (user.enabled ? applyCalls([{ name: "AdminDisableUser" }]) : skipUser("Is disabled already.")),
};
