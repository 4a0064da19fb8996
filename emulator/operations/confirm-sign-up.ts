import { dropCode, invalidOrOldCode, requireCode } from "../messages/codes.ts";
import { hidesUsers } from "../pool/pool.ts";
import { requireClient } from "../pool/pool-lookup.ts";
import { notAuthorized, userNotFound } from "../service/fault.ts";
import { operation } from "../service/operation.ts";
import { requireSecretHash } from "../sign-in/secret-hash.ts";
import { continueSignUpSession } from "../sign-in/sign-up-session.ts";
import { takeAliases } from "../users/alias-move.ts";
import { ConfirmSignUpRequest } from "../wire/shapes.ts";

export const confirmSignUp = operation({
  name: "ConfirmSignUp",
  signed: false,
  category: "UserCreation",
  access: "write",
  input: ConfirmSignUpRequest,
  run({ ClientId, SecretHash, Username, ConfirmationCode, ForceAliasCreation, Session }, service) {
    const client = requireClient(service, ClientId);
    const { pool } = client;
    requireSecretHash(client, [Username], SecretHash);
    const user = pool.users.find(Username);
    // assumed: both answers for an unknown user.
    if (!user)
      throw hidesUsers(client) ? invalidOrOldCode() : userNotFound("Username/client id combination not found.");
    if (user.status !== "UNCONFIRMED") {
      throw notAuthorized(`User cannot be confirmed. Current status is ${user.status}`);
    }
    service.attempts.count("confirmSignUp", pool, user);
    const { proves } = requireCode(user, "signUp", ConfirmationCode, service.clock.now());
    const values = new Map([[`${proves}_verified`, "true"]]);
    takeAliases(service, pool, values, { user, force: ForceAliasCreation ?? false });

    dropCode(user, "signUp");
    // The code proves the attribute that it was sent to (cognito.md 2.1).
    pool.users.set(user, `${proves}_verified`, "true");
    user.status = "CONFIRMED";
    user.modifiedAt = service.clock.now();
    return continueSignUpSession(service, client, user, { Session, proved: proves });
  },
});
