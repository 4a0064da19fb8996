import { recordEvent } from "../auth-events.ts";
import { invalidParameter, notAuthorized, userNotFound } from "../fault.ts";
import { simulatedDelivery } from "../messages.ts";
import { operation } from "../operation.ts";
import { hidesUsers } from "../pool.ts";
import { requireSecretHash } from "../secret-hash.ts";
import { requireClient } from "../service.ts";
import { ResendConfirmationCodeRequest } from "../shapes.ts";
import { sendSignUpCode } from "../sign-up-code.ts";

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
