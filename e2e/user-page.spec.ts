import { expect, type Page, test } from "@playwright/test";
import { expectNoViolations } from "./axe.ts";
import { callOnUser, cognito, createApp, createUser, getPoolId, setPermanentPassword, signUpUser } from "./cognito.ts";
import { listMessages, waitForMessage } from "./inbox.ts";
import { freshName, poolPath } from "./setup.ts";
import { signInAs } from "./sign-in.ts";
import { attributeOf, expectDone, listedRows, openUser, openUsers, rowOf, start, statusOf } from "./users.ts";

const panelOf = (page: Page, label: string) => page.getByRole("complementary", { name: label });

/** Opens the list at one user of Staging, and the user's page beside it. */
const openPage = async (page: Page, { username, label }: { username: string; label: string }) => {
  await openUser(page, username);
  await page.getByRole("link", { name: username, exact: true }).click();
  const panel = panelOf(page, label);
  await expect(panel.getByRole("region", { name: "Diagnosis" })).toBeVisible();
  return panel;
};

const newestMessage = async (username: string) =>
  Math.max(0, ...(await listMessages({ username })).map(({ id }) => id));

const own = "My-Own-Password-1";

test("a user opens beside the list by mouse and keyboard, and Back, Escape and Close close it", async ({ page }) => {
  await signInAs(page, "Ada Admin");
  await openUsers(page, "Staging");
  // By name, because earlier tests make users that the next sweep puts above these.
  const nameAt = (index: number) => listedRows(page).nth(index).getByRole("link").innerText();
  const [username, chosen] = [await nameAt(1), await nameAt(2)];
  const link = rowOf(page, username).getByRole("link");
  const checkbox = rowOf(page, chosen).getByRole("checkbox");
  await checkbox.check();
  const heading = page.getByRole("complementary").getByRole("heading", { level: 2 });

  await link.click();
  await expect(heading).toBeFocused();
  await expect(page).toHaveURL(/\/users\?user=/);
  await expect(page.getByRole("region", { name: "Diagnosis" })).toBeVisible();
  await expect(checkbox).toBeChecked();
  await expectNoViolations(page);
  const address = new URL(page.url());

  await page.goBack();
  await expect(heading).toHaveCount(0);
  await expect(link).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(heading).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(heading).toHaveCount(0);
  await expect(link).toBeFocused();
  await expect(page).toHaveURL(/\/users$/);
  await expect(checkbox).toBeChecked();

  await page.goto(`${poolPath("Staging")}/users/${address.searchParams.get("user")}`);
  await expect(page).toHaveURL(address.href);
  await expect(page.getByRole("complementary")).toContainText(username);
  await page.getByRole("button", { name: "Close the user" }).click();
  await expect(heading).toHaveCount(0);
});

test("on a narrow window the page of a user covers the list", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await signInAs(page, "Ada Admin");
  const user = await createUser("Staging", "panel.narrow");
  const panel = await openPage(page, user);
  await expect(page.getByRole("table")).toBeHidden();
  expect((await panel.boundingBox())?.width).toBe(390);
  await expectNoViolations(page);
  await page.getByRole("button", { name: "Close the user" }).click();
  await expect(page.getByRole("table")).toBeVisible();
});

test("a user that is gone is told in the panel, and the list stays", async ({ page }) => {
  await signInAs(page, "Alex Agent");
  await page.goto(`${poolPath("Staging")}/users?user=11111111-1111-4111-8111-111111111111`);
  await expect(page.getByRole("complementary")).toContainText("Cognito no longer has this user.");
  await expect(page.getByRole("table")).toBeVisible();
});

test("a viewer reads everything and is offered nothing", async ({ page }) => {
  const user = await createUser("Staging", "panel.viewed");
  await signInAs(page, "Vera Viewer");
  const panel = await openPage(page, user);
  await expect(panel.getByText("Invited, and has not signed in yet")).toBeVisible();
  await expect(panel.getByRole("button")).toHaveText(["", "Copy", "Copy"]);
  await expect(page.getByRole("button", { name: "New user" })).toHaveCount(0);
});

