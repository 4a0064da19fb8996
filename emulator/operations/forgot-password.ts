import { issueCode } from "../messages/codes.ts";
import { requireRecoveryContact, sendCode, simulatedDelivery } from "../messages/messages.ts";
import { hidesUsers } from "../pool/pool.ts";
import { requireClient } from "../pool/pool-lookup.ts";
import { notAuthorized, userNotFound } from "../service/fault.ts";
import { operation } from "../service/operation.ts";
import { recordEvent } from "../sign-in/auth-events.ts";
import { requireSecretHash } from "../sign-in/secret-hash.ts";
import { ForgotPasswordRequest } from "../wire/shapes.ts";

export const forgotPassword = operation({
  name: "ForgotPassword",
  signed: false,
  category: "UserAccountRecovery",
  access: "write",
  input: ForgotPasswordRequest,
  run({ ClientId, SecretHash, Username }, service) {
    const client = requireClient(service, ClientId);
    const { pool } = client;
    requireSecretHash(client, [Username], SecretHash);
    const user = pool.users.find(Username);
    // Disabled users are treated like unknown ones; without hiding, that is assumed (cognito.md 2.2.2).
    if (!user?.enabled) {
      if (hidesUsers(client)) return { CodeDeliveryDetails: simulatedDelivery(Username) };
      throw userNotFound("Username/client id combination not found.");
    }
    if (user.status === "FORCE_CHANGE_PASSWORD" || user.status === "EXTERNAL_PROVIDER") {
      throw notAuthorized("User password cannot be reset in the current state.");
    }
    // assumed: an UNCONFIRMED user with a verified contact gets the code (cognito.md 12, item 6).
    const { contact, to } = requireRecoveryContact(pool, user);
    service.attempts.count("recovery", pool, user);
    const code = issueCode(service, user, "recovery", { proves: contact });
    recordEvent(service, pool, user, "ForgotPassword");
    // The status stays (assumed).
    return { CodeDeliveryDetails: sendCode(service, pool, user, { kind: "reset", code, contact, to }) };
  },
});
