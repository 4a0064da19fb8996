import { expect, type Page, test } from "@playwright/test";
import { expectNoViolations } from "./axe.ts";
import { createUser } from "./cognito.ts";
import { signInAs } from "./sign-in.ts";
import { chooseOperation, expectDone, listedRows, openRowMenu, openUser, openUsers, start } from "./users.ts";

/** What a page complains of in the console: errors, exceptions and broken policies. */
const collectComplaints = (page: Page): string[] => {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" || /content.security.policy/i.test(message.text())) complaints.push(message.text());
  });
  return complaints;
};

for (const scheme of ["light", "dark"] as const) {
  test.describe(`in ${scheme}`, () => {
    test.beforeEach(({ page }) => page.emulateMedia({ colorScheme: scheme }));

    test("the sign-in and the page of somebody without access", async ({ page }) => {
      const complaints = collectComplaints(page);
      await page.goto("/sign-in");
      await expectNoViolations(page);
      await page.goto("/sign-in?error=OAuthCallback");
      await expect(page.getByRole("alert").filter({ hasText: "The sign-in was not completed." })).toBeVisible();
      await expectNoViolations(page);
      expect(complaints).toEqual([]);
      await signInAs(page, "Noah Nogroup");
      await expect(page.getByRole("heading", { name: "You have no access here" })).toBeVisible();
      await expectNoViolations(page);
    });

    test("the list, a selection, a menu, a dialog and its result, the run, runs and audit", async ({ page }) => {
      const complaints = collectComplaints(page);
      await signInAs(page, "Ada Admin");
      await openUsers(page, "Customers");
      await expect(listedRows(page)).toHaveCount(50);
      await expectNoViolations(page);

      await page.getByRole("checkbox", { name: "Select all on this page" }).check();
      await expect(page.getByRole("region", { name: "Selected users" })).toBeVisible();
      await expectNoViolations(page);
      await page.getByRole("button", { name: "More", exact: true }).click();
      await expect(page.getByRole("menu")).toBeVisible();
      await expectNoViolations(page);
      await page.getByRole("menuitem", { name: "Set temporary password" }).click();
      await expect(page.getByRole("dialog").getByText(/will be changed/)).toBeVisible();
      await expectNoViolations(page);

      const { username, label } = await createUser("Staging", `accessibility.${scheme}`);
      await openUser(page, username);
      await openRowMenu(page, label);
      await expectNoViolations(page);
      await page.keyboard.press("Escape");
      const dialog = await chooseOperation(page, label, "Set temporary password");
      await expect(dialog.getByText("Checked with Cognito just now")).toBeVisible();
      await dialog.getByRole("checkbox", { name: "Type the password myself" }).check();
      await dialog.getByLabel("Password", { exact: true }).fill("short");
      await expect(dialog).toContainText("The password needs at least 8 characters.");
      await expectNoViolations(page);
      await dialog.getByRole("checkbox", { name: "Type the password myself" }).uncheck();
      await start(dialog, "Set temporary password for 1 user");
      await expectDone(dialog);
      await expectNoViolations(page);
      await dialog.getByRole("button", { name: `Show password once for ${label}` }).click();
      await expect(dialog.getByRole("status", { name: `Password of ${label}` })).toBeVisible();
      await expectNoViolations(page);

      await dialog.getByRole("link", { name: "Open this run" }).click();
      await expect(page.getByRole("heading", { name: "Set temporary password · 1 user" })).toBeVisible();
      await expectNoViolations(page);
      await page.goto("/jobs");
      await expect(page.getByRole("region", { name: "Runs" })).toBeVisible();
      await expectNoViolations(page);
      await page.goto("/audit");
      await page.getByRole("list", { name: "Events" }).getByRole("listitem").first().click();
      await expectNoViolations(page);
      await page.goto("/audit?target=nobody-of-this-name");
      await expect(page.getByText("No event matches")).toBeVisible();
      await expectNoViolations(page);
      expect(complaints).toEqual([]);
    });

    test("the list on a phone", async ({ page }) => {
      const complaints = collectComplaints(page);
      await page.setViewportSize({ width: 390, height: 844 });
      await signInAs(page, "Alex Agent");
      await openUsers(page, "Customers");
      await expect(listedRows(page)).toHaveCount(50);
      await expectNoViolations(page);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width, "the page itself does not scroll sideways").toBeLessThanOrEqual(390);
      await listedRows(page).first().getByRole("checkbox").check();
      await expect(page.getByRole("region", { name: "Selected users" })).toBeVisible();
      await expectNoViolations(page);
      expect(complaints).toEqual([]);
    });

    test("what is not there", async ({ page }) => {
      await signInAs(page, "Alex Agent");
      await page.goto("/pools/no-such-pool/users");
      await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
      await expectNoViolations(page);
    });
  });
}
