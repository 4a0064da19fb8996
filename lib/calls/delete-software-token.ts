import type { CallDefinition } from "#lib/calls/definition.ts";

interface DeleteSoftwareToken {
  name: "AdminDeleteSoftwareToken";
}

export const deleteSoftwareToken: CallDefinition<DeleteSoftwareToken> = {
  name: "AdminDeleteSoftwareToken",
  quota: "UserResourceUpdate",
  sends: "nothing",
  billable: true,
  members: () => ({}),
  effect: () => ({}),
  detail: () => ({}),
  // A person looks: the row in hand does not hold what it changes.
  proves: () => false,
  step: () => "Take the authenticator app away",
  sample: { name: "AdminDeleteSoftwareToken" },
};
