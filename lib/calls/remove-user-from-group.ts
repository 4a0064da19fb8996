import type { CallDefinition } from "#lib/calls/definition.ts";

interface RemoveUserFromGroup {
  name: "AdminRemoveUserFromGroup";
  group: string;
}

export const removeUserFromGroup: CallDefinition<RemoveUserFromGroup> = {
  name: "AdminRemoveUserFromGroup",
  quota: "UserUpdate",
  sends: "nothing",
  billable: true,
  members: ({ group }) => ({ GroupName: group }),
  effect: () => ({}),
  detail: ({ group }) => ({ group }),
  // A person looks: the row in hand does not hold what it changes.
  proves: () => false,
  step: ({ group }) => `Remove from the group “${group}”`,
  sample: { name: "AdminRemoveUserFromGroup", group: "lifeguard-health-check" },
};
