// Checks a configuration without a build and without changing anything: npm run doctor
import { existsSync } from "node:fs";
import { join } from "node:path";
import { check } from "./checks.ts";
import { root } from "./run.mjs";

// The files that Next reads at a start, the first to name a variable wins, and a variable that is set wins over all.
for (const name of [".env.production.local", ".env.local", ".env.production", ".env"]) {
  const file = join(root, name);
  if (existsSync(file)) process.loadEnvFile(file);
}
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

let failed = 0;
for await (const { what, good, says } of check(process.env)) {
  if (!good) failed++;
  console.log(`${good ? "good" : "BAD "}  ${what}: ${says}`);
}
console.log(failed === 0 ? "All is well." : `${failed} of these need attention.`);
process.exit(failed === 0 ? 0 : 1);
