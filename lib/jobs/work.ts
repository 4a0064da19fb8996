import "server-only";
import { randomInt, randomUUID } from "node:crypto";
import type { NewEvent } from "#lib/audit/event.ts";
import { mirror, newEvent } from "#lib/audit/ledger.ts";
import { type CognitoCall, cognitoCalls, detailOf, effectOfAll, passwordOf, provesApplied } from "#lib/calls/call.ts";
import { poolFaults } from "#lib/cognito/fault.ts";
import { type PoolClient, poolClient } from "#lib/cognito/pool-client.ts";
import { readPool } from "#lib/cognito/pool-settings.ts";
import { store } from "#lib/db/connection.ts";
import type { ItemResult, Store } from "#lib/db/store.ts";
import { env } from "#lib/env.ts";
import { attempt, type FaultView, faults } from "#lib/errors.ts";
import type { Job, JobItem } from "#lib/jobs/job.ts";
import { hold, holds, take } from "#lib/jobs/password-vault.ts";
import { announce } from "#lib/jobs/progress.ts";
import { log } from "#lib/log.ts";
import { decide, type Step, type Verdict } from "#lib/operations/decide.ts";
import { generatePassword } from "#lib/operations/password.ts";
import { whyDetail } from "#lib/operations/reason.ts";
import type { Pool } from "#lib/pools/pool.ts";
import { spanned } from "#lib/trace.ts";
import type { User } from "#lib/users/user.ts";

/** Items that travel together: one transaction before their calls, one after (design section 4). */
const slots = 25;
/** How long a dead process keeps others from its runs; a living one renews the lease long before. */
const leaseMs = 30_000;
const renewMs = 10_000;
/** Sends of one call, counting those that Cognito throttled and therefore did not apply. */
const throttledTries = 6;
/** How often runs are looked for that nobody works: broken off, as when the database did not answer, or left by a dead process. */
const watchMs = 5_000;
/** Characters of a password that nobody learns, and of one that is read out. */
const unseenLength = 40;
const shownLength = 14;

interface Worker {
  owner: string;
  running: Set<string>;
  draining: boolean;
  watch: NodeJS.Timeout | null;
}
const shared = globalThis as { __lifeguardWorker?: Worker };

/** The embedded database has one process only, which therefore owns what the process before it has left. */
const ownerName = (): string => (env().DATABASE_URL ? randomUUID() : "this-process");

function worker(): Worker {
  shared.__lifeguardWorker ??= { owner: ownerName(), running: new Set(), draining: false, watch: null };
  return shared.__lifeguardWorker;
}

/** Works a job in this process until it is finished, unless somebody does already. Never throws: its end is in the store. */
export function work(jobId: string): void {
  const { running, draining } = worker();
  if (draining || running.has(jobId)) return;
  running.add(jobId);
  spanned("run", { "lifeguard.run": jobId }, () => workThrough(jobId))
    .catch((error) => log.error("A run broke off, and is taken up again", { run: jobId, error }))
    .finally(() => {
      running.delete(jobId);
      announce(jobId);
    });
}

/** Takes up the jobs that nobody works, now and from now on, and none of their calls again. */
export async function resumeJobs(): Promise<void> {
  await (await store()).forgetReveals();
  await takeUpIdle();
  worker().watch ??= setInterval(() => {
    takeUpIdle().catch((error) => log.error("Runs that nobody works could not be looked for", { error }));
  }, watchMs).unref();
}

async function takeUpIdle(): Promise<void> {
  const db = await store();
  for (const id of await db.idleJobs(worker().owner, Date.now())) work(id);
}

/**
 * Ends after the batches under way; what is left stays pending for the next start.
 * @param waitMs milliseconds after which it returns all the same; outcomes that arrive later are lost, and called unknown
 */
export async function drain(waitMs: number): Promise<void> {
  const { watch } = worker();
  if (watch) clearInterval(watch);
  worker().draining = true;
  const until = Date.now() + waitMs;
  while (worker().running.size > 0 && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 50));
}

