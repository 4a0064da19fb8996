import { describe, expect, test } from "vitest";
import { filterText } from "#lib/cognito/list-users.ts";
import { liveFilter, liveFilters } from "#lib/directory/ask-live.ts";
import { poolWith } from "#lib/operations/fixture.ts";
import type { Country } from "#lib/users/spelling.ts";

const sub = "1b4e28ba-2fa1-4d2c-883f-0016d3cca427";
const facts: [text: string, filter: string | null][] = [
  [sub, `sub = "${sub}"`],
  [sub.toUpperCase(), `sub = "${sub.toUpperCase()}"`],
  ["ada@example.com", 'email = "ada@example.com"'],
  ["o'neil+tag@mail.example.co.uk", `email = "o'neil+tag@mail.example.co.uk"`],
  ['"quoted"@example.com', 'email = "\\"quoted\\"@example.com"'],
  ["+4915112345678", 'phone_number = "+4915112345678"'],
  ["+123456", 'username = "+123456"'],
  ["ada", 'username = "ada"'],
  ["zoë", 'username = "zoë"'],
  ["back\\slash", 'username = "back\\\\slash"'],
  ["ada@example", 'username = "ada@example"'],
  ["ad", null],
  ["", null],
  ["Ada Lovelace", null],
  ["ada@example.com grace@example.com", null],
  ["a\0b", null],
  ["x".repeat(128), `username = "${"x".repeat(128)}"`],
  ["x".repeat(129), null],
];
test.each(facts)("of the search text %j Cognito is asked %s", (text, filter) => {
  const asked = liveFilter(text);
  expect(asked && filterText(asked)).toBe(filter);
});

describe("when the directory knows nobody, Cognito is asked at most twice", () => {
  const cases: [text: string, country: Country | undefined, aliases: string[], asked: string[]][] = [
    ["ada@example.com", undefined, [], ['email = "ada@example.com"']],
    ["Ada <ada@example.com>", undefined, [], ['email = "ada@example.com"']],
    ["+447700900123", undefined, [], ['phone_number = "+447700900123"']],
    ["+44 7700 900123", undefined, [], ['phone_number = "+447700900123"']],
    ["07700 900123", undefined, [], []],
    ["07700 900123", "GB", [], ['phone_number = "+447700900123"']],
    ["07700900123", "GB", [], ['username = "07700900123"', 'phone_number = "+447700900123"']],
    ["07700900123", "GB", ["preferred_username"], ['username = "07700900123"', 'phone_number = "+447700900123"']],
    ["pebble", undefined, [], ['username = "pebble"']],
    ["pebble", undefined, ["email"], ['username = "pebble"']],
    ["pebble", undefined, ["preferred_username"], ['username = "pebble"', 'preferred_username = "pebble"']],
    [sub, undefined, ["preferred_username"], [`sub = "${sub}"`]],
    ["Ada Lovelace", undefined, ["preferred_username"], []],
  ];
  test.each(cases)("%s of %s, with aliases %j", (text, country, aliases, asked) => {
    const pool = { ...poolWith({ aliases }), ...(country && { country }) };
    expect(liveFilters(text, pool).map(filterText)).toEqual(asked);
  });
});
