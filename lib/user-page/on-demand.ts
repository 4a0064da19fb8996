import "server-only";
import { newEvent, record } from "#lib/audit/ledger.ts";
import { type Requester, recordedRequester } from "#lib/authority/requester.ts";
import { poolClient } from "#lib/cognito/pool-client.ts";
import { readPool } from "#lib/cognito/pool-settings.ts";
import { Fault } from "#lib/errors.ts";
import type { SecondFactors, SignInEvent } from "#lib/users/profile.ts";
import { type User, userLabel } from "#lib/users/user.ts";

const factorCalls = "AdminGetUser, AdminListDevices";

/**
 * What only AdminGetUser and AdminListDevices know. It makes the user billable (cognito.md 9.1), so it is on record before it is asked.
 * @throws Fault user-not-found; what Cognito or the database answers
 */
export async function readSecondFactors(key: string, sub: string, by: Requester, now: number): Promise<SecondFactors> {
  const pool = await readPool(key);
  const user = await namedUser(key, sub);
  const alsoFirst = pool.settings.firstFactors.some((factor) => factor !== "password");
  await record(
    newEvent({
      at: now,
      kind: "access",
      action: "read-factors",
      ...recordedRequester(by),
      poolKey: key,
      target: { sub, username: user.username, label: userLabel(user) },
      outcome: "done",
      detail: { calls: alsoFirst ? `${factorCalls}, AdminGetUserAuthFactors` : factorCalls, billable: "yes" },
    }),
  );
  return poolClient(pool).secondFactors(user.username, alsoFirst, "interactive");
}

/** The latest sign-in events that Cognito keeps; null where the pool's plan keeps none. */
export async function readSignInEvents(key: string, sub: string): Promise<SignInEvent[] | null> {
  const pool = await readPool(key);
  if (!pool.settings.signInEvents) return null;
  return poolClient(pool).signInEvents((await namedUser(key, sub)).username, "interactive");
}

/** Admin calls take the exact username, which is asked for by the sub (cognito.md section 6). */
async function namedUser(key: string, sub: string): Promise<User> {
  const user = await poolClient(await readPool(key)).read(sub, "interactive");
  if (!user) throw new Fault("user-not-found");
  return user;
}
