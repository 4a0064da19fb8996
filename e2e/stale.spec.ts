import { expect, type Page, test } from "@playwright/test";
import { callOnUser, createUser, getCognitoUser, setPermanentPassword } from "./cognito.ts";
import { listMessages } from "./inbox.ts";
import { freshName, poolPath } from "./setup.ts";
import { signInAs } from "./sign-in.ts";
import { chooseOperation, expectDone, listedRows, openUser, openUsers, runOn, start, statusOf } from "./users.ts";

const forceConfirm = "Force confirm 1 user";

/** The plan as Cognito answered it, not as the list remembered it. */
const expectChecked = (page: Page) =>
  expect(page.getByRole("dialog").getByText("Checked with Cognito just now")).toBeVisible();

test("a user who was changed since the list was read: the plan says so, and there is nothing to start", async ({
  page,
}) => {
  const { username, label } = await createUser("Staging", "stale-changed");
  await signInAs(page, "Ada Admin");
  await openUser(page, username);
  await setPermanentPassword("Staging", username, "Changed-Meanwhile-1");
  const { UserLastModifiedDate: changedAt } = await getCognitoUser("Staging", username);

  const dialog = await chooseOperation(page, label, "Force confirm");
  await expect(dialog).toContainText("Nothing to do: this user cannot be changed this way now.");
  await expect(dialog).toContainText("Is confirmed already.");
  const button = dialog.getByRole("button", { name: /^Force confirm/ });
  await expect(button).toBeDisabled();
  await button.click({ force: true });
  await page.goto(`/audit?target=${username}`);
  await expect(page.getByText("No event matches")).toBeVisible();
  expect((await getCognitoUser("Staging", username)).UserLastModifiedDate).toBe(changedAt);
});

// A start takes the reading of its preview for a few seconds; what has changed since shows in the read before the call.
for (const { what, told, name, change } of [
  {
    what: "changed",
    told: "Is confirmed already.",
    name: "stale-late-change",
    change: (username: string) => setPermanentPassword("Staging", username, "Changed-Meanwhile-1"),
  },
  {
    what: "deleted",
    told: "Cognito no longer has this user. It may have been deleted.",
    name: "stale-late-delete",
    change: (username: string) => callOnUser("AdminDeleteUser", "Staging", username),
  },
])
  test(`a user who was ${what} after the plan was checked is left out of the run, and nothing is sent`, async ({
    page,
  }) => {
    const { username, label } = await createUser("Staging", name);
    await signInAs(page, "Ada Admin");
    await openUser(page, username);
    const dialog = await chooseOperation(page, label, "Force confirm");
    await expectChecked(page);
    await change(username);
    await start(dialog, forceConfirm);
    await expect(dialog.getByRole("status")).toHaveText("Finished: 1 skipped.");
    await expect(dialog.getByRole("list", { name: "Results" })).toContainText(told);
    // on record is that it was left out, and no call
    await page.goto(`/audit?target=${username}`);
    await expect(page.getByRole("listitem").filter({ hasText: "did not go on to force-confirm" })).toHaveCount(1);
    await expect(page.getByRole("listitem").filter({ hasText: "force-confirmed" })).toHaveCount(0);
  });

test("a user who was deleted since the list was read: the plan says so", async ({ page }) => {
  const { username, label } = await createUser("Staging", "stale-deleted");
  await signInAs(page, "Ada Admin");
  await openUser(page, username);
  await callOnUser("AdminDeleteUser", "Staging", username);
  const dialog = await chooseOperation(page, label, "Force confirm");
  await expect(dialog).toContainText("1 user is no longer in the pool.");
  await expect(dialog.getByRole("button", { name: /^Force confirm/ })).toBeDisabled();
});

test("two people, one list: what the one has done the other's plan skips", async ({ browser, page }) => {
  const common = freshName("stale-two");
  const users = await Promise.all(["a", "b"].map((name) => createUser("Staging", `${common}-${name}`)));
  const [first, second] = users.map(({ label }) => label);
  await signInAs(page, "Ada Admin");
  // once looked for by its whole name, a new user stands in the directory and is found by a part of it
  for (const { username } of users) await openUser(page, username);
  await openUsers(page, "Staging", `?q=${common}`);
  await expect(listedRows(page)).toHaveCount(2);
  await page.getByRole("checkbox", { name: "Select all on this page" }).check();

  const colleague = await (await browser.newContext()).newPage();
  await signInAs(colleague, "Alex Agent");
  await openUsers(colleague, "Staging", `?q=${common}`);
  await runOn(colleague, first ?? "", "Force confirm", forceConfirm);
  await colleague.context().close();

  await page.getByRole("region", { name: "Selected users" }).getByRole("button", { name: "Force confirm" }).click();
  const dialog = page.getByRole("dialog", { name: "Force confirm 2 users" });
  await expectChecked(page);
  await expect(dialog).toContainText("1 will be changed · 1 will be skipped");
  await expect(dialog).toContainText("Is confirmed already.");
  await start(dialog, forceConfirm);
  await expectDone(dialog);
  const results = dialog.getByRole("list", { name: "Results" }).getByRole("listitem");
  await expect(results.filter({ hasText: first })).toContainText("Skipped");
  await expect(results.filter({ hasText: second })).toContainText("Done");
});

test("offline in the middle of a run: the page says so, the run goes on, the page catches up", async ({ page }) => {
  const { username, label } = await createUser("Staging", "stale-offline");
  await signInAs(page, "Ada Admin");
  const row = await openUser(page, username);
  const dialog = await chooseOperation(page, label, "Force confirm");
  // the line goes down once the run has started and before the page hears of it
  await page.route("**/api/jobs/*/events", async (route) => {
    await page.context().setOffline(true);
    await route.abort("internetdisconnected");
  });
  await start(dialog, forceConfirm);
  const down = dialog.getByText("The line to the console is down, so this is not up to date.");
  await expect(down).toBeVisible();
  await expect.poll(() => statusOf("Staging", username)).toBe("CONFIRMED");
  await expect(dialog.getByText("Finished", { exact: true })).toHaveCount(0);

  await page.unroute("**/api/jobs/*/events");
  await page.context().setOffline(false);
  await expectDone(dialog);
  await expect(down).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(row).toContainText(/^Confirmed/);
});

test("an answer lost on the way: nobody knows, so the same run is asked for again and done once", async ({ page }) => {
  const { username, label } = await createUser("Staging", "stale-lost-answer");
  await signInAs(page, "Ada Admin");
  await openUser(page, username);
  const dialog = await chooseOperation(page, label, "Resend invitation");
  await expectChecked(page);
  await page.route(`**${poolPath("Staging")}/users*`, async (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    await route.fetch();
    await route.abort("connectionreset");
  });
  await start(dialog, "Resend invitation of 1 user");
  await expect(dialog).toContainText("It is not known whether the run started. Try again: it will not be done twice.");
  await expect.poll(() => listMessages({ username })).toHaveLength(1);

  await page.unroute(`**${poolPath("Staging")}/users*`);
  await start(dialog, "Resend invitation of 1 user");
  await expectDone(dialog);
  expect(await listMessages({ username })).toHaveLength(1);
  await page.goto(`/audit?target=${username}`);
  await expect(page.getByRole("listitem").filter({ hasText: "resent the invitation" })).toHaveCount(1);
});
