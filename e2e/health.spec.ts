import { expect, type Page, test } from "@playwright/test";
import { expectNoViolations } from "./axe.ts";
import { createUser, getPoolId } from "./cognito.ts";
import { ownSite, type PoolName, poolPath } from "./setup.ts";
import { signInAs } from "./sign-in.ts";
import { chooseOperation, openUser, openUsers, start } from "./users.ts";

/** Asks the emulator for a fault of one pool until the work is done. */
const withFault = async (pool: PoolName, fault: Record<string, unknown>, work: () => Promise<void>) => {
  const { emulatorUrl } = ownSite();
  const asked = await fetch(`${emulatorUrl}/_control/faults`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...fault, userPoolIds: [await getPoolId(pool)] }),
  });
  expect(asked.ok).toBe(true);
  const { id } = (await asked.json()) as { id: number };
  try {
    await work();
  } finally {
    await fetch(`${emulatorUrl}/_control/faults/${id}`, { method: "DELETE" });
  }
};

const openHealth = async (page: Page, pool: PoolName) => {
  await page.goto(`${poolPath(pool)}/health`);
  await expect(page.getByRole("heading", { level: 1, name: `Health of ${pool}` })).toBeVisible();
};

const finding = (page: Page, title: string) =>
  page.getByRole("list", { name: "Findings" }).getByRole("listitem").filter({ hasText: title });

test("an agent goes from the list to the health, tries the permissions and sees which one is missing", async ({
  page,
}) => {
  await signInAs(page, "Alex Agent");
  await openUsers(page, "Staging");
  await page.getByRole("navigation", { name: "Pool" }).getByRole("link", { name: "Health" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Health of Staging" })).toBeVisible();
  await expect(finding(page, "AWS credentials found")).toContainText("arn:aws:iam::");
  await expect(finding(page, "50 messages a day")).toContainText("Amazon SES");
  await expect(finding(page, "Permissions not tried")).toBeVisible();

  await page.getByRole("button", { name: "Check permissions" }).click();
  await expect(finding(page, "All permissions are granted")).toBeVisible({ timeout: 60_000 });
  const permissions = page.getByRole("list", { name: "Permissions" });
  await expect(permissions.getByText("Denied", { exact: true })).toHaveCount(0);

  await withFault("Staging", { fault: "accessDenied", operations: ["AdminDisableUser"] }, async () => {
    await page.getByRole("button", { name: "Check again" }).click();
    await expect(finding(page, "A permission is missing")).toContainText("AdminDisableUser", { timeout: 60_000 });
  });
  await expect(permissions.getByRole("listitem").filter({ hasText: "AdminDisableUser" })).toContainText("Denied");
  await page.getByRole("button", { name: "Check again" }).click();
  await expect(finding(page, "All permissions are granted")).toBeVisible({ timeout: 60_000 });

  await page.goto("/audit?action=check-permissions");
  await expect(page.getByRole("list", { name: "Events" })).toContainText(
    "Alex Agent checked the console's own permissions.",
  );
});

test("the policy is there in three languages, for this pool alone", async ({ page }) => {
  await signInAs(page, "Ada Admin");
  await openHealth(page, "Customers");
  const policy = page.getByRole("region", { name: "IAM policy" });
  await expect(policy).toContainText('"cognito-idp:AdminResetUserPassword"');
  await expect(policy).toContainText(/"Resource": "arn:aws:cognito-idp:([\w-]+):\d{12}:userpool\/\1_\w+"/);
  await policy.getByRole("button", { name: "CloudFormation", exact: true }).click();
  await expect(policy).toContainText("AWS::IAM::ManagedPolicy");
  await policy.getByRole("button", { name: "Terraform", exact: true }).click();
  await expect(policy).toContainText("aws_iam_policy_document");
  await expect(page.getByRole("img", { name: /^UserPoolRead: \d+ call/ })).toBeVisible();
});

test("a viewer sees the health and cannot have permissions tried", async ({ page }) => {
  await signInAs(page, "Vera Viewer");
  await openHealth(page, "Customers");
  await expect(page.getByText("Your role may only look")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Check/ })).toHaveCount(0);
});

test("a failure in a run leads to its cause", async ({ page }) => {
  const { username, label } = await createUser("Staging", "health.failing");
  await signInAs(page, "Alex Agent");
  await openUser(page, username);
  await withFault("Staging", { fault: "accessDenied", operations: ["AdminSetUserPassword"] }, async () => {
    const dialog = await chooseOperation(page, label, "Set temporary password");
    await start(dialog, "Set temporary password for 1 user");
    await dialog.getByRole("link", { name: "Why?" }).first().click();
  });
  await expect(page).toHaveURL(`${poolPath("Staging")}/health#permissions`);
  await expect(page.getByRole("heading", { level: 1, name: "Health of Staging" })).toBeVisible();
});

test("every error has its place among the causes", async ({ page }) => {
  await signInAs(page, "Vera Viewer");
  await page.goto("/errors#mail-limit");
  await expect(page.getByRole("heading", { name: /daily limit of 50 e-mails/ })).toBeInViewport();
  await expectNoViolations(page);
});

for (const scheme of ["light", "dark"] as const)
  test(`in ${scheme}, wide and on a phone, the page has no fault of its own`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await signInAs(page, "Alex Agent");
    await openHealth(page, "Staging");
    await expectNoViolations(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNoViolations(page);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width, "the page itself does not scroll sideways").toBeLessThanOrEqual(390);
  });
