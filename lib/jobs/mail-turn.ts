import "server-only";
import { inMailTurn, mailAllowance } from "#lib/audit/mail-allowance.ts";
import { Fault, type FaultView, faultView } from "#lib/errors.ts";
import type { ReadyItem } from "#lib/jobs/carry-out.ts";
import { announce } from "#lib/jobs/progress.ts";
import type { Run } from "#lib/jobs/run.ts";
import { worker } from "#lib/jobs/worker.ts";
import { mailAllowanceOf, mailSpentText } from "#lib/operations/daily-mail.ts";
import { channelsOf, mailAmong } from "#lib/operations/message-channel.ts";
import { userLabel } from "#lib/users/user.ts";

type Send = (ready: ReadyItem[]) => Promise<FaultView | null>;

/**
 * Sends for all of a batch at once, but e-mails through Cognito's own sender one at a time: the first that is refused ends the run, and no
 * other is touched for it.
 * @returns the fault that makes going on pointless, if one was met
 */
export async function sendInTurn(run: Run, ready: ReadyItem[], send: Send): Promise<FaultView | null> {
  if (!mailAllowanceOf(run.pool)) return send(ready);
  const mailing = ready.filter((one) => sendsMail(run, one));
  const others = ready.filter((one) => !mailing.includes(one));
  const fault = others.length > 0 ? await send(others) : null;
  if (fault) return fault;
  for (const one of mailing) {
    // what is left stays pending for whoever takes the run up
    if (worker.get().draining) return null;
    const met = await inMailTurn(run.pool, () => sendMail(run, one, send));
    announce(run.job.id);
    if (met) return met;
  }
  return null;
}

const sendsMail = ({ pool }: Run, { user, verdict }: ReadyItem): boolean =>
  mailAmong(
    channelsOf(
      verdict.steps.map(({ call }) => call),
      user,
      pool.settings,
    ),
  ) > 0;

async function sendMail({ pool }: Run, one: ReadyItem, send: Send): Promise<FaultView | null> {
  const allowance = await mailAllowance(pool, Date.now());
  if (allowance && allowance.left < 1)
    return faultView(new Fault("mail-limit", { sentence: `Not sent: ${mailSpentText(allowance)}` }));
  const fault = await send([one]);
  if (fault?.code !== "mail-limit") return fault;
  const label = userLabel(one.user);
  return { ...fault, message: `Stopped at ${label}; the messages after it were not sent. ${fault.message}` };
}
