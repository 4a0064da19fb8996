import { issueCode } from "../messages/codes.ts";
import { sendCode } from "../messages/messages.ts";
import type { Pool } from "../pool/pool.ts";
import type { Service } from "../service/service.ts";
import { takeAliases } from "./alias-move.ts";
import { changeAttributes } from "./profile.ts";
import type { User } from "./user.ts";

export type Contact = "email" | "phone_number";

/** Answers with the new addresses that wait for their verification, to each of which a code has gone. */
export const updateAttributes = (service: Service, pool: Pool, user: User, values: Map<string, string>) => {
  const waiting = takeUnverified(pool, user, values);
  takeAliases(service, pool, values, { user });
  changeAttributes(pool, user, values);
  user.modifiedAt = service.clock.now();
  return waiting.map(([contact, to]) => sendAttributeCode(service, pool, user, contact, to));
};

/** New addresses that the pool wants verified before they replace the old one, unless the call says they are (cognito.md 8.1). */
const takeUnverified = (pool: Pool, user: User, values: Map<string, string>): [Contact, string][] => {
  const first = pool.settings.UserAttributeUpdateSettings?.AttributesRequireVerificationBeforeUpdate ?? [];
  return first.flatMap((contact): [Contact, string][] => {
    const to = values.get(contact);
    if (!to || to === user.get(contact) || values.get(`${contact}_verified`) === "true") return [];
    values.delete(contact);
    return [[contact, to]];
  });
};

/** `pending`: the address replaces the present one once it is verified. */
export const sendAttributeCode = (service: Service, pool: Pool, user: User, contact: Contact, pending?: string) => {
  const rest = pending === undefined ? {} : { pending };
  const code = issueCode(service, user, codePurposeOf[contact], { proves: contact, ...rest });
  return sendCode(service, pool, user, { kind: "update", code, contact, to: pending ?? user.get(contact) ?? "" });
};

export const codePurposeOf = { email: "updateEmail", phone_number: "updatePhone" } as const;