interface Run {
  db: Store;
  job: Job;
  pool: Pool;
  client: PoolClient;
  owner: string;
}

async function workThrough(jobId: string): Promise<void> {
  const db = await store();
  const { owner } = worker();
  if (!(await db.leaseJob(jobId, owner, Date.now(), leaseMs))) return;
  const renewal = setInterval(() => {
    // A lease that is lost shows at the next batch; this one's outcomes are recorded all the same.
    db.leaseJob(jobId, owner, Date.now(), leaseMs).catch((error) =>
      log.error("A run has no new lease", { run: jobId, error }),
    );
  }, renewMs);
  try {
    await workLeased(db, jobId, owner);
  } finally {
    clearInterval(renewal);
  }
  // Another process need not wait for the lease of one that is stopping.
  if (worker().draining) await db.leaseJob(jobId, owner, Date.now(), 0);
}

async function workLeased(db: Store, jobId: string, owner: string): Promise<void> {
  const job = await db.readJob(jobId);
  if (!job) return;
  const opened = await attempt(() => readPool(job.poolKey));
  if (!opened.ok) return stop(db, job, opened.error);
  const run: Run = { db, job, pool: opened.value, client: poolClient(opened.value), owner };

  const abandoned = await db.abandonedItems(jobId);
  if (abandoned.length > 0) await settleAbandoned(run, abandoned);

  while (!worker().draining) {
    if (!(await db.leaseJob(jobId, owner, Date.now(), leaseMs))) return;
    const items = await db.pendingItems(jobId, slots);
    if (items.length === 0) {
      await mirror(await db.endJob(jobId, "finished", null, null, Date.now()));
      return;
    }
    const fault = await workBatch(run, items);
    announce(jobId);
    if (fault) return stop(db, job, fault);
  }
}

/** The whole pool cannot be worked: the run ends with the reason, and what was not sent says so. */
async function stop(db: Store, job: Job, fault: FaultView): Promise<void> {
  const event = newEvent({
    at: Date.now(),
    kind: "outcome",
    action: "end-job",
    actor: job.actor,
    role: job.role,
    poolKey: job.poolKey,
    jobId: job.id,
    outcome: "failed",
    code: fault.code,
    message: fault.message,
    detail: whyDetail(job),
  });
  await mirror(await db.endJob(job.id, "stopped", fault.message, event, Date.now()));
}

interface Ready {
  item: JobItem;
  user: User;
  verdict: Extract<Verdict, { apply: true }>;
  intents: NewEvent[];
}

/** Reads, decides, records, calls, records. Returns the fault that makes going on pointless, if one was met. */
async function workBatch(run: Run, items: JobItem[]): Promise<FaultView | null> {
  const { db, job, pool, client, owner } = run;
  const read = await Promise.all(items.map((item) => attempt(() => client.read(item.sub, job.share))));
  const broken = read.find((result) => !result.ok && poolFaults.includes(result.error.code));
  if (broken && !broken.ok) return broken.error;

  const ready: Ready[] = [];
  const passed: ItemResult[] = [];
  const gone: string[] = [];
  items.forEach((item, index) => {
    const result = read[index];
    if (!result?.ok) {
      const error = result?.error ?? { code: "unreachable" as const, message: faults.unreachable };
      passed.push(ended(item, "failed", error.message, error.code));
      return;
    }
    const user = result.value;
    if (!user) {
      gone.push(item.sub);
      passed.push(ended(item, "skipped", faults["user-not-found"], "user-not-found"));
      return;
    }
    const verdict = decide(job.operation, user, pool, job.options);
    if (!verdict.apply) {
      passed.push({ ...ended(item, "skipped", explain(verdict), null), fresh: user });
      return;
    }
    if (needsTyped(verdict.steps) && !holds(job.id, "typed")) {
      passed.push(ended(item, "failed", faults["password-gone"], "password-gone"));
      return;
    }
    ready.push({ item, user, verdict, intents: verdict.steps.map((step) => intentOf(job, item, user, step)) });
  });

  if (passed.length > 0) {
    const events = passed.map((result) =>
      newEvent({
        ...about(job, items.find((item) => item.n === result.n) as JobItem),
        at: Date.now(),
        kind: "outcome",
        outcome: result.state === "skipped" ? "skipped" : "failed",
        code: result.code,
        message: result.message,
      }),
    );
    await mirror(await db.closeItems(job.id, passed, events, Date.now()));
  }
  for (const sub of gone) await db.removeUser(job.poolKey, sub);
  if (ready.length === 0) return null;

  const sealed = await db.openItems(
    job.id,
    owner,
    ready.map(({ item }) => item.n),
    ready.flatMap(({ intents }) => intents),
    Date.now(),
  );
  // The lease is somebody else's or the run was cancelled: nothing was written, so nothing is sent.
  if (!sealed) return null;
  await mirror(sealed);

  const worked = await Promise.all(ready.map((one) => carryOut(run, one)));
  await mirror(
    await db.closeItems(
      job.id,
      worked.map(({ result }) => result),
      worked.flatMap(({ events }) => events),
      Date.now(),
    ),
  );
  for (const { result, deleted } of worked)
    if (deleted) await db.removeUser(job.poolKey, (items.find(({ n }) => n === result.n) as JobItem).sub);
  return worked.find(({ stopping }) => stopping)?.stopping ?? null;
}

