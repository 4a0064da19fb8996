import { dayMs, minuteMs } from "../service/clock.ts";
import type { Random } from "../service/random.ts";
import type { UserStatus } from "../users/user.ts";

/** Ages over three years, newer ones more often; changed some time since, unless the status says when. */
export const drawAges = (status: UserStatus, random: Random): { ageMs: number; changedMs: number } => {
  const share = () => random.int(1_000_000) / 1_000_000;
  const between = (fromDays: number, toDays: number) => (fromDays + (toDays - fromDays) * share()) * dayMs + minuteMs;
  switch (status) {
    case "FORCE_CHANGE_PASSWORD": {
      // A temporary password lives seven days here: two in five still do, and some of those were sent anew.
      if (random.chance(0.6)) {
        const ageMs = random.chance(0.8) ? between(7.1, 120) : between(120, 900);
        return { ageMs, changedMs: ageMs };
      }
      const changedMs = between(0.05, 6.5);
      return { ageMs: random.chance(0.3) ? changedMs + between(8, 90) : changedMs, changedMs };
    }
    case "UNCONFIRMED": {
      const ageMs = random.chance(0.3) ? between(0.02, 2) : between(2, 240);
      return { ageMs, changedMs: ageMs };
    }
    case "RESET_REQUIRED": {
      const changedMs = between(0.1, 45);
      return { ageMs: changedMs + between(20, 1_000), changedMs };
    }
    default: {
      const ageMs = 1_090 * dayMs * share() ** 1.4 + minuteMs;
      return { ageMs, changedMs: ageMs * share() };
    }
  }
};
