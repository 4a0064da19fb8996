import { dropCode, requireCode } from "../messages/codes.ts";
import { aliasExists } from "../service/fault.ts";
import { operation } from "../service/operation.ts";
import { requireAccessToken } from "../sign-in/tokens.ts";
import { codePurposeOf } from "../users/attribute-update.ts";
import { aliasClashes, aliasTakenText, requireContact, writeAttributes } from "../users/profile.ts";
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
    const [clash] = aliasClashes(pool, values, user);
    if (clash) throw aliasExists(aliasTakenText(pool, clash));

    dropCode(user, codePurposeOf[contact]);
    writeAttributes(pool, user, values);
    user.modifiedAt = service.clock.now();
    return {};
  },
});
