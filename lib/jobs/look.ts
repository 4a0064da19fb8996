import "server-only";
import { attempt } from "#lib/errors.ts";
import { holdersAtCognito, soughtOf } from "#lib/holders/ask.ts";
import { contactsChanged } from "#lib/jobs/known-for-plan.ts";
import { factorLook } from "#lib/jobs/look-at-factors.ts";
import type { Run } from "#lib/jobs/run.ts";
import { claimKey, distinctClaims } from "#lib/operations/contest.ts";
import { type Knowledge, nothingKnown } from "#lib/operations/knowledge.ts";
import type { User } from "#lib/users/user.ts";

/** Looks at what the rows of these users do not tell: what it learns, by sub. */
export type Look = (run: Run, users: readonly User[]) => Promise<ReadonlyMap<string, Partial<Knowledge>>>;

/** Who has the sign-in names that these users would get: Cognito is asked once for each value. */
const lookForHolders: Look = async ({ job, pool }, users) => {
  const sought = soughtOf(job.operation, users, pool, job.options).filter(({ claims }) => claims.length > 0);
  const distinct = distinctClaims(
    sought.flatMap(({ claims }) => claims),
    pool.settings,
  );
  const answers = new Map(
    await Promise.all(
      distinct.map(async (claim) => {
        const answer = await attempt(() => holdersAtCognito(pool, claim, job.share));
        return [claimKey(claim, pool.settings), answer] as const;
      }),
    ),
  );
  return new Map(
    sought.map(({ user, claims }): [string, Partial<Knowledge>] => {
      const mine = claims.map((claim) => answers.get(claimKey(claim, pool.settings)));
      const failed = mine.find((answer) => !answer?.ok);
      if (failed && !failed.ok)
        return [
          user.sub,
          {
            holdersUnread: `Cognito did not say who else has this sign-in name, so nothing was sent. ${failed.error.message}`,
          },
        ];
      return [user.sub, { holders: mine.flatMap((answer) => (answer?.ok ? answer.value : [])) }];
    }),
  );
};

/** Whether whoever started the run has changed a contact of theirs, perhaps since the start. */
const lookForChanges: Look = async ({ job, pool }, users) => {
  const subs = users.map(({ sub }) => sub);
  const changed = await contactsChanged(pool, job.actor, subs, Date.now());
  return new Map([...changed].map((sub) => [sub, { contactChangedByRequester: true }]));
};

const looks: readonly Look[] = [lookForHolders, lookForChanges, factorLook];

/** What is known of each user of a batch just before its calls. */
export async function lookBefore(run: Run, users: readonly User[]): Promise<(sub: string) => Knowledge> {
  const learnt = await Promise.all(looks.map((look) => look(run, users)));
  return (sub) => Object.assign({}, nothingKnown, { final: true }, ...learnt.map((one) => one.get(sub)));
}
