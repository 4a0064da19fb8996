import "server-only";
import { config } from "#lib/config.ts";
import { store } from "#lib/db/connection.ts";
import { type MailAllowance, mailAllowanceOf, mailDayBegin } from "#lib/operations/daily-mail.ts";
import { mailWords } from "#lib/operations/message-channel.ts";
import type { Pool, PoolEntry } from "#lib/pools/pool.ts";
import { processWide } from "#lib/process-wide.ts";

/** Pools of one endpoint and Region are of one account, which has one day's e-mails for all of them (cognito.md 4.4). */
const accountOf = ({ endpoint, region }: PoolEntry): string => `${endpoint ?? "AWS"} ${region}`;

/**
 * What the console may still send through Cognito's own sender of this pool; null where the pool has another sender. Each pool's own
 * `dailyMail` is held against what was sent from all pools of the account.
 * @param now epoch milliseconds
 * @throws Fault database
 */
export async function mailAllowance(pool: Pool, now: number): Promise<MailAllowance | null> {
  if (!mailAllowanceOf(pool)) return null;
  const keys = config()
    .pools.filter((one) => accountOf(one) === accountOf(pool))
    .map(({ key }) => key);
  return mailAllowanceOf(pool, await (await store()).countMail(keys, mailWords, mailDayBegin(now)));
}

const mailTurns = processWide("mail-turns", () => new Map<string, Promise<unknown>>());

/**
 * One e-mail of an account after another, so that what is counted before one is still true when it goes. Instances that share a database
 * do not wait for each other: then the day can end with one e-mail more for each of them.
 */
export function inMailTurn<Value>(pool: PoolEntry, work: () => Promise<Value>): Promise<Value> {
  const turns = mailTurns.get();
  const account = accountOf(pool);
  const mine = (turns.get(account) ?? Promise.resolve()).then(work);
  // whoever comes next waits for the end, whatever it was
  turns.set(
    account,
    mine.catch(() => undefined),
  );
  return mine;
}
