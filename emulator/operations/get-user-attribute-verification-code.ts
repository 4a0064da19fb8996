import { purposeOf, sendAttributeCode } from "../attribute-update.ts";
import { invalidParameter } from "../fault.ts";
import { operation } from "../operation.ts";
import { requireContact } from "../profile.ts";
import { GetUserAttributeVerificationCodeRequest } from "../shapes.ts";
import { requireAccessToken } from "../tokens.ts";

export const getUserAttributeVerificationCode = operation({
  name: "GetUserAttributeVerificationCode",
  signed: false,
  category: "UserResourceRead",
  input: GetUserAttributeVerificationCodeRequest,
  run({ AccessToken, AttributeName }, service) {
    const { pool, user } = requireAccessToken(service, AccessToken);
    const contact = requireContact(AttributeName);
    // assumed: while a new address waits, it is the one that gets the code.
    const pending = user.codes?.[purposeOf[contact]]?.pending;
    // assumed: the text.
    if (!pending && !user.get(contact)) throw invalidParameter(`User does not have a value for ${contact}`);
    service.attempts.count("attributeCode", pool, user);
    return { CodeDeliveryDetails: sendAttributeCode(service, pool, user, contact, pending) };
  },
});
