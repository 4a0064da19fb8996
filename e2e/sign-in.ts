import { type BrowserContext, expect, type Locator, type Page } from "@playwright/test";
import { consoleUrl, ownSiteName, ssoUrl } from "./setup.ts";

export type Staff = "Vera Viewer" | "Alex Agent" | "Ada Admin" | "Noah Nogroup";

/** Each file has its own four people, who tell themselves apart from their namesakes by their addresses. */
export const emailOf = (name: Staff): string => `${name.split(" ")[0]?.toLowerCase()}@${ownSiteName()}.test`;

/** The button of the provider's page that says: this is me. */
export const choiceOf = (page: Page, name: Staff): Locator => page.getByRole("button", { name: emailOf(name) });

/** Signs in the way people do: through the provider, which asks who they are. Ends wherever the console leads them. */
export const signInAnew = async (page: Page, name: Staff) => {
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Sign in with single sign-on" }).click();
  await page.waitForURL(`${ssoUrl}/**`);
  await expect(page.getByRole("heading", { name: "Demo single sign-on" })).toBeVisible();
  await choiceOf(page, name).click();
  await page.waitForURL(
    ({ origin, pathname }) => origin === consoleUrl && pathname !== "/sign-in" && !pathname.startsWith("/api/"),
  );
};

type Cookies = Awaited<ReturnType<BrowserContext["cookies"]>>;

/** Of this worker's sign-ins, by file and person. */
const sessions = new Map<string, Cookies>();

/**
 * Is signed in afterwards, and where the console leads who has just signed in: in a session that an earlier test of the file began,
 * as long as it lasts. For tests that are not about signing in and out themselves.
 */
export const signInAs = async (page: Page, name: Staff) => {
  const person = emailOf(name);
  const known = sessions.get(person);
  if (known) {
    await page.context().addCookies(known);
    await page.goto("/");
    if (!new URL(page.url()).pathname.startsWith("/sign-in")) return;
  }
  await signInAnew(page, name);
  sessions.set(person, await page.context().cookies());
};
