import "server-only";
import { randomInt } from "node:crypto";
import { take } from "#lib/jobs/password-vault.ts";
import type { Run } from "#lib/jobs/run.ts";
import type { CognitoCall } from "#lib/operations/call.ts";
import { generatePassword } from "#lib/operations/password.ts";

/** Characters of a password that nobody learns, and of one that is read out. */
const unseenLength = 40;
const shownLength = 14;

const kindOf = (call: CognitoCall) => (call.name === "AdminSetUserPassword" ? call.password : null);

/** Whether the call sends the password that was typed for the whole run. */
export const sendsTyped = (call: CognitoCall): boolean => kindOf(call) === "typed";

/** Whether the password it sends may be looked at once. */
export const sendsShown = (call: CognitoCall): boolean => kindOf(call) === "shown";

/** The password to send with a call, made here or as it was typed, which is then held no longer. Null when it sends none. */
export function passwordFor({ job, pool }: Run, call: CognitoCall): string | null {
  const kind = kindOf(call);
  if (kind === null) return null;
  if (kind === "typed") return take(job.id, "typed");
  return generatePassword(pool.settings.passwordPolicy, kind === "unseen" ? unseenLength : shownLength, randomInt);
}
