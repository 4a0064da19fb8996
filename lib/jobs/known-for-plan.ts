import "server-only";
import { holdersAtCognito, holdersInDirectory, soughtOf } from "#lib/holders/ask.ts";
import { claimKey, distinctClaims } from "#lib/operations/contest.ts";
import { type Holder, type Knowledge, nothingKnown } from "#lib/operations/knowledge.ts";
import type { OperationOrder } from "#lib/operations/order.ts";
import type { Pool } from "#lib/pools/pool.ts";
import type { User } from "#lib/users/user.ts";

/**
 * What is known beside the rows when a plan is made: for few users as Cognito has it, where a sign-in name is at stake, for many as the
 * directory has it. Just before the calls `lookBefore` looks again.
 * @throws Fault what Cognito or the database answers
 */
export async function knowledgeForPlan(
  { operation, options }: Pick<OperationOrder, "operation" | "options">,
  users: readonly User[],
  pool: Pool,
  live: boolean,
): Promise<(user: User) => Knowledge> {
  const sought = soughtOf(operation, users, pool, options);
  const atStake = distinctClaims(live ? sought.flatMap(({ claims }) => claims) : [], pool.settings);
  const others = sought.flatMap(({ given, claims }) => [...claims, ...given]);
  const [inDirectory, ...atCognito] = await Promise.all([
    holdersInDirectory(pool, others),
    ...atStake.map((claim) => holdersAtCognito(pool, claim, "interactive")),
  ]);
  const asked = new Set(atStake.map((claim) => claimKey(claim, pool.settings)));
  const unasked = inDirectory.filter((one) => !asked.has(claimKey(one, pool.settings)));
  const byKey = new Map<string, Holder[]>();
  for (const holder of [...atCognito.flat(), ...unasked]) {
    const key = claimKey(holder, pool.settings);
    const same = byKey.get(key);
    if (same) same.push(holder);
    else byKey.set(key, [holder]);
  }
  const bySub = new Map(
    sought.map(({ user, given, claims }) => {
      const mine = distinctClaims([...claims, ...given], pool.settings);
      const holders = mine.flatMap((claim) => byKey.get(claimKey(claim, pool.settings)) ?? []);
      return [user.sub, { ...nothingKnown, holders: holders.filter((one) => one.user.sub !== user.sub) }];
    }),
  );
  return (user) => bySub.get(user.sub) ?? nothingKnown;
}