interface Remedy {
  finding: string;
  way: string;
  start: string;
  /** Makes a user in the state, and with it the password that the user chose, if it goes on working. */
  prepare: (name: string) => Promise<{ username: string; chosen: string | null }>;
}

const withPassword = async (name: string) => {
  const { username } = await createUser("Staging", name);
  await setPermanentPassword("Staging", username, own);
  return username;
};

const remedies: Remedy[] = [
  {
    finding: "an invitation that waits",
    way: "Resend invitation",
    start: "Resend invitation of 1 user",
    prepare: async (name) => ({ ...(await createUser("Staging", name)), chosen: null }),
  },
  {
    finding: "a sign-up never confirmed",
    way: "Confirm sign-up, verify e-mail",
    start: "Confirm sign-up of 1 user",
    prepare: async (name) => ({ ...(await signUpUser("Staging", name, own)), chosen: own }),
  },
  {
    finding: "a disabled account",
    way: "Enable",
    start: "Enable 1 user",
    prepare: async (name) => {
      const username = await withPassword(name);
      await callOnUser("AdminDisableUser", "Staging", username);
      return { username, chosen: own };
    },
  },
  {
    finding: "a reset under way",
    way: "Reset password",
    start: "Reset password of 1 user",
    prepare: async (name) => {
      const username = await withPassword(name);
      await callOnUser("AdminResetUserPassword", "Staging", username);
      return { username, chosen: null };
    },
  },
  {
    finding: "a reset whose code cannot arrive",
    way: "Verify e-mail, reset password",
    start: "Verify e-mail, reset password of 1 user",
    prepare: async (name) => {
      const username = await withPassword(name);
      await callOnUser("AdminResetUserPassword", "Staging", username);
      await callOnUser("AdminUpdateUserAttributes", "Staging", username, {
        UserAttributes: [{ Name: "email_verified", Value: "false" }],
      });
      return { username, chosen: null };
    },
  },
];

for (const [index, { finding, way, start: startName, prepare }] of remedies.entries())
  test(`${finding} takes two clicks from the list to a sign-in`, async ({ page }) => {
    const { username, chosen } = await prepare(`panel.remedy${index}`);
    const label = `${username}@example.com`;
    await signInAs(page, "Alex Agent");
    await openUser(page, username);
    const since = await newestMessage(username);
    await page.getByRole("button", { name: `${way}: ${label}`, exact: true }).click();
    const dialog = page.getByRole("dialog");
    await start(dialog, startName);
    await expectDone(dialog);

    const app = await createApp("Staging");
    let password = chosen ?? own;
    if (way.endsWith("eset password")) {
      const { code } = await waitForMessage(username, "reset", since);
      password = "My-New-Password-2";
      await app.confirmForgotPassword(username, code, password);
    } else if (chosen === null) {
      const { temporaryPassword = "" } = await waitForMessage(username, "invitation", since);
      const { Session } = await app.signIn(username, temporaryPassword);
      await app.answerNewPassword(Session, username, password);
    }
    const { AuthenticationResult } = await app.signIn(username, password);
    expect(AuthenticationResult?.AccessToken).toBeTruthy();
  });

test("the best way of a disabled user with an open invitation is a chain, told step by step", async ({ page }) => {
  const user = await createUser("Staging", "panel.chain");
  await callOnUser("AdminDisableUser", "Staging", user.username);
  await signInAs(page, "Alex Agent");
  const panel = await openPage(page, user);
  await panel.getByRole("button", { name: "Enable, resend invitation" }).click();
  const dialog = page.getByRole("dialog", { name: `Enable, resend invitation of ${user.label}` });
  await expect(dialog.getByRole("list", { name: "Steps" }).getByRole("listitem")).toHaveText([
    "Enable the account",
    "Send the invitation by e-mail",
  ]);
  await start(dialog, "Enable, resend invitation of 1 user");
  await expectDone(dialog);
  await waitForMessage(user.username, "invitation");
  await dialog.getByRole("button", { name: "Close", exact: true }).first().click();
  await expect(panel.getByText("Enabled", { exact: true })).toBeVisible();
  const timeline = panel.getByRole("region", { name: "Timeline" });
  await expect(timeline.getByRole("list")).toContainText("enabled");
  await timeline.getByLabel("Note").fill("Called back, will look for the mail.");
  await timeline.getByRole("button", { name: "Add note" }).click();
  await expect(timeline.getByRole("list")).toContainText("Alex Agent noted: Called back, will look for the mail.");
});

