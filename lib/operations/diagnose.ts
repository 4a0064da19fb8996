import { type OperationId, operations } from "#lib/operations/catalog.ts";
import { contactFindings } from "#lib/operations/contact-findings.ts";
import type { OperationOptions } from "#lib/operations/options.ts";
import { mayLackPassword, passwordlessFindings } from "#lib/operations/passwordless.ts";
import { recoversByAdminOnly } from "#lib/operations/recovery.ts";
import { signInFindings } from "#lib/operations/sign-in-findings.ts";
import { statusFindings } from "#lib/operations/status-findings.ts";
import { asksForValues, leadsSomewhere, wayTo } from "#lib/operations/ways.ts";
import type { Pool } from "#lib/pools/pool.ts";
import type { User } from "#lib/users/user.ts";

/** A way out: an operation with its choices, and the operations that go first, as one plan. */
export interface Way {
  operation: OperationId;
  options: OperationOptions;
}

export type FindingKind =
  | "disabled"
  | "invitation-waiting"
  | "invitation-expired"
  | "invitation-uncertain"
  | "reset-code-can-arrive"
  | "reset-code-cannot-arrive"
  | "never-confirmed"
  | "unknown-status"
  | "federated"
  | "linked"
  | "may-lack-password"
  | "cannot-recover"
  | "recovery-forbidden"
  | "contact-taken"
  | "no-sign-in-name"
  | "sign-in-names"
  | "twin-names"
  | "sessions-alive"
  | "nothing-wrong";

/** One thing that is so with a user, in plain words, with what can be done about it, best first. */
export interface Finding {
  kind: FindingKind;
  /** `blocks` keeps the user from signing in now; `hinders` will, one day; `note` is good to know. */
  weight: "blocks" | "hinders" | "note";
  title: string;
  detail: string;
  /** What has to be asked of the person before one of the ways is gone; then none of them is the one to offer first. */
  asks?: string;
  ways: Way[];
  /** Others whom it is about. */
  people?: readonly User[];
}

/** What is known of a user beside the row: from the audit, and from a look at who else has the contact. */
export interface Hints {
  /** When the console last sent an invitation or set a temporary password, epoch milliseconds. */
  invitedAt: number | null;
  /** When the console last set a password or reset it, and when it last ended the sessions. */
  passwordAt: number | null;
  signedOutAt: number | null;
  /** When the console last reset the password, if it did nothing about the password since. */
  resetAt: number | null;
  /** Others with a name or contact of this user, or with its username in another case. */
  others: readonly User[];
}

export const noHints: Hints = { invitedAt: null, passwordAt: null, signedOutAt: null, resetAt: null, others: [] };

/**
 * Why this person cannot sign in, worst first, each finding with the plans that lead out of it; a way that leads nowhere now is not
 * named. Pure: the same user, pool, moment and hints give the same. Rules: cognito.md 2.3, 5.1, 8.2 and section 6.
 * @param now epoch milliseconds
 */
export function diagnose(user: User, pool: Pool, now: number, hints: Hints = noHints): Finding[] {
  const found = [
    ...(user.enabled ? [] : [disabled(user)]),
    ...statusFindings(user, pool, now, hints),
    ...signInFindings(user, pool, hints),
    ...passwordlessFindings(user, pool, hints),
    ...contactFindings(user, pool, hints),
    ...sessionsAlive(user, hints),
  ];
  const findings = found.some(({ weight }) => weight === "blocks")
    ? found
    : [...found, nothingWrong(user, pool, hints)];
  return findings.map((finding) => ({
    ...finding,
    ways: finding.ways.filter((one) => leadsSomewhere(one, user, pool)),
  }));
}

/** The plan to offer first: the first way of the worst finding that ends in signing in, which enables on its way. */
export function bestWay(findings: readonly Finding[]): Way | null {
  const blocking = findings.filter(({ weight, asks }) => weight === "blocks" && asks === undefined);
  const ways = blocking.flatMap((finding) => finding.ways);
  return ways.find(({ operation }) => operation !== "enable") ?? ways[0] ?? null;
}

/** What a way is called on a button: "Enable, verify e-mail, reset password". */
export function wayText(way: Way): string {
  const { operation, options } = way;
  if (asksForValues(way)) return "Correct the contact";
  const names = [...(options.first ?? []), operation].map((id) => operations[id].label);
  if (options.alsoVerifyEmail) names.push(operations["verify-email"].label);
  const [head = "", ...rest] = names;
  return [head, ...rest.map((name) => name.charAt(0).toLowerCase() + name.slice(1))].join(", ");
}

const disabled = (user: User): Finding => ({
  kind: "disabled",
  weight: "blocks",
  title: "The account is disabled",
  detail:
    user.status === "CONFIRMED"
      ? "Every sign-in is refused until it is enabled. The password is the one it was."
      : "Every sign-in is refused until it is enabled. Its status stays as it is.",
  ways: [wayTo("enable")],
});

const sessionsAlive = (user: User, { passwordAt, signedOutAt }: Hints): Finding[] =>
  user.enabled && passwordAt !== null && passwordAt > (signedOutAt ?? 0)
    ? [
        {
          kind: "sessions-alive",
          weight: "note",
          title: "Sessions from before the new password go on",
          detail:
            "A new password does not end them. If the old one was in the wrong hands, sign the user out everywhere.",
          ways: [wayTo("sign-out")],
        },
      ]
    : [];

/** Nothing shows whether somebody is locked out (cognito.md 7.6). */
const lockoutText =
  "It is not shown here whether it is locked after wrong passwords: from the fifth on, Cognito refuses even the right one, for a second at first and for twice as long each time, up to about 15 minutes. Nobody can shorten that; 15 minutes without a try end it.";

const nothingWrong = (user: User, pool: Pool, hints: Hints): Finding => ({
  kind: "nothing-wrong",
  weight: "note",
  title: user.status === "EXTERNAL_PROVIDER" ? "Nothing stands in the way here" : "Can sign in",
  detail:
    user.status === "EXTERNAL_PROVIDER"
      ? "If the sign-in fails, look at the provider."
      : `Nothing on the account stands in the way. ${lockoutText}`,
  ways: mayLackPassword(user, pool, hints)
    ? []
    : [wayTo("reset-password"), ...(recoversByAdminOnly(pool.settings) ? [wayTo("set-temporary-password")] : [])],
});
