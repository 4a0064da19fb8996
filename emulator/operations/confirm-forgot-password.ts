import { dropCode, requireCode, wrongCode } from "../messages/codes.ts";
import { hidesUsers } from "../pool/pool.ts";
import { requireClient } from "../pool/pool-lookup.ts";
import { userNotConfirmed, userNotFound } from "../service/fault.ts";
import { operation } from "../service/operation.ts";
import { requireSecretHash } from "../sign-in/secret-hash.ts";
import { requirePasswordPolicy, requireUnusedPassword, setPassword } from "../users/password.ts";
import { ConfirmForgotPasswordRequest } from "../wire/shapes.ts";

/** The way out of RESET_REQUIRED (cognito.md 2.1). */
export const confirmForgotPassword = operation({
  name: "ConfirmForgotPassword",
  signed: false,
  category: "UserAccountRecovery",
  access: "write",
  input: ConfirmForgotPasswordRequest,
  run({ ClientId, SecretHash, Username, ConfirmationCode, Password }, service) {
    const client = requireClient(service, ClientId);
    const { pool } = client;
    requireSecretHash(client, [Username], SecretHash);
    const user = pool.users.find(Username);
    // Hidden: a wrong code (cognito.md 2.2.2, 7.5). Not hidden: assumed, as for ForgotPassword.
    if (!user?.enabled)
      throw hidesUsers(client) ? wrongCode() : userNotFound("Username/client id combination not found.");
    // assumed: the error is in the model, the case is not described (cognito.md 12, item 6).
    if (user.status === "UNCONFIRMED") throw userNotConfirmed("User is not confirmed.");
    service.attempts.count("recovery", pool, user);
    requireCode(user, "recovery", ConfirmationCode, service.clock.now());
    requirePasswordPolicy(Password, pool.passwordPolicy, "other");
    requireUnusedPassword(user, Password, pool.passwordPolicy);

    dropCode(user, "recovery");
    setPassword(service.random, pool, user, Password);
    user.status = "CONFIRMED";
    user.temporarySince = undefined;
    user.modifiedAt = service.clock.now();
    return {};
  },
});
