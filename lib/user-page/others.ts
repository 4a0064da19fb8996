import "server-only";
import { store } from "#lib/db/connection.ts";
import { attempt } from "#lib/errors.ts";
import { holdersAtCognito } from "#lib/holders/ask.ts";
import type { Pool } from "#lib/pools/pool.ts";
import { nameValue, signInNameAttributes, signInUse } from "#lib/users/sign-in-claim.ts";
import type { User } from "#lib/users/user.ts";

/** A dummy address may be that of thousands. */
const othersShown = 20;

/** Others with a name or a contact of the user; asked of Cognito itself where that is a sign-in name, of the directory otherwise. */
export async function othersOf(user: User, pool: Pool): Promise<readonly User[]> {
  const { settings } = pool;
  const own = signInNameAttributes.flatMap((attribute) => {
    const value = nameValue(user, attribute);
    return value === null ? [] : [{ attribute, value }];
  });
  const atStake = own.filter(({ attribute }) => signInUse(attribute, settings) !== "none");
  const asked = await Promise.all(atStake.map((claim) => attempt(() => holdersAtCognito(pool, claim, "interactive"))));
  // Not knowing is no finding; before a call it is asked again, and then it stops the call.
  const holders = asked.flatMap((answer) => (answer.ok ? answer.value : [])).map((holder) => holder.user);
  const named = await (await store()).namedUsers(pool.key, [
    ...own,
    ...own.map(({ value }) => ({ attribute: "username" as const, value })),
    ...signInNameAttributes.map((attribute) => ({ attribute, value: user.username })),
    { attribute: "username", value: user.username },
  ]);
  const bySub = new Map([...named, ...holders].map((other) => [other.sub, other]));
  bySub.delete(user.sub);
  return [...bySub.values()].slice(0, othersShown);
}
