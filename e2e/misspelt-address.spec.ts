import { expect, type Page, test } from "@playwright/test";
import { expectNoViolations } from "./axe.ts";
import { poolPath } from "./setup.ts";
import { signInAs } from "./sign-in.ts";
import { listedRows, openUsers } from "./users.ts";

// A link with a filter in it that the list does not know must not stand for everyone.

const pager = (page: Page) => page.getByRole("navigation", { name: "Pages" });
const selectionBar = (page: Page) => page.getByRole("region", { name: "Selected users" });
const selectPage = (page: Page) => page.getByRole("checkbox", { name: "Select all on this page" }).check();

test("a misspelt filter is told, nobody is shown until it is taken away, and the rest of the address stays", async ({
  page,
}) => {
  await signInAs(page, "Alex Agent");
  await openUsers(page, "Customers", "?status=CONFIRMED&modified=over-90d&size=25");
  const told = page.getByText("“modified=over-90d” is not a filter this list knows");
  await expect(told).toBeVisible();
  await expect(listedRows(page)).toHaveCount(0);
  await expect(pager(page)).toContainText("0 users");
  await expect(page.getByRole("checkbox", { name: "Select all on this page" })).toBeDisabled();
  await expectNoViolations(page);

  // neither another tab nor a search makes everyone of it
  await page
    .getByRole("navigation", { name: "Status" })
    .getByRole("link", { name: /^Unconfirmed/ })
    .click();
  await expect(page).toHaveURL(/status=UNCONFIRMED&modified=over-90d/);
  await expect(told).toBeVisible();
  await page.getByRole("searchbox", { name: "Search users" }).fill("example");
  await expect(page).toHaveURL(/q=example&modified=over-90d/);
  await expect(listedRows(page)).toHaveCount(0);

  await page.getByRole("link", { name: "Take it away" }).click();
  await expect(page).toHaveURL(/\/users\?status=UNCONFIRMED&q=example&size=25$/);
  await expect(told).toHaveCount(0);
  await expect(listedRows(page).first()).toBeVisible();
});

test("each parameter that the list does not know is told and taken away by itself", async ({ page }) => {
  await signInAs(page, "Vera Viewer");
  await openUsers(page, "Customers", "?statuss=CONFIRMED&status=UNCONFIRMED&status=CONFIRMED");
  await expect(page.getByText("“statuss=CONFIRMED” is not a filter this list knows")).toBeVisible();
  await expect(page.getByText("“status” stands in the address more than once, with different values")).toBeVisible();
  await page.getByRole("link", { name: "Take “statuss” away" }).click();
  await expect(page).toHaveURL(/\?status=UNCONFIRMED&status=CONFIRMED$/);
  await expect(listedRows(page)).toHaveCount(0);
  // a tab is a status, so choosing one mends it
  await page
    .getByRole("navigation", { name: "Status" })
    .getByRole("link", { name: /^Unconfirmed/ })
    .click();
  await expect(page).toHaveURL(/\?status=UNCONFIRMED$/);
  await expect(listedRows(page).first()).toBeVisible();
});

test("no selection stays armed on such an address, and select-all is refused by the server", async ({ page }) => {
  await signInAs(page, "Alex Agent");
  await openUsers(page, "Customers", "?modified=over-90d");
  await page.getByRole("link", { name: "Take it away" }).click();
  await expect(listedRows(page)).toHaveCount(50);
  await selectPage(page);
  await expect(selectionBar(page).getByRole("status")).toHaveText("50 selected");
  await page.goBack();
  await expect(page.getByText("“modified=over-90d” is not a filter this list knows")).toBeVisible();
  await expect(selectionBar(page)).toHaveCount(0);
  await page.goForward();
  await expect(listedRows(page)).toHaveCount(50);
  await expect(selectionBar(page)).toHaveCount(0);

  // what a page of such an address would send, had it been able to
  await page.route(`**${poolPath("Customers")}/users**`, async (route) => {
    const body = route.request().postData();
    if (route.request().method() !== "POST" || !body?.includes('"query"')) return route.continue();
    await route.continue({ postData: body.replace(/"query":"[^"]*"/, '"query":"?modified=over-90d"') });
  });
  await openUsers(page, "Customers", "?size=25");
  await selectPage(page);
  await selectionBar(page)
    .getByRole("button", { name: /^Select (all|the first) / })
    .click();
  await expect(selectionBar(page).getByRole("alert")).toHaveText(
    "The address of this list has a filter in it that the list does not know, so it stands for nobody.",
  );
  await expect(selectionBar(page).getByRole("status")).toHaveText("25 selected");
});
