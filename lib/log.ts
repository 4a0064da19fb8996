import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { createHmac } from "node:crypto";
import { env, logForm } from "#lib/env.ts";
import { processWide } from "#lib/process-wide.ts";

/**
 * All that a line may say beside its sentence. There is no place for a user's name, address or sub, nor for the text of an error:
 * those of the database driver and of Cognito repeat what they were given.
 */
export interface LogFields {
  pool?: string | null;
  run?: string;
  action?: string;
  route?: string;
  outcome?: string;
  /** Milliseconds. */
  took?: number;
  /** From `staffName`. */
  staff?: string | null;
  /** The console's own words about its configuration or its database server, which know of no user. */
  reason?: string;
  error?: unknown;
}

type Level = "info" | "warn" | "error";

interface ErrorView {
  name: string;
  code?: string;
  /** Next's name for an error that a screen shows in place of its text. */
  digest?: string;
  at: string[];
  cause?: ErrorView;
}

const mostFrames = 6;
const mostCauses = 5;
/** What a name or code looks like, so that no text passes for one. */
const word = /^[\w.:-]{1,60}$/;
const wordOf = (value: unknown): string | undefined =>
  typeof value === "string" && word.test(value) ? value : undefined;

/** Where an error arose and what kind it is, without its text. */
export function describeError(error: unknown, depth = 0): ErrorView {
  if (!(error instanceof Error)) return { name: typeof error, at: [] };
  const { code, digest } = error as { code?: unknown; digest?: unknown };
  const stack = error.stack ?? "";
  const told = stack.indexOf(error.message);
  const frames = (told < 0 ? stack : stack.slice(told + error.message.length)).split("\n");
  return {
    name: wordOf(error.name) ?? "Error",
    ...(wordOf(code) && { code: wordOf(code) }),
    ...(wordOf(digest) && { digest: wordOf(digest) }),
    at: frames
      .map((line) => line.trim())
      .filter((line) => line.startsWith("at "))
      .slice(0, mostFrames)
      .map((line) => line.slice(3)),
    ...(error.cause !== undefined && depth < mostCauses && { cause: describeError(error.cause, depth + 1) }),
  };
}

const requests = processWide("log-requests", () => new AsyncLocalStorage<string>());

/** What prints errors, once the console's own has been taken over. */
export const errorPrinter = processWide<typeof console.error | null>("log-error-printer", () => null);

/** Every line written while `work` runs names this request. */
export const withinRequest = <T>(id: string, work: () => T): T => requests.get().run(id, work);

/** A member of staff in the log: always the same, and of use only to who can ask the audit with the console's own secret. */
export const staffName = (sub: string): string =>
  createHmac("sha256", `lifeguard log ${env().NEXTAUTH_SECRET}`).update(sub).digest("hex").slice(0, 12);

const quoted = (value: unknown): string =>
  typeof value === "string" && /^\S+$/.test(value) ? value : JSON.stringify(value);

function textOf({ name, code, digest, at, cause }: ErrorView): string {
  const title = [name, code, digest].filter(Boolean).join(" ");
  return [`  ${title}`, ...at.map((frame) => `    at ${frame}`), ...(cause ? [textOf(cause)] : [])].join("\n");
}

function writeLine(level: Level, says: string, { error, ...fields }: LogFields): void {
  const about = Object.fromEntries(
    Object.entries({ request: requests.get().getStore(), ...fields }).filter(([, value]) => value != null),
  );
  const time = new Date().toISOString();
  const view = error === undefined ? null : describeError(error);
  const print = level === "info" ? console.info : (errorPrinter.get() ?? console.error);
  if (logForm() === "json") {
    print(JSON.stringify({ time, level, says, ...about, ...(view && { error: view }) }));
    return;
  }
  const pairs = Object.entries(about).map(([name, value]) => ` ${name}=${quoted(value)}`);
  print(`${time} ${level} ${says}${pairs.join("")}${view ? `\n${textOf(view)}` : ""}`);
}

export const log = {
  info: (says: string, fields: LogFields = {}): void => writeLine("info", says, fields),
  warn: (says: string, fields: LogFields = {}): void => writeLine("warn", says, fields),
  error: (says: string, fields: LogFields = {}): void => writeLine("error", says, fields),
};

/** next-auth names its errors in this form, and then tells their details. */
const namedByNextAuth = /^\[next-auth\]\[error\]\[(\w+)\]$/;

/** Node prints its own warnings and those of packages in this form; they know of no user. */
const warnedByNode = /^\(node:\d+\) (?:Warning: )?([^\n]+)/;

/**
 * Next and next-auth print errors with their whole text, which may hold what a user or a member of staff typed. From here on such an
 * error is a line of this log.
 */
export function takeOverErrors(): void {
  if (errorPrinter.get()) return;
  errorPrinter.set(console.error.bind(console));
  console.error = (...printed: unknown[]): void => {
    const first = String(printed[0]);
    const reason = warnedByNode.exec(first)?.[1];
    if (reason) {
      log.warn("A warning of Node or of a package", { reason });
      return;
    }
    const outcome = namedByNextAuth.exec(first)?.[1];
    const error = printed.find((part) => part instanceof Error);
    log.error("An error outside the console's own code", { ...(outcome && { outcome }), ...(error && { error }) });
  };
}
