import type { Pool } from "../pool/pool.ts";
import type { User } from "../users/user.ts";
import type { Assumptions } from "./assumptions.ts";
import { type Clock, hourMs } from "./clock.ts";
import { limitExceeded } from "./fault.ts";

/** Attempts per user and hour (cognito.md 4.2). */
const limits = {
  // 5 to 20, chosen by risk; assumed: the most lenient, and that AdminResetUserPassword, which
  // models the error, counts too. Harmed otherwise: the user, for whom fewer codes are left than it seems.
  recovery: 20,
  confirmSignUp: 15,
  changePassword: 5,
  resendConfirmationCode: 5,
  attributeCode: 5,
  verifyAttribute: 15,
};

const countersMax = 50_000;

type Options = { enabled: boolean; scale: number; clock: Clock; assumptions: Assumptions };

export const createAttempts = ({ enabled, scale, clock, assumptions }: Options) => {
  const counters = new Map<string, number[]>();
  return {
    count(what: keyof typeof limits, pool: Pool, user: User) {
      if (!enabled) return;
      const now = clock.now();
      const key = `${what} ${pool.id} ${user.sub}`;
      const lastHour = (counters.get(key) ?? []).filter((at) => now - at < hourMs);
      const isRefused = lastHour.length >= Math.max(limits[what] * scale, 1);
      if (!isRefused || assumptions.choiceOf("refusedAttempt", pool) === "counted")
        counters.set(key, [...lastHour, now]);
      if (isRefused) throw limitExceeded("Attempt limit exceeded, please try after some time.");
      if (counters.size > countersMax) forgetOld(counters, now);
    },
    clear: () => counters.clear(),
  };
};

export type Attempts = ReturnType<typeof createAttempts>;

const forgetOld = (counters: Map<string, number[]>, now: number) => {
  for (const [key, times] of counters) if (times.every((at) => now - at >= hourMs)) counters.delete(key);
};
