import { describe, expect, test, vi } from "vitest";
import type { AuditEvent } from "#lib/audit/event.ts";
import { type Intent, intentOf } from "#lib/audit/intent.ts";
import { allOnRecord, type Book, onRecord, type RecordedCall } from "#lib/audit/on-record.ts";
import { defaultLimits } from "#lib/authority/authority.ts";
import { Fault } from "#lib/errors.ts";
import { testConsole } from "#lib/fixture.ts";

const lifeguard = testConsole({ pools: [], grants: [], limits: defaultLimits });

const intent = (call = "AdminDisableUser"): Intent => intentOf({ at: 1, action: "disable", call });

/** A call that answers with its name; failed when it threw. */
const calling = (call: () => Promise<string>, announced = intent()): RecordedCall<string, { said: string }> => ({
  intent: announced,
  call,
  settle: (answered) =>
    answered.ok
      ? { recorded: { outcome: "done", requestId: answered.value }, value: { said: answered.value } }
      : {
          recorded: {
            outcome: answered.error.code === "outcome-unknown" ? "unknown" : "failed",
            code: answered.error.code,
          },
          value: { said: answered.error.code },
        },
});

/** The audit alone, as onRecord keeps it. */
const book = (change: Partial<Book<{ said: string }>> = {}): Book<{ said: string }> => ({
  open: (intents) => lifeguard.db.append(intents),
  close: (lines) => lifeguard.db.append(lines.flat().map(({ outcome }) => outcome)),
  ...change,
});

const copied = () => lifeguard.copy().map((line) => JSON.parse(line) as AuditEvent);
const ended = (events: readonly AuditEvent[]) => events.map(({ kind, call, outcome }) => [kind, call, outcome]);

/** The log of errors, which these tests make on purpose. */
const quiet = () => vi.spyOn(console, "error").mockImplementation(() => {});

describe("one call", () => {
  test("is sent when its intent stands in the audit and in its copy, and has its outcome afterwards", async () => {
    const announced = intent();
    const seen: boolean[] = [];
    const { value, events } = await lifeguard.recorded(() =>
      onRecord(
        calling(async () => {
          for (const events of [await lifeguard.events(), copied()])
            seen.push(events.some(({ id, kind }) => id === announced.id && kind === "intent"));
          return "request-1";
        }, announced),
      ),
    );
    expect(seen).toEqual([true, true]);
    expect(value).toEqual({ said: "request-1" });
    expect(events).toMatchObject([
      { id: announced.id, kind: "intent", outcome: null },
      { kind: "outcome", intentId: announced.id, action: "disable", outcome: "done", requestId: "request-1" },
    ]);
    expect(copied().slice(-2)).toEqual(events);
  });

  test("is not sent when its intent cannot be written", async () => {
    const call = vi.fn(async () => "request-1");
    const append = async () => {
      throw new Fault("database");
    };
    const asked = lifeguard.withStore({ append }, () => onRecord(calling(call)));
    await expect(asked).rejects.toMatchObject({ code: "database" });
    expect(call).not.toHaveBeenCalled();
  });

  test("that is refused has failed", async () => {
    const refuse = () => Promise.reject(new Fault("user-disabled"));
    const { value, events } = await lifeguard.recorded(() => onRecord(calling(refuse)));
    expect(value).toEqual({ said: "user-disabled" });
    expect(events[1]).toMatchObject({ outcome: "failed", code: "user-disabled" });
  });

  test("that breaks in a way nobody knows is unknown, and the log says so", async () => {
    const errors = quiet();
    const { value, events } = await lifeguard.recorded(() =>
      onRecord(calling(() => Promise.reject(new TypeError("not a function")))),
    );
    expect(value).toEqual({ said: "outcome-unknown" });
    expect(events[1]).toMatchObject({ kind: "outcome", outcome: "unknown", code: "outcome-unknown" });
    expect(errors).toHaveBeenCalledTimes(1);
    errors.mockRestore();
  });

  test("of which nobody can find out what came of it is unknown, and that is a bug", async () => {
    const errors = quiet();
    const broken: RecordedCall<string, object> = {
      ...calling(async () => "request-1"),
      settle: () => Promise.reject(new TypeError("not a function")),
    };
    const { events } = await lifeguard.recorded(() =>
      expect(onRecord(broken)).rejects.toThrow("could not be found out"),
    );
    expect(ended(events)).toEqual([
      ["intent", "AdminDisableUser", null],
      ["outcome", "AdminDisableUser", "unknown"],
    ]);
    errors.mockRestore();
  });

  test("whose outcome cannot be written leaves its intent", async () => {
    let asked = 0;
    const append: typeof lifeguard.db.append = (events) => {
      asked += 1;
      return asked === 1 ? lifeguard.db.append(events) : Promise.reject(new Fault("database"));
    };
    const { events } = await lifeguard.recorded(() =>
      lifeguard.withStore({ append }, () =>
        expect(onRecord(calling(async () => "request-1"))).rejects.toMatchObject({ code: "database" }),
      ),
    );
    expect(ended(events)).toEqual([["intent", "AdminDisableUser", null]]);
  });
});

