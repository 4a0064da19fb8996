import { issueCode } from "../messages/codes.ts";
import { sendCode } from "../messages/messages.ts";
import { requireRecoveryContact } from "../messages/recovery-contact.ts";
import type { Pool } from "../pool/pool.ts";
import { requireUser } from "../pool/pool.ts";
import { requirePool } from "../pool/pool-lookup.ts";
import { notAuthorized } from "../service/fault.ts";
import { operation } from "../service/operation.ts";
import type { Service } from "../service/service.ts";
import { revokeTokens } from "../sign-in/tokens.ts";
import type { User } from "../users/user.ts";
import { AdminResetUserPasswordRequest } from "../wire/shapes.ts";

/** The password is dead at once and a code goes out (cognito.md 2.1). Checks: pool, user, disabled, state, contact (12, item 4). */
export const adminResetUserPassword = operation({
  name: "AdminResetUserPassword",
  signed: true,
  category: "UserAccountRecovery",
  access: "write",
  input: AdminResetUserPasswordRequest,
  run({ UserPoolId, Username }, service) {
    const pool = requirePool(service, UserPoolId);
    const user = requireUser(pool, Username);
    if (!user.enabled) throw notAuthorized("User is disabled.");
    const adminOnly = service.assumptions.choiceOf("resetAdminOnly", pool);
    // assumed: for UNCONFIRMED the missing contact is told before the state (cognito.md 12, open point).
    if (user.status === "UNCONFIRMED") requireRecoveryContact(service, pool, user, adminOnly);
    if (!mayReset(service, pool, user)) throw notAuthorized("User password cannot be reset in the current state.");
    const { contact, to } = requireRecoveryContact(service, pool, user, adminOnly);
    service.attempts.count("recovery", pool, user);
    const code = issueCode(service, user, "recovery", { proves: contact });
    if (service.assumptions.choiceOf("refusedReset", pool) === "changes") requireReset(service, pool, user);
    sendCode(service, pool, user, { kind: "reset", code, contact, to });
    requireReset(service, pool, user);
    return {};
  },
});

/** assumed: RESET_REQUIRED gets a new code (cognito.md 12, item 1). */
const mayReset = ({ assumptions }: Service, pool: Pool, { status }: User): boolean => {
  if (status === "UNCONFIRMED") return assumptions.choiceOf("resetUnconfirmed", pool) === "resets";
  if (status === "EXTERNAL_PROVIDER") return assumptions.choiceOf("resetFederated", pool) === "resets";
  return status === "CONFIRMED" || status === "RESET_REQUIRED";
};

const requireReset = (service: Service, pool: Pool, user: User) => {
  user.status = "RESET_REQUIRED";
  user.modifiedAt = service.clock.now();
  if (service.assumptions.choiceOf("newPasswordSessions", pool) === "end") revokeTokens(user);
};
