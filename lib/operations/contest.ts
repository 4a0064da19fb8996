import { type CognitoCall, claimsOf, claimsOfAll } from "#lib/calls/call.ts";
import type { Step, Verdict } from "#lib/operations/decide.ts";
import { holdersOf, isMovable } from "#lib/operations/guards/holders.ts";
import type { Holder, Knowledge } from "#lib/operations/knowledge.ts";
import type { PoolSettings } from "#lib/pools/pool.ts";
import { type SignInClaim, sameName } from "#lib/users/sign-in-claim.ts";
import type { User } from "#lib/users/user.ts";

/** Two people and one sign-in name: the one who has it, and the one who would take it. */
export interface Contest extends SignInClaim {
  user: User;
  holder: Holder;
  /** Whether Cognito would move it (cognito.md section 6). */
  movable: boolean;
}

export const claimsOfSteps = (steps: readonly Step[], user: User, settings: PoolSettings): SignInClaim[] =>
  claimsOfAll(
    steps.map(({ call }) => call),
    user,
    settings,
  );

/** One text for all that the pool takes for the same. */
export const claimKey = ({ attribute, value }: SignInClaim, settings: PoolSettings): string =>
  `${attribute} ${sameName(value, settings)}`;

/** Each value once, as the pool compares them. */
export const distinctClaims = (claims: readonly SignInClaim[], settings: PoolSettings): SignInClaim[] => [
  ...new Map(claims.map((claim) => [claimKey(claim, settings), claim])).values(),
];

export function contestsOf(
  calls: readonly CognitoCall[],
  user: User,
  settings: PoolSettings,
  { holders }: Knowledge,
): Contest[] {
  return distinctClaims(claimsOfAll(calls, user, settings), settings).flatMap((claim) =>
    holdersOf(claim, holders, settings)
      .filter((holder) => holder.verified && holder.user.sub !== user.sub)
      .map((holder) => ({ ...claim, user, holder, movable: isMovable(claim, settings) })),
  );
}

/** Who loses a sign-in name to the user by what was decided. */
export function losersOf(
  { steps }: Extract<Verdict, { apply: true }>,
  user: User,
  settings: PoolSettings,
  knowledge: Knowledge,
): readonly Holder[] {
  const calls = steps.map(({ call }) => call);
  return contestsOf(calls, user, settings, knowledge).map(({ holder }) => holder);
}

/** The same for one call of several. */
export const losersOfCall = (
  call: CognitoCall,
  before: User,
  settings: PoolSettings,
  losers: readonly Holder[],
): readonly Holder[] => claimsOf(call, before, settings).flatMap((claim) => holdersOf(claim, losers, settings));

interface Decided {
  user: User;
  verdict: Verdict;
}

/**
 * Among those who would go, the ones that would take the same value are decided again, each with the others in view: only one of them
 * can have it, and no order of a list may choose which.
 */
export function withRivals<One extends Decided>(
  decided: readonly One[],
  settings: PoolSettings,
  again: (user: User, rivals: readonly Holder[]) => Verdict,
): One[] {
  const takers = new Map<string, Holder[]>();
  const claimed = new Map<string, string[]>();
  for (const { user, verdict } of decided) {
    const claims = verdict.apply ? claimsOfSteps(verdict.steps, user, settings) : [];
    for (const claim of distinctClaims(claims, settings)) {
      const key = claimKey(claim, settings);
      // as it will be: the value stands in the claim, and not yet in a row that is edited
      const taker = { ...claim, user: withValue(user, claim), verified: false };
      takers.set(key, [...(takers.get(key) ?? []), taker]);
      claimed.set(user.sub, [...(claimed.get(user.sub) ?? []), key]);
    }
  }
  return decided.map((one) => {
    const rivals = (claimed.get(one.user.sub) ?? [])
      .flatMap((key) => takers.get(key) ?? [])
      .filter(({ user }) => user.sub !== one.user.sub);
    return rivals.length > 0 ? { ...one, verdict: again(one.user, rivals) } : one;
  });
}

const withValue = (user: User, { attribute, value }: SignInClaim): User => ({
  ...user,
  ...{ email: { email: value }, phone_number: { phone: value }, preferred_username: { preferredUsername: value } }[
    attribute
  ],
});
