// What the browser tests run against; started and stopped by playwright.config.ts.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureBuilt } from "./build.mjs";
import { exitWith } from "./problem.mjs";
import { root } from "./run.mjs";
import { runStack } from "./stack.ts";

const readNumber = (name: string) => {
  const value = Number(process.env[name]);
  if (!value) throw new Error(`${name} is not set; start the tests with npm test -- e2e.`);
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

const folder = mkdtempSync(join(tmpdir(), "lifeguard-e2e-"));
try {
  followRunner(readNumber("LIFEGUARD_E2E_RUNNER"));
  await ensureBuilt();
  mkdirSync(join(root, ".lifeguard"), { recursive: true });
  await runStack(
    {
      ports: {
        console: readNumber("LIFEGUARD_E2E_CONSOLE_PORT"),
        emulator: readNumber("LIFEGUARD_E2E_EMULATOR_PORT"),
        sso: readNumber("LIFEGUARD_E2E_SSO_PORT"),
      },
      users: Number(process.env.LIFEGUARD_E2E_USERS ?? 600),
      stagingUsers: 40,
      quotas: false,
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
