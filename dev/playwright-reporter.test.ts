import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { root } from "./run.mjs";
import { fromReport } from "./tally.mjs";
import { readReport, reportVariable } from "./test-report.mjs";

test("a run of browser tests that is killed has counted what it finished and names what it did not", async () => {
  // below node_modules, where the runner's package is found
  const cache = join(root, "node_modules/.cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "lifeguard-reporter-"));
  const report = join(folder, "report.ndjson");
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  write("playwright.config.mjs", 'export default { testDir: ".", workers: 1, timeout: 0 };');
  write(
    "all.spec.mjs",
    `import { test } from "@playwright/test";
     test("passes", () => {});
     test.skip("is skipped", () => {});
     test("fails", () => { throw new Error("no"); });
     test.describe("later", () => {
       test("hangs", () => new Promise(() => {}));
       test("is not come to", () => {});
     });`,
  );
  const child = spawn(
    process.execPath,
    [
      join(root, "node_modules/@playwright/test/cli.js"),
      ...["test", "--config", folder, "--reporter", join(root, "dev/playwright-reporter.mjs")],
    ],
    { cwd: folder, env: { ...process.env, [reportVariable]: report }, stdio: "ignore" },
  );
  const ended = once(child, "exit");
  try {
    const outcomes = () => readReport(report).filter(({ what }) => what === "outcome").length;
    await vi.waitUntil(() => outcomes() === 3, { timeout: 250_000, interval: 50 });
  } finally {
    child.kill("SIGTERM");
    await ended;
  }
  const { passed, skipped, failures } = fromReport(readReport(report));
  rmSync(folder, { recursive: true, force: true });
  expect({ passed, skipped }).toEqual({ passed: 1, skipped: 1 });
  expect(failures.map((failure) => failure.slice(failure.lastIndexOf("/") + 1))).toEqual([
    "all.spec.mjs › fails",
    "all.spec.mjs › later › hangs: did not finish",
    "all.spec.mjs › later › is not come to: did not finish",
  ]);
});
