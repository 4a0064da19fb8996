import { describe, expect, test } from "vitest";
import { toUser } from "#lib/cognito/reshape-user.ts";

const withAttributes = (given: Record<string, string>) =>
  toUser(
    { Username: "ada" },
    Object.entries({ sub: "s-1", ...given }).map(([Name, Value]) => ({ Name, Value })),
  );

describe("a mark counts in whatever case the service writes it", () => {
  test.each(["true", "True", "TRUE"])("%s is verified", (mark) => {
    const { emailVerified, phoneVerified } = withAttributes({ email_verified: mark, phone_number_verified: mark });
    expect([emailVerified, phoneVerified]).toEqual([true, true]);
  });
  test.each(["false", "False", "FALSE", "", "yes", "1", "true "])("%j is not", (mark) => {
    const { emailVerified, phoneVerified } = withAttributes({ email_verified: mark, phone_number_verified: mark });
    expect([emailVerified, phoneVerified]).toEqual([false, false]);
  });
  test("none is not", () => expect(withAttributes({}).emailVerified).toBe(false));
});

test("a name is read whole, else from its parts", () => {
  expect(withAttributes({ name: "Ada Lovelace", given_name: "A." }).name).toBe("Ada Lovelace");
  expect(withAttributes({ given_name: "Ada", family_name: "Lovelace" }).name).toBe("Ada Lovelace");
  expect(withAttributes({ family_name: "Lovelace" }).name).toBe("Lovelace");
  expect(withAttributes({ name: "" }).name).toBeNull();
});
