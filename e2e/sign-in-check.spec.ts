import { expect, type Locator, type Page, test } from "@playwright/test";
import { expectNoViolations } from "./axe.ts";
import { callOnUser, createUser, setPermanentPassword } from "./cognito.ts";
import { waitForMessage } from "./inbox.ts";
import { ownSite, poolPath } from "./setup.ts";
import { signInAs } from "./sign-in.ts";
import { openUser, runOn, statusOf } from "./users.ts";

// The user's half of ../shared/seeds; the administrator's half is in the list of users (operations.spec.ts).

const temporary = "Temporary-Check-1";
const permanent = "Permanent-Check-1";
const chosen = "Chosen-By-User-1";

const openCheck = async (page: Page, username: string) => {
  await page.goto(`${poolPath("Staging")}/sign-in-check?user=${username}`);
  await expect(page.getByRole("heading", { level: 1, name: "Sign-in check" })).toBeVisible();
  await expect(next(page).getByRole("textbox", { name: "User" })).toHaveValue(username);
  await chooseClient(page, "Staging web");
};

/** Other tests make app clients of their own in this pool. */
const chooseClient = (page: Page, label: string) =>
  page.getByRole("combobox", { name: "App client" }).selectOption({ label });

const next = (page: Page): Locator => page.getByRole("region", { name: "Next step" });
const card = (page: Page, number: number): Locator =>
  page
    .getByRole("log", { name: "Conversation" })
    .getByRole("listitem")
    .nth(number - 1);

/** Fills the fields of the next step by their labels and sends it. */
const say = async (page: Page, button: string, fields: Record<string, string> = {}) => {
  for (const [label, text] of Object.entries(fields)) await next(page).getByLabel(label, { exact: true }).fill(text);
  await next(page).getByRole("button", { name: button, exact: true }).click();
};

const signIn = (page: Page, password: string) => say(page, "Sign in", { Password: password });

const heard = async (page: Page, number: number, call: string, ...texts: string[]) => {
  const answer = card(page, number);
  await expect(answer).toContainText(call);
  for (const text of texts) await expect(answer).toContainText(text);
};

/** Invited, with a temporary password that is known. */
const invite = async (name: string) => {
  const user = await createUser("Staging", name);
  await callOnUser("AdminSetUserPassword", "Staging", user.username, { Password: temporary, Permanent: false });
  return user;
};

const confirmed = async (name: string) => {
  const user = await createUser("Staging", name);
  await setPermanentPassword("Staging", user.username, permanent);
  return user;
};

/** Of this file's own local Cognito; the console's and everybody else's stay. */
const moveClock = async (advanceMs: number) => {
  const answer = await fetch(`${ownSite().emulatorUrl}/_control/clock`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ advanceMs }),
  });
  expect(answer.ok).toBe(true);
};

test("initiate-auth, respond-to-auth-challenge, change-password, global-sign-out", async ({ page }) => {
  const { username } = await invite("check.invited");
  await signInAs(page, "Alex Agent");
  await page.goto(`${poolPath("Staging")}/users`);
  await page.getByRole("navigation", { name: "Pool" }).getByRole("link", { name: "Sign-in check" }).click();
  await chooseClient(page, "Staging web");
  await next(page).getByRole("textbox", { name: "User" }).fill(username);
  await signIn(page, "Wrong-Password-1");
  await heard(page, 1, "InitiateAuth", "NotAuthorizedException", "User name or password is wrong");
  await signIn(page, temporary);
  await heard(page, 2, "InitiateAuth", "NEW_PASSWORD_REQUIRED", "A new password is asked for");
  await expect(next(page).getByRole("timer")).toContainText(/^Session: [0-2]:\d\d left$/);
  await say(page, "Set the new password", { "New password": "short" });
  await heard(page, 3, "RespondToAuthChallenge", "InvalidPasswordException", "policy refuses the password");
  await say(page, "Set the new password", { "New password": chosen });
  await heard(page, 4, "RespondToAuthChallenge", "AccessToken", "Signed in");
  expect(await statusOf("Staging", username)).toBe("CONFIRMED");

  await say(page, "Change the password", { "Current password": chosen, "New password": permanent });
  await heard(page, 5, "ChangePassword", "The password is changed");
  await say(page, "Sign out everywhere");
  await heard(page, 6, "GlobalSignOut", "Signed out everywhere");
  await say(page, "Change the password", { "Current password": permanent, "New password": chosen });
  await heard(page, 7, "ChangePassword", "The access token is revoked");
});

