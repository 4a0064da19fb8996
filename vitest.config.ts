import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: {
    alias: { "server-only": fileURLToPath(new URL("./dev/server-only.ts", import.meta.url)) },
  },
  test: {
    include: ["lib/**/*.test.ts", "emulator/**/*.test.ts", "dev/**/*.test.ts", "components/**/*.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 180_000,
    // Much of the time is waiting, so every core has a worker of its own.
    maxWorkers: "100%",
  },
});
