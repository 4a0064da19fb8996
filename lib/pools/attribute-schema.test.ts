import { describe, expect, test } from "vitest";
import { plainSettings } from "#lib/operations/fixture.ts";
import {
  type AttributeSchema,
  attributeLabel,
  attributeProblem,
  editable,
  valueProblem,
} from "#lib/pools/attribute-schema.ts";

const { schema } = plainSettings;
const attribute = (name: string, change: Partial<AttributeSchema> = {}): AttributeSchema => ({
  name,
  type: "String",
  mutable: true,
  required: false,
  least: null,
  most: null,
  ...change,
});

test("an administrator writes what may change, and not what Cognito or an operation of its own sets", () => {
  expect(editable(schema).map(({ name }) => name)).toEqual([
    "email",
    "phone_number",
    "name",
    "custom:tenant",
    "custom:seats",
  ]);
  const kept = ["identities", "updated_at", "dev:custom:key"].map((name) => attribute(name));
  expect(editable(kept)).toEqual([]);
});

const labels: [name: string, label: string][] = [
  ["email", "E-mail"],
  ["phone_number", "Phone number"],
  ["sub", "Sub"],
  ["custom:tenant_id", "tenant_id"],
  ["custom:custom:x", "custom:x"],
];
test.each(labels)("%s is called %s", (name, label) => expect(attributeLabel(name)).toBe(label));

describe("a value", () => {
  const short = attribute("custom:tenant", { least: 2, most: 4 });
  const seats = attribute("custom:seats", { type: "Number", least: -5, most: 500 });
  const flag = attribute("custom:flag", { type: "Boolean" });
  const day = attribute("custom:day", { type: "DateTime", most: 10 });
  const [email, phone] = [attribute("email"), attribute("phone_number")];
  const needed = attribute("name", { required: true });
  const table: [of: AttributeSchema, value: string | null, problem: RegExp | null][] = [
    [short, "ab", null],
    [short, "abcd", null],
    [short, "a", /at least 2 characters/],
    [short, "abcde", /at most 4 characters/],
    [attribute("custom:any"), "x".repeat(10_000), null],
    [seats, "500", null],
    [seats, "-5", null],
    [seats, "0", null],
    [seats, "501", /at most 500/],
    [seats, "-6", /at least -5/],
    [seats, "1.5", /whole number/],
    [seats, "1e3", /whole number/],
    [seats, "seven", /whole number/],
    [seats, " 7", /whole number/],
    [flag, "true", null],
    [flag, "false", null],
    [flag, "yes", /true or false/],
    [flag, "True", /true or false/],
    [day, "2026-01-15", null],
    [day, "2026-01-15T12:00", /at most 10/],
    [email, "ada@example.com", null],
    [email, "ada", /not an e-mail address/],
    [email, "ada@example.com, ben@example.com", /not an e-mail address/],
    [email, "a@b@c", /not an e-mail address/],
    [phone, "+12125550100", null],
    [phone, "2125550100", /country code/],
    [phone, "+0125550100", /country code/],
    [phone, "+1 212 555 0100", /country code/],
    [phone, "+1234567890123456", /country code/],
    [needed, "Ada", null],
    [needed, "", /required/],
    [needed, null, /required/],
    [short, "", null],
    [short, null, null],
    [email, null, null],
  ];
  test.each(table)("of %j as %j: %s", (of, value, problem) => {
    const said = valueProblem(of, value);
    if (problem === null) expect(said).toBeNull();
    else {
      expect(said).toMatch(problem);
      expect(said).toMatch(/^\S.*\.$/);
    }
  });
});

describe("new values together", () => {
  const table: [attributes: Record<string, string | null>, problem: string | null][] = [
    [{}, null],
    [{ name: "Ada", "custom:seats": "7" }, null],
    [{ name: null, email: null }, null],
    [{ email: "ada@example.org", email_verified: "true" }, null],
    [{ phone_number: "+12125550100", phone_number_verified: "true" }, null],
    [{ email_verified: "true" }, "A contact is marked verified by its own operation."],
    [{ email: "ada@example.org", phone_number_verified: "true" }, "A contact is marked verified by its own operation."],
    [{ "custom:nowhere": "x" }, "This pool has no attribute custom:nowhere."],
    [{ constructor: "x" }, "This pool has no attribute constructor."],
    [{ sub: "x" }, "Sub cannot be changed."],
    [{ "custom:origin": "x" }, "origin cannot be changed."],
    [{ name: "Ada", "custom:tenant": "too long for it" }, "tenant has at most 8 characters."],
  ];
  test.each(table)("%j: %s", (attributes, problem) => expect(attributeProblem(attributes, schema)).toBe(problem));
});
