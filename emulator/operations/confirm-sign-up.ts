import { dropCode, invalidOrOldCode, requireCode } from "../codes.ts";
import { aliasExists, notAuthorized, userNotFound } from "../fault.ts";
import { operation } from "../operation.ts";
import { hidesUsers } from "../pool.ts";
import { aliasClashes, releaseAliases, takenText } from "../profile.ts";
import { requireSecretHash } from "../secret-hash.ts";
import { requireClient } from "../service.ts";
import { ConfirmSignUpRequest } from "../shapes.ts";

export const confirmSignUp = operation({
  name: "ConfirmSignUp",
  signed: false,
  category: "UserCreation",
  access: "write",
  input: ConfirmSignUpRequest,
  run({ ClientId, SecretHash, Username, ConfirmationCode, ForceAliasCreation }, service) {
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
    const clashes = aliasClashes(pool, new Map([[`${proves}_verified`, "true"]]), user);
    const [clash] = clashes;
    if (clash && !ForceAliasCreation) throw aliasExists(takenText(pool, clash));
    releaseAliases(pool, clashes);

    dropCode(user, "signUp");
    // The code proves the attribute that it was sent to (cognito.md 2.1).
    pool.users.set(user, `${proves}_verified`, "true");
    user.status = "CONFIRMED";
    user.modifiedAt = service.clock.now();
    return {};
  },
});
