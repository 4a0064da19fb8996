import type { CallDefinition } from "#lib/calls/definition.ts";

interface UserGlobalSignOut {
  name: "AdminUserGlobalSignOut";
}

export const userGlobalSignOut: CallDefinition<UserGlobalSignOut> = {
  name: "AdminUserGlobalSignOut",
  quota: "UserUpdate",
  sends: "nothing",
  billable: true,
  ends: "sessions",
  members: () => ({}),
  effect: () => ({}),
  detail: () => ({}),
  // Nothing in the user tells whether its tokens were revoked.
  proves: () => false,
  step: () => "Sign out everywhere",
  sample: { name: "AdminUserGlobalSignOut" },
};
