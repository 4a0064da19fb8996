// Measures the main job on the whole stack: the built console, the local Cognito, single sign-on and a real browser.
// Run: npm run bench            (quotas off)      npm run bench -- --quotas on
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { type Browser, chromium, type Page } from "@playwright/test";
import { findBrowser } from "../dev/browser.mjs";
import { ensureBuilt } from "../dev/build.mjs";
import { findFreePort } from "../dev/ports.mjs";
import { startStack } from "../dev/stack.ts";

const users = 2_000;
const pageRounds = 200;
const jobRounds = 5;
const quotas = process.argv[process.argv.indexOf("--quotas") + 1] === "on";

const at = (values: number[], part: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? Number.NaN;
const row = (what: string, values: number[], unit = "ms"): void =>
  console.log(
    `| ${what} | ${at(values, 0.5).toFixed(0)} ${unit} | ${at(values, 0.95).toFixed(0)} ${unit} | ${values.length} |`,
  );

async function signIn(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage({ baseURL: url, viewport: { width: 1440, height: 900 } });
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Sign in with single sign-on" }).click();
  await page.getByRole("button", { name: "Ada Admin" }).click();
  await page.waitForURL(/\/pools\//);
  return page;
}

/** Milliseconds from the request to the last byte of one page of the list, with the session of the browser. */
async function timePages(page: Page, path: string): Promise<number[]> {
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const times: number[] = [];
  for (let round = 0; round < pageRounds; round++) {
    const startedAt = performance.now();
    const answer = await fetch(new URL(path, page.url()), { headers: { cookie }, redirect: "error" });
    const html = await answer.text();
    if (answer.status !== 200 || !html.includes("</table>")) throw new Error(`${path} did not show the list`);
    times.push(performance.now() - startedAt);
  }
  return times;
}

/** Gzipped bytes of the scripts that the page's HTML names; `nomodule` ones are for browsers of another time. */
async function scriptBytes(page: Page): Promise<number> {
  await page.goto("/pools/customers/users");
  const sources = await page
    .locator("script[src]:not([nomodule])")
    .evaluateAll((all) => all.map((one) => (one as HTMLScriptElement).src));
  let bytes = 0;
  for (const source of new Set(sources))
    bytes += gzipSync(Buffer.from(await (await fetch(source)).arrayBuffer())).length;
  return bytes;
}

/** Milliseconds from the press of the confirming button to the run's end on the screen, for 50 selected users. */
async function timeForceConfirm(page: Page): Promise<{ ms: number; changed: number; announced: string }> {
  await page.goto("/pools/customers/users?status=FORCE_CHANGE_PASSWORD");
  await page.getByRole("columnheader").getByRole("checkbox").click();
  await page.getByRole("button", { name: "Force confirm", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("each user is checked again").waitFor();
  const announced = (await dialog.getByText(/^Takes /).textContent()) ?? "";
  const press = dialog.getByRole("button", { name: /^Force confirm \d+ user/ });
  const changed = Number(/\d+/.exec((await press.textContent()) ?? "")?.[0]);
  const startedAt = performance.now();
  await press.click();
  await dialog.getByText("Finished", { exact: true }).waitFor({ timeout: 60_000 });
  return { ms: performance.now() - startedAt, changed, announced };
}

await ensureBuilt();
const folder = mkdtempSync(join(tmpdir(), "lifeguard-bench-"));
const browser = await chromium.launch({ executablePath: await findBrowser() });
const startedAt = performance.now();
const stack = await startStack(
  {
    ports: { console: await findFreePort(3200), sso: await findFreePort(9630) },
    sites: [{ port: 0, users, stagingUsers: 40, quotas }],
    folder,
    log: join(folder, "console.log"),
  },
  new AbortController().signal,
);
const ready = performance.now() - startedAt;
try {
  const page = await signIn(browser, stack.url);
  await page.getByText(/^2,000 users/).waitFor({ timeout: 60_000 });
  const filled = performance.now() - startedAt;
  console.log(
    `\n${cpus().length} × ${cpus()[0]?.model}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.version}, quotas ${quotas ? "on" : "off"}\n`,
  );
  console.log("| What | median | p95 | runs |\n| --- | --- | --- | --- |");
  row("Stack ready, from start (built before)", [ready]);
  row("Directory of 2,000 users complete, from start", [filled]);
  await timePages(page, "/pools/customers/users");
  row("First page of 2,000 users, whole HTML", await timePages(page, "/pools/customers/users"));
  row("One status, 50 rows, whole HTML", await timePages(page, "/pools/customers/users?status=FORCE_CHANGE_PASSWORD"));
  row("Search for “smith”, whole HTML", await timePages(page, "/pools/customers/users?q=smith"));
  row("Initial JavaScript of the users page, gzipped", [(await scriptBytes(page)) / 1000], "kB");
  const jobs: number[] = [];
  const told = new Set<string>();
  let changed = 0;
  for (let round = 0; round < (quotas ? 2 : jobRounds); round++) {
    // Rounds end when fewer than 50 are left; what is skipped stays and comes again.
    const job = await timeForceConfirm(page);
    if (job.changed < 20) break;
    changed += job.changed;
    told.add(job.announced);
    jobs.push(job.ms);
  }
  row(`Force confirm of 50 selected (${changed} changed in all), press to “Finished”`, jobs);
  console.log(`\nThe dialog announced: ${[...told].join(" / ")}`);
} finally {
  await browser.close();
  await stack.close();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
