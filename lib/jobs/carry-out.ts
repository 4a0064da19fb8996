import "server-only";
import { type Intent, intentOf, type OutcomeFields } from "#lib/audit/intent.ts";
import type { ClosedCall, RecordedCall, Settled } from "#lib/audit/on-record.ts";
import { type CognitoCall, cognitoCalls, detailOf, effectOfAll, provesApplied } from "#lib/calls/call.ts";
import type { ItemResult } from "#lib/db/store.ts";
import { attempt, Fault, type FaultView, faults, type Result, wholeSentence } from "#lib/errors.ts";
import type { JobItem } from "#lib/job.ts";
import { expectedOfLoser, type LostName, lostText, readLosers, takenDetail } from "#lib/jobs/lost-name.ts";
import { itemFields, type Run } from "#lib/jobs/run.ts";
import { passwordFor, sendsShown } from "#lib/jobs/run-password.ts";
import { worker } from "#lib/jobs/worker.ts";
import { losersOfCall } from "#lib/operations/contest.ts";
import { afterRefusedMail } from "#lib/operations/daily-mail.ts";
import type { Step, Verdict } from "#lib/operations/decide.ts";
import type { Holder } from "#lib/operations/knowledge.ts";
import { channelOf, channelWords } from "#lib/operations/message-channel.ts";
import { whyDetail } from "#lib/operations/reason.ts";
import { factorsHinderRecovery } from "#lib/operations/recovery.ts";
import type { PoolSettings } from "#lib/pools/pool.ts";
import { type User, userLabel } from "#lib/users/user.ts";

/** Sends of one call, counting those that Cognito throttled and therefore did not apply. */
const throttledTries = 6;

/** A user of a run for whom something is to be sent, as Cognito had it just before. */
export interface ReadyItem {
  item: JobItem;
  user: User;
  verdict: Extract<Verdict, { apply: true }>;
  /** Who loses a sign-in name to the user by it. */
  losers: readonly Holder[];
}

/** What is left of a call that was sent. */
export interface CallEnd {
  /** A password that was set and may be looked at once. */
  shown: string | null;
  /** Why it was not done. */
  fault: FaultView | null;
  /** Those who have lost a sign-in name by it, or may have. */
  lost: readonly LostName[];
}

/** The calls for one user, one after another. */
export const callsOf = (run: Run, ready: ReadyItem): RecordedCall<string | null, CallEnd>[] =>
  ready.verdict.steps.map((step, at) => {
    const before = { ...ready.user, ...effectOfAll(ready.verdict.steps.slice(0, at).map(({ call }) => call)) };
    return recordedCall(run, ready, step, losersOfCall(step.call, before, run.pool.settings, ready.losers));
  });

function recordedCall(
  run: Run,
  { item, user }: ReadyItem,
  step: Step,
  losers: readonly Holder[],
): RecordedCall<string | null, CallEnd> {
  const { call } = step;
  let password: string | null = null;
  return {
    intent: stepIntent(run, item, user, step, losers),
    call: () => {
      password = passwordFor(run, call);
      return sendCall(run, call, user.username, password);
    },
    settle: async (sent) => {
      const { recorded, value } = await settle(run, call, user, password, sent);
      // what was not done took nothing; of what is not known, nobody can say
      const lost = recorded.outcome === "failed" ? [] : await readLosers(run, losers);
      return { recorded, value: { ...value, lost } };
    },
  };
}

const stepIntent = (
  { job, pool }: Run,
  item: JobItem,
  user: User,
  { operation, call }: Step,
  losers: readonly Holder[],
): Intent =>
  intentOf({
    ...itemFields(job, item),
    at: Date.now(),
    action: operation,
    call: call.name,
    detail: {
      ...detailOf(call, user),
      ...takenDetail(losers),
      ...sendsDetail(call, user, pool.settings),
      ...whyDetail(job),
    },
  });

/** How the call's message goes, by which the e-mails of a day are counted. */
function sendsDetail(call: CognitoCall, user: User, settings: PoolSettings): { sends?: string } {
  const channel = channelOf(call, user, settings);
  return channel ? { sends: channelWords[channel] } : {};
}

/** Sends once; again only while Cognito says that it did not take the request. Answers with the request's id. */
async function sendCall({ client, job }: Run, call: CognitoCall, username: string, password: string | null) {
  for (let tried = 1; ; tried++) {
    try {
      return await client.send(call, username, password, job.share);
    } catch (error) {
      const throttled = error instanceof Fault && error.code === "throttled";
      if (!throttled || tried >= throttledTries || worker.get().draining) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 300 * 2 ** tried));
  }
}

