import { expect, type Page } from "@playwright/test";
import { consoleUrl, ssoUrl } from "./setup.ts";

export type Staff = "Vera Viewer" | "Alex Agent" | "Ada Admin" | "Noah Nogroup";

/** Signs in the way people do: through the provider, which asks who they are. Ends wherever the console leads them. */
export const signInAs = async (page: Page, name: Staff) => {
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Sign in with single sign-on" }).click();
  await page.waitForURL(`${ssoUrl}/**`);
  await expect(page.getByRole("heading", { name: "Demo single sign-on" })).toBeVisible();
  await page.getByRole("button", { name }).click();
  await page.waitForURL(
    ({ origin, pathname }) => origin === consoleUrl && pathname !== "/sign-in" && !pathname.startsWith("/api/"),
  );
};
