import { expect, test } from "vitest";
import { conditionOf, filterChips, parseFilters } from "#lib/filters/address.ts";
import { noFilters } from "#lib/filters/catalog.ts";
import { meets } from "#lib/filters/fixture.ts";
import { plainUser } from "#lib/operations/fixture.ts";

const read = (provider: string) => parseFilters({ provider }, []);
const finds = (provider: string, providers: string[]): boolean =>
  meets(conditionOf({ provider }, { now: 0, temporaryPasswordDays: 7, caseSensitive: true }), {
    ...plainUser,
    providers,
  });

test("a provider is named exactly, among others too", () => {
  expect(finds("Google", ["Google"])).toBe(true);
  expect(finds("Google", ["Okta", "Google"])).toBe(true);
  expect(finds("google", ["Google"])).toBe(false);
  expect(finds("Goo", ["Google"])).toBe(false);
  expect(finds("Google", [])).toBe(false);
});

test("it says who is left", () => {
  expect(filterChips(read("Google").value).map(({ text }) => text)).toEqual(["Signs in with Google"]);
});

test("no name, and a name longer than Cognito's longest, are told", () => {
  const longest = "x".repeat(32);
  expect(read(longest)).toEqual({ value: { ...noFilters, provider: longest }, problems: [] });
  for (const text of ["", "  ", `${longest}x`])
    expect(read(text)).toMatchObject({ value: noFilters, problems: [{ name: "provider", values: [text] }] });
});