test("a password is handed over masked, shown on demand, with what goes with it, and gone after a minute", async ({
  page,
}) => {
  const user = await createUser("Staging", "panel.handover", { email_verified: "false" });
  await page.clock.install();
  await signInAs(page, "Ada Admin");
  const panel = await openPage(page, user);
  await panel.getByRole("button", { name: "Choose Set temporary password" }).click();
  const dialog = page.getByRole("dialog", { name: `Set temporary password for ${user.label}` });
  await start(dialog, "Set temporary password for 1 user");
  await expectDone(dialog);
  await dialog.getByRole("button", { name: /^Show password once/ }).click();
  const shown = dialog.getByRole("status", { name: `Password of ${user.label}` });
  await expect(shown).toBeFocused();
  await expect(shown).toHaveText("••••••••••••hidden");
  await expect(dialog).toContainText(/works until \d+ \w+ \d{4}/);
  await dialog.getByRole("button", { name: "Show the password" }).click();
  const password = await shown.innerText();
  const { ChallengeName } = await (await createApp("Staging")).signIn(user.username, password);
  expect(ChallengeName).toBe("NEW_PASSWORD_REQUIRED");

  // beside it, in a dialog of its own: the password is there again afterwards
  await dialog.getByRole("button", { name: "Verify e-mail", exact: true }).click();
  const beside = page.getByRole("dialog", { name: `Verify e-mail of ${user.label}` });
  await start(beside, "Verify e-mail of 1 user");
  await expectDone(beside);
  await page.keyboard.press("Escape");
  await expect(beside).toHaveCount(0);
  await expect(shown).toHaveText(password);
  expect(await attributeOf("Staging", user.username, "email_verified")).toBe("true");

  await page.clock.fastForward(61_000);
  await expect(dialog.getByText("The password is off the screen.")).toBeVisible();
  expect(await page.content()).not.toContain(password);
});

test("force confirm with an unseen password says what the user does now, and sends a code at once", async ({
  page,
}) => {
  const user = await createUser("Staging", "panel.unseen");
  await signInAs(page, "Alex Agent");
  const panel = await openPage(page, user);
  await panel.getByRole("button", { name: "Force confirm", exact: true }).first().click();
  const dialog = page.getByRole("dialog", { name: `Force confirm ${user.label}` });
  await start(dialog, "Force confirm 1 user");
  await expectDone(dialog);
  await expect(dialog).toContainText("The user now chooses one through “Forgot password”");
  await dialog.getByRole("button", { name: "Send a reset code now" }).click();
  const beside = page.getByRole("dialog", { name: `Reset password of ${user.label}` });
  await start(beside, "Reset password of 1 user");
  await expectDone(beside);
  const { code } = await waitForMessage(user.username, "reset");
  const app = await createApp("Staging");
  await app.confirmForgotPassword(user.username, code, own);
  expect((await app.signIn(user.username, own)).AuthenticationResult?.AccessToken).toBeTruthy();
});

test("a new address is shown against the old one, and marked verified because that was said", async ({ page }) => {
  const user = await createUser("Staging", "panel.edit");
  const edited = `edited.${user.label}`;
  await signInAs(page, "Ada Admin");
  const panel = await openPage(page, user);
  await panel.getByRole("button", { name: "Edit", exact: true }).click();
  const email = panel.getByLabel(/^E-mail/);
  await email.fill("not an address");
  await expect(email).toHaveAccessibleDescription("E-mail is not an e-mail address.");
  await expect(panel.getByRole("button", { name: "Review the changes…" })).toBeDisabled();
  await email.fill(edited);
  await panel.getByRole("checkbox", { name: "Mark the new e-mail address verified" }).check();
  await expectNoViolations(page);
  await panel.getByRole("button", { name: "Review the changes…" }).click();
  const dialog = page.getByRole("dialog", { name: `Correct the contact of ${user.label}` });
  await expect(dialog.getByRole("definition")).toHaveText(`${user.label} →  becomes ${edited}, marked verified`);
  await start(dialog, "Correct the contact of 1 user");
  await expectDone(dialog);
  expect(await attributeOf("Staging", user.username, "email")).toBe(edited);
  expect(await attributeOf("Staging", user.username, "email_verified")).toBe("true");
});

