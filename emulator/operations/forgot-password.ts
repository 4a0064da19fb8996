import { issueCode } from "../messages/codes.ts";
import { deliveryDetails, sendCode, simulatedDelivery } from "../messages/messages.ts";
import { requireRecoveryContact } from "../messages/recovery-contact.ts";
import { hidesUsers, type Pool } from "../pool/pool.ts";
import { requireClient } from "../pool/pool-lookup.ts";
import { Fault, notAuthorized, userNotFound } from "../service/fault.ts";
import { operation } from "../service/operation.ts";
import type { Service } from "../service/service.ts";
import { recordEvent } from "../sign-in/auth-events.ts";
import { requireSecretHash } from "../sign-in/secret-hash.ts";
import type { User } from "../users/user.ts";
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
    const { contact, to } = requireRecoveryContact(service, pool, user);
    if (user.status === "UNCONFIRMED" && service.assumptions.choiceOf("forgotUnconfirmed", pool) === "refused") {
      throw notAuthorized("User password cannot be reset in the current state.");
    }
    service.attempts.count("recovery", pool, user);
    const code = issueCode(service, user, "recovery", { proves: contact });
    recordEvent(service, pool, user, "ForgotPassword");
    // The status stays (assumed). Harmed otherwise: anybody whose name a stranger gives.
    return { CodeDeliveryDetails: sendRecoveryCode(service, pool, user, code, { contact, to }) };
  },
});

const sendRecoveryCode = (
  service: Service,
  pool: Pool,
  user: User,
  code: string,
  { contact, to }: ReturnType<typeof requireRecoveryContact>,
) => {
  try {
    return sendCode(service, pool, user, { kind: "reset", code, contact, to });
  } catch (error) {
    const silent = service.assumptions.choiceOf("refusedForgot", pool) === "silent";
    if (silent && error instanceof Fault && error.type === "LimitExceededException")
      return deliveryDetails(contact, to);
    throw error;
  }
};
