import type { Finding, Hints } from "#lib/operations/diagnose.ts";
import type { OperationOptions } from "#lib/operations/options.ts";
import { beforeReset, recoversByAdminOnly, recoveryOf } from "#lib/operations/recovery.ts";
import { chainedWay, wayTo } from "#lib/operations/ways.ts";
import type { Pool } from "#lib/pools/pool.ts";
import type { User } from "#lib/users/user.ts";

const minuteMs = 60_000;
/** How long the code of a reset is good (cognito.md 2.1). */
export const codeLifeMs = 60 * minuteMs;
/** Creation and last change this close together are one act: Cognito stamps them one after the other. */
const sameMomentMs = 1_000;

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** "24 days", "3 hours": whole ones that are over. */
function spanText(ms: number): string {
  const hours = Math.floor(ms / codeLifeMs);
  return hours >= 48 ? counted(Math.floor(hours / 24), "day") : counted(hours, "hour");
}

/** "2026-01-15 at 12:00 UTC" */
function momentText(at: number): string {
  const iso = new Date(at).toISOString();
  return `${iso.slice(0, 10)} at ${iso.slice(11, 16)} UTC`;
}

/** Cognito resets too, for a password that was leaked, and sends nothing then (cognito.md 7.10). */
const causeText = ({ createdAt, modifiedAt }: User): string =>
  modifiedAt - createdAt <= sameMomentMs
    ? "An import, an administrator, or Cognito itself for a leaked password has done this."
    : "An administrator, an import, or Cognito itself for a leaked password has done this.";

/** When it was reset, as far as that is known, and what has become of a code. */
function timeText(user: User, now: number, resetAt: number | null): string {
  if (resetAt !== null) {
    const end = resetAt + codeLifeMs;
    const ours = `This console reset the password on ${momentText(resetAt)}`;
    return now < end
      ? `${ours}; the code that was sent is good until ${momentText(end).slice(-9)}.`
      : `${ours}; the code that was sent then has expired, and a newer one may have been asked for.`;
  }
  // Any later change of the user moves the mark, so this is the least time.
  const age = now - user.modifiedAt;
  return age > codeLifeMs
    ? `${causeText(user)} It was done at least ${spanText(age)} ago; a code sent then has expired, none may have been sent, a newer one may have been asked for.`
    : `${causeText(user)} The account last changed within the hour, so a code may still be good; none may have been sent.`;
}

/** The password is dead until the user chooses another one, with a code or with what an administrator hands over. */
export function resetUnderWay(
  user: User,
  pool: Pool,
  now: number,
  { resetAt }: Hints,
  enabling: OperationOptions,
): Finding {
  const { settings } = pool;
  const dead = "The old password no longer works.";
  const when = timeText(user, now, resetAt);
  const finding = {
    weight: "blocks" as const,
    ways: [
      chainedWay("reset-password", enabling, beforeReset(user, settings)),
      wayTo("set-temporary-password", enabling),
      wayTo("set-permanent-password", enabling),
    ],
  };
  const recovery = recoveryOf(user, settings, null);
  if (recoversByAdminOnly(settings))
    return {
      ...finding,
      kind: "reset-code-cannot-arrive",
      title: "The password was reset, and no code can be used",
      detail: `${dead} This pool lets only administrators recover a password. ${when}`,
    };
  if (recovery.state === "cannot")
    return {
      ...finding,
      kind: "reset-code-cannot-arrive",
      title: "The password was reset, and no code can arrive",
      detail: `${dead} No code could be sent: ${recovery.reason}. ${when}`,
    };
  const may = recovery.state === "unknown" ? ` That can fail: ${recovery.why}, and no recovery code may go there.` : "";
  return {
    ...finding,
    kind: "reset-code-can-arrive",
    title: "The password was reset",
    detail: `${dead} ${when} The user chooses a new one by “Forgot password”.${may}`,
  };
}
