import "server-only";
import { config } from "#lib/config.ts";
import { store } from "#lib/db/connection.ts";
import { startSweeps, stopSweeps } from "#lib/directory/sweep.ts";
import { env } from "#lib/env.ts";
import { drainJobs, resumeJobs } from "#lib/jobs/supervise.ts";
import { log, takeOverErrors } from "#lib/log.ts";
import { measureProcess } from "#lib/metrics.ts";
import { processWide } from "#lib/process-wide.ts";

/** How long a stop waits for calls to Cognito that are under way; their outcomes are lost otherwise. */
const drainMs = 20_000;
/** How long to wait before asking a database again that did not answer at the start. */
const againMs = 2_000;

export const stopSignal = processWide("stopping", () => new AbortController());
/** Sends what traces are left. */
const flushTraces = processWide<(() => Promise<void>) | null>("flush-traces", () => null);

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Aborted when the process is told to end: open streams close, so that the server can. */
export const stopping = (): AbortSignal => stopSignal.get().signal;

/**
 * Checks environment and configuration, opens the store, takes up unfinished runs and starts the sweeps. A mistake in environment or
 * configuration ends the process with its sentence; a database that does not answer is asked again.
 */
export async function start(): Promise<void> {
  try {
    env();
    config();
  } catch (error) {
    log.error("The console cannot start", { reason: reasonOf(error) });
    process.exit(1);
  }
  // In development the texts of errors are what one wants to see.
  if (process.env.NODE_ENV === "production") takeOverErrors();
  await observe();
  stopping();
  if (!process.env.NEXT_MANUAL_SIG_HANDLE)
    log.warn("NEXT_MANUAL_SIG_HANDLE is not set: a stop will not wait for the calls to Cognito that are under way");
  for (const [signal, code] of [
    ["SIGTERM", 143],
    ["SIGINT", 130],
  ] as const)
    process.once(signal, () => void stop(code));
  void openAndResume();
}

/** Starts what is measured of the process, and the export of traces, where they are configured. */
async function observe(): Promise<void> {
  const { LIFEGUARD_METRICS_TOKEN, OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_SERVICE_NAME } = env();
  if (LIFEGUARD_METRICS_TOKEN) measureProcess();
  if (!OTEL_EXPORTER_OTLP_ENDPOINT) return;
  const { exportTraces } = await import("#lib/otlp.ts");
  flushTraces.set(exportTraces(OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_SERVICE_NAME));
}

async function openAndResume(): Promise<void> {
  while (!stopping().aborted) {
    try {
      await store();
      await resumeJobs();
      startSweeps();
      return;
    } catch (error) {
      const { cause } = error as Error;
      const reason = [error, cause]
        .filter((part) => part instanceof Error)
        .map(reasonOf)
        .join(" ");
      log.error("The console is not usable yet", { reason });
      await new Promise((resolve) => setTimeout(resolve, againMs));
    }
  }
}

/** Next leaves the signals to us by NEXT_MANUAL_SIG_HANDLE, as it would not wait for what is under way. */
async function stop(code: number): Promise<void> {
  try {
    stopSignal.get().abort();
    stopSweeps();
    await drainJobs(drainMs);
    await (await store()).close();
    await flushTraces.get()?.();
  } catch (error) {
    log.error("The console could not stop in order", { error });
  }
  process.exit(code);
}
