import { setTimeout } from "node:timers/promises";
import { expect, type Page, test } from "@playwright/test";
import { expectNoViolations } from "./axe.ts";
import { cognito, getCognitoUser, getPoolId } from "./cognito.ts";
import { signInAs } from "./sign-in.ts";
import { listedRows, openUsers, rowOf } from "./users.ts";

interface ListedPage {
  Users: { Username: string }[];
  PaginationToken?: string;
}

/** The usernames Cognito itself lists under a filter. */
const listUsernames = async (filter?: string): Promise<string[]> => {
  const UserPoolId = await getPoolId("Customers");
  const names: string[] = [];
  let token: string | undefined;
  do {
    const page: ListedPage = await cognito("ListUsers", { UserPoolId, Filter: filter, PaginationToken: token });
    names.push(...page.Users.map(({ Username }) => Username));
    token = page.PaginationToken;
  } while (token);
  return names;
};

const listedNames = (page: Page) => page.getByRole("table").getByRole("rowheader").allTextContents();
const statusTabs = (page: Page) => page.getByRole("navigation", { name: "Status" });
const pager = (page: Page) => page.getByRole("navigation", { name: "Pages" });
const searchBox = (page: Page) => page.getByRole("searchbox", { name: "Search users" });

test("each status tab counts and lists what Cognito has, and the address keeps the tab", async ({ page }) => {
  await signInAs(page, "Alex Agent");
  await openUsers(page, "Customers", "?size=100");
  const all = await listUsernames();
  await expect(statusTabs(page).getByRole("link", { name: `All ${all.length}` })).toHaveAttribute(
    "aria-current",
    "page",
  );
  for (const { label, filter, query, cell } of [
    { label: "Unconfirmed", filter: 'cognito:user_status = "UNCONFIRMED"', query: "UNCONFIRMED", cell: "Unconfirmed" },
    {
      label: "Reset required",
      filter: 'cognito:user_status = "RESET_REQUIRED"',
      query: "RESET_REQUIRED",
      cell: "Reset required",
    },
    {
      label: "External provider",
      filter: 'cognito:user_status = "EXTERNAL_PROVIDER"',
      query: "EXTERNAL_PROVIDER",
      cell: "External provider",
    },
    { label: "Disabled", filter: 'status = "Disabled"', query: "disabled", cell: "Disabled" },
  ]) {
    const names = await listUsernames(filter);
    expect(names.length).toBeGreaterThan(0);
    const tab = statusTabs(page).getByRole("link", { name: `${label} ${names.length}`, exact: true });
    await tab.click();
    await expect(page).toHaveURL(new RegExp(`status=${query}`));
    await expect(tab).toHaveAttribute("aria-current", "page");
    await expect(listedRows(page)).toHaveCount(names.length);
    expect((await listedNames(page)).sort()).toEqual(names.sort());
    await expect(listedRows(page).filter({ has: page.getByText(cell, { exact: true }) })).toHaveCount(names.length);
  }

  await page.goBack();
  await expect(page).toHaveURL(/status=EXTERNAL_PROVIDER/);
  await expect(statusTabs(page).getByRole("link", { name: /^External provider/ })).toHaveAttribute(
    "aria-current",
    "page",
  );
  await page.reload();
  await expect(listedRows(page).first()).toContainText("External provider");
  await page.goForward();
  await expect(page).toHaveURL(/status=disabled/);
  await expect(listedRows(page).first()).toContainText("Disabled");
});

