import { expect, test, vi } from "vitest";
import { attempt, Fault } from "#lib/errors.ts";

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
