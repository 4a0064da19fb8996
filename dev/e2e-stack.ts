// What the browser tests run against; started and stopped by playwright.config.ts.
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { listBrowserFiles, toSites, writeAddresses } from "./browser-sites.ts";
import { ensureBuilt } from "./build.mjs";
import { exitWith } from "./problem.mjs";
import { root } from "./run.mjs";
import { runStack } from "./stack.ts";

const read = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; playwright.config.ts sets it.`);
  return value;
};

/** Ends this process, in order, once the test runner is gone, however it went. */
const followRunner = (pid: number) => {
  const watch = setInterval(() => {
    try {
      process.kill(pid, 0);
    } catch {
      clearInterval(watch);
      process.kill(process.pid, "SIGTERM");
    }
  }, 500);
  watch.unref();
};

const folder = read("LIFEGUARD_E2E_FOLDER");
try {
  followRunner(Number(read("LIFEGUARD_E2E_RUNNER")));
  await ensureBuilt();
  mkdirSync(folder, { recursive: true });
  mkdirSync(join(root, ".lifeguard"), { recursive: true });
  await runStack(
    {
      ports: {
        console: Number(read("LIFEGUARD_E2E_CONSOLE_PORT")),
        sso: Number(read("LIFEGUARD_E2E_SSO_PORT")),
      },
      sites: toSites(listBrowserFiles()),
      onSites: (sites) => writeAddresses(join(folder, "sites.json"), sites),
      folder,
      log: join(root, ".lifeguard/e2e-console.log"),
    },
    ({ url }) => console.log(`Ready: ${url}`),
  );
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
} catch (error) {
  rmSync(folder, { recursive: true, force: true });
  exitWith(error);
}
