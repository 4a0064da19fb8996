import "server-only";
import { createHash, randomInt } from "node:crypto";
import type { Target } from "#lib/audit/event.ts";
import { intentOf, type OutcomeFields } from "#lib/audit/intent.ts";
import { inMailTurn, mailAllowance } from "#lib/audit/mail-allowance.ts";
import { onRecord } from "#lib/audit/on-record.ts";
import { type Requester, recordedRequester } from "#lib/authority/requester.ts";
import { type PoolClient, poolClient } from "#lib/cognito/pool-client.ts";
import { readPool } from "#lib/cognito/pool-settings.ts";
import { store } from "#lib/db/connection.ts";
import { attempt, Fault, type FaultCode, type FaultView } from "#lib/errors.ts";
import { holdersAtCognito } from "#lib/holders/ask.ts";
import {
  type CreatedUser,
  type NewUserOrder,
  newUserClaims,
  newUsername,
  newUserProblems,
} from "#lib/new-user/new-user.ts";
import { requireNoProviderPerson } from "#lib/new-user/provider-people.ts";
import { mailSpentText } from "#lib/operations/daily-mail.ts";
import { channelWords } from "#lib/operations/message-channel.ts";
import { generatePassword, temporaryNote } from "#lib/operations/password.ts";
import type { Pool } from "#lib/pools/pool.ts";
import { requirePrimary } from "#lib/pools/primary.ts";
import { processWide } from "#lib/process-wide.ts";
import { fullName, personText, type User, userLabel } from "#lib/users/user.ts";

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
 * @throws Fault bad-input when the pool would not take these values; provider-person; what Cognito answers to who has the contact; database
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
  requirePrimary(pool);
  const [problem] = Object.values(newUserProblems(order, pool.settings));
  if (problem) throw new Fault("bad-input", { sentence: problem });
  const { attributes, medium } = order;
  const username = newUsername(order, pool.settings);
  const { email = null, phone_number: phone = null } = attributes;
  const label = userLabel({ username, email, phone, name: fullName(attributes) });
  const password = medium === null ? generatePassword(pool.settings.passwordPolicy, shownLength, randomInt) : null;
  const client = poolClient(pool);
  const taken = await takenName(order, pool);
  if (taken) return taken;
  await requireNoProviderPerson(client, order);
  const target = { sub: "", username, label };
  const creation = () =>
    onRecord({
      intent: creationIntent(order, target, by, id, now),
      call: () => client.create({ username, attributes, temporaryPassword: password, medium }, "interactive"),
      settle: async (sent) => {
        const ended: Ended = sent.ok
          ? { made: sent.value, fault: null }
          : { made: await readBack(client, username, sent.error, now), fault: sent.error };
        return { value: ended, recorded: outcomeFields(ended, target) };
      },
    });
  const { made, fault } = medium === "EMAIL" ? await withinDailyMail(pool, now, creation) : await creation();
  if (!made) return notMade(fault);
  await (await store()).putUsers(order.pool, [made], now);
  const note = noteFor(medium, fault, now, pool.settings.temporaryPasswordDays);
  return { state: "created", sub: made.sub, label, password, note };
}

/** @throws Fault mail-limit when the console's e-mails of the day are used up: then nothing is sent and nobody made */
const withinDailyMail = (pool: Pool, now: number, creation: () => Promise<Ended>): Promise<Ended> =>
  inMailTurn(pool, async () => {
    const allowance = await mailAllowance(pool, now);
    if (!allowance || allowance.left > 0) return creation();
    const instead = "Nobody was made. Make the user with a temporary password that is shown.";
    throw new Fault("mail-limit", { sentence: `${mailSpentText(allowance)} ${instead}` });
  });

/**
 * Cognito refuses a second one with a sign-in name, and never is it asked to take one from somebody (ForceAliasCreation); said before
 * anything is sent, with the name of whoever has it.
 * @throws Fault what Cognito answers
 */
async function takenName(order: NewUserOrder, pool: Pool): Promise<CreatedUser | null> {
  for (const claim of newUserClaims(order, pool.settings)) {
    const holder = (await holdersAtCognito(pool, claim, "interactive")).find(({ verified }) => verified);
    if (holder)
      return {
        state: "failed",
        code: "already-exists",
        message: `${claim.value} is the sign-in name of ${personText(holder.user)}, so no second user can have it. Nothing was sent.`,
        holder: holder.user,
      };
  }
  return null;
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
    detail: {
      attributes: Object.keys(attributes).join(", "),
      delivery: medium ?? "nothing is sent",
      ...(medium && { sends: channelWords[medium === "SMS" ? "sms" : "email"] }),
    },
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
    : { state: "failed", message: faultText(fault), code };
}

/** What to tell beside the new user: until when the password works, or that its invitation did not leave. */
function noteFor(medium: NewUserOrder["medium"], fault: FaultView | null, now: number, days: number): string | null {
  if (fault?.code === "message-not-delivered") return fault.message;
  if (fault?.code === "mail-limit") return `The user was made, but no invitation left. ${fault.message}`;
  return medium === null ? temporaryNote(now, days) : null;
}

/** After these the user may be there all the same (cognito.md 8.2; of the daily limit that is assumed). */
const mayHaveMade: readonly FaultCode[] = ["outcome-unknown", "message-not-delivered", "mail-limit"];

/** The user after all, where the call has made it or may have: one of this name that is not older than the call. */
async function readBack(client: PoolClient, username: string, fault: FaultView, now: number): Promise<User | null> {
  if (!mayHaveMade.includes(fault.code)) return null;
  const found = await attempt(() => client.reread(username, "interactive"));
  return found.ok && found.value && found.value.createdAt >= now - skewMs ? found.value : null;
}

const faultText = ({ message, said }: FaultView): string => (said ? `${message} Cognito says: “${said}”` : message);

function outcomeFields({ made, fault }: Ended, target: Target): OutcomeFields {
  const code = fault?.code ?? null;
  if (made) {
    const message =
      fault && (fault.code === "mail-limit" ? fault.message : "The answer was lost or broken; the user was read back.");
    return { outcome: "done", code, message, target: { ...target, sub: made.sub, username: made.username } };
  }
  return { outcome: code === "outcome-unknown" ? "unknown" : "failed", code, message: fault ? faultText(fault) : null };
}
