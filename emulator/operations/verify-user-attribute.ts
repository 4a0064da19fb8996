import { purposeOf } from "../attribute-update.ts";
import { dropCode, requireCode } from "../codes.ts";
import { aliasExists } from "../fault.ts";
import { operation } from "../operation.ts";
import { aliasClashes, requireContact, takenText, writeAttributes } from "../profile.ts";
import { VerifyUserAttributeRequest } from "../shapes.ts";
import { requireAccessToken } from "../tokens.ts";

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
    const { pending } = requireCode(user, purposeOf[contact], Code, service.clock.now());
    const values = new Map([[`${contact}_verified`, "true"]]);
    if (pending) values.set(contact, pending);
    const [clash] = aliasClashes(pool, values, user);
    if (clash) throw aliasExists(takenText(pool, clash));

    dropCode(user, purposeOf[contact]);
    writeAttributes(pool, user, values);
    user.modifiedAt = service.clock.now();
    return {};
  },
});