test("the search finds by username, e-mail, phone and name, and the address keeps it", async ({ page }) => {
  await signInAs(page, "Alex Agent");
  await openUsers(page, "Customers");
  const { UserAttributes } = await getCognitoUser("Customers", "n.okafor");
  const phone = UserAttributes.find(({ Name }) => Name === "phone_number")?.Value ?? "";
  expect(phone).toMatch(/^\+\d{11}$/);
  for (const { text, finds } of [
    { text: "novak42", finds: "k.novak42" },
    { text: "SEAN.OCONNOR@example", finds: "sean.oconnor" },
    { text: phone.slice(1), finds: "n.okafor" },
    { text: phone.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, "001 ($1) $2-$3"), finds: "n.okafor" },
    { text: "Sean <sean.oconnor@example.com>", finds: "sean.oconnor" },
    { text: "GARCIA MARQUEZ", finds: "mj.garcia" },
    { text: "garcía márquez", finds: "mj.garcia" },
  ]) {
    await searchBox(page).fill(text);
    await expect(page).toHaveURL(({ searchParams }) => searchParams.get("q") === text);
    await expect(rowOf(page, finds)).toBeVisible();
    await expect(pager(page)).not.toContainText("1–50");
  }

  await statusTabs(page)
    .getByRole("link", { name: /^Unconfirmed/ })
    .click();
  await expect(page.getByText("No user matches “garcía márquez”")).toBeVisible();
  await page.getByRole("link", { name: "Search all users" }).click();
  await expect(rowOf(page, "mj.garcia")).toBeVisible();
  await page.reload();
  await expect(searchBox(page)).toHaveValue("garcía márquez");
  await expect(rowOf(page, "mj.garcia")).toBeVisible();
  // answers come later than the box waits after the last key
  const isListed = ({ searchParams }: URL) => searchParams.has("_rsc");
  await page.route(isListed, async (route) => {
    await setTimeout(600);
    await route.continue();
  });
  await page.getByRole("button", { name: "Clear the search" }).click();
  await expect(page).toHaveURL(({ searchParams }) => !searchParams.has("q"));
  await expect(listedRows(page)).toHaveCount(50);
  await page.unroute(isListed);
  await page.goBack();
  await expect(searchBox(page)).toHaveValue("garcía márquez");
  await expect(rowOf(page, "mj.garcia")).toBeVisible();
});

test("columns sort both ways, pages follow one another, and Back leads through them", async ({ page }) => {
  await signInAs(page, "Alex Agent");
  await openUsers(page, "Customers", "?status=UNCONFIRMED&size=100");
  const header = (name: string) => page.getByRole("columnheader", { name });
  await expect(header("Created")).toHaveAttribute("aria-sort", "descending");
  await header("Username").getByRole("link").click();
  await expect(header("Username")).toHaveAttribute("aria-sort", "ascending");
  await expect(page).toHaveURL(/sort=username\.asc/);
  const names = (await listUsernames('cognito:user_status = "UNCONFIRMED"')).sort();
  await expect.poll(() => listedNames(page)).toEqual(names);
  await header("Username").getByRole("link").click();
  await expect(header("Username")).toHaveAttribute("aria-sort", "descending");
  await expect.poll(() => listedNames(page)).toEqual(names.toReversed());

  await openUsers(page, "Customers", "?sort=username.asc");
  await pager(page).getByRole("link", { name: "25 rows a page" }).click();
  const everyone = (await listUsernames()).sort();
  const expectPage = async (number: number) => {
    const first = (number - 1) * 25;
    const listed = everyone.slice(first, first + 25);
    await expect(pager(page)).toContainText(`${first + 1}–${first + listed.length} of ${everyone.length}`);
    await expect.poll(() => listedNames(page)).toEqual(listed);
  };
  await expectPage(1);
  await expect(pager(page).getByRole("link", { name: "Previous" })).toHaveCount(0);
  await pager(page).getByRole("link", { name: "Next" }).click();
  await expectPage(2);
  await expect(page).toHaveURL(/page=2/);
  await page.reload();
  await expectPage(2);
  await pager(page).getByRole("link", { name: "Next" }).click();
  await expectPage(3);
  await page.goBack();
  await expectPage(2);
  await page.goForward();
  await expectPage(3);
  await pager(page).getByRole("link", { name: "Previous" }).click();
  await expectPage(2);
  const last = Math.ceil(everyone.length / 25);
  await openUsers(page, "Customers", `?sort=username.asc&size=25&page=${last}`);
  await expectPage(last);
  await expect(pager(page).getByRole("link", { name: "Next" })).toHaveCount(0);
});