interface Worked {
  result: ItemResult;
  events: NewEvent[];
  stopping: FaultView | null;
  /** The user is no more, and leaves the directory. */
  deleted: boolean;
}

/** The calls of one user, one after another; the first that is not done ends it, and the rest are recorded as not sent. */
async function carryOut(run: Run, { item, user, verdict, intents }: Ready): Promise<Worked> {
  const events: NewEvent[] = [];
  const done: CognitoCall[] = [];
  let end: { state: "failed" | "unknown"; fault: FaultView } | null = null;
  let regained = false;
  let shown: string | null = null;
  for (const [index, { call }] of verdict.steps.entries()) {
    const intent = intents[index] as NewEvent;
    const outcome = (fields: Pick<NewEvent, "outcome" | "code" | "message" | "requestId">): void => {
      events.push({ ...intent, ...fields, id: randomUUID(), at: Date.now(), kind: "outcome", intentId: intent.id });
    };
    if (end) {
      outcome({
        outcome: "skipped",
        code: null,
        message: "Not sent, because the step before it was not done.",
        requestId: null,
      });
      continue;
    }
    const password = passwordFor(run, call);
    const sent = await send(run, call, user.username, password);
    if (sent.ok) {
      if (passwordOf(call) === "shown") shown = password;
      done.push(call);
      outcome({ outcome: "done", code: null, message: null, requestId: sent.value });
      continue;
    }
    if (sent.error.code === "outcome-unknown" && (await wasApplied(run, call, user))) {
      if (passwordOf(call) === "shown") shown = password;
      done.push(call);
      regained = true;
      outcome({
        outcome: "done",
        code: null,
        message: "The answer was lost; reading the user back shows that it was done.",
        requestId: null,
      });
      continue;
    }
    const state = sent.error.code === "outcome-unknown" ? "unknown" : "failed";
    end = { state, fault: without(sent.error, password) };
    outcome({ outcome: state, code: end.fault.code, message: told(end.fault), requestId: null });
  }
  if (shown) hold(run.job.id, item.n, shown);
  const becomes = done.length > 0 ? { modifiedAt: Date.now(), ...effectOfAll(done) } : null;
  const result: ItemResult = end
    ? { ...ended(item, end.state, told(end.fault), end.fault.code), becomes, revealable: shown !== null }
    : {
        n: item.n,
        state: "done",
        code: null,
        message: regained
          ? "The answer was lost; reading the user back shows that it was done."
          : (verdict.notes.find((note) => note.startsWith("The account stays disabled")) ?? null),
        revealable: shown !== null,
        becomes,
        fresh: null,
      };
  return {
    result,
    events,
    stopping: end && poolFaults.includes(end.fault.code) ? end.fault : null,
    deleted: done.some(({ name }) => cognitoCalls[name].ends === "user"),
  };
}