test("admin-reset-user-password, then forgot-password and confirm-forgot-password", async ({ page }) => {
  const { username, label } = await confirmed("check.reset");
  await signInAs(page, "Alex Agent");
  await openUser(page, username);
  await runOn(page, label, "Reset password", "Reset password of 1 user");
  const { id } = await waitForMessage(username, "reset");
  await openCheck(page, username);
  await signIn(page, permanent);
  await heard(page, 1, "InitiateAuth", "PasswordResetRequiredException", "The password has to be reset");
  await say(page, "Ask for a code");
  await heard(page, 2, "ForgotPassword", "EMAIL", "A code is on its way");
  const { code = "" } = await waitForMessage(username, "reset", id);
  await say(page, "Set the password with the code", { Code: "000000", "New password": chosen });
  await heard(page, 3, "ConfirmForgotPassword", "CodeMismatchException", "The code is wrong");
  await say(page, "Set the password with the code", { Code: code, "New password": chosen });
  await heard(page, 4, "ConfirmForgotPassword", "The password is set");
  await signIn(page, chosen);
  await heard(page, 5, "InitiateAuth", "Signed in");
});

test("admin-initiate-auth and admin-respond-to-auth-challenge, beside admin-set-user-password", async ({ page }) => {
  const { username } = await invite("check.two-steps");
  await signInAs(page, "Alex Agent");
  await openCheck(page, username);
  const comparison = page.getByRole("region", { name: "Comparison" });
  await expect(comparison.getByRole("row", { name: /^Calls/ })).toContainText("AdminSetUserPassword");
  await comparison.getByRole("button", { name: "Begin the two steps" }).click();
  await expect(page.getByRole("combobox", { name: "Flow" })).toHaveValue("ADMIN_USER_PASSWORD_AUTH");
  await signIn(page, temporary);
  await heard(page, 1, "AdminInitiateAuth", "NEW_PASSWORD_REQUIRED");
  await say(page, "Set the new password", { "New password": chosen });
  await heard(page, 2, "AdminRespondToAuthChallenge", "Signed in");
  expect(await statusOf("Staging", username)).toBe("CONFIRMED");
  await card(page, 2).getByText("The same as AWS CLI or boto3").click();
  await expect(card(page, 2)).toContainText("aws cognito-idp admin-respond-to-auth-challenge");
  await card(page, 2).getByRole("button", { name: "boto3" }).click();
  await expect(card(page, 2)).toContainText("cognito.admin_respond_to_auth_challenge(");
  await expect(card(page, 2)).toContainText('os.environ["NEW_PASSWORD"]');
});

test("an answer after the session's three minutes is refused, and it says why", async ({ page }) => {
  const { username } = await invite("check.late");
  await signInAs(page, "Alex Agent");
  await openCheck(page, username);
  await signIn(page, temporary);
  await heard(page, 1, "InitiateAuth", "NEW_PASSWORD_REQUIRED", "within 3 minutes");
  // The other tests of this file share the clock, so it is put back at once.
  await moveClock(3 * 60_000);
  try {
    await say(page, "Set the new password", { "New password": chosen });
    await heard(page, 2, "RespondToAuthChallenge", "session is expired", "The session is over");
  } finally {
    await moveClock(-3 * 60_000);
  }
  expect(await statusOf("Staging", username)).toBe("FORCE_CHANGE_PASSWORD");
  await signIn(page, temporary);
  await heard(page, 3, "InitiateAuth", "NEW_PASSWORD_REQUIRED");
});