test("people of one identity provider are found by its name, and the list says with which each signs in", async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await signInAs(page, "Alex Agent");
  const external = await listUsernames('cognito:user_status = "EXTERNAL_PROVIDER"');
  const names = external.filter((name) => name.startsWith("google_"));
  expect(names.length).toBeGreaterThan(0);
  expect(names.length).toBeLessThan(external.length);
  await openUsers(page, "Customers", "?provider=Google&size=100");
  const filters = page.getByRole("list", { name: "Filters" });
  await expect(filters).toContainText("Signs in with Google");
  await expect(listedRows(page)).toHaveCount(names.length);
  expect((await listedNames(page)).sort()).toEqual(names.sort());
  await expect(listedRows(page).filter({ has: page.getByRole("cell", { name: "Google", exact: true }) })).toHaveCount(
    names.length,
  );
  // neither cut by the column of actions nor a heading that sorts
  const header = page.getByRole("columnheader", { name: "Provider" });
  await expect(header.getByRole("link")).toHaveCount(0);
  const [box, actions] = [
    await header.boundingBox(),
    await page.getByRole("columnheader", { name: "Actions" }).boundingBox(),
  ];
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(actions?.x ?? 0);

  // among others it stands where it takes no other column's place
  await filters.getByRole("link", { name: "Take away: Signs in with Google" }).click();
  await expect(page).toHaveURL(/\/users\?size=100$/);
  const other = listedRows(page).filter({ hasText: "External provider" }).first();
  await expect(other).toBeVisible();
  await expect(header).toHaveCount(0);
  await page.setViewportSize({ width: 1600, height: 800 });
  await expect(header).toBeVisible();
  await expect(other.getByRole("cell", { name: /^(AzureAD|Google|Okta)$/ })).toBeVisible();
  await openUsers(page, "Customers", "?status=UNCONFIRMED");
  await expect(listedRows(page).first()).toBeVisible();
  await expect(header).toHaveCount(0);
  await openUsers(page, "Customers", "?provider=google");
  await expect(page.getByText("No user is within this filter")).toBeVisible();
});

test("a selection by range stays over pages, and Escape lets it go", async ({ page }) => {
  await signInAs(page, "Alex Agent");
  await openUsers(page, "Customers", "?sort=username.asc&size=25");
  const checkbox = (index: number) => listedRows(page).nth(index).getByRole("checkbox");
  await checkbox(2).click();
  await checkbox(6).click({ modifiers: ["Shift"] });
  const count = page.getByRole("region", { name: "Selected users" }).getByRole("status");
  await expect(count).toHaveText("5 selected");
  const expectChecked = async () => {
    for (const index of [1, 7]) await expect(checkbox(index)).not.toBeChecked();
    for (const index of [2, 3, 4, 5, 6]) await expect(checkbox(index)).toBeChecked();
  };
  await expectChecked();
  await pager(page).getByRole("link", { name: "Next" }).click();
  await expect(count).toHaveText("5 selected · 5 not on this page");
  await checkbox(0).click();
  await expect(count).toHaveText("6 selected · 5 not on this page");
  await pager(page).getByRole("link", { name: "Previous" }).click();
  await expect(count).toHaveText("6 selected · 1 not on this page");
  await expectChecked();
  await page.keyboard.press("Escape");
  await expect(count).toHaveCount(0);
  await expect(checkbox(2)).not.toBeChecked();
});

