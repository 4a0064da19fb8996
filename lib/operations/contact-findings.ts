import type { Finding, Hints } from "#lib/operations/diagnose.ts";
import { mayLackPassword } from "#lib/operations/passwordless.ts";
import { beforeReset, recoversByAdminOnly, recoveryOf } from "#lib/operations/recovery.ts";
import { chainedWay, enablingOptions, wayTo } from "#lib/operations/ways.ts";
import type { Pool } from "#lib/pools/pool.ts";
import type { User } from "#lib/users/user.ts";

/** What the user's contacts and providers say: whether a forgotten password could be recovered. */
export function contactFindings(user: User, pool: Pool, hints: Hints): Finding[] {
  const findings: Finding[] = [];
  if (user.status !== "EXTERNAL_PROVIDER" && user.providers.length > 0)
    findings.push({
      kind: "linked",
      weight: "note",
      title: `Also signs in at ${user.providers.join(", ")}`,
      detail: "A password set here opens a second door beside the provider.",
      ways: [],
    });
  // Who may have no password is offered none for one that was forgotten.
  if (user.status !== "CONFIRMED" || mayLackPassword(user, pool, hints)) return findings;
  const recovery = recoveryOf(user, pool.settings, null);
  if (recoversByAdminOnly(pool.settings))
    findings.push({
      kind: "recovery-forbidden",
      weight: "hinders",
      title: "A forgotten password cannot be recovered by the user",
      detail: "This pool lets only administrators recover a password.",
      ways: [chainedWay("set-temporary-password", enablingOptions(user), [])],
    });
  else if (recovery.state === "cannot")
    findings.push({
      kind: "cannot-recover",
      weight: "hinders",
      title: "A forgotten password cannot be recovered",
      detail:
        recovery.because === "second-factor"
          ? `“Forgot password” fails: ${recovery.reason}.`
          : "Nothing is verified that a code could be sent to, so “Forgot password” fails.",
      ways: [
        chainedWay("reset-password", enablingOptions(user), beforeReset(user, pool.settings)),
        ...beforeReset(user, pool.settings).map((operation) => wayTo(operation)),
        wayTo("set-temporary-password", enablingOptions(user)),
      ],
    });
  return findings;
}
