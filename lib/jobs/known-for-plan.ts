import "server-only";
import { store } from "#lib/db/connection.ts";
import { holdersAtCognito, holdersInDirectory, soughtOf } from "#lib/holders/ask.ts";
import type { Actor } from "#lib/job.ts";
import { claimKey, distinctClaims } from "#lib/operations/contest.ts";
import { otherEyesMs } from "#lib/operations/guards/contact-changed.ts";
import { type Holder, type Knowledge, nothingKnown } from "#lib/operations/knowledge.ts";
import type { OperationOrder } from "#lib/operations/order.ts";
import type { Pool, PoolEntry } from "#lib/pools/pool.ts";
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
  requester: Actor,
  now: number,
): Promise<(user: User) => Knowledge> {
  const sought = soughtOf(operation, users, pool, options);
  const atStake = distinctClaims(live ? sought.flatMap(({ claims }) => claims) : [], pool.settings);
  const others = sought.flatMap(({ given, claims }) => [...claims, ...given]);
  const subs = users.map(({ sub }) => sub);
  const [changed, inDirectory, ...atCognito] = await Promise.all([
    contactsChanged(pool, requester, subs, now),
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
      return [
        user.sub,
        {
          ...nothingKnown,
          holders: holders.filter((one) => one.user.sub !== user.sub),
          contactChangedByRequester: changed.has(user.sub),
        },
      ];
    }),
  );
  return (user) => bySub.get(user.sub) ?? nothingKnown;
}

/** Those of the users whose contact the requester has changed within the time in which somebody else has to be asked. */
export async function contactsChanged(
  { key, agentsCorrectContacts }: Pick<PoolEntry, "key" | "agentsCorrectContacts">,
  { sub }: Actor,
  subs: readonly string[],
  now: number,
): Promise<ReadonlySet<string>> {
  if (!agentsCorrectContacts) return new Set();
  return new Set(await (await store()).contactsChangedBy(key, sub, subs, now - otherEyesMs));
}
