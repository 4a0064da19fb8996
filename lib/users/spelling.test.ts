import { describe, expect, test } from "vitest";
import { contactIn, emailIn, listEntries, phoneIn, spellingsOf, tidyText } from "#lib/users/spelling.ts";

describe("a phone number is found in every usual writing", () => {
  test.each([
    "+447700900123",
    "+44 7700 900123",
    "+44 (0)7700 900123",
    "+44-7700-900-123",
    "+44.7700.900123",
    "(+44) 7700 900123",
    "0044 7700 900123",
    "00447700900123",
    "tel:+44-7700-900123",
    "tel:+447700900123;ext=5",
    "\u202a+44 7700 900123\u202c",
    "+44\u00a07700\u00a0900123",
    "+44 7700 900123\u200b",
    "<+44 7700 900123>",
    "“+44 7700 900123”",
    "+44 7700–900123",
    "＋４４ ７７００ ９００１２３",
    "٠٠٤٤٧٧٠٠٩٠٠١٢٣",
  ])("%s", (typed) => expect(phoneIn(typed, null)).toBe("+447700900123"));

  test.each([
    ["07700 900123", "GB", "+447700900123"],
    ["(07700) 900 123", "GB", "+447700900123"],
    ["7700 900123", "GB", "+447700900123"],
    ["(415) 555-0123", "US", "+14155550123"],
    ["1-415-555-0123", "US", "+14155550123"],
    ["415.555.0123", "US", "+14155550123"],
    ["030 / 123 456 78", "DE", "+493012345678"],
    ["06 12 34 56 78", "FR", "+33612345678"],
    ["06 1234 5678", "IT", "+390612345678"],
    ["+44 7700 900123", "US", "+447700900123"],
  ] as const)("%s in %s", (typed, country, number) => expect(phoneIn(typed, country)).toBe(number));

  test.each([
    "",
    "12345",
    "7700 900123",
    "2026-11-28",
    "order 12345678",
    "pat@example.com",
    "+1",
    "++44 7700 900123 x",
  ])("%j without a country is none", (typed) => expect(phoneIn(typed, null)).toBeNull());
});

describe("an e-mail address is found in what tickets put around it", () => {
  test.each([
    "pat@example.com",
    " pat@example.com ",
    "<pat@example.com>",
    "Pat Doe <pat@example.com>",
    '"Doe, Pat" <pat@example.com>',
    "mailto:pat@example.com",
    "mailto:pat%40example.com?subject=Help",
    "<mailto:pat@example.com>",
    "pat@example.com\u200b",
    "\ufeffpat@example.com",
    "pat@\u00adexample.com",
    "(pat@example.com)",
    "[pat@example.com]",
    "pat@example.com.",
    "E-mail: pat@example.com",
    "‘pat@example.com’",
  ])("%s", (typed) => expect(emailIn(typed)).toBe("pat@example.com"));

  test("the address itself stays as it is", () => {
    for (const email of ["Pat.O'Hara+x@Example.com", "maría@exämple.com", "a_b-c%d@x-y.co.uk"])
      expect(emailIn(email)).toBe(email);
  });

  test.each(["pat", "pat@", "@example.com", "a@example.com b@example.com", ""])("%j is none", (typed) =>
    expect(emailIn(typed)).toBeNull(),
  );
});

describe("readings of a search", () => {
  test("a text that is no contact is looked for as it is, without marks", () => {
    expect(spellingsOf(" mar\u200bía  garcía ", null)).toEqual({ texts: ["maría garcía"], contact: null });
    expect(tidyText("a\u00a0\tb")).toBe("a b");
  });

  test("a whole number is looked for as typed, in Cognito's writing, and by its digits", () => {
    expect(spellingsOf("07700 900123", "GB")).toEqual({
      texts: ["07700 900123", "+447700900123", "07700900123", "7700900123"],
      contact: { attribute: "phone_number", value: "+447700900123" },
    });
  });

  test("a part of a number is looked for by its digits however they are grouped", () => {
    expect(spellingsOf("900 123", null)).toEqual({ texts: ["900 123", "900123"], contact: null });
    expect(spellingsOf("0700-90", null).texts).toEqual(["0700-90", "070090", "70090"]);
    expect(spellingsOf("123", null).texts).toEqual(["123"]);
  });

  test("an address in brackets is looked for without them", () => {
    expect(spellingsOf("Pat <pat@example.com>", null)).toEqual({
      texts: ["Pat <pat@example.com>", "pat@example.com"],
      contact: { attribute: "email", value: "pat@example.com" },
    });
    expect(contactIn("pat@example.com", "GB")).toEqual({ attribute: "email", value: "pat@example.com" });
  });
});

describe("a pasted list", () => {
  test.each([
    ["a@example.com, b@example.com", ["a@example.com", "b@example.com"]],
    ["a@example.com b@example.com", ["a@example.com", "b@example.com"]],
    ["a@example.com;b@example.com;", ["a@example.com", "b@example.com"]],
    ["a@example.com\r\nb@example.com\n\n", ["a@example.com", "b@example.com"]],
    ['"Doe, Pat" <a@example.com>, Lee <b@example.com>', ["a@example.com", "b@example.com"]],
    ["a@example.com, A@example.com, a@example.com", ["a@example.com", "A@example.com"]],
    ["user_1, user_2", ["user_1", "user_2"]],
    ["a@example.com, nobody here", null],
    ["El-Sayed, Nour", null],
    ["nour elsayed", null],
    ["a@example.com", null],
    ["a@example.com,", null],
    ["", null],
  ])("%j", (typed, entries) => expect(listEntries(typed, null)).toEqual(entries));

  test("numbers, subs and usernames mixed", () => {
    const sub = "7b9e1c52-2f7c-4a4e-9a64-3d2c9f5e1a10";
    expect(listEntries(`07700 900123\n${sub}\nuser_7\nMaría <maria@example.com>`, "GB")).toEqual([
      "+447700900123",
      sub,
      "user_7",
      "maria@example.com",
    ]);
  });

  test("ten thousand letters of anything end at once", () => {
    for (const text of [
      '"'.repeat(10_000),
      "@".repeat(10_000),
      ",".repeat(10_000),
      "1 ".repeat(5_000),
      "a@b ".repeat(2_500),
    ])
      expect(() => [listEntries(text, "GB"), spellingsOf(text, "GB")]).not.toThrow();
  });
});
