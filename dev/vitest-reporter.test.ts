import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { root } from "./run.mjs";
import { fromReport } from "./tally.mjs";
import { readReport, reportVariable } from "./test-report.mjs";

test("a run of unit tests that is killed has counted what it finished and names what it did not", async () => {
  const folder = mkdtempSync(join(tmpdir(), "lifeguard-reporter-"));
  const report = join(folder, "report.ndjson");
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  write("a-passes.test.js", 'test("passes", () => {}); test.skip("is skipped", () => {});');
  write("b-fails.test.js", 'test("fails", () => { throw new Error("no"); });');
  write("c-breaks.test.js", 'throw new Error("cannot be loaded");');
  write("d-breaks.test.js", 'beforeAll(() => { throw new Error("no"); }); test("never runs", () => {});');
  write("e-hangs.test.js", 'test("starts well", () => {}); test("hangs", () => new Promise(() => {}), 1e9);');
  const child = spawn(
    process.execPath,
    [
      join(root, "node_modules/vitest/vitest.mjs"),
      ...["run", "--root", folder, "--globals", "--maxWorkers=5", "--reporter", join(root, "dev/vitest-reporter.mjs")],
    ],
    { cwd: folder, env: { ...process.env, [reportVariable]: report }, stdio: "ignore" },
  );
  try {
    const ended = once(child, "exit");
    const isOver = () => {
      const lines = readReport(report);
      const over = lines.filter(({ what }) => what === "file-end").length;
      return over === 4 && fromReport(lines).passed === 2;
    };
    await vi.waitUntil(isOver, { timeout: 250_000, interval: 50 });
    child.kill("SIGKILL");
    await ended;
    const { passed, skipped, failures } = fromReport(readReport(report));
    expect({ passed, skipped }).toEqual({ passed: 2, skipped: 2 });
    expect(failures.map((failure) => failure.slice(failure.lastIndexOf("/") + 1)).sort()).toEqual([
      "b-fails.test.js › fails",
      "c-breaks.test.js, outside of its tests",
      "d-breaks.test.js, outside of its tests",
      "e-hangs.test.js › hangs: did not finish",
    ]);
  } finally {
    child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  }
});
