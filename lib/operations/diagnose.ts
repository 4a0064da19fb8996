import { type OperationId, operations } from "#lib/operations/catalog.ts";
import { decide } from "#lib/operations/decide.ts";
import type { OperationOptions } from "#lib/operations/options.ts";
import { canRecover, type Pool } from "#lib/pools/pool.ts";
import { isStatus, type User } from "#lib/users/user.ts";

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
  | "cannot-recover"
  | "recovery-forbidden"
  | "contact-taken"
  | "sessions-alive"
  | "nothing-wrong";

/** One thing that is so with a user, in plain words, with what can be done about it, best first. */
export interface Finding {
  kind: FindingKind;
  /** `blocks` keeps the user from signing in now; `hinders` will, one day; `note` is good to know. */
  weight: "blocks" | "hinders" | "note";
  title: string;
  detail: string;
  ways: Way[];
}

/** What is known of a user beside the row: from the audit, and from a look at who else has the contact. */
export interface Hints {
  /** When the console last sent an invitation or set a temporary password, epoch milliseconds. */
  invitedAt: number | null;
  /** When the console last set a password or reset it, and when it last ended the sessions. */
  passwordAt: number | null;
  signedOutAt: number | null;
  /** Others that hold the same contact, verified. */
  others: { email: number; phone: number };
}

export const noHints: Hints = { invitedAt: null, passwordAt: null, signedOutAt: null, others: { email: 0, phone: 0 } };

const dayMs = 86_400_000;

/** The life of an invitation: when it began is known for what this console sent, else only that it was between two moments. */
export interface InvitationLife {
  state: "waiting" | "expired" | "uncertain";
  /** Epoch milliseconds between which it ends, or ended; equal when it is known. */
  from: number;
  until: number;
}

/**
 * Until when a temporary password works (design section 10). Creation is the earliest beginning. The last modification is the latest,
 * as setting or resending one modifies the user (cognito.md 5.1).
 */
export function invitationLife(user: User, pool: Pool, now: number, invitedAt: number | null): InvitationLife {
  const lifeMs = pool.settings.temporaryPasswordDays * dayMs;
  const from = Math.max(invitedAt ?? 0, user.createdAt) + lifeMs;
  const until = Math.max(user.modifiedAt + lifeMs, from);
  if (now > until) return { state: "expired", from, until };
  if (now < from) return { state: "waiting", from, until };
  return { state: "uncertain", from, until };
}

const dayText = (at: number): string => new Date(at).toISOString().slice(0, 10);
const between = ({ from, until }: InvitationLife): string =>
  dayText(from) === dayText(until) ? `on ${dayText(until)}` : `between ${dayText(from)} and ${dayText(until)}`;

const way = (operation: OperationId, options: OperationOptions = {}): Way => ({ operation, options });

/**
 * Why this person cannot sign in, worst first, each finding with the plans that lead out of it; a way that leads nowhere now is not
 * named. Pure: the same user, pool, moment and hints give the same. Rules: cognito.md 2.3, 5.1, 8.2 and section 6.
 * @param now epoch milliseconds
 */
export function diagnose(user: User, pool: Pool, now: number, hints: Hints = noHints): Finding[] {
  const found = [
    ...(user.enabled ? [] : [disabled(user)]),
    ...onStatus(user, pool, now, hints),
    ...onContacts(user, pool, hints),
    ...sessionsAlive(user, hints),
  ];
  const findings = found.some(({ weight }) => weight === "blocks") ? found : [...found, nothingWrong(user, pool)];
  return findings.map((finding) => ({
    ...finding,
    ways: finding.ways.filter((one) => leadsSomewhere(one, user, pool)),
  }));
}

/** The plan to offer first: the first way of the worst finding that ends in signing in, which enables on its way. */
export function bestWay(findings: readonly Finding[]): Way | null {
  const blocking = findings.filter(({ weight }) => weight === "blocks");
  const ways = blocking.flatMap((finding) => finding.ways);
  return ways.find(({ operation }) => operation !== "enable") ?? ways[0] ?? null;
}

/** What a way is called on a button: "Enable, verify e-mail, reset password". */
export function wayText({ operation, options }: Way): string {
  const names = [...(options.first ?? []), operation].map((id) => operations[id].label);
  if (options.alsoVerifyEmail) names.push(operations["verify-email"].label);
  const [head = "", ...rest] = names;
  return [head, ...rest.map((name) => name.charAt(0).toLowerCase() + name.slice(1))].join(", ");
}

