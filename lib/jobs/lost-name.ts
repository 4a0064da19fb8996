import "server-only";
import type { Target } from "#lib/audit/event.ts";
import { newEvent } from "#lib/audit/ledger.ts";
import type { ClosedCall } from "#lib/audit/on-record.ts";
import type { ItemResult } from "#lib/db/store.ts";
import { attempt } from "#lib/errors.ts";
import type { JobItem } from "#lib/job.ts";
import type { CallEnd } from "#lib/jobs/carry-out.ts";
import { itemFields, type Run } from "#lib/jobs/run.ts";
import type { Holder } from "#lib/operations/knowledge.ts";
import { isVerified } from "#lib/users/sign-in-claim.ts";
import { personText, type User, userLabel } from "#lib/users/user.ts";

/** Somebody outside a run who has lost a sign-in name by it, as Cognito showed them afterwards; null where they could not be read. */
export interface LostName {
  holder: Holder;
  after: User | null;
}

/** What the audit keeps of it beside the call that takes the name. */
export const takenDetail = (losers: readonly Holder[]): Record<string, string> =>
  losers.length > 0
    ? {
        takenFrom: losers.map(({ user }) => personText(user)).join(", "),
        takenFromSub: losers.map(({ user }) => user.sub).join(", "),
      }
    : {};

/** Reads those again who have just lost a name, by ListUsers, which makes nobody billable. */
export const readLosers = ({ client, job }: Run, losers: readonly Holder[]): Promise<LostName[]> =>
  Promise.all(
    losers.map(async (holder) => {
      const read = await attempt(() => client.read(holder.user.sub, job.share));
      return { holder, after: read.ok ? read.value : null };
    }),
  );

/** ListUsers may lag behind the call, so a mark that still stands is told and not believed. */
export function lostText({ holder: { user, attribute, value }, after }: LostName): string {
  const who = personText(user);
  if (after === null) return `${who} no longer signs in with ${value}, but could not be read again.`;
  return isVerified(after, attribute)
    ? `Cognito still shows ${value} as verified for ${who}: look at both again.`
    : `${who} no longer signs in with ${value}.`;
}

/** What the directory expects of the loser, until the next sweep settles it. */
export const expectedOfLoser = ({ holder, after }: LostName): ItemResult["others"][number] => ({
  sub: holder.user.sub,
  fresh: after,
  becomes: holder.attribute === "email" ? { emailVerified: false } : { phoneVerified: false },
});

/** The loser's own event: it stands on the loser's timeline, not only on the winner's. */
export const lostEvents = ({ job }: Run, item: JobItem, line: readonly ClosedCall<CallEnd>[]) =>
  line.flatMap(({ value, outcome }) =>
    (value?.lost ?? []).map(({ holder: { user, value: name } }) => {
      const target: Target = { sub: user.sub, username: user.username, label: userLabel(user) };
      const fields = itemFields(job, item);
      return newEvent({
        ...fields,
        at: Date.now(),
        kind: "outcome",
        action: "lose-sign-in-name",
        target,
        outcome: outcome.outcome,
        detail: { name, takenBy: item.label, takenBySub: item.sub, ...fields.detail },
      });
    }),
  );