test("everyone who matches can be selected, as far as the role reaches, which is said in words", async ({
  browser,
  page,
}) => {
  await signInAs(page, "Ada Admin");
  const bar = page.getByRole("region", { name: "Selected users" });
  const selectPage = () => page.getByRole("checkbox", { name: "Select all on this page" }).check();
  await openUsers(page, "Customers", "?q=example.org");
  const matching = Number(/of (\d+)/.exec((await pager(page).textContent()) ?? "")?.[1]);
  expect(matching).toBeGreaterThan(50);
  expect(matching).toBeLessThan(500);
  await selectPage();
  await expect(bar).toContainText("All 50 on this page are selected.");
  await bar.getByRole("button", { name: `Select all ${matching} that match` }).click();
  await expect(bar).toContainText(`All ${matching} that match are selected.`);
  await expect(bar.getByRole("status")).toHaveText(`${matching} selected · ${matching - 50} not on this page`);

  await openUsers(page, "Customers");
  const { length: total } = await listUsernames();
  expect(total).toBeGreaterThan(500);
  await selectPage();
  await bar.getByRole("button", { name: `Select the first 500 of the ${total} that match` }).click();
  await expect(bar).toContainText(
    `The first 500 of the ${total} that match are selected; your role may change at most 500 in one run.`,
  );
  await expect(bar.getByRole("status")).toHaveText("500 selected · 450 not on this page");
  await bar.getByRole("button", { name: "Force confirm" }).click();
  const dialog = page.getByRole("dialog", { name: "Force confirm 500 users" });
  await expect(dialog).toContainText("From the directory; each user is checked again just before its turn");
  await expect(dialog.getByRole("button", { name: /^Force confirm \d+ users$/ })).toBeEnabled();

  const agent = await (await browser.newContext()).newPage();
  await signInAs(agent, "Alex Agent");
  await openUsers(agent, "Customers", "?size=100");
  await agent.getByRole("checkbox", { name: "Select all on this page" }).check();
  const theirs = agent.getByRole("region", { name: "Selected users" });
  const refusal = "Your role may change at most 50 users in one run; 100 are selected.";
  await expect(theirs).toContainText(refusal);
  const button = theirs.getByRole("button", { name: "Force confirm" });
  await expect(button).toBeDisabled();
  await expect(button).toHaveAccessibleDescription(refusal);
  await theirs.getByRole("button", { name: "Keep only the first 50" }).click();
  await expect(theirs.getByRole("status")).toHaveText("50 selected");
  await expect(button).toBeEnabled();
});

test("an address that makes no sense gets a sentence or the plain list, never an error", async ({ page }) => {
  await signInAs(page, "Alex Agent");
  const heading = page.getByRole("heading", { level: 1 });
  for (const path of ["/pools/no-such-pool/users", "/jobs/7f1d3a52-6a0f-4f8e-9d4b-0c1e2f3a4b5c", "/jobs/nonsense"]) {
    const answer = await page.goto(path);
    expect(answer?.status(), path).toBe(404);
    await expect(heading).toHaveText("There is nothing here");
    await expect(page.getByRole("main")).toContainText("The address may be mistyped, or what it led to is gone.");
  }

  await openUsers(page, "Customers", "?page=nonsense&sort=secret.desc&size=7");
  await expect(listedRows(page)).toHaveCount(50);
  await expect(pager(page)).toContainText(/^1–50 of/);
  await openUsers(page, "Customers", "?page=9999");
  await expect(page.getByText("There is no page 9999")).toBeVisible();
  await page.getByRole("link", { name: "Go to the first page" }).click();
  await expect(listedRows(page)).toHaveCount(50);
  for (const [path, name] of [
    ["/audit?before=nonsense", "Audit"],
    ["/jobs?before=nonsense", "Runs"],
  ] as const) {
    expect((await page.goto(path))?.status(), path).toBe(200);
    await expect(heading).toHaveText(name);
  }
});

test("a search of 10,000 characters gets a sentence, typed or in the address", async ({ page }) => {
  await signInAs(page, "Alex Agent");
  const long = "x".repeat(10_000);
  const told = page.getByText("No user can match a text this long");
  await openUsers(page, "Customers", `?q=${long}`);
  await expect(told).toBeVisible();
  await expect(listedRows(page)).toHaveCount(0);

  await openUsers(page, "Customers");
  await searchBox(page).fill(long);
  await expect(told).toBeVisible();
  await searchBox(page).press("Enter");
  await expect(page).toHaveURL(/\/users$/);
  await searchBox(page).fill("novak42");
  await expect(rowOf(page, "k.novak42")).toBeVisible();
  await expect(told).toHaveCount(0);
});

