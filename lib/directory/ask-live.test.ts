import { expect, test } from "vitest";
import { filterText } from "#lib/cognito/list-users.ts";
import { liveFilter } from "#lib/directory/ask-live.ts";

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