const leadsSomewhere = ({ operation, options }: Way, user: User, pool: Pool): boolean =>
  decide(operation, user, pool, options).apply;

const disabled = (user: User): Finding => ({
  kind: "disabled",
  weight: "blocks",
  title: "The account is disabled",
  detail:
    user.status === "CONFIRMED"
      ? "Every sign-in is refused until it is enabled. The password is the one it was."
      : "Every sign-in is refused until it is enabled. Its status stays as it is.",
  ways: [way("enable")],
});

function onStatus(user: User, pool: Pool, now: number, hints: Hints): Finding[] {
  if (!isStatus(user.status))
    return [
      {
        kind: "unknown-status",
        weight: "blocks",
        title: `Its status is ${user.status}`,
        detail: "This console does not know that status, so it offers nothing that depends on it.",
        ways: [],
      },
    ];
  const enabling: OperationOptions = user.enabled ? {} : { first: ["enable"] };
  switch (user.status) {
    case "EXTERNAL_PROVIDER":
      return [federated(user)];
    case "FORCE_CHANGE_PASSWORD":
      return [invitation(user, pool, now, hints, enabling)];
    case "RESET_REQUIRED":
      return [resetUnderWay(user, pool, enabling)];
    case "UNCONFIRMED":
      return [neverConfirmed(user, enabling)];
    case "CONFIRMED":
      return [];
  }
}

const federated = (user: User): Finding => {
  const provider = user.providers.join(", ") || "an identity provider";
  return {
    kind: "federated",
    weight: "note",
    title: `Signs in at ${provider}`,
    detail: `There is no password here. A forgotten one is reset at ${provider}, and so is a locked account.`,
    ways: [],
  };
};

function invitation(user: User, pool: Pool, now: number, hints: Hints, enabling: OperationOptions): Finding {
  const life = invitationLife(user, pool, now, hints.invitedAt);
  const ways = [
    way("resend-invitation", enabling),
    way("set-temporary-password", enabling),
    way("force-confirm", enabling),
    way("force-confirm", { ...enabling, alsoVerifyEmail: true }),
  ];
  const words = {
    waiting: {
      kind: "invitation-waiting" as const,
      title: "Invited, and has not signed in yet",
      detail: `The temporary password works until ${dayText(life.from)}. If the message cannot be found, a new one can be sent.`,
    },
    expired: {
      kind: "invitation-expired" as const,
      title: "The invitation has expired",
      detail: `The temporary password stopped working ${between(life)}. It takes a new one.`,
    },
    uncertain: {
      kind: "invitation-uncertain" as const,
      title: "The invitation may have expired",
      detail: `The temporary password stops working ${between(life)}: Cognito does not say when it was last sent.`,
    },
  }[life.state];
  return { ...words, weight: "blocks", ways: withoutDouble(ways, user, pool) };
}

/** Force confirm is offered once: plainly where that works, else together with the verification. */
const withoutDouble = (ways: Way[], user: User, pool: Pool): Way[] => {
  const works = ways.filter((one) => leadsSomewhere(one, user, pool));
  return works.filter((one, index) => works.findIndex(({ operation }) => operation === one.operation) === index);
};

/** What goes before a reset so that its code can arrive, as far as marking the address verified can help. */
const beforeReset = (user: User, pool: Pool): OperationId[] =>
  !canRecover(user, pool.settings) && user.email !== null && pool.settings.recovery.includes("verified_email")
    ? ["verify-email"]
    : !canRecover(user, pool.settings) &&
        user.phone !== null &&
        pool.settings.recovery.includes("verified_phone_number")
      ? ["verify-phone"]
      : [];

const chained = (operation: OperationId, enabling: OperationOptions, first: OperationId[]): Way => {
  const all = [...(enabling.first ?? []), ...first];
  return way(operation, all.length > 0 ? { first: all } : {});
};

