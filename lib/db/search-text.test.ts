import { expect, test } from "vitest";
import { fold, likePattern, searchText, storable } from "#lib/db/search-text.ts";
import { longestSearch } from "#lib/directory/search.ts";

const patterns: [string, string, string | null][] = [
  ["plain text", "smith", "%smith%"],
  ["upper case", "SMITH", "%smith%"],
  ["accents fold their case and stay", "ÉMILE", "%émile%"],
  ["two spellings of one letter are one", "E\u0301mile", "%\u00e9mile%"],
  ["a per cent sign is itself", "50%", "%50\\%%"],
  ["an underscore is itself", "a_b", "%a\\_b%"],
  ["a backslash is itself", "a\\b", "%a\\\\b%"],
  ["nothing is everyone", "", "%%"],
  ["the longest text still counts", "x".repeat(longestSearch), `%${"x".repeat(longestSearch)}%`],
  ["a longer text matches nothing", "x".repeat(longestSearch + 1), null],
  ["a NUL matches nothing", "a\0b", null],
];
for (const [fact, text, pattern] of patterns) test(`pattern: ${fact}`, () => expect(likePattern(text)).toBe(pattern));

test("the searchable text has one folded field per line and no empty ones", () => {
  expect(searchText("Ada", null, "+49", undefined, "", "SUB-1")).toBe("ada\n+49\nsub-1");
  expect(fold("ÄÖÜ")).toBe("äöü");
});

test("storable keeps everything but NUL and half letters, at any depth", () => {
  const given = { a: ["x\0", { b: "\udc00y" }], c: null, d: 1.5, e: "😀", f: undefined };
  expect(storable(given)).toEqual({ a: ["x\ufffd", { b: "\ufffdy" }], c: null, d: 1.5, e: "😀" });
});
