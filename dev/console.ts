import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { UsageError } from "./args.mjs";
import { root, signalGroup } from "./run.mjs";

export interface ConsoleOptions {
  port: number;
  env: Record<string, string>;
  /** Everything the console prints goes there. */
  log: string;
  /** Ends the wait, and the console, before it is ready. */
  signal: AbortSignal;
}

export interface Console {
  url: string;
  /** Settles when the process has ended, wanted or not. */
  ended: Promise<string>;
  close: () => Promise<void>;
}

/** What a shell may hold that would lead the local console to a real pool, provider or database. */
const foreign = /^(AWS_|OIDC_|NEXTAUTH_|LIFEGUARD_|DATABASE_URL$|PG|APP_ORIGIN$|NODE_OPTIONS$|NODE_ENV$)/;

const cleanEnv = () => Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));

const tailLines = 40;
const readySeconds = 60;
const graceSeconds = 25;

/** Starts the built console and waits until it says that it is usable. */
export const startConsole = async ({ port, env, log, signal }: ConsoleOptions): Promise<Console> => {
  const url = `http://localhost:${port}`;
  const child = spawn(
    process.execPath,
    [
      "--import",
      new URL("./follow-parent.mjs", import.meta.url).href,
      join(root, "node_modules/next/dist/bin/next"),
      "start",
      "-H",
      "localhost",
      "-p",
      String(port),
    ],
    {
      cwd: root,
      env: {
        ...cleanEnv(),
        ...env,
        NODE_ENV: "production",
        NEXT_MANUAL_SIG_HANDLE: "true",
        NEXT_TELEMETRY_DISABLED: "1",
      },
      // a group of its own: Ctrl-C reaches us alone, and we end the console in order
      detached: process.platform !== "win32",
      stdio: ["pipe", "pipe", "pipe"],
    },
  );
  const tail = keepTail(child, log);
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(`could not be started: ${error.message}`));
    child.once("exit", (code, signal) => resolve(signal ? `was ended by ${signal}` : `ended with exit code ${code}`));
  });

  let running = true;
  ended.then(() => {
    running = false;
  });
  const close = async () => {
    if (!running) return;
    signalGroup(child, "SIGTERM");
    // it ends the calls to Cognito that are under way
    const kill = setTimeout(() => signalGroup(child, "SIGKILL"), graceSeconds * 1000);
    await ended;
    clearTimeout(kill);
    signalGroup(child, "SIGKILL");
  };

  const problem = await Promise.race([
    ended.then((how) => `The console ${how} before it was ready.`),
    untilHealthy(url, () => running && !signal.aborted),
  ]);
  if (problem) {
    await close();
    throw new UsageError([problem, "Its last words:", ...tail().map((line) => `  ${line}`)].join("\n"));
  }
  return { url, ended, close };
};

const keepTail = (child: ChildProcess, log: string) => {
  const file = createWriteStream(log);
  // a full disk must not end the demo
  file.on("error", () => {});
  let lines: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (text: string) => {
      file.write(text);
      // the same complaint at each question about its health is said once
      for (const line of text.split("\n"))
        if (line.trim() && line !== lines.at(-1)) lines = [...lines, line].slice(-tailLines);
    });
  return () => (lines.length > 0 ? lines : ["(it printed nothing)"]);
};

const untilHealthy = async (url: string, isAwaited: () => boolean): Promise<string | undefined> => {
  const deadline = Date.now() + readySeconds * 1000;
  let last = "no answer";
  while (Date.now() < deadline) {
    const answer = await askHealth(url);
    if (answer === "ok") return undefined;
    if (!isAwaited()) return "The start was given up.";
    last = answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return `The console was not usable after ${readySeconds} seconds (/api/health: ${last}).`;
};

const askHealth = async (url: string): Promise<string> => {
  try {
    const response = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(5000) });
    if (response.status === 200) return "ok";
    return `${response.status} ${(await response.text()).slice(0, 300)}`;
  } catch (error) {
    // not listening yet; the deadline decides
    return error instanceof Error ? error.message : String(error);
  }
};
