import { minuteMs, secondMs } from "../service/clock.ts";
import { notAuthorized } from "../service/fault.ts";
import type { User } from "../users/user.ts";

export type Lockout = { failures: number; lastFailureAt: number; until: number };

// cognito.md 7.6: after 5 wrong passwords 1 s, doubling to about 15 min; cleared by success or 15 idle minutes.
const failuresBefore = 5;
const longestMs = 15 * minuteMs;

/** Attempts during lockout are refused, whatever the password, and do not extend it. */
export const requireNotLockedOut = (user: User, now: number) => {
  if (!user.lockout) return;
  if (now < user.lockout.until) throw notAuthorized("Password attempts exceeded");
  if (now - user.lockout.lastFailureAt >= longestMs) user.lockout = undefined;
};

export const countWrongPassword = (user: User, now: number) => {
  const failures = (user.lockout?.failures ?? 0) + 1;
  const lockedMs = failures < failuresBefore ? 0 : Math.min(secondMs * 2 ** (failures - failuresBefore), longestMs);
  user.lockout = { failures, lastFailureAt: now, until: now + lockedMs };
};

export const clearLockout = (user: User) => {
  user.lockout = undefined;
};
