import { afterEach, describe, expect, test, vi } from "vitest";
import { Fault } from "#lib/errors.ts";
import { describeError, errorPrinter, log, takeOverErrors, withinRequest } from "#lib/log.ts";
import { requestIdOf } from "#lib/request-id.ts";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  errorPrinter.forget();
});

/** What is printed while `work` runs. */
function printed(work: () => void): string[] {
  const lines: string[] = [];
  for (const method of ["info", "error"] as const)
    vi.spyOn(console, method).mockImplementation((...parts) => void lines.push(parts.map(String).join(" ")));
  work();
  return lines;
}

/** As drizzle throws them, with what it was asked. */
const telling = () =>
  new Error("Failed query: select 1\nparams: ada@example.com", {
    cause: Object.assign(new TypeError("Key (email)=(ada@example.com) exists"), { code: "23505" }),
  });

describe("a line of the log", () => {
  test("is one JSON object when that is asked for, and names its request", () => {
    vi.stubEnv("LIFEGUARD_LOG", "json");
    const lines = printed(() =>
      withinRequest("request-1", () => log.warn("A sweep failed", { pool: "customers", outcome: "throttled" })),
    );
    expect(lines).toHaveLength(1);
    const { time, ...rest } = JSON.parse(lines[0] as string);
    expect(new Date(time).toISOString()).toBe(time);
    expect(rest).toEqual({
      level: "warn",
      says: "A sweep failed",
      request: "request-1",
      pool: "customers",
      outcome: "throttled",
    });
  });

  test("is text for people otherwise, and leaves out what is not known", () => {
    const [line] = printed(() => log.info("An action ended", { pool: null, reason: "two words", took: 3 }));
    expect(line).toMatch(/^\S+Z info An action ended reason="two words" took=3$/);
  });

  test.each(["json", "text"])("tells in %s where an error arose and of what kind, and never its text", (form) => {
    vi.stubEnv("LIFEGUARD_LOG", form);
    const text = printed(() => log.error("A run broke off", { run: "r1", error: telling() })).join("\n");
    expect(text).not.toMatch(/ada|Failed query|params/);
    expect(text).toContain("23505");
    expect(text).toContain("log.test.ts");
  });
});

test("an error is described by name, code and frames, through its causes", () => {
  const view = describeError(new Fault("database", { cause: telling() }));
  expect(view).toMatchObject({
    name: "Fault",
    code: "database",
    cause: { name: "Error", cause: { name: "TypeError" } },
  });
  expect(view.at.length).toBeGreaterThan(0);
  expect(describeError("ada@example.com")).toEqual({ name: "string", at: [] });
});

test("what others print as errors loses its text, but for next-auth's names and Node's warnings", () => {
  const lines = printed(() => {
    takeOverErrors();
    console.error("⨯", telling(), "ada@example.com");
    console.error("[next-auth][error][OAUTH_CALLBACK_ERROR]", "ada@example.com");
    console.error("(node:7) Warning: Something is old\n    at ada");
  });
  expect(lines).toHaveLength(3);
  expect(lines.join("\n")).not.toMatch(/ada/);
  expect(lines[0]).toContain("23505");
  expect(lines[1]).toContain("outcome=OAUTH_CALLBACK_ERROR");
  expect(lines[2]).toContain('reason="Something is old"');
});

test("a proxy's id of a request is kept when it looks like one", () => {
  expect(requestIdOf("4bf92f3577b34da6a3ce929d0e0e4736")).toBe("4bf92f3577b34da6a3ce929d0e0e4736");
  for (const given of [null, "", "short", "ada@example.com", "x".repeat(65), 'a"} {"b'])
    expect(requestIdOf(given)).toMatch(/^[0-9a-f-]{36}$/);
});
