import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "@playwright/test";
import { findBrowser } from "./dev/browser.mjs";
import { findFreePort } from "./dev/ports.mjs";

// Chosen once, by the process that reads this file first; the workers, which read it again, inherit them.
process.env.PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH ??= await findBrowser();
const choosePort = async (name: string, from: number) => {
  process.env[name] ??= String(await findFreePort(from));
  return process.env[name];
};
const port = await choosePort("LIFEGUARD_E2E_CONSOLE_PORT", 3100);
await choosePort("LIFEGUARD_E2E_SSO_PORT", 9430);
process.env.LIFEGUARD_E2E_FOLDER ??= join(tmpdir(), `lifeguard-e2e-${crypto.randomUUID()}`);
// Playwright leaves its server behind when it is terminated; the stack watches over it by this.
process.env.LIFEGUARD_E2E_RUNNER ??= String(process.pid);

const url = `http://localhost:${port}`;

/** Copies of one file would share its site, its faults and its clock: they take turns. */
const repeats = process.argv.some((argument) => argument.startsWith("--repeat-each"));

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  workers: repeats ? 1 : 2,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  // generous, for a machine that does other things too: only a failure waits this long
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: "list",
  use: {
    baseURL: url,
    trace: "retain-on-failure",
    launchOptions: { executablePath: process.env.PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH },
  },
  webServer: {
    command: "node --import tsx dev/e2e-stack.ts",
    url: `${url}/api/health`,
    // a build comes first when the source has changed
    timeout: 480_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: "SIGTERM", timeout: 5_000 },
  },
});
