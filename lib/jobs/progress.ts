import "server-only";
import { EventEmitter } from "node:events";

const shared = globalThis as { __lifeguardProgress?: EventEmitter };

function bus(): EventEmitter {
  shared.__lifeguardProgress ??= new EventEmitter().setMaxListeners(0);
  return shared.__lifeguardProgress;
}

/** Tells pages that follow a job that something of it has changed; what, they read from the store. */
export const announce = (jobId: string): void => {
  bus().emit(jobId);
};

/** @returns a function that ends the subscription */
export function follow(jobId: string, listener: () => void): () => void {
  bus().on(jobId, listener);
  return () => bus().off(jobId, listener);
}
