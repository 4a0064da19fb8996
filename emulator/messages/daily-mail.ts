import { type Clock, dayMs, hourMs } from "../service/clock.ts";
import { type Fault, limitExceeded } from "../service/fault.ts";

// cognito.md 4.4 and 8.2: 50 a day and account, from 09:00 UTC on, and the text.
const emailsPerDay = 50;
const dayBeginsMs = 9 * hourMs;

export const dailyEmailLimitExceeded = (): Fault =>
  limitExceeded(
    "Exceeded daily email limit for the operation or the account. If a higher limit is required, please configure your user pool to use your own Amazon SES configuration for sending email.",
  );

const mailDayOf = (now: number) => Math.floor((now - dayBeginsMs) / dayMs);

/** Counts e-mails within a day that begins at 09:00 UTC. */
export const createMailDay = (clock: Clock, perDay = emailsPerDay) => {
  let day = mailDayOf(clock.now());
  let sent = 0;
  const turn = () => {
    const today = mailDayOf(clock.now());
    if (today !== day) [day, sent] = [today, 0];
  };
  return {
    isSpent: (): boolean => {
      turn();
      return sent >= perDay;
    },
    count() {
      turn();
      sent++;
    },
    show: () => {
      turn();
      return { sent, perDay, until: new Date((day + 1) * dayMs + dayBeginsMs).toISOString() };
    },
    clear() {
      sent = 0;
    },
  };
};

export type MailDay = ReturnType<typeof createMailDay>;

/** What Cognito's own sender carries for the account, all pools together. `scale`: every limit times this, and never below one. */
export const createDailyMail = ({ enabled, scale, clock }: { enabled: boolean; scale: number; clock: Clock }) => ({
  ...createMailDay(clock, Math.max(1, Math.floor(emailsPerDay * scale))),
  enabled,
});

export type DailyMail = ReturnType<typeof createDailyMail>;
