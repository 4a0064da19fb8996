import type { Durability } from "#lib/db/pglite.ts";
import type { Store } from "#lib/db/store.ts";
import { Fault, type FaultCode } from "#lib/errors.ts";

// What crosses between the console and the thread of its embedded database.

export interface WorkerOptions {
  dataDir: string;
  migrationsFolder: string;
  durability: Durability;
}

export interface Call {
  id: number;
  method: keyof Store;
  args: unknown[];
}

export type Answer =
  | { ready: true }
  | { ready: false; error: ErrorMessage }
  | { id: number; result: unknown }
  | { id: number; error: ErrorMessage };

/** An error loses its class on the way, so it travels as data. */
export interface ErrorMessage {
  name: string;
  message: string;
  stack: string | undefined;
  /** Of a Fault. */
  fault: { code: FaultCode; said: string | null } | null;
  cause: ErrorMessage | null;
}

export function toMessage(error: unknown): ErrorMessage {
  if (!(error instanceof Error))
    return { name: "Error", message: String(error), stack: undefined, fault: null, cause: null };
  return {
    name: error.name,
    message: error.message,
    stack: error.stack,
    fault: error instanceof Fault ? { code: error.code, said: error.said } : null,
    cause: error.cause === undefined ? null : toMessage(error.cause),
  };
}

export function toError({ name, message, stack, fault, cause }: ErrorMessage): Error {
  const underneath = cause ? { cause: toError(cause) } : {};
  const error = fault
    ? new Fault(fault.code, { sentence: message, ...(fault.said !== null && { said: fault.said }), ...underneath })
    : Object.assign(new Error(message, underneath), { name });
  if (stack) error.stack = stack;
  return error;
}
