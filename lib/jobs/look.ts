import "server-only";
import { factorLook } from "#lib/jobs/look-at-factors.ts";
import type { Run } from "#lib/jobs/run.ts";
import { type Knowledge, nothingKnown } from "#lib/operations/knowledge.ts";
import type { User } from "#lib/users/user.ts";

/** Looks at what the rows of these users do not tell: what it learns, by sub. */
export type Look = (run: Run, users: readonly User[]) => Promise<ReadonlyMap<string, Partial<Knowledge>>>;

const looks: readonly Look[] = [factorLook];

/** What is known of each user of a batch just before its calls. */
export async function lookBefore(run: Run, users: readonly User[]): Promise<(sub: string) => Knowledge> {
  const learnt = await Promise.all(looks.map((look) => look(run, users)));
  return (sub) => Object.assign({}, nothingKnown, { final: true }, ...learnt.map((one) => one.get(sub)));
}
