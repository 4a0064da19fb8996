import "server-only";
import { randomInt } from "node:crypto";
import { type CognitoCall, passwordOf } from "#lib/calls/call.ts";
import { take } from "#lib/jobs/password-vault.ts";
import type { Run } from "#lib/jobs/run.ts";
import { generatePassword } from "#lib/operations/password.ts";

/** Characters of a password that nobody learns, and of one that is read out. */
const unseenLength = 40;
const shownLength = 14;

/** Whether the call sends the password that was typed for the whole run. */
export const sendsTyped = (call: CognitoCall): boolean => passwordOf(call) === "typed";

/** Whether the password it sends may be looked at once. */
export const sendsShown = (call: CognitoCall): boolean => passwordOf(call) === "shown";

/** The password to send with a call, made here or as it was typed, which is then held no longer. Null when it sends none. */
export function passwordFor({ job, pool }: Run, call: CognitoCall): string | null {
  const origin = passwordOf(call);
  if (origin === null) return null;
  if (origin === "typed") return take(job.id, "typed");
  return generatePassword(pool.settings.passwordPolicy, origin === "unseen" ? unseenLength : shownLength, randomInt);
}
