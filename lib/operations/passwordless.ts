import type { Finding, Hints } from "#lib/operations/diagnose.ts";
import type { FirstFactor, Pool } from "#lib/pools/pool.ts";
import type { User } from "#lib/users/user.ts";

export const firstFactorText: Record<FirstFactor, string> = {
  password: "a password",
  email: "a code by e-mail",
  sms: "a code by text message",
  passkey: "a passkey",
};

/**
 * Whether this user may sign in without having a password, which only AdminGetUserAuthFactors tells. Whoever is in another status than
 * CONFIRMED has had one, or is offered nothing else (cognito.md 7.9), and so has whoever was given one here.
 */
export const mayLackPassword = (user: User, { settings }: Pool, { passwordAt }: Pick<Hints, "passwordAt">): boolean =>
  user.status === "CONFIRMED" && passwordAt === null && settings.firstFactors.some((factor) => factor !== "password");

/** A password would be a new way in for somebody who has none, and no cure of the one they know. */
export function passwordlessFindings(user: User, pool: Pool, hints: Hints): Finding[] {
  if (!mayLackPassword(user, pool, hints)) return [];
  const others = pool.settings.firstFactors.filter((factor) => factor !== "password");
  return [
    {
      kind: "may-lack-password",
      weight: "note",
      title: "May sign in without a password",
      detail: `In this pool a sign-in can begin with ${others.map((factor) => firstFactorText[factor]).join(" or ")}. Whether this user has a password at all is read below on a click, which is billable; without one, a password set here would be a new way in, and not the one they know.`,
      ways: [],
    },
  ];
}
