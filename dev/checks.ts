import { accessSync, constants, existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { poolClient } from "#lib/cognito/pool-client.ts";
import { type Config, parseConfig } from "#lib/config.ts";
import { inspectPostgres } from "#lib/db/postgres.ts";
import { type Env, parseEnv } from "#lib/env.ts";
import { attempt, Fault } from "#lib/errors.ts";
import type { PoolEntry } from "#lib/pools/pool.ts";
import { root } from "./run.mjs";

/** One line of the doctor. */
export interface Check {
  what: string;
  good: boolean;
  says: string;
}

type Variables = Record<string, string | undefined>;

const good = (what: string, says: string): Check => ({ what, good: true, says });
const bad = (what: string, says: string): Check => ({ what, good: false, says });
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The lines after the title of a message that lists mistakes, or the message itself. */
const mistakes = (error: unknown): string[] => {
  const [title = "", ...lines] = messageOf(error).split("\n");
  return lines.length > 0 ? lines.map((line) => line.trim()) : [title];
};

/** Everything that a console with these variables would meet at its start, one after another; what depends on a bad part is left out. */
export async function* check(variables: Variables, version = process.versions.node): AsyncGenerator<Check> {
  yield checkNode(version);
  const env = parsed(() => parseEnv(variables));
  if ("wrong" in env)
    for (const line of env.wrong) yield bad("Environment", `${line}. docs/operating.md has the table.`);
  else yield* checkServices(env.right, variables);
}

async function* checkServices(env: Env, variables: Variables): AsyncGenerator<Check> {
  yield checkAddress(env, variables.NEXTAUTH_URL);
  const config = parsed(() => parseConfig(readFileSync(env.LIFEGUARD_CONFIG, "utf8"), env.LIFEGUARD_CONFIG));
  if ("wrong" in config) for (const line of config.wrong) yield bad("Configuration", line);
  else yield good("Configuration", `${env.LIFEGUARD_CONFIG} names ${config.right.pools.length} pools.`);
  yield await checkProvider(env.OIDC_ISSUER);
  yield env.DATABASE_URL ? await checkPostgres(env.DATABASE_URL) : checkFolder(env.LIFEGUARD_DATA);
  if ("right" in config) yield* checkPools(config.right);
}

function parsed<T>(parse: () => T): { right: T } | { wrong: string[] } {
  try {
    return { right: parse() };
  } catch (error) {
    return { wrong: mistakes(error) };
  }
}

function checkNode(version: string): Check {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const old = major < 20 || (major === 20 && minor < 19);
  return old ? bad("Node", `${version} is too old: install 20.19 or newer.`) : good("Node", `${version}.`);
}

/** next-auth builds its own addresses from NEXTAUTH_URL, and a browser would be sent to another origin. */
function checkAddress({ APP_ORIGIN }: Env, url: string | undefined): Check {
  if (url && URL.canParse(url) && new URL(url).origin === APP_ORIGIN) return good("Environment", "is complete.");
  return bad("Environment", `NEXTAUTH_URL is ${url ?? "not set"}: set it to ${APP_ORIGIN}, as APP_ORIGIN is.`);
}

async function checkProvider(issuer: string): Promise<Check> {
  const what = "Sign-in service";
  const address = `${issuer}/.well-known/openid-configuration`;
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(5_000) });
    if (!answer.ok) return bad(what, `${address} answers ${answer.status}: check OIDC_ISSUER.`);
    const { issuer: named } = (await answer.json()) as { issuer?: string };
    if (named?.replace(/\/$/, "") !== issuer)
      return bad(what, `${address} is of the issuer ${named}: set OIDC_ISSUER to exactly that.`);
    return good(what, `${issuer} answers.`);
  } catch (error) {
    const why = messageOf((error as Error).cause ?? error);
    return bad(what, `${address} cannot be read (${why}): check OIDC_ISSUER and the network.`);
  }
}

async function checkPostgres(url: string): Promise<Check> {
  const journal = readFileSync(join(root, "lib/db/migrations/meta/_journal.json"), "utf8");
  const known = (JSON.parse(journal) as { entries: unknown[] }).entries.length;
  try {
    const { migrations } = await inspectPostgres(url);
    if (migrations > known)
      return bad("Database", `a newer console has used it (${migrations} migrations, this one has ${known}): upgrade.`);
    if (migrations < known)
      return good("Database", `answers; ${known - migrations} of ${known} migrations are to come, at the next start.`);
    return good("Database", `answers, with all ${known} migrations.`);
  } catch (error) {
    const why = messageOf(error instanceof Fault ? (error.cause ?? error) : error);
    return bad("Database", `cannot be used (${why}): check DATABASE_URL and that the server lets the console in.`);
  }
}

/** Not opened, which would change it; a running console has it to itself. */
function checkFolder(data: string): Check {
  const folder = resolve(data);
  let there = folder;
  while (!existsSync(there)) there = dirname(there);
  try {
    accessSync(there, constants.W_OK);
  } catch {
    return bad("Database", `${there} cannot be written to: give it to the console's user, or set LIFEGUARD_DATA.`);
  }
  if (existsSync(join(folder, "database.lock"))) return good("Database", `in ${folder}, which a console has open.`);
  return good("Database", existsSync(join(folder, "database")) ? `in ${folder}.` : `will be made in ${folder}.`);
}

async function* checkPools({ pools }: Config): AsyncGenerator<Check> {
  for (const pool of pools) {
    const what = `Pool ${pool.key}`;
    // The Region is the first part of the id (cognito.md 1.1), also in the emulator.
    const [home] = pool.id.split("_");
    if (home !== pool.region)
      yield bad(what, `its id is of Region ${home}, and region says ${pool.region}: correct it.`);
    const failure = await checkCalls(pool);
    yield failure ? bad(what, failure) : good(what, "credentials, DescribeUserPool and ListUsers work.");
  }
}

async function checkCalls(pool: PoolEntry): Promise<string | null> {
  const client = poolClient(pool);
  const nobody = { attribute: "username", equals: "lifeguard-doctor" } as const;
  const calls: [name: string, send: () => Promise<unknown>][] = [
    ["DescribeUserPool", () => client.settings("interactive")],
    ["ListUsers", () => client.list(nobody, null, "interactive")],
  ];
  for (const [name, send] of calls) {
    // The cause goes missing on the way into a result, and is what tells one refusal of AWS from another.
    let cause: unknown;
    const called = await attempt(() =>
      send().catch((error) => {
        cause = error.cause;
        throw error;
      }),
    );
    if (!called.ok) return `${name}: ${called.error.message} ${remedy(name, called.error.code, cause, pool)}`;
  }
  return null;
}

const credentialErrors =
  /^(ExpiredToken|ExpiredTokenException|UnrecognizedClientException|InvalidSignatureException|IncompleteSignature)$/;

function remedy(call: string, code: string, cause: unknown, pool: PoolEntry): string {
  const { name = "", message = "" } = (cause ?? {}) as Error;
  const place = pool.endpoint ?? `Cognito in ${pool.region}`;
  if (name === "CredentialsProviderError") return "There are no AWS credentials here: set a profile, keys or a role.";
  if (credentialErrors.test(name))
    return `AWS does not take these credentials (${name}: ${message}): renew them, and check the Region.`;
  if (name === "AccessDeniedException") return `Allow the role cognito-idp:${call} on this pool.`;
  if (code === "pool-not-found") return `There is no ${pool.id} at ${place}: check id, region and the AWS account.`;
  if (code === "unreachable") return `Check that ${place} can be reached from here, through proxy and firewall.`;
  return `${name}: ${message}`;
}
