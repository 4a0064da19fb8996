import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { callOnUser, cognito, createApp, createUser, getCognitoUser, setPermanentPassword } from "./cognito.ts";
import { listMessages, waitForMessage } from "./inbox.ts";
import { signInAs } from "./sign-in.ts";
import { chooseOperation, expectDone, openRowMenu, openTestUser, openUser, runOn, start, statusOf } from "./users.ts";

/** What Cognito has of a user, in the words of its API. */
const readState = async (username: string) => {
  const { UserStatus, Enabled, UserAttributes } = await getCognitoUser("Staging", username);
  const attribute = (name: string) => UserAttributes.find(({ Name }) => Name === name)?.Value;
  return {
    UserStatus,
    Enabled,
    email_verified: attribute("email_verified"),
    phone_number_verified: attribute("phone_number_verified"),
  };
};

const own = "Their-Own-Password-1";

/** A new user in a state. */
const make = {
  invited: () => createUser("Staging", "operations.invited"),
  confirmed: async (password = own) => {
    const user = await createUser("Staging", "operations.confirmed");
    await setPermanentPassword("Staging", user.username, password);
    return user;
  },
  reset: async () => {
    const user = await make.confirmed();
    await callOnUser("AdminResetUserPassword", "Staging", user.username);
    return user;
  },
};

// That each operation does what it promises stands in lib/operations/catalog.test.ts, against the local Cognito.
test("Disable changes the user in Cognito and the row in the list", async ({ page }) => {
  const { username, label } = await make.confirmed();
  await signInAs(page, "Ada Admin");
  const row = await openUser(page, username);
  expect(await readState(username)).toMatchObject({ Enabled: true, UserStatus: "CONFIRMED" });
  await expect(row).not.toContainText("Disabled");
  await runOn(page, label, "Disable", "Disable 1 user");
  expect(await readState(username)).toMatchObject({ Enabled: false, UserStatus: "CONFIRMED" });
  await page.keyboard.press("Escape");
  await expect(row).toContainText("Disabled");
});

test("Verify phone, on a user who was created a moment ago", async ({ page }) => {
  await signInAs(page, "Ada Admin");
  const { username, label } = await createUser("Staging", "verify-phone", { phone_number: "+12125550142" });
  const row = await openUser(page, username);
  await expect(row).toContainText("+12125550142not verified");
  await runOn(page, label, "Verify phone", "Verify phone of 1 user");
  expect(await readState(username)).toMatchObject({ phone_number_verified: "true" });
  await page.keyboard.press("Escape");
  await expect(row).toContainText("+12125550142verified");
});

test("Sign out everywhere revokes the tokens that the user has", async ({ page }) => {
  const [first, second] = ["Before-Sign-Out-1", "Before-Sign-Out-2"] as const;
  const { username, label } = await make.confirmed(first);
  const app = await createApp("Staging");
  const { AuthenticationResult: tokens } = await app.signIn(username, first);
  const changePassword = (from: string, to: string) =>
    cognito("ChangePassword", { AccessToken: tokens?.AccessToken, PreviousPassword: from, ProposedPassword: to });
  await changePassword(first, second);

  await signInAs(page, "Ada Admin");
  await openUser(page, username);
  await runOn(page, label, "Sign out everywhere", "Sign out everywhere 1 user");
  await expect(changePassword(second, first)).rejects.toThrow("Access Token has been revoked");
});

/** A secret is in the one answer that shows it: not in what the browser keeps, the address, the audit, or the server's log. */
const expectKeptNowhere = async (page: Page, secret: string) => {
  const kept = await page.evaluate(async () => ({
    local: { ...localStorage },
    session: { ...sessionStorage },
    history: JSON.stringify(history.state),
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
  }));
  expect(kept.databases).toEqual([]);
  expect(kept.caches).toEqual([]);
  expect(JSON.stringify(kept)).not.toContain(secret);
  expect(JSON.stringify(await page.context().cookies())).not.toContain(secret);
  expect(page.url()).not.toContain(secret);
  const audit = await page.request.get("/audit");
  expect(audit.ok()).toBe(true);
  expect(await audit.text()).not.toContain(secret);
  expect(readFileSync(".lifeguard/e2e-console.log", "utf8")).not.toContain(secret);
};

