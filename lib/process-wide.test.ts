import { beforeEach, expect, test, vi } from "vitest";
import { forgetProcessWide, processWide } from "#lib/process-wide.ts";

beforeEach(forgetProcessWide);

test("a value is made once, by the first who asks, for every copy of the module", async () => {
  const make = vi.fn(() => ({ made: 1 }));
  const first = processWide("test", make);
  expect(make).not.toHaveBeenCalled();
  const value = first.get();
  vi.resetModules();
  const copy = await import("#lib/process-wide.ts");
  expect(copy.processWide).not.toBe(processWide);
  expect(copy.processWide("test", make).get()).toBe(value);
  expect(make).toHaveBeenCalledTimes(1);
});

test("one that could not be made is made by the next who asks", () => {
  let wrong = true;
  const one = processWide("test", () => {
    if (wrong) throw new Error("not yet");
    return "made";
  });
  expect(() => one.get()).toThrow("not yet");
  wrong = false;
  expect(one.get()).toBe("made");
});

test("what was set is kept, nothing included, until it is forgotten", () => {
  const one = processWide<string | null>("test", () => "made");
  one.set(null);
  expect(one.get()).toBeNull();
  one.forget();
  expect(one.get()).toBe("made");
  one.set("set");
  forgetProcessWide();
  expect(one.get()).toBe("made");
});

test("values of other names are others", () => {
  const [one, other] = [processWide("one", () => 1), processWide("other", () => 2)];
  one.set(3);
  expect(other.get()).toBe(2);
});

test("what is kept has a type", () => {
  const one = processWide("test", () => 1);
  // @ts-expect-error a text is no number
  one.set("1");
});
