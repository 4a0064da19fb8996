import type { Remedy } from "#lib/operations/decision.ts";
import { defaultDailyMail, type Pool } from "#lib/pools/pool.ts";
import { dayMs } from "#lib/utc-day.ts";

/** Cognito's own sender begins its day at 09:00 UTC (cognito.md 4.4). */
const dayBeginsMs = 9 * 3_600_000;

/** The last 09:00 UTC. Both in epoch milliseconds. */
export const mailDayBegin = (now: number): number => Math.floor((now - dayBeginsMs) / dayMs) * dayMs + dayBeginsMs;

/** E-mails of this console from one account and Region since 09:00 UTC, as its audit tells them. */
export interface CountedMail {
  /** Sent, perhaps sent, or refused because the day's e-mails were used up. */
  sent: number;
  /** Whether Cognito has refused one for that, which it then does with all until 09:00 UTC. */
  refused: boolean;
}

/** What the console may still send through Cognito's own sender, before the next 09:00 UTC. */
export interface MailAllowance {
  perDay: number;
  left: number;
  refused: boolean;
}

export const noMail: CountedMail = { sent: 0, refused: false };

/** Null for a pool whose e-mail Cognito does not send itself: then there is no such limit. */
export function mailAllowanceOf({ dailyMail = defaultDailyMail, settings }: Pool, counted: CountedMail = noMail) {
  if (settings.sender !== "cognito") return null;
  const left = counted.refused ? 0 : Math.max(0, dailyMail - counted.sent);
  return { perDay: dailyMail, left, refused: counted.refused } satisfies MailAllowance;
}

/** Why no e-mail may go now, and when that ends. */
export function mailSpentText({ perDay, refused }: MailAllowance): string {
  if (perDay === 0) return "This console may send no e-mail through Cognito's own sender.";
  return refused
    ? "Cognito has refused an e-mail since 09:00 UTC: the 50 a day of the whole account are used up. They start again at 09:00 UTC."
    : `The ${perDay} e-mails a day that this console may send through Cognito's own sender are used up. They start again at 09:00 UTC.`;
}

/** Why somebody's message is left out of a plan, and what helps at once. */
export function notSentToday(allowance: MailAllowance): { reason: string; remedy: Remedy } {
  const { perDay, left } = allowance;
  const instead = "set a temporary password that is shown";
  return {
    reason: left > 0 ? `Not sent today: at most ${left} more can go.` : `Not sent today: ${mailSpentText(allowance)}`,
    remedy: {
      text: perDay === 0 ? `Instead, ${instead}.` : `Send it after 09:00 UTC, or ${instead}.`,
      operation: "set-temporary-password",
    },
  };
}

/** What may be left behind by a message that was refused (cognito.md 8.2; assumed in the direction that harms). */
export const afterRefusedMail = (sends: "code" | "invitation", label: string): string =>
  sends === "invitation"
    ? `The old temporary password of ${label} may be dead: set a temporary password that is shown, or resend the invitation after 09:00 UTC.`
    : `The password of ${label} may be reset all the same, without a code: set a temporary password that is shown, or send a code after 09:00 UTC.`;
