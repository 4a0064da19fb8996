import { applyCalls, skipUser } from "#lib/operations/decision.ts";
import type { Operation } from "#lib/operations/operation.ts";

export const deleteUser: Operation = {
  label: "Delete user",
  past: "deleted",
  infinitive: "delete",
  about: "Deletes the account for good. A new one under the same name is another user, with another sub.",
  group: "danger",
  role: "admin",
  harsh: true,
  oneByOne: true,
  opensNativeSignIn: false,
  options: [],
  needs: "typedUsername",
  decide: (user, _pool, { typedUsername }) =>
    typedUsername === user.username
      ? applyCalls([{ name: "AdminDeleteUser" }])
      : skipUser("The username was not typed as it is written."),
};
