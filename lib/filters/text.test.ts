import { describe, expect, test } from "vitest";
import { longestList, longestSearch, pastedText, searchedText, textFilter, whyTooLong } from "#lib/filters/text.ts";

describe("what is pasted becomes one line", () => {
  test.each([
    ["a@x.com\r\nb@x.com\r\n", "a@x.com, b@x.com"],
    ["user_1\n\n  user_2\n", "user_1, user_2"],
    ["Ada\nLovelace", "Ada Lovelace"],
    ["a@x.com\n", "a@x.com"],
    ["a@x.com", "a@x.com"],
    ["", ""],
  ])("%j", (text, line) => expect(pastedText(text)).toBe(line));
});

test("what does not show is not searched for; what parts a list stays", () => {
  expect(searchedText(" \u202a+44 7700\u202c\u200b ")).toBe("+44 7700");
  expect(searchedText("a\tb\nc\0")).toBe("a\tb\nc");
  expect(searchedText("\u200b\ufeff")).toBe("");
});

describe("too long", () => {
  const list = (length: number) => `a,${"x".repeat(length - 4)}`;
  test.each([
    ["x".repeat(longestSearch), null],
    ["x".repeat(longestSearch + 1), "text"],
    ["x".repeat(10_000), "text"],
    [list(longestList), null],
    [list(longestList + 1), "list"],
    [`a ${"é".repeat(longestList / 5)}`, "list"],
    ["", null],
  ])("%#", (text, why) => expect(whyTooLong(text)).toBe(why));

  test("a list is a problem of the address, which keeps it", () => {
    const text = list(longestList + 1);
    expect(textFilter.parse({ q: text })).toMatchObject({ value: "", problems: [{ name: "q", values: [text] }] });
  });
});

test("a text that is read stands for all its writings, or for the names of a list", () => {
  const context = { now: 0, temporaryPasswordDays: 7, caseSensitive: true };
  const read = (reading: { texts: string[] } | { entries: string[] }) =>
    textFilter.condition("any", { ...context, readText: () => reading });
  expect(textFilter.condition("any", context)).toEqual({ op: "mentions", texts: ["any"] });
  expect(read({ texts: ["any", "+44"] })).toEqual({ op: "mentions", texts: ["any", "+44"] });
  expect(read({ entries: ["a", "b"] })).toEqual({ op: "named", names: ["a", "b"] });
});
