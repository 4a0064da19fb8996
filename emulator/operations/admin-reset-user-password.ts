import { issueCode } from "../messages/codes.ts";
import { requireRecoveryContact, sendCode } from "../messages/messages.ts";
import { requireUser } from "../pool/pool.ts";
import { requirePool } from "../pool/pool-lookup.ts";
import { notAuthorized } from "../service/fault.ts";
import { operation } from "../service/operation.ts";
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
    // assumed: for UNCONFIRMED the missing contact is told before the state (cognito.md 12, open point).
    if (user.status === "UNCONFIRMED") requireRecoveryContact(pool, user);
    // assumed: RESET_REQUIRED gets a new code, and EXTERNAL_PROVIDER is refused (cognito.md 12, item 1).
    if (user.status !== "CONFIRMED" && user.status !== "RESET_REQUIRED") {
      throw notAuthorized("User password cannot be reset in the current state.");
    }
    const { contact, to } = requireRecoveryContact(pool, user);
    service.attempts.count("recovery", pool, user);
    const code = issueCode(service, user, "recovery", { proves: contact });
    sendCode(service, pool, user, { kind: "reset", code, contact, to });
    user.status = "RESET_REQUIRED";
    user.modifiedAt = service.clock.now();
    return {};
  },
});
