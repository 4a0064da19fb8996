import { type Browser, expect, type Page, test } from "@playwright/test";
import { expectNoViolations } from "./axe.ts";
import { createUser } from "./cognito.ts";
import { type PoolName, poolPath } from "./setup.ts";
import { signInAs } from "./sign-in.ts";
import { openUser, runOn } from "./users.ts";

const openOverview = async (page: Page, pool: PoolName) => {
  await page.goto(poolPath(pool));
  await expect(page.getByRole("heading", { name: "Users by status" })).toBeVisible();
};

/** Lists open faster without their script, and are as complete. */
const openReader = async (browser: Browser, page: Page): Promise<Page> => {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
  });
  return context.newPage();
};

/** Addresses of the numbers on the page that lead to one list. */
const addressesOf = async (page: Page, list: string): Promise<string[]> => {
  const links = page.getByRole("main").locator(`a[href^="${list}"]:not([aria-hidden] *)`);
  const addresses = await links.evaluateAll((found) => found.map((link) => link.getAttribute("href") ?? ""));
  return [...new Set(addresses)];
};

/** What a link says before the words for those who hear it alone. */
const numberAt = async (page: Page, address: string): Promise<string> =>
  page
    .getByRole("main")
    .locator(`a[href="${address}"]:not([aria-hidden] *)`)
    .first()
    .evaluate((link) => link.firstChild?.textContent ?? "");

const countUsers = async (list: Page, address: string): Promise<string> => {
  await list.goto(address);
  return list.getByRole("navigation", { name: "Status" }).locator("[aria-current=page] span").innerText();
};

const countEvents = async (list: Page, address: string): Promise<string> => {
  await list.goto(address);
  const older = list.getByRole("link", { name: "Older" });
  let events = 0;
  for (;;) {
    events += await list.getByRole("list", { name: "Events" }).locator("> li").count();
    if ((await older.count()) === 0) return String(events);
    await list.goto((await older.getAttribute("href")) ?? "");
  }
};

type Count = (list: Page, address: string) => Promise<string>;

/** Each number is the count of the list it leads to. Other tests change users meanwhile: then both are read again. */
const expectTrueNumbers = async (page: Page, list: Page, addresses: string[], count: Count) => {
  for (const address of addresses)
    await expect(async () => {
      const [said, listed] = [await numberAt(page, address), await count(list, address)];
      if (said !== listed) await page.reload();
      expect(`${address}: ${said}`).toBe(`${address}: ${listed}`);
    }).toPass();
};

test("every number of users is the count of the list it leads to", async ({ page, browser }) => {
  await signInAs(page, "Vera Viewer");
  await openOverview(page, "Customers");
  // the link to those who share a name stands beside no number
  const addresses = (await addressesOf(page, `${poolPath("Customers")}/users`)).filter(
    (address) => !address.endsWith("?held=twice"),
  );
  // everyone, six tabs, four ages of four of them, three states of invitations, seven days
  expect(addresses).toHaveLength(1 + 6 + 16 + 3 + 7);
  const list = await openReader(browser, page);
  await expectTrueNumbers(page, list, addresses, countUsers);
  await list.context().close();
});

test("the list says what it was narrowed to, and a chip takes it away", async ({ page }) => {
  await signInAs(page, "Alex Agent");
  await openOverview(page, "Customers");
  await page.getByRole("link", { name: "users: Force change password, last changed over 90 days ago" }).click();
  await expect(page).toHaveURL(/\/users\?status=FORCE_CHANGE_PASSWORD&modified=over-90$/);
  const filters = page.getByRole("list", { name: "Filters" });
  await filters.getByRole("link", { name: "Take away: Last changed over 90 days ago" }).click();
  await expect(page).toHaveURL(/\/users\?status=FORCE_CHANGE_PASSWORD$/);
  await expect(filters).toBeHidden();

  await page.goto(`${poolPath("Customers")}/users?status=CONFIRMED&invitation=waiting&ends=2026-01-01`);
  await expect(filters).toContainText("Invitation waiting, can end on 2026-01-01");
  await page.getByRole("link", { name: "Take the filter away" }).click();
  await expect(page).toHaveURL(/\/users\?status=CONFIRMED$/);
});

test("every number of operations is the count of the audit it leads to, and a run is told", async ({
  page,
  browser,
}) => {
  const { username, label } = await createUser("Staging", "overview.told");
  await signInAs(page, "Ada Admin");
  await openUser(page, username);
  await runOn(page, label, "Set temporary password", "Set temporary password for 1 user");
  await openOverview(page, "Staging");
  await page.getByText("Day by day as a table").click();
  const addresses = await addressesOf(page, "/audit?");
  // five outcomes, the busiest day, and five outcomes of each day with any
  expect(addresses.length).toBeGreaterThanOrEqual(5 + 1 + 5);
  const list = await openReader(browser, page);
  await expectTrueNumbers(page, list, addresses, countEvents);
  await list.context().close();

  const runs = page.getByRole("region", { name: "Runs" });
  const run = runs.getByRole("link", { name: /^Set temporary password · 1 user$/ }).first();
  await run.click();
  await expect(page.getByRole("heading", { level: 1, name: "Set temporary password · 1 user" })).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const)
  test(`in ${colorScheme} it can be read by everyone, in a narrow window too`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await signInAs(page, "Vera Viewer");
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 800 });
      await openOverview(page, "Customers");
      await expectNoViolations(page);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBeLessThanOrEqual(0);
    }
  });
