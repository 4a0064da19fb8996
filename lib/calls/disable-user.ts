import type { CallDefinition } from "#lib/calls/definition.ts";

interface DisableUser {
  name: "AdminDisableUser";
}

export const disableUser: CallDefinition<DisableUser> = {
  name: "AdminDisableUser",
  quota: "UserUpdate",
  sends: "nothing",
  // Assumed from the text of 2023.
  billable: true,
  ends: "sessions",
  members: () => ({}),
  effect: () => ({ enabled: false }),
  detail: () => ({}),
  proves: (_call, before, after) => before.enabled && !after.enabled,
  step: () => "Disable the account",
  sample: { name: "AdminDisableUser" },
};
