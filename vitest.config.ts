import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { listUnitTests } from "./dev/test-kinds.mjs";

const { pure, emulator, whole } = listUnitTests(fileURLToPath(new URL(".", import.meta.url)), [
  "lib",
  "emulator",
  "dev",
  "components",
]);

export default defineConfig({
  resolve: {
    alias: { "server-only": fileURLToPath(new URL("./dev/server-only.ts", import.meta.url)) },
  },
  test: {
    // generous, for a machine that does other things too: only a failure waits this long
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // Much of the time is waiting, so every core has a worker of its own.
    maxWorkers: "100%",
    projects: [
      // Neither these nor the emulator's keep anything in the process: a process for each file would double their time.
      { extends: true, test: { name: "pure", include: pure, isolate: false } },
      { extends: true, test: { name: "emulator", include: emulator, isolate: false } },
      { extends: true, test: { name: "whole", include: whole, globalSetup: "dev/database-template.ts" } },
    ],
  },
});
