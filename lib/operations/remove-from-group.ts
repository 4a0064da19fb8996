import { applyCalls, skipUser } from "#lib/operations/decision.ts";
import type { Operation } from "#lib/operations/operation.ts";
import { thenSignOut } from "#lib/operations/sign-out.ts";

export const removeFromGroup: Operation = {
  label: "Remove from group",
  past: "removed from a group",
  infinitive: "remove from a group",
  about: "Tokens already issued name the group until they expire.",
  group: "account",
  role: "admin",
  harsh: true,
  oneByOne: false,
  opensNativeSignIn: false,
  options: ["alsoSignOut"],
  needs: "group",
  decide: (_user, _pool, { group, ...options }) =>
    group
      ? applyCalls([{ name: "AdminRemoveUserFromGroup", group }, ...thenSignOut(options)])
      : skipUser("No group was chosen."),
};
