import type { CallDefinition } from "#lib/calls/definition.ts";

interface EnableUser {
  name: "AdminEnableUser";
}

export const enableUser: CallDefinition<EnableUser> = {
  name: "AdminEnableUser",
  quota: "UserUpdate",
  sends: "nothing",
  // Assumed from the text of 2023.
  billable: true,
  members: () => ({}),
  effect: () => ({ enabled: true }),
  detail: () => ({}),
  proves: (_call, before, after) => !before.enabled && after.enabled,
  step: () => "Enable the account",
  sample: { name: "AdminEnableUser" },
};
