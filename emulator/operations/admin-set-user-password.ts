import { requireUser } from "../pool/pool.ts";
import { requirePool } from "../pool/pool-lookup.ts";
import { operation } from "../service/operation.ts";
import { revokeTokens } from "../sign-in/tokens.ts";
import { requirePasswordPolicy, requireUnusedPassword, setPassword } from "../users/password.ts";
import { AdminSetUserPasswordRequest } from "../wire/shapes.ts";

/** Works in every status, for disabled users too (assumed), and sends nothing (cognito.md 2.2.1, 8.1). */
export const adminSetUserPassword = operation({
  name: "AdminSetUserPassword",
  signed: true,
  category: "UserAccountRecovery",
  access: "write",
  input: AdminSetUserPasswordRequest,
  run({ UserPoolId, Username, Password, Permanent = false }, service) {
    const pool = requirePool(service, UserPoolId);
    const user = requireUser(pool, Username);
    requirePasswordPolicy(Password, pool.passwordPolicy, "other");
    requireUnusedPassword(user, Password, pool.passwordPolicy);
    const now = service.clock.now();
    setPassword(service.random, pool, user, Password);
    user.status = Permanent ? "CONFIRMED" : "FORCE_CHANGE_PASSWORD";
    user.temporarySince = Permanent ? undefined : now;
    user.modifiedAt = now;
    if (service.assumptions.choiceOf("newPasswordSessions", pool) === "end") revokeTokens(user);
    return {};
  },
});