describe("many calls", () => {
  test("are announced together, go side by side, and end together", async () => {
    const opened: number[] = [];
    const closed: number[] = [];
    let waiting = 0;
    let release = (): void => {};
    const all = new Promise<void>((resolve) => {
      release = resolve;
    });
    const call = async () => {
      waiting += 1;
      if (waiting === 3) release();
      await all;
      return "request-1";
    };
    await allOnRecord(
      Array.from({ length: 3 }, () => [calling(call)]),
      book({
        open: (intents) => {
          opened.push(intents.length);
          return lifeguard.db.append(intents);
        },
        close: (lines) => {
          closed.push(lines.length);
          return lifeguard.db.append(lines.flat().map(({ outcome }) => outcome));
        },
      }),
    );
    expect([opened, closed]).toEqual([[3], [3]]);
  });

  test("of one line stop at the first that is not done, and those of other lines do not", async () => {
    const sent: string[] = [];
    const named = (name: string, throws: Fault | null = null) =>
      calling(async () => {
        sent.push(name);
        if (throws) throw throws;
        return name;
      }, intent(name));
    const { events, value } = await lifeguard.recorded(() =>
      allOnRecord(
        [
          [named("one"), named("two", new Fault("throttled")), named("three"), named("four")],
          [named("five"), named("six")],
        ],
        book(),
      ),
    );
    expect(sent.toSorted()).toEqual(["five", "one", "six", "two"]);
    const outcomes = events.filter(({ kind }) => kind === "outcome");
    expect(outcomes.map(({ call, outcome }) => [call, outcome])).toEqual([
      ["one", "done"],
      ["two", "failed"],
      ["three", "skipped"],
      ["four", "skipped"],
      ["five", "done"],
      ["six", "done"],
    ]);
    expect(outcomes[2]?.message).toBe("Not sent, because the step before it was not done.");
    expect(value?.[0]?.map(({ value }) => value?.said ?? null)).toEqual(["one", "throttled", null, null]);
  });

  test("are not sent when they are not to be announced", async () => {
    const call = vi.fn(async () => "request-1");
    const { value, events } = await lifeguard.recorded(() =>
      allOnRecord([[calling(call)]], book({ open: async () => null })),
    );
    expect(value).toBeNull();
    expect(events).toEqual([]);
    expect(call).not.toHaveBeenCalled();
  });

  test("are not sent by a book that leaves out an intent", async () => {
    const call = vi.fn(async () => "request-1");
    const forgetful = book({ open: (intents) => lifeguard.db.append(intents.slice(1)) });
    await expect(allOnRecord([[calling(call)], [calling(call)]], forgetful)).rejects.toThrow("Not all events");
    expect(call).not.toHaveBeenCalled();
  });

  test("do not end well in a book that leaves out an outcome", async () => {
    const forgetful = book({ close: async () => [] });
    await expect(allOnRecord([[calling(async () => "request-1")]], forgetful)).rejects.toThrow("Not all events");
  });
});

test("an intent names a call, and an action that sends one; anything else does not compile", () => {
  // @ts-expect-error nothing is sent by this
  const access = intentOf({ at: 1, action: "sign-in", call: "AdminDisableUser" });
  // @ts-expect-error no call
  const nothing = intentOf({ at: 1, action: "disable" });
  expect([access.kind, nothing.call]).toEqual(["intent", undefined]);
});
