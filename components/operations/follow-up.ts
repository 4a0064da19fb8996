import type { Authority } from "#lib/authority/authority.ts";
import { cognitoCalls, passwordOf } from "#lib/calls/call.ts";
import { decide } from "#lib/operations/decide.ts";
import type { Way } from "#lib/operations/diagnose.ts";
import type { PlannedUser } from "#lib/operations/plan.ts";
import { refusal } from "#lib/operations/plan.ts";
import type { Pool } from "#lib/pools/pool.ts";
import type { User } from "#lib/users/user.ts";

/** What may be wanted next, once a plan was carried out on one user, and what to tell the user. */
export interface FollowUp {
  user: User;
  sentence: string | null;
  ways: { text: string; way: Way }[];
  /** Who has lost a sign-in name by it, and may now need help. */
  losers: readonly User[];
}

/** Offered beside a new password or a confirmation: ending old sessions, a verified contact, a code for a password nobody knows. */
export function followUp(
  { user, becomes, steps, losers }: PlannedUser,
  pool: Pool,
  authority: Authority,
): FollowUp | null {
  const calls = steps.map(({ call }) => call);
  const password = calls.map(passwordOf).find((origin) => origin !== null);
  if (!password && becomes.status !== "CONFIRMED" && losers.length === 0) return null;
  const then = { ...user, ...becomes };
  const unseen = password === "unseen";
  const offers: FollowUp["ways"] = [];
  const offer = (text: string, operation: Way["operation"]) => offers.push({ text, way: { operation, options: {} } });
  if (unseen) offer("Send a reset code now", "reset-password");
  if (password && !calls.some(({ name }) => cognitoCalls[name].ends === "sessions"))
    offer("Sign out everywhere", "sign-out");
  if ((password || becomes.status === "CONFIRMED") && then.email !== null && !then.emailVerified)
    offer("Verify e-mail", "verify-email");
  return {
    user: then,
    losers: losers.map((holder) => holder.user),
    sentence: unseen
      ? "Nobody knows the password that was set. The user now chooses one through “Forgot password” on the sign-in page."
      : null,
    ways: offers.filter(
      ({ way: { operation, options } }) =>
        refusal(operation, options, authority, 1, pool) === null && decide(operation, then, pool, options).apply,
    ),
  };
}