test("a group is added and taken away", async ({ page }) => {
  const user = await createUser("Staging", "panel.groups");
  const group = freshName("editors");
  await cognito("CreateGroup", { UserPoolId: await getPoolId("Staging"), GroupName: group });
  await signInAs(page, "Ada Admin");
  const panel = await openPage(page, user);
  const groups = panel.getByRole("region", { name: "Groups" });
  await expect(groups).toContainText("In no group.");
  await groups.getByRole("button", { name: "Add to a group…" }).click();
  await groups.getByLabel("Group").selectOption(group);
  await groups.getByRole("button", { name: "Add", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await start(dialog, `Add to group “${group}”: 1 user`);
  await expectDone(dialog);
  await page.keyboard.press("Escape");
  await groups.getByRole("button", { name: `Remove from the group ${group}` }).click();
  await start(dialog, `Remove from group “${group}”: 1 user`);
  await expectDone(dialog);
  await page.keyboard.press("Escape");
  await expect(groups).toContainText("In no group.");
});

test("a user is deleted by typing the username", async ({ page }) => {
  const user = await createUser("Staging", "panel.deleted");
  await signInAs(page, "Ada Admin");
  const panel = await openPage(page, user);
  const zone = panel.getByRole("region", { name: "Danger zone" });
  await zone.getByLabel("Username").fill(user.username.slice(0, -1));
  await expect(zone.getByRole("button", { name: "Delete user…" })).toBeDisabled();
  await zone.getByLabel("Username").fill(user.username);
  await zone.getByRole("button", { name: "Delete user…" }).click();
  const dialog = page.getByRole("dialog");
  await start(dialog, "Delete user 1 user");
  await expectDone(dialog);
  await expect(statusOf("Staging", user.username)).rejects.toThrow("User does not exist");
});

test("an administrator makes a user, hands the password over, and finds its page open", async ({ page }) => {
  const username = freshName("panel.new");
  const email = `${username}@example.com`;
  await signInAs(page, "Ada Admin");
  await openUsers(page, "Staging");
  await page.getByRole("button", { name: "New user" }).click();
  const form = page.getByRole("dialog", { name: "New user in Staging" });
  await form.getByRole("button", { name: "Create the user" }).click();
  await expect(form).toContainText("A username is needed.");
  await expect(form).not.toContainText("The invitation needs");
  await form.getByLabel(/^Username/).fill(username);
  await form.getByLabel(/^E-mail/).fill(email);
  await expect(form.getByRole("radio", { name: /^Invite by e-mail/ })).toBeChecked();
  await expect(form.getByRole("button", { name: "Create and invite" })).toBeVisible();
  await expect(form.getByRole("radio", { name: /SMS/ })).toHaveCount(0);
  await form.getByRole("radio", { name: /^Send nothing/ }).check();
  await expectNoViolations(page);
  await form.getByRole("button", { name: "Create the user" }).click();
  const done = page.getByRole("dialog", { name: `${email} is created` });
  await done.getByRole("button", { name: "Show the password" }).click();
  const password = await done.getByRole("status", { name: `Password of ${email}` }).innerText();
  const { ChallengeName } = await (await createApp("Staging")).signIn(username, password);
  expect(ChallengeName).toBe("NEW_PASSWORD_REQUIRED");
  expect(await listMessages({ username })).toEqual([]);
  await done.getByRole("button", { name: "Close", exact: true }).first().click();
  await expect(panelOf(page, email)).toBeVisible();
  // It fades before it is gone.
  await expect(done).toHaveCount(0);
  expect(await page.content()).not.toContain(password);
});
