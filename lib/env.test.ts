import { describe, expect, test } from "vitest";
import { parseEnv } from "#lib/env.ts";

const whole = {
  APP_ORIGIN: "https://lifeguard.example.com",
  NEXTAUTH_SECRET: "0123456789abcdef0123456789abcdef",
  OIDC_ISSUER: "https://sso.example.com",
  OIDC_CLIENT_ID: "lifeguard",
  OIDC_CLIENT_SECRET: "secret",
};
type Variables = Record<string, string | undefined>;

const complaint = (variables: Variables): string => {
  try {
    parseEnv(variables);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("The environment was taken.");
};

describe("the environment", () => {
  test("that is whole is taken, with defaults for what may be left out", () => {
    expect(parseEnv({ ...whole, PATH: "/usr/bin" })).toEqual({
      ...whole,
      LIFEGUARD_CONFIG: "lifeguard.yaml",
      LIFEGUARD_DATA: ".lifeguard",
      LIFEGUARD_DURABILITY: "process",
      LIFEGUARD_LOG: "text",
      OTEL_SERVICE_NAME: "lifeguard",
    });
  });

  test("may write addresses with a slash at the end", () => {
    const { APP_ORIGIN, OIDC_ISSUER } = parseEnv({
      ...whole,
      APP_ORIGIN: "https://Lifeguard.example.com:443/",
      OIDC_ISSUER: "https://sso.example.com/realm/",
    });
    expect([APP_ORIGIN, OIDC_ISSUER]).toEqual(["https://lifeguard.example.com", "https://sso.example.com/realm"]);
  });

  test.each(Object.keys(whole))("without %s is refused, and names it", (name) => {
    expect(complaint({ ...whole, [name]: undefined })).toBe(`The environment is not complete:\n  ${name}: is not set`);
  });

  test.each([
    ["APP_ORIGIN", "lifeguard.example.com"],
    ["APP_ORIGIN", "ftp://lifeguard.example.com"],
    ["APP_ORIGIN", ""],
    ["NEXTAUTH_SECRET", "x".repeat(31)],
    ["OIDC_ISSUER", "sso"],
    ["OIDC_CLIENT_ID", ""],
    ["OIDC_CLIENT_SECRET", ""],
    ["DATABASE_URL", "mysql://localhost/lifeguard"],
    ["LIFEGUARD_DURABILITY", "always"],
    ["LIFEGUARD_METRICS_TOKEN", "x".repeat(15)],
    ["LIFEGUARD_LOG", "xml"],
    ["OTEL_EXPORTER_OTLP_ENDPOINT", "localhost:4318"],
  ])("with %s set to %j is refused, and names it", (name, value) => {
    const lines = complaint({ ...whole, [name]: value }).split("\n");
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(new RegExp(`^ {2}${name}: \\S`));
    expect(lines[1]).not.toContain("is not set");
  });

  test("names everything that is wrong at once, and repeats no value", () => {
    const said = complaint({ NEXTAUTH_SECRET: "too short to be kept", OIDC_ISSUER: "not an address" });
    for (const name of Object.keys(whole)) expect(said).toContain(`\n  ${name}: `);
    expect(said).not.toContain("too short to be kept");
    expect(said).not.toContain("not an address");
  });
});