const needsTyped = (steps: Step[]): boolean => steps.some(({ call }) => passwordOf(call) === "typed");

function passwordFor({ job, pool }: Run, call: CognitoCall): string | null {
  const origin = passwordOf(call);
  if (origin === null) return null;
  if (origin === "typed") return take(job.id, "typed");
  const length = origin === "unseen" ? unseenLength : shownLength;
  return generatePassword(pool.settings.passwordPolicy, length, randomInt);
}

/** Sends once; again only while Cognito says that it did not take the request. */
async function send({ client, job }: Run, call: CognitoCall, username: string, password: string | null) {
  for (let tried = 1; ; tried++) {
    const sent = await attemptAll(() => client.send(call, username, password, job.share));
    if (sent.ok || sent.error.code !== "throttled" || tried >= throttledTries || worker().draining) return sent;
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 300 * 2 ** tried));
  }
}

/** Like attempt, but an error that nobody can name leaves the outcome unknown: the request may have gone out. */
async function attemptAll<T>(run: () => Promise<T>) {
  try {
    return await attempt(run);
  } catch (error) {
    log.error("A call to Cognito ended in a way that is not known", { error });
    return {
      ok: false as const,
      error: { code: "outcome-unknown" as const, message: faults["outcome-unknown"], said: null },
    };
  }
}

async function wasApplied({ client, job }: Run, call: CognitoCall, before: User): Promise<boolean> {
  const after = await attempt(() => client.reread(before.username, job.share));
  return after.ok && after.value !== null && provesApplied(call, before, after.value);
}

/** Items that were being sent when a process ended: nothing is sent again; what they became is a person's to decide. */
async function settleAbandoned({ db, job }: Run, items: JobItem[]): Promise<void> {
  const message =
    "The console stopped while this was being sent, so it is not known whether it was done. Look at the user before trying again.";
  const results = items.map((item) => ended(item, "unknown", message, "outcome-unknown"));
  const events = items.map((item) =>
    newEvent({
      ...about(job, item),
      at: Date.now(),
      kind: "outcome",
      outcome: "unknown",
      code: "outcome-unknown",
      message,
    }),
  );
  await mirror(await db.closeItems(job.id, results, events, Date.now()));
}

const about = (job: Job, item: JobItem) => ({
  action: job.operation,
  actor: job.actor,
  role: job.role,
  poolKey: job.poolKey,
  target: { sub: item.sub, username: item.username, label: item.label },
  jobId: job.id,
  item: item.n,
  detail: whyDetail(job),
});

const intentOf = (job: Job, item: JobItem, user: User, { operation, call }: Step): NewEvent =>
  newEvent({
    ...about(job, item),
    at: Date.now(),
    kind: "intent",
    action: operation,
    call: call.name,
    detail: { ...detailOf(call, user), ...whyDetail(job) },
  });

const explain = ({ reason, remedy }: Extract<Verdict, { apply: false }>): string =>
  remedy ? `${reason} ${remedy.text}` : reason;

/** Cognito's words, and more so a trigger's, are somebody else's: a password that they repeat is taken out before they are kept. */
const without = (fault: FaultView, password: string | null): FaultView =>
  password && fault.said ? { ...fault, said: fault.said.replaceAll(password, "••••") } : fault;

const told = ({ code, message, said }: FaultView): string =>
  said && ["password-policy", "trigger-refused", "refused-by-cognito", "rejected-input"].includes(code)
    ? `${message} Cognito says: “${said}”`
    : message;

const ended = (item: JobItem, state: ItemResult["state"], message: string | null, code: string | null): ItemResult => ({
  n: item.n,
  state,
  code,
  message,
  revealable: false,
  becomes: null,
  fresh: null,
});