const regained = "The answer was lost; reading the user back shows that it was done.";

async function settle(
  run: Run,
  call: CognitoCall,
  user: User,
  password: string | null,
  sent: Result<string | null>,
): Promise<Settled<CallEnd>> {
  const done = (recorded: Omit<OutcomeFields, "outcome">): Settled<CallEnd> => ({
    recorded: { outcome: "done", ...recorded },
    value: { shown: sendsShown(call) ? password : null, fault: null, lost: [] },
  });
  if (sent.ok) return done({ requestId: sent.value });
  const fault = withAftermath(call, user, withFactorCause(without(sent.error, password), run.pool));
  const lost = fault.code === "outcome-unknown";
  if (lost && (await wasApplied(run, call, user))) return done({ message: regained });
  return {
    recorded: { outcome: lost ? "unknown" : "failed", code: fault.code, message: wholeSentence(fault) },
    value: { shown: null, fault, lost: [] },
  };
}

/** Cognito's words, and more so a trigger's, are somebody else's: a password that they repeat is taken out before they are kept. */
const without = (fault: FaultView, password: string | null): FaultView =>
  password && fault.said ? { ...fault, said: fault.said.replaceAll(password, "••••") } : fault;

/** A message that was refused may have taken the way in along that the user had: whoever reads of it learns what to do. */
function withAftermath({ name }: CognitoCall, user: User, fault: FaultView): FaultView {
  const { sends } = cognitoCalls[name];
  if (fault.code !== "mail-limit" || sends === "nothing") return fault;
  return { ...fault, message: `${fault.message} ${afterRefusedMail(sends, userLabel(user))}` };
}

/** Cognito says the same of a contact that is missing and of one that the second factor has taken (cognito.md 8.2). */
const withFactorCause = (fault: FaultView, { settings }: Run["pool"]): FaultView =>
  fault.code === "no-verified-contact" && factorsHinderRecovery(settings)
    ? {
        ...fault,
        message:
          "There is no verified e-mail address or phone number that a code may go to. If one is shown as verified, the second factor goes there too, and no recovery code does.",
      }
    : fault;

async function wasApplied({ client, job }: Run, call: CognitoCall, before: User): Promise<boolean> {
  const after = await attempt(() => client.reread(before.username, job.share));
  return after.ok && after.value !== null && provesApplied(call, before, after.value);
}

/** The user's calls that are done, after which the first that is not ended it. */
const doneCalls = ({ verdict }: ReadyItem, line: readonly ClosedCall<CallEnd>[]): CognitoCall[] =>
  verdict.steps.filter((_, index) => line[index]?.outcome.outcome === "done").map(({ call }) => call);

/** The password that was set for the user and may be looked at once. */
export const shownPassword = (line: readonly ClosedCall<CallEnd>[]): string | null =>
  line.flatMap(({ value }) => value?.shown ?? []).at(-1) ?? null;

/** Why going on with the whole run is pointless, if it is. */
export const stopsRun = (line: readonly ClosedCall<CallEnd>[]): FaultView | null =>
  line.flatMap(({ value }) => value?.fault ?? []).find(({ code }) => faults[code].stopsRuns) ?? null;

/** Whether the user is no more, and leaves the directory. */
export const wasDeleted = (ready: ReadyItem, line: readonly ClosedCall<CallEnd>[]): boolean =>
  doneCalls(ready, line).some(({ name }) => cognitoCalls[name].ends === "user");

/** What the run keeps of the user, once its calls are over. */
export function itemResult(ready: ReadyItem, line: readonly ClosedCall<CallEnd>[]): ItemResult {
  const { item, verdict } = ready;
  const done = doneCalls(ready, line);
  const whole = done.length === verdict.steps.length;
  const end = line.map(({ outcome }) => outcome).find(({ outcome }) => outcome !== "done");
  const readBack = line.some(({ outcome }) => outcome.message === regained);
  const stays = verdict.notes.find((text) => text.startsWith("The account stays disabled"));
  const lost = line.flatMap(({ value }) => value?.lost ?? []);
  const note = [stays, ...lost.map(lostText)].filter(Boolean).join(" ") || null;
  return {
    n: item.n,
    state: whole ? "done" : end?.outcome === "failed" ? "failed" : "unknown",
    code: end?.code ?? null,
    message: whole ? (readBack ? regained : note) : (end?.message ?? null),
    revealable: shownPassword(line) !== null,
    becomes: done.length > 0 ? { modifiedAt: Date.now(), ...effectOfAll(done) } : null,
    fresh: null,
    others: done.length > 0 ? lost.map(expectedOfLoser) : [],
  };
}
