import "server-only";
import { randomUUID } from "node:crypto";
import { env } from "#lib/env.ts";
import { processWide } from "#lib/process-wide.ts";

/** This process as one that works runs. */
interface Worker {
  /** Whose leases are its own. */
  owner: string;
  /** Ids of the runs under way here. */
  running: Set<string>;
  /** Told to stop: what is under way is ended and nothing else begun. */
  draining: boolean;
  /** Looks for runs that nobody works. */
  watch: NodeJS.Timeout | null;
}

/** The embedded database has one process only, which therefore owns what the process before it has left. */
const ownerName = (): string => (env().DATABASE_URL ? randomUUID() : "this-process");

export const worker = processWide(
  "run-worker",
  (): Worker => ({ owner: ownerName(), running: new Set(), draining: false, watch: null }),
);
