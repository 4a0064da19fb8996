import { expect, type Locator, type Page } from "@playwright/test";
import { getCognitoUser } from "./cognito.ts";
import { type PoolName, poolPath } from "./setup.ts";

/** The list as the address describes it, there and filled. */
export const openUsers = async (page: Page, pool: PoolName, query = "") => {
  await page.goto(`${poolPath(pool)}/users${query}`);
  await expect(page.getByRole("heading", { level: 1, name: pool, exact: false })).toBeVisible();
};

export const listedRows = (page: Page): Locator =>
  page
    .getByRole("table")
    .getByRole("row")
    .filter({ has: page.getByRole("rowheader") });

/** The row of one user; the list has to show that user. */
export const rowOf = (page: Page, username: string): Locator =>
  listedRows(page).filter({ has: page.getByRole("rowheader", { name: username, exact: true }) });

/** Opens the list of Staging at one user. */
export const openUser = async (page: Page, username: string): Promise<Locator> => {
  await openUsers(page, "Staging", `?q=${username}`);
  await expect(listedRows(page)).toHaveCount(1);
  return rowOf(page, username);
};

/** One of the users whom Staging was seeded with, test.user01 to test.user40: for tests that leave them as they are. */
export const openTestUser = async (page: Page, number: number) => {
  const digits = String(number).padStart(2, "0");
  const username = `test.user${digits}`;
  await openUser(page, username);
  return { username, label: `Test User ${digits} (${username}@example.com)` };
};

export const openRowMenu = async (page: Page, label: string): Promise<Locator> => {
  await page.getByRole("button", { name: `Actions for ${label}`, exact: true }).click();
  const menu = page.getByRole("menu");
  await expect(menu).toBeVisible();
  return menu;
};

/** Two clicks from the list: the row's menu, the operation. Comes back with the dialog. */
export const chooseOperation = async (page: Page, label: string, operation: string): Promise<Locator> => {
  const menu = await openRowMenu(page, label);
  await menu.getByRole("menuitem", { name: operation, exact: true }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  return dialog;
};

/** Presses the start, once the plan has been checked. */
export const start = async (dialog: Locator, name: string) => {
  const button = dialog.getByRole("button", { name, exact: true });
  await expect(button).toBeEnabled();
  await button.click();
};

/** The results of a run of `users` that went well. */
export const expectDone = async (dialog: Locator, users = 1) => {
  await expect(dialog.getByText("Finished", { exact: true })).toBeVisible();
  await expect(dialog.getByRole("list", { name: "Results" }).getByText("Done", { exact: true })).toHaveCount(users);
};

/** One operation on one listed user, from the row's menu to its result. */
export const runOn = async (page: Page, label: string, operation: string, startName: string): Promise<Locator> => {
  const dialog = await chooseOperation(page, label, operation);
  await start(dialog, startName);
  await expectDone(dialog);
  return dialog;
};

export const statusOf = async (pool: PoolName, username: string): Promise<string> =>
  (await getCognitoUser(pool, username)).UserStatus;

export const attributeOf = async (pool: PoolName, username: string, name: string): Promise<string | undefined> =>
  (await getCognitoUser(pool, username)).UserAttributes.find((attribute) => attribute.Name === name)?.Value;
