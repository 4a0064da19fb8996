import { expect, test } from "vitest";
import { userIdentity, userLabel, userName } from "#lib/users/user.ts";

const who = { username: "u-1", email: null, phone: null, name: null };
const [email, phone, name] = ["ada@example.com", "+447700900123", "Ada Lovelace"];

const people: [what: string, of: Partial<Record<keyof typeof who, string>>, ...says: [string, string, string]][] = [
  ["all of it", { email, phone, name }, name, `${email} · u-1`, `${name} (${email})`],
  ["name and number", { phone, name }, name, `${phone} · u-1`, `${name} (${phone})`],
  ["a name alone", { name }, name, "u-1", `${name} (u-1)`],
  ["a name that is the username", { name: "u-1" }, "u-1", "", "u-1"],
  ["an address that is the name", { name: email, email }, email, "u-1", email],
  ["an address that is the username", { name, email, username: email }, name, email, `${name} (${email})`],
  ["no name", { email, phone }, email, "u-1", email],
  ["a number alone", { phone }, phone, "u-1", phone],
  ["nothing", {}, "u-1", "", "u-1"],
];
test.each(people)("%s", (_, of, title, line, label) => {
  const user = { ...who, ...of };
  expect([userName(user), userIdentity(user), userLabel(user)]).toEqual([title, line, label]);
});

test("a long name is cut on record, and the address is not", () => {
  expect(userLabel({ ...who, email, name: "x".repeat(2_000) })).toBe(`${"x".repeat(100)}… (${email})`);
});
