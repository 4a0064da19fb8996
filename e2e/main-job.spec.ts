import { expect, test } from "@playwright/test";
import { signInAs } from "./sign-in.ts";
import { listedRows, openUsers, statusOf } from "./users.ts";

interface Listed {
  username: string;
  label: string;
  /** Whether a forgotten password could be recovered: by an address or a number that is verified. */
  recoverable: boolean;
}

test("stuck users are found, force-confirmed together, and each of them is on record", async ({ page }) => {
  await signInAs(page, "Alex Agent");
  await openUsers(page, "Customers", "?size=100");
  // hidden ones too: the tab has to follow behind the dialog, which hides the rest of the page
  const tab = page
    .getByRole("navigation", { name: "Status", includeHidden: true })
    .getByRole("link", { name: /^Force change password/, includeHidden: true });
  const stuck = Number(/\d+$/.exec(await tab.innerText())?.[0]);
  await tab.click();
  await expect(page).toHaveURL(/status=FORCE_CHANGE_PASSWORD/);
  const rows = listedRows(page);
  await expect(rows).toHaveCount(stuck);

  const listed: Listed[] = await rows.evaluateAll((elements) =>
    elements.map((row) => {
      const text = (index: number) => row.querySelectorAll("td, th").item(index).textContent ?? "";
      const name = row.querySelector("input")?.getAttribute("aria-label") ?? "";
      const isVerified = (contact: string) => /verified$/.test(contact) && !/not verified$/.test(contact);
      return {
        username: row.querySelector("th")?.textContent ?? "",
        label: name.replace(/^Select /, ""),
        recoverable: isVerified(text(3)) || isVerified(text(4)),
      };
    }),
  );
  const [from, to] = [1, 5];
  const single = listed.findLastIndex((user) => !user.recoverable);
  expect(single, "a stuck user without a verified contact, below the range").toBeGreaterThan(to);
  const chosen = [...listed.slice(from, to + 1), ...listed.slice(single, single + 1)];
  const changed = chosen.filter((user) => user.recoverable);
  const skipped = chosen.filter((user) => !user.recoverable);

  const checkbox = (index: number) => rows.nth(index).getByRole("checkbox");
  await checkbox(from).click();
  await checkbox(to).click({ modifiers: ["Shift"] });
  await checkbox(single).click();
  const bar = page.getByRole("region", { name: "Selected users" });
  await expect(bar.getByRole("status")).toHaveText(`${chosen.length} selected`);
  await bar.getByRole("button", { name: "Force confirm" }).click();

  const dialog = page.getByRole("dialog", { name: `Force confirm ${chosen.length} users` });
  const plan = dialog.getByRole("region", { name: "Plan" });
  await expect(plan.getByRole("status")).toHaveText("Checked with Cognito just now");
  await expect(plan).toContainText(`${changed.length} will be changed`);
  await expect(plan).toContainText(`${skipped.length} will be skipped`);
  await expect(plan).toContainText(
    "Would be left with a password nobody knows: it has no verified contact that a code could go to.",
  );
  for (const { username } of chosen) expect(await statusOf("Customers", username)).toBe("FORCE_CHANGE_PASSWORD");

  await dialog.getByRole("button", { name: `Force confirm ${changed.length} users` }).click();
  await expect(dialog.getByText("Finished", { exact: true })).toBeVisible();
  const results = dialog.getByRole("list", { name: "Results" }).getByRole("listitem");
  await expect(results).toHaveCount(chosen.length);
  for (const { label } of changed) await expect(results.filter({ hasText: label })).toContainText("Done");
  for (const { label } of skipped) await expect(results.filter({ hasText: label })).toContainText("Skipped");

  for (const { username } of changed) expect(await statusOf("Customers", username)).toBe("CONFIRMED");
  for (const { username } of skipped) expect(await statusOf("Customers", username)).toBe("FORCE_CHANGE_PASSWORD");
  await expect(tab).toHaveText(`Force change password${stuck - changed.length}`);

  await dialog.getByRole("link", { name: "Open this run" }).click();
  await expect(page).toHaveURL(/\/jobs\/[0-9a-f-]{36}$/);
  const expectRun = async () => {
    await expect(page.getByRole("heading", { level: 1, name: `Force confirm · ${chosen.length} users` })).toBeVisible();
    await expect(page.getByText("Finished", { exact: true })).toBeVisible();
    for (const { username } of changed)
      await expect(page.getByRole("row").filter({ hasText: username })).toContainText("Done");
    for (const { username } of skipped)
      await expect(page.getByRole("row").filter({ hasText: username })).toContainText("no verified contact");
  };
  await expectRun();
  await page.reload();
  await expectRun();

  await page.getByRole("link", { name: "Audit of this run" }).click();
  const events = page.getByRole("list", { name: "Events" }).getByRole("listitem");
  for (const { label } of changed)
    await expect(events.filter({ hasText: `Alex Agent force-confirmed ${label}.` })).toHaveCount(1);

  const [one] = changed;
  await page.goto("/audit");
  await page.getByRole("textbox", { name: "User" }).fill(one?.username ?? "");
  await page.getByRole("button", { name: "Filter" }).click();
  await expect(page).toHaveURL(/target=/);
  await expect(events).toHaveCount(1);
  await expect(events).toContainText(`Alex Agent force-confirmed ${one?.label}.`);
});
