import { invalidParameter } from "../service/fault.ts";
import { operation } from "../service/operation.ts";
import { requireAccessToken } from "../sign-in/tokens.ts";
import { codePurposeOf, sendAttributeCode } from "../users/attribute-update.ts";
import { requireContact } from "../users/profile.ts";
import { GetUserAttributeVerificationCodeRequest } from "../wire/shapes.ts";

export const getUserAttributeVerificationCode = operation({
  name: "GetUserAttributeVerificationCode",
  signed: false,
  category: "UserResourceRead",
  input: GetUserAttributeVerificationCodeRequest,
  run({ AccessToken, AttributeName }, service) {
    const { pool, user } = requireAccessToken(service, AccessToken);
    const contact = requireContact(AttributeName);
    // assumed: while a new address waits, it is the one that gets the code.
    const pending = user.codes?.[codePurposeOf[contact]]?.pending;
    // assumed: the text.
    if (!pending && !user.get(contact)) throw invalidParameter(`User does not have a value for ${contact}`);
    service.attempts.count("attributeCode", pool, user);
    return { CodeDeliveryDetails: sendAttributeCode(service, pool, user, contact, pending) };
  },
});
