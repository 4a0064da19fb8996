import { claimsOfAll } from "#lib/calls/call.ts";
import { type Skip, skipUser } from "#lib/operations/decision.ts";
import type { BackGuard, GuardedOperation } from "#lib/operations/guards/guard.ts";
import type { Holder } from "#lib/operations/knowledge.ts";
import type { PoolSettings } from "#lib/pools/pool.ts";
import { asIfAliases, hasValue, type SignInClaim, signInNoun, signInUse } from "#lib/users/sign-in-claim.ts";
import { personText } from "#lib/users/user.ts";

/** Those of the holders who have what is claimed, as the pool compares. */
export const holdersOf = (
  claim: SignInClaim,
  holders: readonly Holder[] | null,
  settings: PoolSettings,
): readonly Holder[] =>
  (holders ?? []).filter(({ attribute, user }) => attribute === claim.attribute && hasValue(user, claim, settings));

const namesOf = (holders: readonly Holder[]): string => holders.map(({ user }) => personText(user)).join(", ");

/**
 * Nobody takes a sign-in name from another by accident. In a pool with aliases Cognito moves a verified one silently and locks its
 * holder out (cognito.md section 6), so that goes for one user at a time, by an administrator who has named the holder.
 */
export const holdersGuard: BackGuard = (guarded, calls) => {
  const { settings } = guarded.pool;
  const claims = claimsOfAll(calls, guarded.user, settings);
  const { holders, holdersUnread, final } = guarded.knowledge;
  // silence would harm a third person, so not knowing stops the act
  if (claims.length > 0 && holders === null && final)
    return stopped(holdersUnread ?? "Nobody was asked who else has this sign-in name, so nothing was sent.", {
      text: "Try again in a moment.",
    });
  const notes: string[] = [];
  for (const claim of claims) {
    const answer = answerTo(claim, guarded);
    if (typeof answer !== "string") return answer;
    notes.push(answer);
  }
  return [...notes.filter(Boolean), ...sharedNotes(guarded, calls, claims)];
};

const stopped = (reason: string, remedy: Skip["remedy"]): Skip => ({ ...skipUser(reason, remedy), endsChain: true });

/** What stands against one claim: a refusal, or what should be known of it; "" for nothing. */
function answerTo(claim: SignInClaim, { user, pool, options, knowledge }: GuardedOperation): Skip | string {
  const { settings } = pool;
  const { attribute, value } = claim;
  const noun = signInNoun[attribute];
  const rivals = holdersOf(claim, knowledge.rivals, settings);
  if (rivals.length > 0)
    return stopped(`${namesOf(rivals)} would take the ${noun} ${value} in the same run, and only one can have it.`, {
      text: "Find out whose it is, and choose one of them.",
    });
  const holders = holdersOf(claim, knowledge.holders, settings).filter((holder) => holder.user.sub !== user.sub);
  const live = holders.filter(({ verified }) => verified);
  const taken = live.filter((holder) => holder.user.sub !== options.moveSignInName);
  if (taken.length > 0) return refusedFor(taken, claim, settings);
  if (live.length > 0)
    return `${namesOf(live)} loses the sign-in name ${value}: it is marked not verified there, and works for this user from then on.`;
  return holders.length > 0 ? `${namesOf(holders)} has the same ${noun}, not verified.` : "";
}

/** Only an alias that has a mark moves; what stands in place of a username Cognito refuses to give twice (cognito.md section 6). */
export const isMovable = ({ attribute }: SignInClaim, settings: PoolSettings): boolean =>
  attribute !== "preferred_username" && signInUse(attribute, settings) === "alias";

function refusedFor(taken: readonly Holder[], claim: SignInClaim, settings: PoolSettings): Skip {
  const reason = `${claim.value} is the sign-in name of ${namesOf(taken)}.`;
  return stopped(
    reason,
    isMovable(claim, settings)
      ? {
          text: "It would stop being theirs. Find out whose it is; an administrator can move it, one person at a time, with both in view.",
        }
      : { text: "Cognito does not give it to a second one. Open that person first." },
  );
}

/** Who else has an address or number that is given or verified, where it makes no sign-in name. It stops nothing. */
function sharedNotes(
  { user, pool, knowledge }: GuardedOperation,
  calls: Parameters<BackGuard>[1],
  claims: SignInClaim[],
) {
  const given = claimsOfAll(calls, user, asIfAliases(pool.settings)).filter(
    (one) => !claims.some(({ attribute }) => attribute === one.attribute),
  );
  return given.flatMap((claim) => {
    const holders = holdersOf(claim, knowledge.holders, pool.settings).filter((one) => one.user.sub !== user.sub);
    if (holders.length === 0) return [];
    const who = holders.length > 3 ? `${holders.length} others` : namesOf(holders);
    return [`${who} ${holders.length > 1 ? "have" : "has"} the same ${signInNoun[claim.attribute]}.`];
  });
}
