import { notAuthorized } from "../service/fault.ts";
import { operation } from "../service/operation.ts";
import { recordEvent } from "../sign-in/auth-events.ts";
import { requireAccessToken } from "../sign-in/tokens.ts";
import { passwordMatches, requirePasswordPolicy, requireUnusedPassword, setPassword } from "../users/password.ts";
import { ChangePasswordRequest } from "../wire/shapes.ts";

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
    if (user.credential && !passwordMatches(user.credential, PreviousPassword ?? "")) {
      throw notAuthorized("Incorrect username or password.");
    }
    requirePasswordPolicy(ProposedPassword, pool.passwordPolicy, "other");
    requireUnusedPassword(user, ProposedPassword, pool.passwordPolicy);
    setPassword(service.random, pool, user, ProposedPassword);
    user.modifiedAt = service.clock.now();
    recordEvent(service, pool, user, "PasswordChange");
    return {};
  },
});
