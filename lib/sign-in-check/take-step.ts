import "server-only";
import { createHmac } from "node:crypto";
import type { NewEvent, Target } from "#lib/audit/event.ts";
import { intentOf, type OutcomeFields } from "#lib/audit/intent.ts";
import { onRecord } from "#lib/audit/on-record.ts";
import { type Requester, recordedRequester } from "#lib/authority/requester.ts";
import type { ListFilter } from "#lib/cognito/list-users.ts";
import { poolClient } from "#lib/cognito/pool-client.ts";
import { type KnownClient, signInClient } from "#lib/cognito/sign-in-client.ts";
import { store } from "#lib/db/connection.ts";
import { liveFilter } from "#lib/directory/ask-live.ts";
import { attempt, Fault, type FaultView, faults } from "#lib/errors.ts";
import type { PoolEntry } from "#lib/pools/pool.ts";
import { type Answer, codeOf } from "#lib/sign-in/answer.ts";
import {
  type HashChoice,
  isSecret,
  type Request,
  requestOf,
  type Step,
  type StepName,
  takesHash,
} from "#lib/sign-in/step.ts";
import { requireTestPool } from "#lib/sign-in-check/test-pool.ts";
import { userLabel } from "#lib/users/user.ts";

/** cognito.md 7.4. */
const secretHash = (secret: string, username: string, clientId: string): string =>
  createHmac("sha256", secret)
    .update(username + clientId)
    .digest("base64");

function hashFor(client: KnownClient, step: Step, choice: HashChoice): string | null {
  if (client.secret === null || choice === "none" || !takesHash(step)) return null;
  return secretHash(choice === "wrong" ? `not ${client.secret}` : client.secret, step.username, client.id);
}

/**
 * Who an access token speaks for, as it says itself; Cognito finds out whether it is genuine.
 * @throws Fault bad-input for a token of another pool, since calls with one name no pool
 */
function holderOf(token: string, pool: PoolEntry): string {
  const { iss, username } = claimsOf(token);
  if (!String(iss).endsWith(`/${pool.id}`) || typeof username !== "string")
    throw new Fault("bad-input", { sentence: "This access token is not of this pool, so nothing was sent." });
  return username;
}

function claimsOf(token: string): { iss?: unknown; username?: unknown } {
  try {
    return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) ?? {};
  } catch (cause) {
    throw new Fault("bad-input", { sentence: "This is not an access token, so nothing was sent.", cause });
  }
}

/** The user that a typed name stands for. Null when there is none: what was typed is then not kept, as it might be a password. */
async function findTarget(pool: PoolEntry, name: string): Promise<Target | null> {
  const byName: ListFilter = { attribute: "username", equals: name };
  const shaped = liveFilter(name);
  for (const filter of shaped && shaped.attribute !== "username" ? [byName, shaped] : [byName]) {
    const { users } = await poolClient(pool).list(filter, null, "interactive");
    const [user] = users;
    if (user && users.length === 1) return { sub: user.sub, username: user.username, label: userLabel(user) };
  }
  return null;
}

const unanswered = ({ code, message }: FaultView): Answer => ({ kind: "unanswered", code, message });

/** Cognito's own words can name what was typed, so only its error's name is kept. */
function outcomeFields(answer: Answer, detail: NewEvent["detail"]): OutcomeFields {
  const code = codeOf(answer);
  const lost = answer.kind === "unanswered" && code === "outcome-unknown";
  return {
    outcome: lost ? "unknown" : code ? "failed" : "done",
    ...(code && { code, message: faults[code].sentence }),
    detail: { ...detail, answer: answer.kind === "refused" ? answer.error : answer.kind },
  };
}

/** Cognito's words, and more so a trigger's, are somebody else's: what is secret and long enough to be told apart is taken out. */
function withoutSecrets(answer: Answer, { members }: Request): Answer {
  if (answer.kind !== "refused") return answer;
  const texts = Object.values(members).flatMap((value) =>
    typeof value === "string" || isSecret(value) ? [value] : Object.values(value),
  );
  const secrets = texts.flatMap((text) => (isSecret(text) && text.value.length > 3 ? [text.value] : []));
  return { ...answer, message: secrets.reduce((message, word) => message.replaceAll(word, "••••"), answer.message) };
}

const setsPassword: readonly StepName[] = ["new-password", "confirm-forgot-password"];

/** The step is done whatever comes of this: without it the list catches up with the next sweep. */
async function refresh(pool: PoolEntry, sub: string): Promise<void> {
  const askedAt = Date.now();
  const read = await attempt(() => poolClient(pool).read(sub, "interactive"));
  if (read.ok && read.value) await (await store()).putUsers(pool.key, [read.value], askedAt);
}

/**
 * Sends one step of a sign-in check to Cognito. The audit has it before and after, without any password, code, session or token.
 * @throws Fault not-allowed on a pool that is no test pool, bad-input, database
 */
export async function takeStep(
  { pool: key, client: clientId, step, hash }: { pool: string; client: string; step: Step; hash: HashChoice },
  by: Requester,
  now: number,
): Promise<Answer> {
  const pool = requireTestPool(key);
  const holder = "accessToken" in step ? holderOf(step.accessToken, pool) : step.username;
  const cognito = signInClient(pool);
  const [client, target] = await Promise.all([cognito.appClient(clientId), findTarget(pool, holder)]);
  const request = requestOf(step, { poolId: pool.id, clientId: client.id }, hashFor(client, step, hash));
  const detail = { step: step.name, client: client.name };
  const answer = await onRecord({
    intent: intentOf({
      ...recordedRequester(by),
      at: now,
      action: "sign-in-check",
      poolKey: key,
      target,
      call: request.call,
      detail,
    }),
    call: () => cognito.send(request),
    settle: (sent) => {
      const heard = sent.ok ? withoutSecrets(sent.value, request) : unanswered(sent.error);
      return { value: heard, recorded: outcomeFields(heard, detail) };
    },
  });
  const taken = codeOf(answer) === null;
  if (taken && target && setsPassword.includes(step.name)) await refresh(pool, target.sub);
  return answer;
}
