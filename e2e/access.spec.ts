import { type BrowserContext, expect, request, test } from "@playwright/test";
import { createUser } from "./cognito.ts";
import { consoleUrl, poolPath } from "./setup.ts";
import { emailOf, type Staff, signInAnew } from "./sign-in.ts";
import { attributeOf, chooseOperation, expectDone, listedRows, openUser, openUsers, start, statusOf } from "./users.ts";

test("a viewer sees users, runs and the audit, and nothing to act with", async ({ page }) => {
  await signInAnew(page, "Vera Viewer");
  await openUsers(page, "Staging", "?q=test.user");
  await expect(listedRows(page)).toHaveCount(40);
  await expect(page.getByRole("checkbox")).toHaveCount(0);
  await expect(page.getByRole("button", { name: /^Actions for/ })).toHaveCount(0);
  await expect(page.getByRole("region", { name: "Selected users" })).toHaveCount(0);
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Runs" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Runs" })).toBeVisible();
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Audit" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Audit" })).toBeVisible();
});

test("somebody without a grant gets in nowhere, is told who they are, and can leave", async ({ page }) => {
  await signInAnew(page, "Noah Nogroup");
  for (const path of ["/", `${poolPath("Customers")}/users`, "/jobs", "/audit"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1, name: "You have no access here" })).toBeVisible();
    await expect(page.getByRole("main")).toContainText(
      `You are signed in as Noah Nogroup (${emailOf("Noah Nogroup")}).`,
    );
    await expect(page.getByRole("navigation")).toHaveCount(0);
    await expect(page.getByRole("table")).toHaveCount(0);
  }
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(`${consoleUrl}/sign-in`);
});

test("without a session every page leads to the sign-in", async ({ page }) => {
  for (const path of [
    "/",
    `${poolPath("Customers")}/users?status=UNCONFIRMED`,
    "/jobs",
    "/jobs/7f1d3a52-6a0f-4f8e-9d4b-0c1e2f3a4b5c",
    "/audit",
  ]) {
    await page.goto(path);
    await expect(page).toHaveURL(/\/sign-in\?callbackUrl=/);
    expect(new URL(page.url()).searchParams.get("callbackUrl")).toBe(path);
    await expect(page.getByRole("button", { name: "Sign in with single sign-on" })).toBeVisible();
  }
});

const cookiesOf = async (context: BrowserContext): Promise<string> =>
  (await context.cookies(consoleUrl)).map(({ name, value }) => `${name}=${value}`).join("; ");

test("the events of a run are for those who may see its pool", async ({ browser, page }) => {
  const { username, label } = await createUser("Staging", "access.seen");
  await signInAnew(page, "Alex Agent");
  await openUser(page, username);
  const dialog = await chooseOperation(page, label, "Force confirm");
  await start(dialog, "Force confirm 1 user");
  await expectDone(dialog);
  const path = await dialog.getByRole("link", { name: "Open this run" }).getAttribute("href");
  const events = `${consoleUrl}/api${path}/events`;

  const asked = async (name: Staff | null) => {
    const context = await browser.newContext();
    if (name) await signInAnew(await context.newPage(), name);
    const answer = await context.request.get(events);
    const seen = { status: answer.status(), text: await answer.text() };
    await context.close();
    return seen;
  };
  const viewer = await asked("Vera Viewer");
  expect(viewer.status).toBe(200);
  expect(viewer.text).toContain(label);
  const stranger = await asked("Noah Nogroup");
  expect([403, 404]).toContain(stranger.status);
  expect(stranger.text).not.toContain(label);
  const nobody = await asked(null);
  expect(nobody.status).toBe(401);
  expect(nobody.text).not.toContain(label);
});

