import { applyCalls, skipUser } from "#lib/operations/decision.ts";
import type { Operation } from "#lib/operations/operation.ts";

export const addToGroup: Operation = {
  label: "Add to group",
  past: "added to a group",
  infinitive: "add to a group",
  about: "The group shows in tokens that are issued from now on.",
  group: "account",
  role: "admin",
  harsh: false,
  oneByOne: false,
  opensNativeSignIn: false,
  options: [],
  needs: "group",
  decide: (_user, _pool, { group }) =>
    group ? applyCalls([{ name: "AdminAddUserToGroup", group }]) : skipUser("No group was chosen."),
};
