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

/**
 * What `npm test -- …` was asked for.
 *
 * @param {string[]} argv
 * @param {readonly string[]} parts the names there are
 * @param {readonly string[]} standard those that are meant when none is named
 */
export const parseTestArgs = (argv, parts, standard) => {
  const { values, positionals } = parseKnown(argv, { limit: { type: "string" } }, "--limit SECONDS");
  const unknown = positionals.find((name) => !parts.includes(name));
  if (unknown) throw new UsageError(`There is no part "${unknown}". Parts: ${parts.join(", ")}.`);
  return {
    parts: parts.filter((part) => (positionals.length > 0 ? positionals : standard).includes(part)),
    // generous, for a machine that does other things too
    limitSeconds: wholeNumber("--limit", values.limit, { min: 1, max: 86_400, fallback: 3600 }),
  };
};

/**
 * What `npm run test:browser -- …` was asked for.
 *
 * @param {string[]} argv
 * @param {readonly string[]} files the files of browser tests, such as stale.spec.ts
 */
export const parseBrowserArgs = (argv, files) => {
  const options = /** @type {const} */ ({ times: { type: "string" }, pairs: { type: "boolean" } });
  const { values, positionals } = parseKnown(argv, options, "--times N, --pairs");
  const chosen = positionals.map((name) => {
    const file = files.find((one) => one === name || one === `${name}.spec.ts` || `e2e/${one}` === name);
    if (!file) throw new UsageError(`There is no file of browser tests "${name}". Files: ${files.join(", ")}.`);
    return file;
  });
  return {
    files: chosen.length > 0 ? chosen : [...files],
    times: wholeNumber("--times", values.times, { min: 1, max: 1000, fallback: 1 }),
    pairs: values.pairs ?? false,
  };
};

/**
 * @template {import("node:util").ParseArgsOptionsConfig} Options
 * @param {string[]} args
 * @param {Options} options
 * @param {string} known
 */
const parseKnown = (args, options, known) => {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UsageError(`${error.message.split(". ")[0]}. Known flags: ${known}.`);
  }
};
