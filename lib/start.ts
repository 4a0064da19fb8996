import "server-only";
import { config } from "#lib/config.ts";
import { store } from "#lib/db/connection.ts";
import { startSweeps, stopSweeps } from "#lib/directory/sweep.ts";
import { env } from "#lib/env.ts";
import { drain, resumeJobs } from "#lib/jobs/work.ts";

/** How long a stop waits for calls to Cognito that are under way; their outcomes are lost otherwise. */
const drainMs = 20_000;
/** How long to wait before asking a database again that did not answer at the start. */
const againMs = 2_000;

const shared = globalThis as { __lifeguardStopping?: AbortController };

/** Aborted when the process is told to end: open streams close, so that the server can. */
export function stopping(): AbortSignal {
  shared.__lifeguardStopping ??= new AbortController();
  return shared.__lifeguardStopping.signal;
}

/**
 * Checks environment and configuration, opens the store, takes up unfinished runs and starts the sweeps. A mistake in environment or
 * configuration ends the process with its sentence; a database that does not answer is asked again.
 */
export async function start(): Promise<void> {
  try {
    env();
    config();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
  stopping();
  if (!process.env.NEXT_MANUAL_SIG_HANDLE)
    console.error(
      "NEXT_MANUAL_SIG_HANDLE is not set: a stop will not wait for the calls to Cognito that are under way.",
    );
  for (const [signal, code] of [
    ["SIGTERM", 143],
    ["SIGINT", 130],
  ] as const)
    process.once(signal, () => void stop(code));
  void openAndResume();
}

async function openAndResume(): Promise<void> {
  while (!stopping().aborted) {
    try {
      await store();
      await resumeJobs();
      startSweeps();
      return;
    } catch (error) {
      const { message, cause } = error as Error;
      console.error(message, cause instanceof Error ? cause.message : "");
      await new Promise((resolve) => setTimeout(resolve, againMs));
    }
  }
}

/** Next leaves the signals to us by NEXT_MANUAL_SIG_HANDLE, as it would not wait for what is under way. */
async function stop(code: number): Promise<void> {
  try {
    shared.__lifeguardStopping?.abort();
    stopSweeps();
    await drain(drainMs);
    await (await store()).close();
  } catch (error) {
    console.error("The console could not stop in order:", error);
  }
  process.exit(code);
}
