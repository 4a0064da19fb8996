import { dropCode, requireCode } from "../messages/codes.ts";
import { operation } from "../service/operation.ts";
import { requireAccessToken } from "../sign-in/tokens.ts";
import { takeAliases } from "../users/alias-move.ts";
import { codePurposeOf } from "../users/attribute-update.ts";
import { requireContact, writeAttributes } from "../users/profile.ts";
import { VerifyUserAttributeRequest } from "../wire/shapes.ts";

/** The address that waited takes effect with it (API reference, VerifyUserAttribute). */
export const verifyUserAttribute = operation({
  name: "VerifyUserAttribute",
  signed: false,
  category: "UserUpdate",
  input: VerifyUserAttributeRequest,
  run({ AccessToken, AttributeName, Code }, service) {
    const { pool, user } = requireAccessToken(service, AccessToken);
    const contact = requireContact(AttributeName);
    service.attempts.count("verifyAttribute", pool, user);
    const { pending } = requireCode(user, codePurposeOf[contact], Code, service.clock.now());
    const values = new Map([[`${contact}_verified`, "true"]]);
    if (pending) values.set(contact, pending);
    takeAliases(service, pool, values, { user });

    dropCode(user, codePurposeOf[contact]);
    writeAttributes(pool, user, values);
    user.modifiedAt = service.clock.now();
    return {};
  },
});
