import { Fault } from "#lib/errors.ts";

const networkCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ECONNABORTED",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOENT", // the server's Unix socket
]);

// Connection, resources, shutdown, system and internal errors; then cancelled, lock not to be had, conflict, standby, idle in a
// transaction, and a server that does not let the console in.
const troubleStates = /^(08|53|57P|58|XX|57014|55P03|40001|40P01|25006|25P03|28|3D000)/;

// The driver and PGlite give these no code.
const troubleMessages =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed|Query read timeout|Cannot use a pool after calling end|PGlite is clos)/i;

// After any of these the instance is beyond use, whatever it answers next.
const brokenMessages = /^(PGlite is clos|Aborted\(|PGlite failed to initialize)/i;

/** An error and everything underneath: drizzle wraps what the driver throws. */
function* causes(error: unknown): Generator<{ code?: unknown; name?: unknown; message?: unknown }> {
  for (let depth = 0; depth < 8 && typeof error === "object" && error !== null; depth++) {
    yield error;
    error = (error as { cause?: unknown }).cause;
  }
}

/** The SQLSTATE or network code, wherever it stands. */
export function errorCode(error: unknown): string | null {
  for (const { code } of causes(error)) if (typeof code === "string") return code;
  return null;
}

/** True for errors after which an embedded database must be opened anew. */
export function isBroken(error: unknown): boolean {
  for (const cause of causes(error))
    if (
      cause instanceof WebAssembly.RuntimeError ||
      cause.name === "ExitStatus" ||
      (typeof cause.message === "string" && brokenMessages.test(cause.message))
    )
      return true;
  return false;
}

/** True when the database, rather than the console, is at fault. */
export function isTrouble(error: unknown): boolean {
  if (isBroken(error)) return true;
  for (const { code, message } of causes(error)) {
    if (typeof code === "string" && (networkCodes.has(code) || troubleStates.test(code))) return true;
    if (typeof message === "string" && troubleMessages.test(message)) return true;
  }
  return false;
}

/** What to throw: `Fault("database")` for a database in trouble; every other error is a bug and goes on as it is. */
export function databaseError(error: unknown): unknown {
  if (error instanceof Fault || !isTrouble(error)) return error;
  return new Fault("database", { cause: error });
}
