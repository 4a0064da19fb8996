import { parseArgs } from "node:util";
import { seedDemo } from "./seed/seed.ts";
import { LedgerError } from "./service/ledger-error.ts";
import type { Service } from "./service/service.ts";
import { type Emulator, startEmulator } from "./wire/server.ts";

/** The emulator from the command line. */

const usage = "Use: --port N, --users N, --quotas on|off, --quota-scale F, --data DIR, --host H.";

const stagingUsers = 40;
const usersMax = 1_000_000;

class UsageError extends Error {}

const readFlags = (argv: string[]) => {
  let values: { port?: string; users?: string; quotas?: string; "quota-scale"?: string; data?: string; host?: string };
  try {
    const options = {
      port: textOption,
      users: textOption,
      quotas: textOption,
      "quota-scale": textOption,
      data: textOption,
      host: textOption,
    };
    ({ values } = parseArgs({ args: argv, options, strict: true, allowPositionals: false }));
  } catch (error) {
    // Node explains at length; its first sentence says which flag.
    throw new UsageError(`${(error as Error).message.split(/\.?\n|\. /)[0]}. ${usage}`);
  }
  const { quotas = "on", host = "127.0.0.1" } = values;
  if (quotas !== "on" && quotas !== "off") throw new UsageError(`--quotas must be on or off, not "${quotas}".`);
  return {
    port: wholeNumber("--port", values.port ?? "9229", 0, 65_535),
    users: values.users === undefined ? undefined : wholeNumber("--users", values.users, 0, usersMax),
    quotas: quotas === "on",
    quotaScale: scale("--quota-scale", values["quota-scale"] ?? "1"),
    data: values.data,
    host,
  };
};

const textOption = { type: "string" } as const;

const wholeNumber = (flag: string, given: string, min: number, max: number): number => {
  const value = Number(given);
  if (/^\d+$/.test(given) && value >= min && value <= max) return value;
  throw new UsageError(`${flag} must be a whole number from ${min} to ${max}, not "${given}".`);
};

const scale = (flag: string, given: string): number => {
  const value = Number(given);
  if (given.trim() !== "" && value > 0 && value <= 1_000) return value;
  throw new UsageError(`${flag} must be a number above 0 and up to 1000, not "${given}".`);
};

const startProblem = (error: NodeJS.ErrnoException, port: number, host: string): string => {
  if (error.code === "EADDRINUSE") {
    return `Port ${port} is already in use: stop what is listening there, or choose another with --port.`;
  }
  if (error.code === "EACCES")
    return `Port ${port} may not be opened by this account: choose one above 1023 with --port.`;
  return `The emulator could not listen on ${host}, port ${port}: ${error.message}.`;
};

const exit = (code: number, sentence: string): never => {
  console.error(sentence);
  process.exit(code);
};

/** A folder that has something in it is taken as it is. */
const seed = (service: Service, counts: { customers: number; staging: number }) => {
  const { ledger } = service;
  if (!ledger) seedDemo(service, counts);
  else if (ledger.isNew) ledger.seed(counts);
};

const run = async (argv: string[]) => {
  const { port, users, quotas, quotaScale, data, host } = readFlags(argv);
  let emulator: Emulator;
  try {
    emulator = await startEmulator({ port, host, quotas, quotaScale, data });
  } catch (error) {
    if (error instanceof LedgerError) return exit(1, error.message);
    return exit(1, startProblem(error as NodeJS.ErrnoException, port, host));
  }
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => void emulator.close().then(() => process.exit(0)));
  if (users !== undefined) seed(emulator.service, { customers: users, staging: stagingUsers });
  console.log(`Local Cognito at ${emulator.url} (quotas ${quotas ? "on" : "off"}), inbox at ${emulator.url}/`);
};

try {
  await run(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  exit(2, error.message);
}
