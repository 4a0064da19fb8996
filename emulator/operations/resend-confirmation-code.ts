import { simulatedDelivery } from "../messages/messages.ts";
import { sendSignUpCode } from "../messages/sign-up-code.ts";
import { hidesUsers } from "../pool/pool.ts";
import { requireClient } from "../pool/pool-lookup.ts";
import { invalidParameter, notAuthorized, userNotFound } from "../service/fault.ts";
import { operation } from "../service/operation.ts";
import { recordEvent } from "../sign-in/auth-events.ts";
import { requireSecretHash } from "../sign-in/secret-hash.ts";
import { ResendConfirmationCodeRequest } from "../wire/shapes.ts";

export const resendConfirmationCode = operation({
  name: "ResendConfirmationCode",
  signed: false,
  category: "UserResourceRead",
  access: "read",
  input: ResendConfirmationCodeRequest,
  run({ ClientId, SecretHash, Username }, service) {
    const client = requireClient(service, ClientId);
    const { pool } = client;
    requireSecretHash(client, [Username], SecretHash);
    const user = pool.users.find(Username);
    // Disabled users are treated like unknown ones (cognito.md 2.2.2); without hiding, that is assumed.
    if (!user?.enabled) {
      if (hidesUsers(client)) return { CodeDeliveryDetails: simulatedDelivery(Username) };
      throw userNotFound("Username/client id combination not found.");
    }
    // assumed: the same text for every other status.
    if (user.status !== "UNCONFIRMED") throw invalidParameter("User is already confirmed.");
    service.attempts.count("resendConfirmationCode", pool, user);
    const CodeDeliveryDetails = sendSignUpCode(service, pool, user);
    // assumed: name and text, which users of the service quote.
    if (!CodeDeliveryDetails) throw notAuthorized("Cannot resend codes. Auto verification not turned on.");
    recordEvent(service, pool, user, "ResendCode");
    return { CodeDeliveryDetails };
  },
});
