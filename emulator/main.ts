import { parseArgs } from "node:util";
import { seedDemo } from "./seed/seed.ts";
import { LedgerError } from "./service/ledger-error.ts";
import type { Service } from "./service/service.ts";
import { type Emulator, startEmulator } from "./wire/server.ts";
import { regionForm } from "./wire/signature.ts";

/** The emulator from the command line. */

const usage =
  "Use: --port N, --users N, --quotas on|off, --quota-scale F, --data DIR, --host H, --region R, --account A.";

const stagingUsers = 40;
const usersMax = 1_000_000;

class UsageError extends Error {}

const readFlags = (argv: string[]) => {
  let values: { [name in (typeof flagNames)[number]]?: string };
  try {
    const options = Object.fromEntries(flagNames.map((name) => [name, { type: "string" } as const]));
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
    region: ofForm("--region", values.region, regionForm, "a Region, such as eu-west-1"),
    accountId: ofForm("--account", values.account, /^\d{12}$/, "the twelve digits of an account"),
  };
};

const flagNames = ["port", "users", "quotas", "quota-scale", "data", "host", "region", "account"] as const;

const ofForm = (flag: string, given: string | undefined, form: RegExp, wanted: string): string | undefined => {
  if (given === undefined || form.test(given)) return given;
  throw new UsageError(`${flag} must be ${wanted}, not "${given}".`);
};

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
  const { users, ...options } = readFlags(argv);
  const { port, host, quotas } = options;
  let emulator: Emulator;
  try {
    emulator = await startEmulator(options);
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
