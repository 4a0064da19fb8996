import "server-only";
import { claimsOfAll } from "#lib/calls/call.ts";
import type { PaceClass } from "#lib/cognito/pace.ts";
import { poolClient } from "#lib/cognito/pool-client.ts";
import { store } from "#lib/db/connection.ts";
import type { SoughtName } from "#lib/db/store.ts";
import type { OperationId } from "#lib/operations/catalog.ts";
import { distinctClaims } from "#lib/operations/contest.ts";
import { unguardedCalls } from "#lib/operations/decide.ts";
import type { Holder } from "#lib/operations/knowledge.ts";
import type { OperationOptions } from "#lib/operations/options.ts";
import type { Pool } from "#lib/pools/pool.ts";
import {
  asIfAliases,
  hasValue,
  isSignInName,
  isVerified,
  type SignInClaim,
  signInUse,
} from "#lib/users/sign-in-claim.ts";
import type { User } from "#lib/users/user.ts";

/** Everyone with this value among these users, as they hold it. */
export const toHolders = (claim: SignInClaim, users: readonly User[], { settings }: Pool): Holder[] =>
  users
    .filter((user) => hasValue(user, claim, settings))
    .map((user) => ({
      ...claim,
      user,
      verified:
        signInUse(claim.attribute, settings) === "none"
          ? isVerified(user, claim.attribute)
          : isSignInName(user, claim.attribute, settings),
    }));

/** The values that each user would be given or have verified, and those of them that become sign-in names in this pool. */
export function soughtOf(operation: OperationId, users: readonly User[], pool: Pool, options: OperationOptions) {
  const { settings } = pool;
  return users.map((user) => {
    const calls = unguardedCalls(operation, user, pool, options);
    return {
      user,
      given: claimsOfAll(calls, user, asIfAliases(settings)),
      claims: claimsOfAll(calls, user, settings),
    };
  });
}

/** Who has these values, by the directory. */
export async function holdersInDirectory(pool: Pool, claims: readonly SignInClaim[]): Promise<Holder[]> {
  const distinct = distinctClaims(claims, pool.settings);
  if (distinct.length === 0) return [];
  const found = await (await store()).namedUsers(pool.key, distinct satisfies SoughtName[]);
  return distinct.flatMap((claim) => toHolders(claim, found, pool));
}

/**
 * Who has this value, asked of Cognito now. ListUsers may compare otherwise than sign-in does (cognito.md section 3), so whom only the
 * directory names is read too.
 * @throws Fault what Cognito answers, and then nobody knows
 */
export async function holdersAtCognito(pool: Pool, claim: SignInClaim, paceClass: PaceClass): Promise<Holder[]> {
  const client = poolClient(pool);
  const db = await store();
  const askedAt = Date.now();
  const listed = await client.holders(claim.attribute, claim.value, paceClass);
  const bySub = new Map(listed.map((user) => [user.sub, user]));
  const others = (await holdersInDirectory(pool, [claim])).filter(({ user }) => !bySub.has(user.sub));
  const read = await Promise.all(others.map(({ user }) => client.read(user.sub, paceClass)));
  const users = [...listed, ...read.filter((user) => user !== null)];
  await db.putUsers(pool.key, users, askedAt);
  return toHolders(claim, users, pool);
}
