import type { Pool } from "../pool/pool.ts";
import type { Fault } from "../service/fault.ts";
import type { Service } from "../service/service.ts";
import { dailyEmailLimitExceeded } from "./daily-mail.ts";
import type { Message } from "./inbox.ts";

/** Unless a pool sends by SES itself, its e-mails count against the account's day (cognito.md 8.2). */
const usesDefaultSender = ({ settings }: Pool, { medium }: Pick<Message, "medium">) =>
  medium === "EMAIL" && settings.EmailConfiguration?.EmailSendingAccount !== "DEVELOPER";

const overDailyLimit = ({ dailyMail, assumptions }: Service, pool: Pool, message: Pick<Message, "medium">) =>
  dailyMail.enabled &&
  assumptions.choiceOf("dailyEmailLimit", pool) === "on" &&
  usesDefaultSender(pool, message) &&
  dailyMail.isSpent();

const refusalOf = (service: Service, pool: Pool, message: Pick<Message, "medium">): Fault | undefined => {
  const failure = service.current && service.faults.deliveryFailure(message.medium, service.current);
  if (failure) return failure;
  return overDailyLimit(service, pool, message) ? dailyEmailLimitExceeded() : undefined;
};

/** Puts a message where people read it, or throws why it does not go: what came before in the request is done by then. */
export const deliverMessage = (service: Service, pool: Pool, message: Omit<Message, "id">) => {
  // A request that is done again at a start fails as it did.
  if (service.current) service.undelivered = refusalOf(service, pool, message);
  if (service.undelivered) throw service.undelivered;
  if (usesDefaultSender(pool, message)) service.dailyMail.count();
  service.inbox.put(message);
};
