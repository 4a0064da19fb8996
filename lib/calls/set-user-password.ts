import type { CallDefinition, PasswordOrigin } from "#lib/calls/definition.ts";

interface SetUserPassword {
  name: "AdminSetUserPassword";
  permanent: boolean;
  password: PasswordOrigin;
}

const becomes = ({ permanent }: SetUserPassword) => (permanent ? "CONFIRMED" : "FORCE_CHANGE_PASSWORD");

const originText: Record<PasswordOrigin, string> = {
  unseen: "that nobody learns",
  shown: "that is shown to you once",
  typed: "that you have typed",
};

export const setUserPassword: CallDefinition<SetUserPassword> = {
  name: "AdminSetUserPassword",
  quota: "UserAccountRecovery",
  sends: "nothing",
  billable: true,
  password: ({ password }) => password,
  members: ({ permanent }, password) => ({ Password: password(), Permanent: permanent }),
  effect: (call) => ({ status: becomes(call) }),
  detail: () => ({}),
  proves: (call, before, after) => before.status !== becomes(call) && after.status === becomes(call),
  step: ({ permanent, password }) => `Set a ${permanent ? "permanent" : "temporary"} password ${originText[password]}`,
  sample: { name: "AdminSetUserPassword", permanent: false, password: "unseen" },
};
