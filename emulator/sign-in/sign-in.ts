import type { Client } from "../pool/pool.ts";
import { dayMs } from "../service/clock.ts";
import { notAuthorized, passwordResetRequired, userNotConfirmed, userNotFound } from "../service/fault.ts";
import type { Service } from "../service/service.ts";
import { passwordMatches } from "../users/password.ts";
import type { User } from "../users/user.ts";
import { recordFactor } from "./auth-events.ts";
import { clearLockout, countWrongPassword, requireNotLockedOut } from "./lockout.ts";
import { askNewPassword } from "./new-password.ts";
import { type AuthParameters, requireParameter } from "./parameters.ts";
import { askSecondFactor } from "./second-factor.ts";
import { requireSecretHash } from "./secret-hash.ts";
import { askPasswordVerifier, openSecretBlock, provesPassword } from "./srp-challenge.ts";
import type { Conversation } from "./tokens.ts";

/** Name and password: tokens, a challenge, or the reason why not (cognito.md 2.2.2). `hides`: unknown users look like wrong passwords. */
export const signInWithPassword = (service: Service, client: Client, given: AuthParameters, hides: boolean) => {
  const username = requireParameter(given, "USERNAME");
  const password = requireParameter(given, "PASSWORD");
  requireSecretHash(client, [username], given.SECRET_HASH);

  const user = client.pool.users.find(username);
  if (!user) throw hides ? incorrectPassword() : userNotFound("User does not exist.");
  requireMaySignIn(service, user);
  const conversation = { service, client, user, eventId: service.random.uuid(), deviceKey: given.DEVICE_KEY };
  return afterPassword(conversation, passwordMatches(user.credential, password), hides);
};

/** Name and SRP_A. Hidden users get a challenge too, which no answer meets (cognito.md 7.5). assumed: the status is looked at with the answer. */
export const signInWithSrp = (service: Service, client: Client, given: AuthParameters, hides: boolean) => {
  const username = requireParameter(given, "USERNAME");
  const publicA = requireParameter(given, "SRP_A");
  requireSecretHash(client, [username], given.SECRET_HASH);

  const user = client.pool.users.find(username);
  if (!user && !hides) throw userNotFound("User does not exist.");
  if (user) requireMaySignIn(service, user);
  return askPasswordVerifier(service, client, username, user, publicA);
};

export const answerPasswordVerifier = (service: Service, client: Client, given: AuthParameters, hides: boolean) => {
  const { state, user } = openSecretBlock(service, client, given);
  requireSecretHash(client, [requireParameter(given, "USERNAME"), user?.username ?? ""], given.SECRET_HASH);
  if (!user) throw incorrectPassword();
  requireMaySignIn(service, user);
  const conversation = { service, client, user, eventId: state.eventId, deviceKey: given.DEVICE_KEY };
  return afterPassword(conversation, provesPassword(conversation, state, given), hides);
};

/** Before the password (assumed), and not hidden by PreventUserExistenceErrors. */
export const requireMaySignIn = (service: Service, user: User) => {
  if (!user.enabled) throw notAuthorized("User is disabled.");
  requireNotLockedOut(user, service.clock.now());
};

const afterPassword = (conversation: Conversation, right: boolean, hides: boolean) => {
  const { service, client, user } = conversation;
  const now = service.clock.now();
  // Any password finds this out, unless the client hides users (cognito.md 2.2.2).
  if (user.status === "RESET_REQUIRED" && (right || !hides)) {
    throw passwordResetRequired("Password reset required for the user");
  }
  recordFactor(conversation, "Password", right);
  if (!right) {
    countWrongPassword(user, now);
    throw incorrectPassword();
  }
  clearLockout(user);
  if (user.status === "UNCONFIRMED") throw userNotConfirmed("User is not confirmed.");
  if (user.status !== "FORCE_CHANGE_PASSWORD") return askSecondFactor(conversation);
  const validMs = client.pool.passwordPolicy.TemporaryPasswordValidityDays * dayMs;
  if (now - (user.temporarySince ?? user.createdAt) > validMs) {
    throw notAuthorized("Temporary password has expired and must be reset by an administrator.");
  }
  return askNewPassword(conversation);
};

export const incorrectPassword = () => notAuthorized("Incorrect username or password.");
