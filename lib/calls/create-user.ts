import type { CallDefinition } from "#lib/calls/definition.ts";

interface CreateUser {
  name: "AdminCreateUser";
  /** Makes no user, and finds none that is not there (cognito.md 2.2.1). */
  action: "RESEND";
  medium: "EMAIL" | "SMS";
}

export const createUser: CallDefinition<CreateUser> = {
  name: "AdminCreateUser",
  quota: "UserCreation",
  sends: "invitation",
  billable: true,
  // The default medium is SMS, so the medium is always named (cognito.md 8.1).
  members: ({ action, medium }) => ({ MessageAction: action, DesiredDeliveryMediums: [medium] }),
  effect: () => ({}),
  detail: () => ({}),
  // The status stays and a later modification may be anybody's: a person decides.
  proves: () => false,
  step: ({ medium }) => `Send the invitation by ${medium === "EMAIL" ? "e-mail" : "SMS"}`,
  sample: { name: "AdminCreateUser", action: "RESEND", medium: "EMAIL" },
};
