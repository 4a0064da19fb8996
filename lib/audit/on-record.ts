import "server-only";
import type { AuditEvent, NewEvent } from "#lib/audit/event.ts";
import { type Intent, type OutcomeFields, outcomeOf } from "#lib/audit/intent.ts";
import { mirror } from "#lib/audit/ledger.ts";
import { store } from "#lib/db/connection.ts";
import { attempt, Fault, type FaultView, faultView, type Result } from "#lib/errors.ts";
import { log } from "#lib/log.ts";

/** A call to Cognito that may change something there. */
export interface RecordedCall<Answer, Value extends object> {
  intent: Intent;
  /** Sends it. Runs once and only when the intent is committed; an error that is no Fault leaves the outcome unknown. */
  call: () => Promise<Answer>;
  /** Finds out what came of it, from the answer or by reading back. */
  settle: (answered: Result<Answer>) => Settled<Value> | Promise<Settled<Value>>;
}

/** What is recorded of a call, and what whoever made it goes on with. */
export interface Settled<Value extends object> {
  recorded: OutcomeFields;
  value: Value;
}

/** A call that is over. */
export interface ClosedCall<Value extends object> {
  outcome: NewEvent;
  /** Null when it was not sent, or when it could not be found out what came of it. */
  value: Value | null;
}

/** Where intents and outcomes are committed. */
export interface Book<Value extends object> {
  /** Commits all the intents in one transaction. Null when nothing is to be written: then nothing is called. */
  open: (intents: Intent[]) => Promise<AuditEvent[] | null>;
  /** Commits all the outcomes in one transaction. */
  close: (lines: ClosedCall<Value>[][]) => Promise<AuditEvent[]>;
}

const lost: FaultView = faultView(new Fault("outcome-unknown"));
const unknown: OutcomeFields = { outcome: "unknown", code: lost.code, message: lost.message };
const notSent: OutcomeFields = { outcome: "skipped", message: "Not sent, because the step before it was not done." };

/** Like attempt, but an error that nobody can name leaves the outcome unknown: the request may have gone out. */
async function attemptCall<Answer>(call: () => Promise<Answer>): Promise<Result<Answer>> {
  try {
    return await attempt(call);
  } catch (error) {
    log.error("A call to Cognito ended in a way that is not known", { error });
    return { ok: false, error: lost };
  }
}

async function carryOut<Answer, Value extends object>({
  intent,
  call,
  settle,
}: RecordedCall<Answer, Value>): Promise<ClosedCall<Value>> {
  const answered = await attemptCall(call);
  try {
    const { recorded, value } = await settle(answered);
    return { outcome: outcomeOf(intent, recorded), value };
  } catch (error) {
    log.error("It could not be found out what came of a call to Cognito", { error });
    return { outcome: outcomeOf(intent, unknown), value: null };
  }
}

/** One call after another; when one is not done, those after it are not sent. */
async function follow<Answer, Value extends object>(
  line: readonly RecordedCall<Answer, Value>[],
): Promise<ClosedCall<Value>[]> {
  const closed: ClosedCall<Value>[] = [];
  for (const one of line) {
    const before = closed.at(-1);
    const goesOn = before === undefined || before.outcome.outcome === "done";
    closed.push(goesOn ? await carryOut(one) : { outcome: outcomeOf(one.intent, notSent), value: null });
  }
  return closed;
}

/** @throws Error when these events are not all among those that were sealed: then the book is at fault */
async function copy(events: readonly NewEvent[], sealed: AuditEvent[]): Promise<void> {
  const written = new Set(sealed.map(({ id }) => id));
  if (!events.every(({ id }) => written.has(id))) throw new Error("Not all events were written into the audit.");
  await mirror(sealed);
}

/**
 * The one way for calls that may change something at Cognito: intents committed → calls → outcomes committed (decision 0001). Nothing
 * is called whose intent is not in the audit and its copy, and each intent has one outcome, whatever its call throws. When the outcomes
 * cannot be written, the intents stay what they are: not known to be done.
 * @param lines calls that follow one another; the lines themselves go side by side
 * @returns the calls as they ended, line by line; null when nothing was to be written
 * @throws Fault database
 */
export async function allOnRecord<Answer, Value extends object>(
  lines: readonly (readonly RecordedCall<Answer, Value>[])[],
  { open, close }: Book<Value>,
): Promise<ClosedCall<Value>[][] | null> {
  const intents = lines.flat().map(({ intent }) => intent);
  const opened = await open(intents);
  if (!opened) return null;
  await copy(intents, opened);
  const closed = await Promise.all(lines.map((line) => follow(line)));
  await copy(
    closed.flat().map(({ outcome }) => outcome),
    await close(closed),
  );
  return closed;
}

const append = async (events: NewEvent[]): Promise<AuditEvent[]> => (await store()).append(events);

/**
 * One call on record, by allOnRecord.
 * @throws Fault database; Error when `settle` threw, after its outcome was recorded as unknown
 */
export async function onRecord<Answer, Value extends object>(recorded: RecordedCall<Answer, Value>): Promise<Value> {
  const closed = await allOnRecord([[recorded]], {
    open: append,
    close: (lines) => append(lines.flat().map(({ outcome }) => outcome)),
  });
  const value = closed?.flat()[0]?.value;
  if (!value) throw new Error("It could not be found out what came of a call to Cognito.");
  return value;
}
