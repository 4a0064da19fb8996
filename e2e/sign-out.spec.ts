import { expect, test } from "@playwright/test";
import { consoleUrl, poolPath, ssoUrl } from "./setup.ts";
import { choiceOf, emailOf, signInAnew } from "./sign-in.ts";
import { openUsers } from "./users.ts";

test("signing out kills the session on the server, so that a copied cookie opens nothing", async ({
  browser,
  page,
}) => {
  await signInAnew(page, "Alex Agent");
  const thief = await browser.newContext();
  await thief.addCookies(await page.context().cookies(consoleUrl));
  const copy = await thief.newPage();
  await openUsers(copy, "Staging");

  await page.getByRole("button", { name: "Account of Alex Agent" }).click();
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page).toHaveURL(`${consoleUrl}/sign-in`);
  const left = await page.context().cookies(consoleUrl);
  expect(left.filter(({ name }) => name.includes("session-token"))).toEqual([]);

  await copy.reload();
  await expect(copy).toHaveURL(/\/sign-in\?callbackUrl=/);
  for (const path of [`${poolPath("Customers")}/users`, "/jobs", "/audit"]) {
    await copy.goto(path);
    await expect(copy).toHaveURL(`${consoleUrl}/sign-in?callbackUrl=${encodeURIComponent(path)}`);
  }
  await thief.close();

  await signInAnew(page, "Alex Agent");
  await page.goto(`/audit?actor=${emailOf("Alex Agent")}`);
  await page.getByRole("combobox", { name: "Operation" }).selectOption({ label: "Sign out" });
  await page.getByRole("button", { name: "Filter" }).click();
  await expect(page).toHaveURL(/action=/);
  await expect(page.getByRole("listitem").filter({ hasText: "Alex Agent signed out." })).not.toHaveCount(0);
});

test("signing out ends the session at the provider too, which asks again who it is", async ({ page }) => {
  await signInAnew(page, "Ada Admin");
  const pressSignIn = async () => {
    await page.goto("/sign-in");
    await page.getByRole("button", { name: "Sign in with single sign-on" }).click();
  };
  // Without its own cookies the console has forgotten her; the provider has not, and lets her in unasked.
  await page.context().clearCookies({ name: /next-auth/ });
  await pressSignIn();
  await expect(page).toHaveURL(/\/pools\//);

  await page.getByRole("button", { name: "Account of Ada Admin" }).click();
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page).toHaveURL(`${consoleUrl}/sign-in`);
  await pressSignIn();
  await expect(page).toHaveURL(new RegExp(`^${ssoUrl}/`));
  await expect(choiceOf(page, "Ada Admin")).toBeVisible();
});
