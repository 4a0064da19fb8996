import { expect, test } from "vitest";
import {
  auditLikePattern,
  auditSearchText,
  fold,
  foldLoosely,
  likePattern,
  searchText,
  storable,
} from "#lib/db/search-text.ts";
import { longestSearch } from "#lib/directory/search.ts";

const patterns: [string, string, string | null][] = [
  ["plain text", "smith", "%smith%"],
  ["upper case", "SMITH", "%smith%"],
  ["accents go", "ÉMILE", "%emile%"],
  ["in either spelling", "E\u0301mile", "%emile%"],
  ["a lone accent matches nothing", "\u0301", null],
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

const letters: [string, string][] = [
  ["María José Nuñez", "maria jose nunez"],
  ["Straße", "strasse"],
  ["GROẞ", "gross"],
  ["Øystein Ærø Þór Ðæmi", "oystein aero thor daemi"],
  ["Łódź Đorđe œuvre", "lodz dorde oeuvre"],
  ["İstanbul ılık", "istanbul ilik"],
  ["Nguyễn Thị Ánh", "nguyen thi anh"],
  ["Ángel Ǿrsted ǽ", "angel orsted ae"],
  ["Алексей", "алексеи"],
  ["Γιώργος", "γιωργος"],
  ["한글 가각", "한글 가각"],
  ["がぎ", "がぎ"],
  ["ﬁn ＡＢ ™", "fin ab tm"],
  ["+44\u00a07700\u200b 900", "+44 7700 900"],
  ["two  spaces", "two spaces"],
  ["plain_ASCII 100%", "plain_ascii 100%"],
];
test.each(letters)("%s is looked for as %s", (text, folded) => {
  expect(foldLoosely(text)).toBe(folded);
  expect(foldLoosely(folded)).toBe(folded);
  expect(foldLoosely(text.toUpperCase().toLowerCase())).toBe(folded.replaceAll("ı", "i"));
});

test("the audit, which cannot be written anew, keeps its accents", () => {
  expect(auditSearchText("ÉMILE", null, "Straße")).toBe("émile\nstraße");
  expect(auditLikePattern("ÉMILE")).toBe("%émile%");
  expect(auditLikePattern("a\0")).toBeNull();
});

test("storable keeps everything but NUL and half letters, at any depth", () => {
  const given = { a: ["x\0", { b: "\udc00y" }], c: null, d: 1.5, e: "😀", f: undefined };
  expect(storable(given)).toEqual({ a: ["x\ufffd", { b: "\ufffdy" }], c: null, d: 1.5, e: "😀" });
});
