import "server-only";
import { createHash, timingSafeEqual } from "node:crypto";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Sweep } from "#lib/db/store.ts";
import { processWide } from "#lib/process-wide.ts";

/** Seconds. A call to Cognito takes from some tens of milliseconds to its limit of ten seconds. */
const callBuckets = [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** Waiting for the quota is mostly no wait at all, and in a long run minutes for those who come last. */
const queueBuckets = [0.001, 0.01, 0.1, 0.5, 1, 5, 15, 60, 300];
const databaseBuckets = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 15];

function create() {
  const register = new Registry();
  const registers = [register];
  return {
    register,
    calls: new Counter({
      name: "lifeguard_cognito_calls_total",
      help: "Calls to Cognito by operation, pool and outcome; the outcome is done, or the code of the failure.",
      labelNames: ["operation", "pool", "outcome"] as const,
      registers,
    }),
    callSeconds: new Histogram({
      name: "lifeguard_cognito_call_seconds",
      help: "From sending a call to Cognito to its answer.",
      labelNames: ["operation"] as const,
      buckets: callBuckets,
      registers,
    }),
    throttles: new Counter({
      name: "lifeguard_cognito_throttles_total",
      help: "Calls that Cognito throttled, by quota category.",
      labelNames: ["category"] as const,
      registers,
    }),
    queueSeconds: new Histogram({
      name: "lifeguard_cognito_queue_seconds",
      help: "How long calls waited for their turn in the quota, by category and by who asks.",
      labelNames: ["category", "class"] as const,
      buckets: queueBuckets,
      registers,
    }),
    sweepSeconds: new Gauge({
      name: "lifeguard_sweep_seconds",
      help: "How long the last listing of a whole pool by this process took.",
      labelNames: ["pool"] as const,
      registers,
    }),
    sweepAge: new Gauge({
      name: "lifeguard_sweep_age_seconds",
      help: "Time since a pool's users were last listed completely: everyone (full), or those in trouble (troubled).",
      labelNames: ["pool", "listed"] as const,
      registers,
    }),
    sweepProblem: new Gauge({
      name: "lifeguard_sweep_problem",
      help: "1 when the pool's last sweep failed.",
      labelNames: ["pool"] as const,
      registers,
    }),
    runs: new Counter({
      name: "lifeguard_runs_total",
      help: "Runs that this process started or ended, by what became of them.",
      labelNames: ["state"] as const,
      registers,
    }),
    items: new Counter({
      name: "lifeguard_items_total",
      help: "Users that runs of this process came to, by outcome.",
      labelNames: ["outcome"] as const,
      registers,
    }),
    databaseSeconds: new Histogram({
      name: "lifeguard_database_seconds",
      help: "How long transactions of the console's own database took, by what they were for and outcome.",
      labelNames: ["transaction", "outcome"] as const,
      buckets: databaseBuckets,
      registers,
    }),
  };
}

const measured = processWide("metrics", create);

/** The one set of this process. */
export const metrics = (): ReturnType<typeof create> => measured.get();

const processMeasures = processWide("process-metrics", () => {
  collectDefaultMetrics({ register: metrics().register });
  return true;
});

/** Memory, CPU, event loop and garbage collection of this process, from now on. */
export function measureProcess(): void {
  processMeasures.get();
}

/** Sets what is known of the sweeps at the moment of a scrape; of a pool never listed there is no age. */
export function measureSweeps(sweeps: { pool: string; sweep: Sweep }[], now: number): void {
  const { sweepAge, sweepProblem } = metrics();
  sweepAge.reset();
  sweepProblem.reset();
  for (const { pool, sweep } of sweeps) {
    sweepProblem.set({ pool }, sweep.problem === null ? 0 : 1);
    if (sweep.fullAt !== null) sweepAge.set({ pool, listed: "full" }, (now - sweep.fullAt) / 1000);
    if (sweep.troubledAt !== null) sweepAge.set({ pool, listed: "troubled" }, (now - sweep.troubledAt) / 1000);
  }
}

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Whether the header brings this token; takes as long for a wrong one. */
export const bearsToken = (authorization: string | null, token: string): boolean =>
  timingSafeEqual(digest(authorization ?? ""), digest(`Bearer ${token}`));
