import type { CallDefinition } from "#lib/calls/definition.ts";

interface AddUserToGroup {
  name: "AdminAddUserToGroup";
  group: string;
}

export const addUserToGroup: CallDefinition<AddUserToGroup> = {
  name: "AdminAddUserToGroup",
  quota: "UserUpdate",
  sends: "nothing",
  billable: true,
  members: ({ group }) => ({ GroupName: group }),
  effect: () => ({}),
  detail: ({ group }) => ({ group }),
  // A person looks: the row in hand does not hold what it changes.
  proves: () => false,
  step: ({ group }) => `Add to the group “${group}”`,
  sample: { name: "AdminAddUserToGroup", group: "lifeguard-health-check" },
};
