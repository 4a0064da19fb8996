// @ts-check
import { parseArgs } from "node:util";

/** A mistake of the person at the keyboard: its message is all they need to see. */
export class UsageError extends Error {}

const usersMax = 1_000_000;

/**
 * @param {string} name
 * @param {string | undefined} text
 * @param {{ min: number, max: number, fallback: number }} bounds
 */
const wholeNumber = (name, text, { min, max, fallback }) => {
  if (text === undefined) return fallback;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= min && value <= max) return value;
  throw new UsageError(`${name} must be a whole number from ${min} to ${max}, not "${text}".`);
};

/**
 * @param {string} name
 * @param {string | undefined} text
 * @param {number} fallback
 */
const port = (name, text, fallback) => wholeNumber(name, text, { min: 1, max: 65_535, fallback });

/**
 * @param {string} name
 * @param {string | undefined} text
 */
const onOff = (name, text) => {
  if (text === undefined || text === "on") return true;
  if (text === "off") return false;
  throw new UsageError(`${name} must be on or off, not "${text}".`);
};

/**
 * What `npm run demo -- …` was asked for.
 *
 * @param {string[]} argv
 * @param {Record<string, string | undefined>} env
 */
export const parseDemoArgs = (argv, env) => {
  const values = parseFlags(argv);
  const ports = {
    console: port("--port", values.port, 3000),
    emulator: port(
      values["emulator-port"] ? "--emulator-port" : "LIFEGUARD_EMULATOR_PORT",
      values["emulator-port"] ?? env.LIFEGUARD_EMULATOR_PORT,
      9229,
    ),
    sso: port(
      values["sso-port"] ? "--sso-port" : "LIFEGUARD_SSO_PORT",
      values["sso-port"] ?? env.LIFEGUARD_SSO_PORT,
      9230,
    ),
  };
  if (new Set(Object.values(ports)).size < 3)
    throw new UsageError(
      `The console, the emulator and the sign-in service need a port each, but were given ${Object.values(ports).join(", ")}.`,
    );
  return {
    ports,
    users: wholeNumber("--users", values.users, { min: 0, max: usersMax, fallback: 2000 }),
    quotas: onOff("--quotas", values.quotas),
  };
};

/** @param {string[]} argv */
const parseFlags = (argv) => {
  try {
    return parseArgs({
      args: argv,
      options: {
        users: { type: "string" },
        port: { type: "string" },
        "emulator-port": { type: "string" },
        "sso-port": { type: "string" },
        quotas: { type: "string" },
      },
    }).values;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UsageError(
      `${error.message.split(". ")[0]}. Known flags: --users N, --port N, --emulator-port N, --sso-port N, --quotas on|off.`,
    );
  }
};
