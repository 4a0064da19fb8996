import { sendInvitation } from "../messages/messages.ts";
import { type Pool, requireUser } from "../pool/pool.ts";
import { unsupportedUserState } from "../service/fault.ts";
import type { Service } from "../service/service.ts";
import type { Infer } from "../wire/shape.ts";
import type { AdminCreateUserRequest } from "../wire/shapes.ts";
import { generatePassword, requirePasswordPolicy, setPassword } from "./password.ts";
import type { User } from "./user.ts";

type Input = Infer<typeof AdminCreateUserRequest>;

export const giveTemporaryPassword = (service: Service, pool: Pool, user: User, password: string) => {
  setPassword(service.random, pool, user, password);
  user.temporarySince = service.clock.now();
};

/** AdminCreateUser RESEND: new temporary password, the clock of its expiry restarted, invitation sent; disabled users too (assumed). */
export const renewInvitation = (service: Service, pool: Pool, input: Input): User => {
  const user = requireUser(pool, input.Username);
  if (!mayRenew(service, pool, user)) {
    // assumed: the text, and the username as placeholder (cognito.md 12, item 3).
    throw unsupportedUserState(`Resend not possible. ${user.username} status is not FORCE_CHANGE_PASSWORD`);
  }
  if (input.TemporaryPassword !== undefined)
    requirePasswordPolicy(input.TemporaryPassword, pool.passwordPolicy, "adminCreateUser");
  const password = input.TemporaryPassword ?? generatePassword(pool.passwordPolicy, service.random);
  const { credential, formerCredentials, temporarySince, status, modifiedAt } = user;
  try {
    giveTemporaryPassword(service, pool, user, password);
    user.status = "FORCE_CHANGE_PASSWORD";
    user.modifiedAt = service.clock.now();
    sendInvitation(service, pool, user, password, input.DesiredDeliveryMediums);
  } catch (error) {
    if (service.assumptions.choiceOf("refusedResend", pool) === "kept") {
      Object.assign(user, { credential, formerCredentials, temporarySince, status, modifiedAt });
    }
    throw error;
  }
  return user;
};

const mayRenew = ({ assumptions }: Service, pool: Pool, { status }: User): boolean =>
  status === "FORCE_CHANGE_PASSWORD" ||
  ((status === "RESET_REQUIRED" || status === "EXTERNAL_PROVIDER") &&
    assumptions.choiceOf("resendUninvited", pool) === "renews");
