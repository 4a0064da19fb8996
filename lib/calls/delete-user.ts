import type { CallDefinition } from "#lib/calls/definition.ts";

interface DeleteUser {
  name: "AdminDeleteUser";
}

export const deleteUser: CallDefinition<DeleteUser> = {
  name: "AdminDeleteUser",
  quota: "UserUpdate",
  sends: "nothing",
  billable: true,
  ends: "user",
  members: () => ({}),
  effect: () => ({}),
  detail: () => ({}),
  // A user that is gone is not read back, so nothing arrives here that would prove it.
  proves: () => false,
  step: () => "Delete the account",
  sample: { name: "AdminDeleteUser" },
};
