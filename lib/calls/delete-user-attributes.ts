import { type AttributeChanges, detailOfAttributes, effectOfAttributes } from "#lib/calls/attribute-changes.ts";
import type { CallDefinition } from "#lib/calls/definition.ts";
import { attributeLabel } from "#lib/pools/attribute-schema.ts";

interface DeleteUserAttributes {
  name: "AdminDeleteUserAttributes";
  names: string[];
}

const changesOf = ({ names }: DeleteUserAttributes): AttributeChanges =>
  Object.fromEntries(names.map((name) => [name, null]));

export const deleteUserAttributes: CallDefinition<DeleteUserAttributes> = {
  name: "AdminDeleteUserAttributes",
  quota: "UserUpdate",
  sends: "nothing",
  billable: true,
  members: ({ names }) => ({ UserAttributeNames: names }),
  effect: (call) => effectOfAttributes(changesOf(call)),
  detail: (call, before) => detailOfAttributes(changesOf(call), before),
  // A person looks: the row in hand does not hold what it changes.
  proves: () => false,
  step: ({ names }) => `Take away ${names.map(attributeLabel).join(", ")}`,
  sample: { name: "AdminDeleteUserAttributes", names: ["name"] },
};
