import "server-only";
import { mirror } from "#lib/audit/ledger.ts";
import { allOnRecord, type Book } from "#lib/audit/on-record.ts";
import type { ItemResult } from "#lib/db/store.ts";
import { attempt, type FaultCode, type FaultView, faults, type Result } from "#lib/errors.ts";
import type { JobItem } from "#lib/job.ts";
import {
  type CallEnd,
  callsOf,
  itemResult,
  type ReadyItem,
  shownPassword,
  stopsRun,
  wasDeleted,
} from "#lib/jobs/carry-out.ts";
import { lookBefore } from "#lib/jobs/look.ts";
import { lostEvents } from "#lib/jobs/lost-name.ts";
import { sendInTurn } from "#lib/jobs/mail-turn.ts";
import { hold, holds } from "#lib/jobs/password-vault.ts";
import { itemEnd, itemOutcome, type Run } from "#lib/jobs/run.ts";
import { sendsTyped } from "#lib/jobs/run-password.ts";
import { losersOf, withRivals } from "#lib/operations/contest.ts";
import { decide, type Verdict } from "#lib/operations/decide.ts";
import type { Holder, Knowledge } from "#lib/operations/knowledge.ts";
import type { User } from "#lib/users/user.ts";

interface ReadItem {
  item: JobItem;
  read: Result<User | null>;
}

/** A user for whom nothing is sent. */
interface PassedItem {
  item: JobItem;
  result: ItemResult;
  /** Cognito has no such user any more. */
  gone: boolean;
}

/**
 * Reads, looks, decides, records, calls, records.
 * @returns the fault that makes going on pointless, if one was met
 */
export async function workBatch(run: Run, items: JobItem[]): Promise<FaultView | null> {
  const { client, job } = run;
  const reading = items.map(async (item) => ({ item, read: await attempt(() => client.read(item.sub, job.share)) }));
  const read = await Promise.all(reading);
  for (const { read: one } of read) if (!one.ok && faults[one.error.code].stopsRuns) return one.error;
  const users = read.flatMap(({ read: one }) => (one.ok && one.value ? [one.value] : []));
  const knowledgeOf = await lookBefore(run, users);
  const verdicts = decideUsers(run, users, knowledgeOf);
  const decided = read.map((one) => decideItem(run, one, verdicts.get(one.item.sub)));
  await closePassed(
    run,
    decided.filter((one) => "result" in one),
  );
  const ready = decided.filter((one) => "verdict" in one);
  return ready.length > 0 ? sendInTurn(run, ready, (some) => sendReady(run, some)) : null;
}

/** What is to be done to each, by sub; two of them that would take the same sign-in name both stay as they are. */
function decideUsers({ job, pool }: Run, users: readonly User[], knowledgeOf: (sub: string) => Knowledge) {
  const decideOne = (user: User, knowledge: Knowledge) => decide(job.operation, user, pool, job.options, knowledge);
  const decided = users.map((user) => ({ user, verdict: decideOne(user, knowledgeOf(user.sub)) }));
  const settled = withRivals(decided, pool.settings, (user, rivals) =>
    decideOne(user, { ...knowledgeOf(user.sub), rivals }),
  );
  return new Map(
    settled.map(({ user, verdict }) => {
      const losers = verdict.apply ? losersOf(verdict, user, pool.settings, knowledgeOf(user.sub)) : [];
      return [user.sub, { verdict, losers }];
    }),
  );
}

interface DecidedUser {
  verdict: Verdict;
  losers: readonly Holder[];
}

function decideItem({ job }: Run, { item, read }: ReadItem, decided: DecidedUser | undefined): ReadyItem | PassedItem {
  const failed = (code: FaultCode, message: string = faults[code].sentence): PassedItem => ({
    ...{ item, result: itemEnd(item, "failed", message, code), gone: false },
  });
  if (!read.ok) return failed(read.error.code, read.error.message);
  const user = read.value;
  if (!user || !decided) {
    const code = "user-not-found";
    return { item, result: itemEnd(item, "skipped", faults[code].sentence, code), gone: true };
  }
  const { verdict, losers } = decided;
  if (!verdict.apply)
    return { item, result: { ...itemEnd(item, "skipped", whyNot(verdict), null), fresh: user }, gone: false };
  if (verdict.steps.some(({ call }) => sendsTyped(call)) && !holds(job.id, "typed")) return failed("password-gone");
  return { item, user, verdict, losers };
}

const whyNot = ({ reason, remedy }: Extract<Verdict, { apply: false }>): string =>
  remedy ? `${reason} ${remedy.text}` : reason;

async function closePassed({ db, job }: Run, passed: PassedItem[]): Promise<void> {
  if (passed.length === 0) return;
  const results = passed.map(({ result }) => result);
  const events = passed.map(({ item, result }) => itemOutcome(job, item, result));
  await mirror(await db.closeItems(job.id, results, events, Date.now()));
  for (const { item, gone } of passed) if (gone) await db.removeUser(job.poolKey, item.sub);
}

/** The calls of all these users on record, side by side. */
async function sendReady(run: Run, ready: ReadyItem[]): Promise<FaultView | null> {
  const lines = await allOnRecord(
    ready.map((one) => callsOf(run, one)),
    bookOf(run, ready),
  );
  // The lease is somebody else's or the run was cancelled: nothing was written, so nothing was sent.
  if (!lines) return null;
  const { db, job } = run;
  for (const [index, one] of ready.entries())
    if (wasDeleted(one, lines[index] ?? [])) await db.removeUser(job.poolKey, one.item.sub);
  return lines.map(stopsRun).find((fault) => fault !== null) ?? null;
}

/** The items change in the same transactions as the audit: `sending` with their intents, what they became with their outcomes. */
const bookOf = (run: Run, ready: ReadyItem[]): Book<CallEnd> => ({
  open: (intents) => {
    const positions = ready.map(({ item }) => item.n);
    return run.db.openItems(run.job.id, run.owner, positions, intents, Date.now());
  },
  close: (lines) => {
    const results = ready.map((one, index) => {
      const line = lines[index] ?? [];
      const shown = shownPassword(line);
      if (shown) hold(run.job.id, one.item.n, shown);
      return itemResult(one, line);
    });
    const outcomes = [
      ...lines.flat().map(({ outcome }) => outcome),
      ...ready.flatMap(({ item }, index) => lostEvents(run, item, lines[index] ?? [])),
    ];
    return run.db.closeItems(run.job.id, results, outcomes, Date.now());
  },
});