test("an app client with a secret: a wrong hash and none are explained, the right one signs in", async ({ page }) => {
  const { username } = await invite("check.hash");
  await signInAs(page, "Alex Agent");
  await openCheck(page, username);
  await chooseClient(page, "Staging server, with a secret");
  const hash = page.getByRole("combobox", { name: "Secret hash" });
  await hash.selectOption("wrong");
  await signIn(page, temporary);
  await heard(page, 1, "InitiateAuth", "Unable to verify secret hash for client", "It was made with another secret");
  await hash.selectOption("none");
  await signIn(page, temporary);
  await heard(page, 2, "InitiateAuth", "SECRET_HASH was not received", "The secret hash is missing");
  await hash.selectOption("right");
  await signIn(page, temporary);
  await heard(page, 3, "InitiateAuth", "AuthParameters.SECRET_HASH", "NEW_PASSWORD_REQUIRED");
  await say(page, "Set the new password", { "New password": chosen });
  await heard(page, 4, "RespondToAuthChallenge", "ChallengeResponses.SECRET_HASH", "Signed in");
});

test("nothing secret is shown, stored, in the address or in the audit", async ({ page }) => {
  const { username, label } = await confirmed("check.secrets");
  const sent: string[] = [];
  page.on("request", (request) => sent.push(request.url()));
  await signInAs(page, "Alex Agent");
  await openCheck(page, username);
  // Each answer is read whole before the page gets it: afterwards the browser may have let go of it.
  const told: string[] = [];
  await page.route(`**${poolPath("Staging")}/sign-in-check*`, async (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    const response = await route.fetch();
    told.push(await response.text());
    await route.fulfill({ response });
  });
  await signIn(page, permanent);
  await heard(page, 1, "InitiateAuth", "Signed in");
  const tokens = [...told.join("\n").matchAll(/eyJ[\w-]+\.[\w-]+\.[\w-]+/g)].map(([token]) => token);
  expect(tokens.length).toBeGreaterThan(1);
  const secrets = [permanent, ...tokens];
  const shown = await page.content();
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state]));
  for (const place of [shown, kept, page.url(), sent.join("\n")])
    expect(secrets.filter((secret) => place.includes(secret))).toEqual([]);

  await page.goto(`/audit?action=sign-in-check&target=${username}`);
  const events = page.getByRole("list", { name: "Events" });
  await expect(events).toContainText(`Alex Agent took the step “Sign in” of a sign-in check as ${label}.`);
  const record = await page.content();
  expect(secrets.filter((secret) => record.includes(secret))).toEqual([]);

  await page.goBack();
  await expect(page.getByRole("log", { name: "Conversation" }).getByRole("listitem")).toHaveCount(0);
  await expect(next(page).getByLabel("Password", { exact: true })).toHaveValue("");
});

test("only on test pools and only for agents, and each is told why", async ({ browser, page }) => {
  await signInAs(page, "Ada Admin");
  await page.goto(`${poolPath("Customers")}/sign-in-check`);
  await expect(page.getByRole("main")).toContainText("Customers is not marked as a test pool");
  await expect(page.getByRole("navigation", { name: "Pool" }).getByRole("link", { name: "Sign-in check" })).toHaveCount(
    0,
  );
  const viewer = await browser.newPage();
  await signInAs(viewer, "Vera Viewer");
  await viewer.goto(`${poolPath("Staging")}/sign-in-check`);
  await expect(viewer.getByRole("main")).toContainText("it takes the role of an agent on this pool");
  await viewer.close();
});

for (const colorScheme of ["light", "dark"] as const)
  test(`a conversation is accessible in ${colorScheme}, and goes by keyboard alone`, async ({ page }) => {
    const { username } = await invite(`check.keys.${colorScheme}`);
    await page.emulateMedia({ colorScheme });
    await signInAs(page, "Alex Agent");
    await openCheck(page, username);
    await expectNoViolations(page);
    await next(page).getByLabel("Password", { exact: true }).focus();
    await page.keyboard.type(temporary);
    await page.keyboard.press("Enter");
    await expect(next(page).getByLabel("New password", { exact: true })).toBeFocused();
    await page.keyboard.type(chosen);
    await page.keyboard.press("Enter");
    await heard(page, 2, "RespondToAuthChallenge", "Signed in");
    await card(page, 1).getByText("The same as AWS CLI or boto3").click();
    await expectNoViolations(page);
    await page.setViewportSize({ width: 360, height: 740 });
    const overhang = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    await expect.poll(overhang, "nothing hangs out of a narrow page").toBe(0);
  });
