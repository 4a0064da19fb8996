import { describe, expect, test, vi } from "vitest";
import { attempt, Fault, type FaultCode, type FaultWords, faults, wholeSentence } from "#lib/errors.ts";

test("a fault is known as one by every copy of the module", async () => {
  vi.resetModules();
  const copy = await import("#lib/errors.ts");
  expect(copy.Fault).not.toBe(Fault);
  const thrown = new copy.Fault("database");
  expect(thrown).toBeInstanceOf(Fault);
  expect(await attempt(() => Promise.reject(thrown))).toMatchObject({ ok: false, error: { code: "database" } });
});

test("another error is none, whatever it looks like", async () => {
  for (const error of [new Error("database"), { name: "Fault", code: "database" }, null, "database"]) {
    expect(error).not.toBeInstanceOf(Fault);
    await expect(attempt(() => Promise.reject(error))).rejects.toBe(error);
  }
});

describe("what is known of a fault", () => {
  const codesOf = (holds: (words: FaultWords) => boolean): string[] =>
    (Object.keys(faults) as FaultCode[]).filter((code) => holds(faults[code])).toSorted();

  test("only failures of the whole pool, or of all its mail, stop a run", () => {
    expect(codesOf(({ stopsRuns }) => stopsRuns)).toEqual([
      "expired-credentials",
      "invalid-credentials",
      "mail-limit",
      "no-credentials",
      "no-permission",
      "not-primary",
      "pool-not-found",
      "unreachable",
    ]);
  });

  test("refusals are what the console itself does not let through", () => {
    expect(codesOf(({ kind }) => kind === "refusal")).toEqual([
      "bad-input",
      "bad-origin",
      "no-grant",
      "not-allowed",
      "nothing-to-do",
      "password-policy",
      "provider-person",
      "reason-missing",
      "secret-in-reason",
      "signed-out",
      "too-many-users",
      "unknown-job",
      "unknown-pool",
    ]);
  });

  test("Cognito's words stand beside the sentence where they say more, and only there", () => {
    const fault = (code: FaultCode, said: string | null) => wholeSentence({ code, message: "It was refused.", said });
    expect(fault("trigger-refused", "No.")).toBe("It was refused. Cognito says: “No.”");
    expect(fault("trigger-refused", null)).toBe("It was refused.");
    expect(fault("user-disabled", "No.")).toBe("It was refused.");
  });

  test("a code that no row has, and a row that leaves out what is asked of it, do not compile", () => {
    // @ts-expect-error no such fault
    expect(() => new Fault("user-vanished")).toThrow();
    // @ts-expect-error neither refusal nor failure
    const row: FaultWords = { sentence: "It was refused.", quoted: false, stopsRuns: false };
    expect(row).not.toHaveProperty("kind");
  });
});
