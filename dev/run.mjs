// @ts-check
import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** Windows has no process groups; there the child alone is ended. */
const grouped = process.platform !== "win32";

/**
 * Ends a child and everything it started, if it is in a group of its own.
 *
 * @param {import("node:child_process").ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
export const signalGroup = (child, signal) => {
  if (child.pid === undefined) return;
  try {
    if (grouped) process.kill(-child.pid, signal);
    else child.kill(signal);
  } catch (error) {
    // ESRCH: the group is gone, which is what was wanted
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "ESRCH") throw error;
  }
};

/** @typedef {{ code: number, killedBy: NodeJS.Signals | null, ended: "itself" | "signal" | "limit" }} Ending killedBy: a signal that ended it, ours or another's */

/**
 * @typedef {object} RunOptions
 * @property {Record<string, string | undefined>} [env] beside our own
 * @property {number} [limitSeconds] after which it is ended
 * @property {import("./screen.mjs").Screen} [screen] where its output goes; ours, if none is given
 */

/**
 * Runs a Node program to its end. Signals that reach us end it too.
 *
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<Ending>}
 */
export const runNode = (args, options) => run(process.execPath, args, options);

/**
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions & { shell?: boolean, graceSeconds?: number }} [options]
 * @returns {Promise<Ending>}
 */
export const run = (command, args, { env = {}, limitSeconds, screen, shell = false, graceSeconds = 8 } = {}) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env },
      // stdin stays ours: a program in another process group that reads the terminal is stopped by it
      stdio: screen ? ["ignore", "pipe", "pipe"] : ["ignore", "inherit", "inherit"],
      detached: grouped,
      shell,
    });
    for (const stream of [child.stdout, child.stderr])
      if (screen) stream?.setEncoding("utf8").on("data", (/** @type {string} */ text) => screen.write(text));
    /** @type {Ending["ended"]} */
    let ended = "itself";
    const end = (/** @type {NodeJS.Signals} */ signal) => {
      signalGroup(child, signal);
      setTimeout(() => signalGroup(child, "SIGKILL"), graceSeconds * 1000).unref();
    };
    const forward = (/** @type {NodeJS.Signals} */ signal) => {
      ended = "signal";
      end(signal);
    };
    const signals = /** @type {NodeJS.Signals[]} */ (["SIGINT", "SIGTERM", "SIGHUP"]);
    for (const signal of signals) process.on(signal, forward);
    const limit =
      limitSeconds &&
      setTimeout(() => {
        ended = "limit";
        end("SIGTERM");
      }, limitSeconds * 1000);

    const settle = () => {
      clearTimeout(limit || undefined);
      for (const signal of signals) process.off(signal, forward);
    };
    child.once("error", (error) => {
      settle();
      reject(error);
    });
    child.once("exit", (code, killedBy) => {
      settle();
      signalGroup(child, "SIGKILL");
      resolve({ code: code ?? 1, killedBy, ended });
    });
  });