test("a forged order does nothing: no session, another role, no role, another origin", async ({ browser, page }) => {
  const admin = await browser.newPage();
  await signInAnew(admin, "Ada Admin");
  const runs = admin.getByRole("row").filter({ hasText: "Force confirm · 3 users" });
  const events = admin.getByRole("list", { name: "Events" }).getByRole("listitem");
  const countRuns = async () => {
    await admin.goto("/jobs");
    await expect(admin.getByRole("heading", { level: 1, name: "Runs" })).toBeVisible();
    return runs.count();
  };
  const countRefusals = async (name: Staff) => {
    await admin.goto("/audit");
    await admin.getByRole("textbox", { name: "Who" }).fill(emailOf(name));
    await admin.getByRole("combobox", { name: "Outcome" }).selectOption("Refused");
    await admin.getByRole("button", { name: "Filter" }).click();
    await expect(admin).toHaveURL(/outcome=refused/);
    await expect(admin.getByText("No event matches").or(events).first()).toBeVisible();
    return events.count();
  };
  const before = {
    runs: await countRuns(),
    viewer: await countRefusals("Vera Viewer"),
    nobody: await countRefusals("Noah Nogroup"),
  };

  const alexs = await createUser("Staging", "access.ordered");
  const { label } = alexs;
  await signInAnew(page, "Alex Agent");
  await openUser(page, alexs.username);
  const dialog = await chooseOperation(page, label, "Force confirm");
  const sent = page.waitForRequest(
    (candidate) => candidate.method() === "POST" && /"key":/.test(candidate.postData() ?? ""),
  );
  await start(dialog, "Force confirm 1 user");
  const real = await sent;
  await expectDone(dialog);

  const made = await Promise.all([1, 2, 3].map((number) => createUser("Staging", `access.victim${number}`)));
  const victims = made.map(({ username }) => username);
  const subs = await Promise.all(victims.map((username) => attributeOf("Staging", username, "sub")));
  const realSub = await attributeOf("Staging", alexs.username, "sub");
  const { "next-action": id, "content-type": type = "", "next-router-state-tree": tree = "" } = real.headers();
  expect(id, "the request that was caught is a server action").toBeTruthy();
  const order = (real.postData() ?? "").replace(`"${realSub}"`, subs.map((sub) => `"${sub}"`).join(","));
  expect(order).toContain(subs[2]);

  const send = async (headers: Record<string, string>) => {
    const context = await request.newContext();
    const answer = await context.post(real.url(), {
      headers: { "next-action": id ?? "", "content-type": type, "next-router-state-tree": tree, ...headers },
      data: order.replace(/"key":"[^"]+"/, `"key":"${crypto.randomUUID()}"`),
    });
    const text = await answer.text();
    await context.dispose();
    return text;
  };
  const signedIn = async (name: Staff) => {
    const context = await browser.newContext();
    await signInAnew(await context.newPage(), name);
    const cookie = await cookiesOf(context);
    await context.close();
    return cookie;
  };
  const own = { origin: consoleUrl };
  const evil = { origin: "https://evil.example" };
  const alex = { cookie: await cookiesOf(page.context()) };
  const forgeries: Record<string, Record<string, string>> = {
    "no session": own,
    "another role": { ...own, cookie: await signedIn("Vera Viewer") },
    "no role": { ...own, cookie: await signedIn("Noah Nogroup") },
    "another origin": { ...alex, ...evil },
    "no origin": alex,
    "another origin, and a proxy said to stand before": { ...alex, ...evil, "x-forwarded-host": "evil.example" },
    "an origin that is null": { ...alex, origin: "null" },
  };
  for (const [name, headers] of Object.entries(forgeries)) {
    await test.step(name, async () => {
      expect(await send(headers)).not.toContain("jobId");
      for (const username of victims) expect(await statusOf("Staging", username)).toBe("FORCE_CHANGE_PASSWORD");
    });
  }

  expect(await countRuns()).toBe(before.runs);
  await expect(admin.getByRole("row").filter({ hasText: "Force confirm" })).not.toHaveCount(0);
  for (const { name, count, because } of [
    { name: "Vera Viewer", count: before.viewer, because: "Your role does not allow this." },
    { name: "Noah Nogroup", count: before.nobody, because: "Your account has no access here." },
  ] as const) {
    expect(await countRefusals(name)).toBe(count + 1);
    await expect(events.first()).toContainText(`${name} was refused: force-confirm users. ${because}`);
  }

  // The same order from the right place does what it says, so it was not its form that held the others back.
  expect(await send({ ...alex, ...own })).toContain("jobId");
  for (const username of victims) await expect.poll(() => statusOf("Staging", username)).toBe("CONFIRMED");
  expect(await countRuns()).toBe(before.runs + 1);
});

test("signing out on all devices ends the person's other sessions too", async ({ browser, page }) => {
  const elsewhere = await browser.newPage();
  await signInAnew(elsewhere, "Vera Viewer");
  await signInAnew(page, "Vera Viewer");
  await page.getByRole("button", { name: "Account of Vera Viewer" }).click();
  await page.getByRole("button", { name: "Sign out on all devices" }).click();
  await expect(page).toHaveURL(`${consoleUrl}/sign-in`);
  await elsewhere.reload();
  await expect(elsewhere).toHaveURL(/\/sign-in\?callbackUrl=/);
});
