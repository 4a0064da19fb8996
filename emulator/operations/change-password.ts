import { recordEvent } from "../auth-events.ts";
import { notAuthorized } from "../fault.ts";
import { operation } from "../operation.ts";
import { matches, requirePolicy, requireUnused, setPassword } from "../password.ts";
import { ChangePasswordRequest } from "../shapes.ts";
import { requireAccessToken } from "../tokens.ts";

/** The status stays: whoever has a token is confirmed (cognito.md 2.1). */
export const changePassword = operation({
  name: "ChangePassword",
  signed: false,
  category: "UserAccountRecovery",
  input: ChangePasswordRequest,
  run({ AccessToken, PreviousPassword, ProposedPassword }, service) {
    const { pool, user } = requireAccessToken(service, AccessToken);
    service.attempts.count("changePassword", pool, user);
    // assumed: the answer to a wrong one. A user who never had a password need not know it.
    if (user.credential && !matches(user.credential, PreviousPassword ?? "")) {
      throw notAuthorized("Incorrect username or password.");
    }
    requirePolicy(ProposedPassword, pool.passwordPolicy, "other");
    requireUnused(user, ProposedPassword, pool.passwordPolicy);
    setPassword(service.random, pool, user, ProposedPassword);
    user.modifiedAt = service.clock.now();
    recordEvent(service, pool, user, "PasswordChange");
    return {};
  },
});