/** Reads the password off the dialog, and shows that neither the run's page nor a reload has it again. */
const revealOnce = async (page: Page, label: string): Promise<string> => {
  const reveal = page.getByRole("button", { name: `Show password once for ${label}` });
  await reveal.click();
  const shown = page.getByRole("status", { name: `Password of ${label}` });
  await expect(shown).toBeFocused();
  await page.getByRole("button", { name: "Show the password" }).click();
  const password = await shown.innerText();
  await expectKeptNowhere(page, password);
  await page.getByRole("link", { name: "Open this run" }).click();
  await expect(page).toHaveURL(/\/jobs\//);
  for (const look of ["opened", "reloaded"]) {
    if (look === "reloaded") await page.reload();
    await expect(page.getByRole("row").filter({ hasText: label })).toContainText("Done");
    await expect(reveal).toHaveCount(0);
    expect(await page.content(), `the run, ${look}`).not.toContain(password);
  }
  return password;
};

test("a generated temporary password is shown once, and the user replaces it at sign-in", async ({ page }) => {
  const { username, label } = await make.confirmed();
  await signInAs(page, "Ada Admin");
  await openUser(page, username);
  const dialog = await runOn(page, label, "Set temporary password", "Set temporary password for 1 user");
  await expect(dialog.getByRole("status", { name: `Password of ${label}` })).toHaveCount(0);
  expect(await statusOf("Staging", username)).toBe("FORCE_CHANGE_PASSWORD");
  const password = await revealOnce(page, label);

  const app = await createApp("Staging");
  const challenge = await app.signIn(username, password);
  expect(challenge.ChallengeName).toBe("NEW_PASSWORD_REQUIRED");
  const { AuthenticationResult } = await app.answerNewPassword(challenge.Session, username, "My-Own-Password-1");
  expect(AuthenticationResult?.AccessToken).toBeTruthy();
  expect(await statusOf("Staging", username)).toBe("CONFIRMED");
});

test("a generated permanent password is shown once and signs the user in", async ({ page }) => {
  const { username, label } = await make.invited();
  await signInAs(page, "Ada Admin");
  await openUser(page, username);
  await runOn(page, label, "Set permanent password", "Set permanent password for 1 user");
  expect(await statusOf("Staging", username)).toBe("CONFIRMED");
  const password = await revealOnce(page, label);
  const { AuthenticationResult } = await (await createApp("Staging")).signIn(username, password);
  expect(AuthenticationResult?.AccessToken).toBeTruthy();
});

test("a typed password is held against the pool's policy rule by rule, and then works", async ({ page }) => {
  const { username, label } = await make.reset();
  await signInAs(page, "Ada Admin");
  await openUser(page, username);
  expect(await statusOf("Staging", username)).toBe("RESET_REQUIRED");
  const dialog = await chooseOperation(page, label, "Set permanent password");
  await dialog.getByRole("checkbox", { name: "Type the password myself" }).check();
  const field = dialog.getByLabel("Password", { exact: true });
  const confirm = dialog.getByRole("button", { name: "Set permanent password for 1 user" });
  await expect(dialog).toContainText(
    "Needs at least 8 characters, an upper-case letter, a lower-case letter, a number, a symbol.",
  );
  await expect(dialog.getByText("Checked with Cognito just now")).toBeVisible();
  for (const { typed, told } of [
    { typed: "Ab-1", told: "The password needs at least 8 characters." },
    { typed: "lower-case-1", told: "The password needs an upper-case letter." },
    { typed: "UPPER-CASE-1", told: "The password needs a lower-case letter." },
    { typed: "No-Number-Here", told: "The password needs a number." },
    { typed: "NoSymbol123", told: "The password needs a symbol." },
    { typed: " Space-Before-1", told: "A password cannot begin or end with a space, or be empty." },
  ]) {
    await field.fill(typed);
    await expect(field).toHaveAccessibleDescription(told);
    await expect(confirm).toBeDisabled();
    await field.press("Enter");
  }
  expect(await statusOf("Staging", username)).toBe("RESET_REQUIRED");
  const typed = "Typed-By-Hand-1";
  await field.fill(typed);
  await expect(field).toHaveAccessibleDescription("The pool's policy accepts it.");
  await start(dialog, "Set permanent password for 1 user");
  await expectDone(dialog);
  await expect(dialog.getByRole("button", { name: /^Show password once/ })).toHaveCount(0);
  await expectKeptNowhere(page, typed);
  expect(await page.content()).not.toContain(typed);
  expect(await statusOf("Staging", username)).toBe("CONFIRMED");
  const { AuthenticationResult } = await (await createApp("Staging")).signIn(username, typed);
  expect(AuthenticationResult?.AccessToken).toBeTruthy();
});

test("Reset password sends a code with which the user sets a new one", async ({ page }) => {
  const old = "Before-The-Reset-1";
  const { username, label } = await make.confirmed(old);
  const app = await createApp("Staging");
  expect((await app.signIn(username, old)).AuthenticationResult?.AccessToken).toBeTruthy();

  await signInAs(page, "Ada Admin");
  const row = await openUser(page, username);
  await runOn(page, label, "Reset password", "Reset password of 1 user");
  await expect(app.signIn(username, old)).rejects.toThrow("PasswordResetRequiredException");
  await page.keyboard.press("Escape");
  await expect(row).toContainText("Reset required");

  const { code } = await waitForMessage(username, "reset");
  const chosen = "After-The-Reset-1";
  await app.confirmForgotPassword(username, code, chosen);
  expect((await app.signIn(username, chosen)).AuthenticationResult?.AccessToken).toBeTruthy();
  expect(await statusOf("Staging", username)).toBe("CONFIRMED");
});

test("Resend invitation sends exactly one message, also on a double click", async ({ page }) => {
  const { username, label } = await make.invited();
  await signInAs(page, "Ada Admin");
  await openUser(page, username);
  expect(await listMessages({ username })).toEqual([]);
  const dialog = await chooseOperation(page, label, "Resend invitation");
  const button = dialog.getByRole("button", { name: "Resend invitation of 1 user" });
  await expect(button).toBeEnabled();
  await button.dblclick();
  await expectDone(dialog);
  await page.goto(`/audit?target=${username}`);
  const sent = page.getByRole("listitem").filter({ hasText: `Ada Admin resent the invitation of ${label}.` });
  await expect(sent).toHaveCount(1);
  const [message, ...more] = await listMessages({ username });
  expect(more).toEqual([]);
  expect(message).toMatchObject({ kind: "invitation", to: label });
  const app = await createApp("Staging");
  const { ChallengeName } = await app.signIn(username, message?.temporaryPassword ?? "");
  expect(ChallengeName).toBe("NEW_PASSWORD_REQUIRED");
});

test("what is not possible now is disabled, says why, and does nothing", async ({ page }) => {
  await signInAs(page, "Alex Agent");
  const closed = async (label: string, reasons: Record<string, string | RegExp>, open: string[]) => {
    const menu = await openRowMenu(page, label);
    for (const [name, reason] of Object.entries(reasons)) {
      const item = menu.getByRole("menuitem", { name, exact: true });
      await expect(item).toBeDisabled();
      await expect(item).toHaveAccessibleDescription(reason);
    }
    for (const name of open) await expect(menu.getByRole("menuitem", { name, exact: true })).toBeEnabled();
    await expect(menu.getByRole("menuitem")).toHaveCount(Object.keys(reasons).length + open.length);
    return menu;
  };

  const confirmed = await openTestUser(page, 8);
  const menu = await closed(
    confirmed.label,
    {
      "Force confirm": "Is confirmed already.",
      "Resend invitation": /^Has no open invitation.* Reset the password instead\.$/,
      "Confirm sign-up": "Is confirmed already.",
      "Set permanent password": "“Set permanent password” needs the role admin.",
      "Verify e-mail": "Its e-mail address is verified already.",
      "Verify phone": "Has no phone number.",
      "Reset authenticator app": "“Reset authenticator app” needs the role admin.",
      "Turn off second factors": "“Turn off second factors” needs the role admin.",
      Enable: "Is enabled already.",
    },
    ["Reset password", "Set temporary password", "Sign out everywhere", "Disable"],
  );
  // forced: the test runner waits for a disabled item to become enabled otherwise
  await menu.getByRole("menuitem", { name: "Force confirm", exact: true }).click({ force: true });
  await expect(menu).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);

  const invited = await openTestUser(page, 17);
  await closed(
    invited.label,
    {
      "Confirm sign-up": "Did not sign up on its own, so there is no sign-up to confirm. Use force confirm.",
      "Reset password":
        "Has never set a password of its own, so there is none to reset. Resend the invitation, or set a temporary password.",
      "Set permanent password": "“Set permanent password” needs the role admin.",
      "Verify e-mail": "Its e-mail address is verified already.",
      "Verify phone": "Has no phone number.",
      "Reset authenticator app": "“Reset authenticator app” needs the role admin.",
      "Turn off second factors": "“Turn off second factors” needs the role admin.",
      Enable: "Is enabled already.",
    },
    ["Force confirm", "Resend invitation", "Set temporary password", "Sign out everywhere", "Disable"],
  );
});
