import type { CallDefinition } from "#lib/calls/definition.ts";

interface ConfirmSignUp {
  name: "AdminConfirmSignUp";
}

export const confirmSignUp: CallDefinition<ConfirmSignUp> = {
  name: "AdminConfirmSignUp",
  quota: "UserCreation",
  sends: "nothing",
  billable: true,
  members: () => ({}),
  effect: () => ({ status: "CONFIRMED" }),
  detail: () => ({}),
  proves: (_call, before, after) => before.status === "UNCONFIRMED" && after.status === "CONFIRMED",
  step: () => "Confirm the sign-up",
  sample: { name: "AdminConfirmSignUp" },
};
