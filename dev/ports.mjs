// @ts-check
import { connect, createServer } from "node:net";

/**
 * Looks from both sides: a listener on "every address" lets a second one bind to loopback on some systems,
 * and a port nobody answers on may still be forbidden to us.
 *
 * @param {number} port
 * @returns {Promise<"free" | "taken" | "forbidden">}
 */
export const portState = async (port) => {
  for (const host of ["127.0.0.1", "::1"]) if (await answers(port, host)) return "taken";
  for (const host of ["127.0.0.1", "::1"]) {
    const code = await bindingFault(port, host);
    if (code === "EADDRINUSE") return "taken";
    if (code === "EACCES") return "forbidden";
  }
  return "free";
};

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<boolean>}
 */
const answers = (port, host) =>
  new Promise((resolve) => {
    const socket = connect({ port, host });
    const end = (/** @type {boolean} */ answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(1000, () => end(false));
    socket.once("connect", () => end(true));
    socket.once("error", () => end(false));
  });

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<string | undefined>}
 */
const bindingFault = (port, host) =>
  new Promise((resolve) => {
    const server = createServer();
    server.once("error", (/** @type {NodeJS.ErrnoException} */ error) => resolve(error.code));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
  });

/** Who needs which port, and how to move it. */
const parts = /** @type {const} */ ({
  console: { name: "the console", flag: "--port" },
  emulator: { name: "the Cognito emulator", flag: "--emulator-port" },
  sso: { name: "the demo sign-in service", flag: "--sso-port" },
});

/**
 * @param {keyof typeof parts} part
 * @param {number} port
 * @param {"taken" | "forbidden"} state
 */
export const portSentence = (part, port, state) => {
  const { name, flag } = parts[part];
  return state === "taken"
    ? `Port ${port}, which ${name} needs, is taken by another process: stop that process, or choose another port with ${flag} N.`
    : `Port ${port}, which ${name} needs, is not open to this user: choose one above 1023 with ${flag} N.`;
};

/**
 * The sentence about the first port that cannot be had, if any.
 *
 * @param {{ console: number, emulator: number, sso: number }} ports
 */
export const findPortProblem = async (ports) => {
  for (const part of /** @type {(keyof typeof parts)[]} */ (Object.keys(parts))) {
    const state = await portState(ports[part]);
    if (state !== "free") return portSentence(part, ports[part], state);
  }
  return undefined;
};

/**
 * The first free port at or after `from`.
 *
 * @param {number} from
 */
export const findFreePort = async (from) => {
  for (let port = from; port < from + 100; port++) if ((await portState(port)) === "free") return port;
  throw new Error(`No free port from ${from} to ${from + 99}.`);
};
