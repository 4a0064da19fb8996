import { expect, type Locator, type Page, test } from "@playwright/test";
import { createUser } from "./cognito.ts";
import { consoleUrl, freshName, poolPath } from "./setup.ts";
import { choiceOf, type Staff } from "./sign-in.ts";
import { expectDone, listedRows, openUser, openUsers, statusOf } from "./users.ts";

const stopsMost = 80;

/** The element that has the focus shows it by an outline, its own or that of the box it draws. */
const expectFocusVisible = async (page: Page) => {
  const seen = await page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement) || element === document.body) return null;
    const isOutlined = ({ outlineStyle, outlineWidth }: CSSStyleDeclaration) =>
      outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 1;
    const { width, height } = element.getBoundingClientRect();
    return {
      what: element.outerHTML.slice(0, 120),
      outlined: isOutlined(getComputedStyle(element)) || isOutlined(getComputedStyle(element, "::before")),
      onPage: width > 0 && height > 0 && element.checkVisibility({ visibilityProperty: true }),
    };
  });
  expect(seen).toEqual({ what: seen?.what, outlined: true, onPage: true });
};

/** Goes there as somebody without a mouse does, and sees on each stop where the focus is. */
const tabTo = async (page: Page, target: Locator, key: "Tab" | "Shift+Tab" = "Tab") => {
  await expect(target).toBeVisible();
  for (let stops = 0; stops < stopsMost; stops++) {
    await page.keyboard.press(key);
    await expectFocusVisible(page);
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${stopsMost} stops of the ${key} key do not reach ${target}.`);
};

const signInByKeyboard = async (page: Page, name: Staff) => {
  await page.goto("/sign-in");
  await tabTo(page, page.getByRole("button", { name: "Sign in with single sign-on" }));
  await page.keyboard.press("Enter");
  await tabTo(page, choiceOf(page, name));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`${consoleUrl}${poolPath("Customers")}/users`);
};

test("the main job by keyboard alone: sign in, find, select, force-confirm, see it on record", async ({ page }) => {
  const common = freshName("keyboard");
  const users = await Promise.all(["a", "b"].map((name) => createUser("Staging", `${common}-${name}`)));
  await signInByKeyboard(page, "Alex Agent");
  // once looked for by its whole name, a new user stands in the directory and is found by a part of it
  for (const { username } of users) await openUser(page, username);
  await openUsers(page, "Staging");

  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox", { name: "Search users" })).toBeFocused();
  await page.keyboard.type(common);
  await expect(listedRows(page)).toHaveCount(2);
  for (const row of await listedRows(page).all()) {
    await tabTo(page, row.getByRole("checkbox"));
    await page.keyboard.press("Space");
  }
  const bar = page.getByRole("region", { name: "Selected users" });
  await expect(bar.getByRole("status")).toHaveText("2 selected");
  await tabTo(page, bar.getByRole("button", { name: "Force confirm" }));
  await page.keyboard.press("Enter");

  const dialog = page.getByRole("dialog", { name: "Force confirm 2 users" });
  await expect(dialog.getByText("Checked with Cognito just now")).toBeVisible();
  await tabTo(page, dialog.getByRole("button", { name: "Force confirm 2 users" }));
  await page.keyboard.press("Enter");
  await expectDone(dialog, 2);
  for (const { username } of users) expect(await statusOf("Staging", username)).toBe("CONFIRMED");

  await tabTo(page, dialog.getByRole("link", { name: "Open this run" }));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/jobs\//);
  await tabTo(page, page.getByRole("link", { name: "Audit of this run" }));
  await page.keyboard.press("Enter");
  const events = page.getByRole("list", { name: "Events" }).getByRole("listitem");
  for (const { label } of users)
    await expect(events.filter({ hasText: `Alex Agent force-confirmed ${label}.` })).toHaveCount(1);
});

test("menu and dialog take the focus, keep it, and give it back", async ({ page }) => {
  const { username, label } = await createUser("Staging", "keyboard-focus");
  await signInByKeyboard(page, "Alex Agent");
  await openUser(page, username);
  const actions = page.getByRole("button", { name: `Actions for ${label}` });
  await tabTo(page, actions);

  await page.keyboard.press("Enter");
  const menu = page.getByRole("menu");
  await expect(menu).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(menu.getByRole("menuitem", { name: "Force confirm" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(menu).toHaveCount(0);
  await expect(actions).toBeFocused();

  await page.keyboard.press("Enter");
  await expect(menu).toBeFocused();
  await page.keyboard.press("End");
  await expect(menu.getByRole("menuitem", { name: "Disable" })).toBeFocused();
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("Checked with Cognito just now")).toBeVisible();
  const holdsFocus = () => dialog.evaluate((element) => element.contains(document.activeElement));
  for (let stop = 0; stop < 8; stop++) {
    await page.keyboard.press("Tab");
    expect(await holdsFocus()).toBe(true);
  }
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(actions).toBeFocused();
  expect(await statusOf("Staging", username)).toBe("FORCE_CHANGE_PASSWORD");

  await page.keyboard.press("Enter");
  await expect(menu).toBeFocused();
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  await tabTo(page, dialog.getByRole("button", { name: "Force confirm 1 user" }));
  await expect(dialog.getByText("Checked with Cognito just now")).toBeVisible();
  await page.keyboard.press("Enter");
  await expectDone(dialog);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(actions).toBeFocused();
});

test("after a run on a selection the focus goes to the list, for the bar is gone", async ({ page }) => {
  const { username, label } = await createUser("Staging", "keyboard-bulk");
  await signInByKeyboard(page, "Alex Agent");
  await openUser(page, username);
  await tabTo(page, page.getByRole("checkbox", { name: `Select ${label}` }));
  await page.keyboard.press("Space");
  const bar = page.getByRole("region", { name: "Selected users" });
  const button = bar.getByRole("button", { name: "Force confirm" });
  await tabTo(page, button);
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("Checked with Cognito just now")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(button).toBeFocused();

  await page.keyboard.press("Enter");
  await expect(dialog.getByText("Checked with Cognito just now")).toBeVisible();
  await tabTo(page, dialog.getByRole("button", { name: "Force confirm 1 user" }));
  await page.keyboard.press("Enter");
  await expectDone(dialog);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(bar).toHaveCount(0);
  await expect(page.getByRole("region", { name: "Users of Staging" })).toBeFocused();
});
