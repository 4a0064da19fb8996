import type { Finding, Hints, Way } from "#lib/operations/diagnose.ts";
import { dayText, invitationLife, lifeEndText } from "#lib/operations/invitation-life.ts";
import type { OperationOptions } from "#lib/operations/options.ts";
import { providerOf } from "#lib/operations/provider.ts";
import { resetUnderWay } from "#lib/operations/reset-findings.ts";
import { enablingOptions, leadsSomewhere, wayTo } from "#lib/operations/ways.ts";
import type { Pool } from "#lib/pools/pool.ts";
import { isStatus, type User } from "#lib/users/user.ts";

/** What the user's status says, and what leads out of it. */
export function statusFindings(user: User, pool: Pool, now: number, hints: Hints): Finding[] {
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
  const enabling: OperationOptions = enablingOptions(user);
  switch (user.status) {
    case "EXTERNAL_PROVIDER":
      return [federated(user)];
    case "FORCE_CHANGE_PASSWORD":
      return [invitation(user, pool, now, hints, enabling)];
    case "RESET_REQUIRED":
      return [resetUnderWay(user, pool, now, hints, enabling)];
    case "UNCONFIRMED":
      return [neverConfirmed(user, enabling)];
    case "CONFIRMED":
      return [];
  }
}

const federated = (user: User): Finding => {
  const provider = providerOf(user);
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
    wayTo("resend-invitation", enabling),
    wayTo("set-temporary-password", enabling),
    wayTo("force-confirm", enabling),
    wayTo("force-confirm", { ...enabling, alsoVerifyEmail: true }),
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
      detail: `The temporary password stopped working ${lifeEndText(life)}. It takes a new one.`,
    },
    uncertain: {
      kind: "invitation-uncertain" as const,
      title: "The invitation may have expired",
      detail: `The temporary password stops working ${lifeEndText(life)}: Cognito does not say when it was last sent.`,
    },
  }[life.state];
  return { ...words, weight: "blocks", ways: withoutDouble(ways, user, pool) };
}

/** Force confirm is offered once: plainly where that works, else together with the verification. */
const withoutDouble = (ways: Way[], user: User, pool: Pool): Way[] => {
  const works = ways.filter((one) => leadsSomewhere(one, user, pool));
  return works.filter((one, index) => works.findIndex(({ operation }) => operation === one.operation) === index);
};

const neverConfirmed = (user: User, enabling: OperationOptions): Finding => ({
  kind: "never-confirmed",
  weight: "blocks",
  title: "Signed up, and never confirmed",
  detail: "The password that the user chose works as soon as the sign-up is confirmed.",
  ways: [
    wayTo("confirm-sign-up", { ...enabling, ...(user.email && !user.emailVerified && { alsoVerifyEmail: true }) }),
  ],
});