function resetUnderWay(user: User, pool: Pool, enabling: OperationOptions): Finding {
  const ways = [
    chained("reset-password", enabling, beforeReset(user, pool)),
    way("set-temporary-password", enabling),
    way("set-permanent-password", enabling),
  ];
  if (adminOnly(pool))
    return {
      kind: "reset-code-cannot-arrive",
      weight: "blocks",
      title: "A password reset is under way, and no code can be used",
      detail: "This pool lets only administrators recover a password.",
      ways,
    };
  if (canRecover(user, pool.settings))
    return {
      kind: "reset-code-can-arrive",
      weight: "blocks",
      title: "A password reset is under way",
      detail:
        "The old password no longer works. The user chooses a new one with the code that was sent, within the hour, or asks for another by “Forgot password”.",
      ways,
    };
  return {
    kind: "reset-code-cannot-arrive",
    weight: "blocks",
    title: "A password reset is under way, and the code cannot arrive",
    detail: "The old password no longer works, and there is no verified contact that a code could be sent to.",
    ways,
  };
}

const neverConfirmed = (user: User, enabling: OperationOptions): Finding => ({
  kind: "never-confirmed",
  weight: "blocks",
  title: "Signed up, and never confirmed",
  detail: "The password that the user chose works as soon as the sign-up is confirmed.",
  ways: [way("confirm-sign-up", { ...enabling, ...(user.email && !user.emailVerified && { alsoVerifyEmail: true }) })],
});

const adminOnly = (pool: Pool): boolean => pool.settings.recovery.every((option) => option === "admin_only");

function onContacts(user: User, pool: Pool, hints: Hints): Finding[] {
  const findings: Finding[] = [];
  if (user.status !== "EXTERNAL_PROVIDER" && user.providers.length > 0)
    findings.push({
      kind: "linked",
      weight: "note",
      title: `Also signs in at ${user.providers.join(", ")}`,
      detail: "A password set here opens a second door beside the provider.",
      ways: [],
    });
  for (const [kind, name, operation] of [
    ["email", "e-mail address", "verify-email"],
    ["phone", "phone number", "verify-phone"],
  ] as const)
    if (hints.others[kind] > 0)
      findings.push({
        kind: "contact-taken",
        weight: "hinders",
        title: `Another user has the same ${name}`,
        detail: `Marked verified here, it becomes this user's sign-in name, and stops being the other's. Look at both before you choose “${operations[operation].label}”.`,
        ways: [],
      });
  if (user.status !== "CONFIRMED") return findings;
  if (adminOnly(pool))
    findings.push({
      kind: "recovery-forbidden",
      weight: "hinders",
      title: "A forgotten password cannot be recovered by the user",
      detail: "This pool lets only administrators recover a password.",
      ways: [chained("set-temporary-password", user.enabled ? {} : { first: ["enable"] }, [])],
    });
  else if (!canRecover(user, pool.settings))
    findings.push({
      kind: "cannot-recover",
      weight: "hinders",
      title: "A forgotten password cannot be recovered",
      detail: "Nothing is verified that a code could be sent to, so “Forgot password” fails.",
      ways: [
        chained("reset-password", user.enabled ? {} : { first: ["enable"] }, beforeReset(user, pool)),
        ...beforeReset(user, pool).map((operation) => way(operation)),
        way("set-temporary-password", user.enabled ? {} : { first: ["enable"] }),
      ],
    });
  return findings;
}

const sessionsAlive = (user: User, { passwordAt, signedOutAt }: Hints): Finding[] =>
  user.enabled && passwordAt !== null && passwordAt > (signedOutAt ?? 0)
    ? [
        {
          kind: "sessions-alive",
          weight: "note",
          title: "Sessions from before the new password go on",
          detail:
            "A new password does not end them. If the old one was in the wrong hands, sign the user out everywhere.",
          ways: [way("sign-out")],
        },
      ]
    : [];

const nothingWrong = (user: User, pool: Pool): Finding => ({
  kind: "nothing-wrong",
  weight: "note",
  title: user.status === "EXTERNAL_PROVIDER" ? "Nothing stands in the way here" : "Can sign in",
  detail:
    user.status === "EXTERNAL_PROVIDER"
      ? "If the sign-in fails, look at the provider."
      : "Nothing on the account stands in the way. After several wrong passwords Cognito waits for up to 15 minutes by itself; nobody can shorten that.",
  ways: [way("reset-password"), ...(adminOnly(pool) ? [way("set-temporary-password")] : [])],
});
