import { detailOfAttributes, effectOfAttributes } from "#lib/calls/attribute-changes.ts";
import type { CallDefinition } from "#lib/calls/definition.ts";
import { attributeLabel } from "#lib/pools/attribute-schema.ts";
import { newClaims } from "#lib/users/sign-in-claim.ts";

interface UpdateUserAttributes {
  name: "AdminUpdateUserAttributes";
  attributes: Record<string, string>;
}

const markText: Record<string, string> = {
  email_verified: "Mark the e-mail address verified",
  phone_number_verified: "Mark the phone number verified",
};

export const updateUserAttributes: CallDefinition<UpdateUserAttributes> = {
  name: "AdminUpdateUserAttributes",
  quota: "UserUpdate",
  sends: "nothing",
  billable: true,
  members: ({ attributes }) => ({
    UserAttributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })),
  }),
  effect: ({ attributes }) => effectOfAttributes(attributes),
  claims: ({ attributes }, before, settings) =>
    newClaims(before, { ...before, ...effectOfAttributes(attributes) }, settings),
  detail: ({ attributes }, before) => detailOfAttributes(attributes, before),
  proves: ({ attributes }, before, after) =>
    (attributes.email_verified !== "true" || (!before.emailVerified && after.emailVerified)) &&
    (attributes.phone_number_verified !== "true" || (!before.phoneVerified && after.phoneVerified)) &&
    Object.keys(attributes).every((name) => name === "email_verified" || name === "phone_number_verified"),
  step: ({ attributes }) => {
    const [mark = ""] = Object.keys(attributes);
    const names = Object.keys(attributes).filter((name) => !markText[name]);
    return names.length > 0 ? `Change ${names.map(attributeLabel).join(", ")}` : (markText[mark] ?? "Change nothing");
  },
  sample: { name: "AdminUpdateUserAttributes", attributes: { name: "nobody" } },
};
