import "server-only";
import { EventEmitter } from "node:events";
import { processWide } from "#lib/process-wide.ts";

const progress = processWide("run-progress", () => new EventEmitter().setMaxListeners(0));

/** Tells pages that follow a job that something of it has changed; what, they read from the store. */
export const announce = (jobId: string): void => {
  progress.get().emit(jobId);
};

/** @returns a function that ends the subscription */
export function follow(jobId: string, listener: () => void): () => void {
  progress.get().on(jobId, listener);
  return () => progress.get().off(jobId, listener);
}
