import "server-only";
import { createHash, randomInt } from "node:crypto";
import type { Target } from "#lib/audit/event.ts";
import { intentOf, type OutcomeFields } from "#lib/audit/intent.ts";
import { onRecord } from "#lib/audit/on-record.ts";
import { type Requester, recordedRequester } from "#lib/authority/requester.ts";
import { type PoolClient, poolClient } from "#lib/cognito/pool-client.ts";
import { readPool } from "#lib/cognito/pool-settings.ts";
import { store } from "#lib/db/connection.ts";
import { attempt, Fault, type FaultView } from "#lib/errors.ts";
import { type CreatedUser, type NewUserOrder, newUsername, newUserProblems } from "#lib/new-user/new-user.ts";
import { generatePassword, temporaryNote } from "#lib/operations/password.ts";
import { processWide } from "#lib/process-wide.ts";
import { fullName, type User, userLabel } from "#lib/users/user.ts";

/** Characters of a password that is read out. */
const shownLength = 14;
/** How long the answer to a key is known, for whoever asks again because the first answer was lost. */
const keptForMs = 15 * 60_000;
/** How far apart Cognito's clock and ours may be, when a user read back is held to be the one just made. */
const skewMs = 60_000;

/** Answers by their keys. */
const keptCreations = processWide(
  "kept-creations",
  () => new Map<string, { at: number; answer: Promise<CreatedUser> }>(),
);

/**
 * Makes a user: on record first, sent once, then put into the directory. The same key is never sent again; it gets the first answer
 * without the password, which was in that answer alone.
 * @throws Fault bad-input when the pool would not take these values; database
 */
export async function createUser(order: NewUserOrder, by: Requester, key: string, now: number): Promise<CreatedUser> {
  const creations = keptCreations.get();
  for (const [old, { at }] of creations) if (now - at > keptForMs) creations.delete(old);
  const whole = `${by.actor.sub}/${key}`;
  const known = creations.get(whole);
  if (known) return withoutPassword(await known.answer);
  const answer = create(order, by, eventId(whole), now);
  creations.set(whole, { at: now, answer });
  try {
    const first = await answer;
    creations.set(whole, { at: now, answer: Promise.resolve(withoutPassword(first)) });
    return first;
  } catch (error) {
    // what came to be on record before it broke off, the audit takes no second time, so it is not sent twice either
    creations.delete(whole);
    throw error;
  }
}

const withoutPassword = (created: CreatedUser): CreatedUser =>
  created.state === "created" && created.password !== null
    ? { ...created, password: null, note: "The password was in an answer that got lost. Set another one." }
    : created;

/** The same key gives the same event, which the audit takes only once: another process cannot send it again either. */
function eventId(key: string): string {
  const hex = createHash("sha256").update(key).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
}

async function create(order: NewUserOrder, by: Requester, id: string, now: number): Promise<CreatedUser> {
  const pool = await readPool(order.pool);
  const [problem] = Object.values(newUserProblems(order, pool.settings));
  if (problem) throw new Fault("bad-input", { sentence: problem });
  const { attributes, medium } = order;
  const username = newUsername(order, pool.settings);
  const { email = null, phone_number: phone = null } = attributes;
  const label = userLabel({ username, email, phone, name: fullName(attributes) });
  const password = medium === null ? generatePassword(pool.settings.passwordPolicy, shownLength, randomInt) : null;
  const client = poolClient(pool);
  const target = { sub: "", username, label };
  const { made, fault } = await onRecord({
    intent: creationIntent(order, target, by, id, now),
    call: () => client.create({ username, attributes, temporaryPassword: password, medium }, "interactive"),
    settle: async (sent) => {
      const ended: Ended = sent.ok
        ? { made: sent.value, fault: null }
        : { made: await readBack(client, username, sent.error, now), fault: sent.error };
      return { value: ended, recorded: outcomeFields(ended, target) };
    },
  });
  if (!made) return notMade(fault);
  await (await store()).putUsers(order.pool, [made], now);
  const note = noteFor(medium, fault, now, pool.settings.temporaryPasswordDays);
  return { state: "created", sub: made.sub, label, password, note };
}

const creationIntent = (
  { pool, attributes, medium }: NewUserOrder,
  target: Target,
  by: Requester,
  id: string,
  now: number,
) =>
  intentOf({
    id,
    at: now,
    action: "create-user",
    ...recordedRequester(by),
    poolKey: pool,
    target,
    call: "AdminCreateUser",
    detail: { attributes: Object.keys(attributes).join(", "), delivery: medium ?? "nothing is sent" },
  });

/** What came of the call: the user, if one is there, and what went wrong. */
interface Ended {
  made: User | null;
  fault: FaultView | null;
}

function notMade(fault: FaultView | null): CreatedUser {
  if (!fault) return { state: "failed", message: "Cognito did not say who was made.", code: null };
  const { code } = fault;
  return code === "outcome-unknown"
    ? { state: "unknown", message: fault.message, code }
    : { state: "failed", message: told(fault), code };
}

/** What to tell beside the new user: until when the password works, or that its invitation did not leave. */
function noteFor(medium: NewUserOrder["medium"], fault: FaultView | null, now: number, days: number): string | null {
  if (fault?.code === "message-not-delivered") return fault.message;
  return medium === null ? temporaryNote(now, days) : null;
}

/** The user after all, where the call has made it or may have: one of this name that is not older than the call. */
async function readBack(client: PoolClient, username: string, fault: FaultView, now: number): Promise<User | null> {
  if (fault.code !== "outcome-unknown" && fault.code !== "message-not-delivered") return null;
  const found = await attempt(() => client.reread(username, "interactive"));
  return found.ok && found.value && found.value.createdAt >= now - skewMs ? found.value : null;
}

const told = ({ message, said }: FaultView): string => (said ? `${message} Cognito says: “${said}”` : message);

function outcomeFields({ made, fault }: Ended, target: Target): OutcomeFields {
  const code = fault?.code ?? null;
  if (made) {
    const message = fault ? "The answer was lost or broken; the user was read back." : null;
    return { outcome: "done", code, message, target: { ...target, sub: made.sub, username: made.username } };
  }
  return { outcome: code === "outcome-unknown" ? "unknown" : "failed", code, message: fault ? told(fault) : null };
}
