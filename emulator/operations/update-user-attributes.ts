import { requireSchema } from "../pool/attributes.ts";
import type { Pool } from "../pool/pool.ts";
import { operation } from "../service/operation.ts";
import type { Service } from "../service/service.ts";
import { requireAccessToken } from "../sign-in/tokens.ts";
import { type Contact, sendAttributeCode, updateAttributes } from "../users/attribute-update.ts";
import { requireWritable } from "../users/profile.ts";
import type { User } from "../users/user.ts";
import { UpdateUserAttributesRequest } from "../wire/shapes.ts";

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
