import type { CallDefinition } from "#lib/calls/definition.ts";

interface ResetUserPassword {
  name: "AdminResetUserPassword";
}

export const resetUserPassword: CallDefinition<ResetUserPassword> = {
  name: "AdminResetUserPassword",
  quota: "UserAccountRecovery",
  sends: "code",
  billable: false,
  members: () => ({}),
  effect: () => ({ status: "RESET_REQUIRED" }),
  detail: () => ({}),
  proves: (_call, before, after) => before.status === "CONFIRMED" && after.status === "RESET_REQUIRED",
  step: () => "Reset the password; Cognito sends a code",
  sample: { name: "AdminResetUserPassword" },
};
