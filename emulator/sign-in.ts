import { newPasswordChallenge } from "./challenge.ts";
import { dayMs } from "./clock.ts";
import { notAuthorized, passwordResetRequired, userNotConfirmed, userNotFound } from "./fault.ts";
import { clearLockout, countWrongPassword, requireNotLockedOut } from "./lockout.ts";
import { type Parameters, requireParameter } from "./parameters.ts";
import { matches } from "./password.ts";
import type { Client } from "./pool.ts";
import { requireSecretHash } from "./secret-hash.ts";
import type { Service } from "./service.ts";
import { issueTokens } from "./tokens.ts";

/** Name and password: tokens, a challenge, or the reason why not (cognito.md 2.2.2). `hides`: unknown users look like wrong passwords. */
export const signInWithPassword = (service: Service, client: Client, given: Parameters, hides: boolean) => {
  const now = service.clock.now();
  const username = requireParameter(given, "USERNAME");
  const password = requireParameter(given, "PASSWORD");
  requireSecretHash(client, [username], given.SECRET_HASH);

  const user = client.pool.users.find(username);
  if (!user) throw hides ? incorrect() : userNotFound("User does not exist.");
  // Before the password (assumed), and not hidden by PreventUserExistenceErrors.
  if (!user.enabled) throw notAuthorized("User is disabled.");
  requireNotLockedOut(user, now);

  const right = matches(user.credential, password);
  // Any password finds this out, unless the client hides users (cognito.md 2.2.2).
  if (user.status === "RESET_REQUIRED" && (right || !hides)) {
    throw passwordResetRequired("Password reset required for the user");
  }
  if (!right) {
    countWrongPassword(user, now);
    throw incorrect();
  }
  clearLockout(user);
  if (user.status === "UNCONFIRMED") throw userNotConfirmed("User is not confirmed.");
  if (user.status !== "FORCE_CHANGE_PASSWORD") {
    return { ChallengeParameters: {}, AuthenticationResult: issueTokens(service, client.pool, client, user) };
  }
  const validMs = client.pool.passwordPolicy.TemporaryPasswordValidityDays * dayMs;
  if (now - (user.temporarySince ?? user.createdAt) > validMs) {
    throw notAuthorized("Temporary password has expired and must be reset by an administrator.");
  }
  return newPasswordChallenge(service, client, user);
};

const incorrect = () => notAuthorized("Incorrect username or password.");
