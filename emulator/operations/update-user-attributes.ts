import { type Contact, sendAttributeCode, updateAttributes } from "../attribute-update.ts";
import { requireSchema } from "../attributes.ts";
import { operation } from "../operation.ts";
import type { Pool } from "../pool.ts";
import { requireWritable } from "../profile.ts";
import type { Service } from "../service.ts";
import { UpdateUserAttributesRequest } from "../shapes.ts";
import { requireAccessToken } from "../tokens.ts";
import type { User } from "../user.ts";

export const updateUserAttributes = operation({
  name: "UpdateUserAttributes",
  signed: false,
  category: "UserUpdate",
  input: UpdateUserAttributesRequest,
  run({ AccessToken, UserAttributes }, service) {
    const { pool, client, user } = requireAccessToken(service, AccessToken);
    const values = requireSchema(pool.schema, UserAttributes, "update");
    requireWritable(client, values);
    const changed = changedContacts(user, values);
    const waiting = updateAttributes(service, pool, user, values);
    return { CodeDeliveryDetailsList: [...waiting, ...sendCodes(service, pool, user, changed, values)] };
  },
});

const changedContacts = (user: User, values: ReadonlyMap<string, string>): Contact[] =>
  (["email", "phone_number"] as const).filter(
    (contact) => values.get(contact) && values.get(contact) !== user.get(contact),
  );

/** A new address that took effect at once is verified after the fact, where the pool verifies by itself (API reference, UpdateUserAttributes). */
const sendCodes = (service: Service, pool: Pool, user: User, changed: Contact[], taken: ReadonlyMap<string, string>) =>
  changed
    .filter((contact) => taken.has(contact) && pool.settings.AutoVerifiedAttributes?.includes(contact))
    .map((contact) => sendAttributeCode(service, pool, user, contact));
