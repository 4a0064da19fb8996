import "server-only";
import { type Intent, intentOf } from "#lib/audit/intent.ts";
import { allOnRecord, type Book, type RecordedCall } from "#lib/audit/on-record.ts";
import type { PaceClass } from "#lib/cognito/pace.ts";
import type { PoolClient } from "#lib/cognito/pool-client.ts";
import { store } from "#lib/db/connection.ts";
import { wholeSentence } from "#lib/errors.ts";
import type { Look } from "#lib/jobs/look.ts";
import { decide } from "#lib/operations/decide.ts";
import { factorDoubt } from "#lib/operations/guards/recoverable.ts";
import { type Knowledge, type KnownFactors, nothingKnown } from "#lib/operations/knowledge.ts";
import { whyDetail } from "#lib/operations/reason.ts";
import { type User, userLabel } from "#lib/users/user.ts";

export type LookedFactors = Pick<Knowledge, "factors" | "factorsUnread">;

/** What a look at one user's second factors says on record beside whom it is about. */
type LookFields = Pick<Intent, "actor" | "role" | "poolKey"> & Partial<Pick<Intent, "session" | "jobId" | "detail">>;

const recordedLook = (
  client: PoolClient,
  user: User,
  fields: LookFields,
  paceClass: PaceClass,
): RecordedCall<KnownFactors, LookedFactors> => ({
  intent: intentOf({
    ...fields,
    at: Date.now(),
    action: "look-at-second-factors",
    call: "AdminGetUser",
    target: { sub: user.sub, username: user.username, label: userLabel(user) },
    detail: { ...fields.detail, billable: "yes" },
  }),
  call: () => client.factors(user.username, paceClass),
  settle: (read) =>
    read.ok
      ? { recorded: { outcome: "done" }, value: { factors: read.value, factorsUnread: null } }
      : {
          recorded: { outcome: "failed", code: read.error.code, message: wholeSentence(read.error) },
          value: { factors: null, factorsUnread: read.error.message },
        },
});

const lookBook = (): Book<LookedFactors> => ({
  open: async (intents) => (await store()).append(intents),
  close: async (lines) => (await store()).append(lines.flat().map(({ outcome }) => outcome)),
});

const notFoundOut: LookedFactors = { factors: null, factorsUnread: "It is not known what came of asking Cognito." };

/**
 * Reads second factors by AdminGetUser, which makes each of these users billable (cognito.md 9.1), so each reading is on record.
 * @returns by sub; one that failed says why
 * @throws Fault database
 */
export async function lookAtFactors(
  client: PoolClient,
  users: readonly User[],
  fields: LookFields,
  paceClass: PaceClass,
): Promise<Map<string, LookedFactors>> {
  if (users.length === 0) return new Map();
  const lines = await allOnRecord(
    users.map((user) => [recordedLook(client, user, fields, paceClass)]),
    lookBook(),
  );
  return new Map(users.map((user, index) => [user.sub, lines?.[index]?.[0]?.value ?? notFoundOut]));
}

/** Those of a batch whose calls depend on what only AdminGetUser knows; nobody else is made billable. */
export const factorLook: Look = async ({ client, job, pool }, users) => {
  const doubtful = users.filter((user) => {
    const verdict = decide(job.operation, user, pool, job.options, nothingKnown);
    if (!verdict.apply) return false;
    const calls = verdict.steps.map(({ call }) => call);
    return factorDoubt(user, calls, pool, job.options, nothingKnown).looks;
  });
  const { actor, role, poolKey, id: jobId } = job;
  return lookAtFactors(client, doubtful, { actor, role, poolKey, jobId, detail: whyDetail(job) }, job.share);
};