const pasteInto = async (page: Page, text: string) => {
  await searchBox(page).focus();
  await searchBox(page).evaluate((box, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", pasted);
    box.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);
};
const selection = (page: Page) => page.getByRole("region", { name: "Selected users" });
const listAnswer = (page: Page) => page.getByRole("region", { name: "The list that was searched for" });

test("a pasted list shows everyone who is in it, says who was not found, and can be selected", async ({ page }) => {
  await signInAs(page, "Alex Agent");
  await openUsers(page, "Staging");
  const lines = Array.from({ length: 10 }, (_, i) => `Test.User${String(i + 1).padStart(2, "0")}@Example.com`);
  await pasteInto(page, [...lines, "nobody@example.com", "gone@example.com", ""].join("\r\n"));
  await expect(searchBox(page)).toHaveValue(`${lines.join(", ")}, nobody@example.com, gone@example.com`);
  await expect(listAnswer(page)).toHaveText("12 entries: 10 found, 2 not found: nobody@example.com, gone@example.com");
  await expect(listedRows(page)).toHaveCount(10);
  await expect(page.getByRole("button", { name: "Copy those that were not found" })).toBeVisible();
  await expectNoViolations(page);

  // the address is the list
  await openUsers(page, "Staging", `${new URL(page.url()).search}&size=25`);
  await expect(listedRows(page)).toHaveCount(10);
  await page.getByRole("checkbox", { name: "Select all on this page" }).check();
  await expect(selection(page).getByRole("status")).toHaveText("10 selected");

  // where nobody is shown, nothing stays armed
  await searchBox(page).fill("nobody@example.com, gone@example.com");
  await expect(page.getByText("No user is one of these 2")).toBeVisible();
  await expect(listAnswer(page)).toHaveText(/^2 entries: 0 found, 2 not found/);
  await expect(selection(page)).toHaveCount(0);
  await searchBox(page).fill("test.user01@example.com; test.user02@example.com");
  await expect(listAnswer(page)).toHaveText("2 entries: all found");
  await expect(listedRows(page)).toHaveCount(2);
});

test("a list as long as fits is searched for and selected, and a longer one is told, never cut", async ({ page }) => {
  await signInAs(page, "Alex Agent");
  await openUsers(page, "Customers", "?size=25");
  const all = await listUsernames();
  // what no list could take for a word of a name
  const names = all.filter((name) => /^[\w.-]+$/.test(name) && /[\d_]/.test(name)).slice(0, 400);
  let fitting = names.length;
  const query = (count: number) => new URLSearchParams({ q: names.slice(0, count).join(",") }).toString();
  while (query(fitting).length > 3_502) fitting--;
  expect(fitting).toBeGreaterThan(100);
  await searchBox(page).fill(names.slice(0, fitting).join(","));
  await expect(listAnswer(page)).toContainText(`${fitting} entries: all found`);
  await page.getByRole("checkbox", { name: "Select all on this page" }).check();
  await selection(page)
    .getByRole("button", { name: /^Select the first 50 of the / })
    .click();
  await expect(selection(page).getByRole("status")).toHaveText(/^50 selected/);
  await page.reload();
  await expect(listAnswer(page)).toContainText(`${fitting} entries: all found`);

  const long = Array.from({ length: 300 }, (_, i) => `someone.${i}@example.com`).join(", ");
  await page.getByRole("checkbox", { name: "Select all on this page" }).check();
  await searchBox(page).fill(long);
  await expect(page.getByText("This list is too long for one search")).toBeVisible();
  await expect(selection(page)).toHaveCount(0);
  await openUsers(page, "Customers", `?${new URLSearchParams({ q: long })}`);
  await expect(page.getByText(/is too long for one search: some 130 e-mail addresses fit/)).toBeVisible();
  await expect(listedRows(page)).toHaveCount(0);
});
