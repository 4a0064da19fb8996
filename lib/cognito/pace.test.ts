import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type QuotaCategory, quotas } from "#lib/calls/quota.ts";
import { Pace, type PaceClass } from "#lib/cognito/pace.ts";

// The clock is the test's: a second passes when the test says so.
beforeEach(() => {
  vi.useFakeTimers({ now: 1_700_000_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

const seconds = (count: number) => vi.advanceTimersByTimeAsync(count * 1_000);

/** Asks for many turns at once and counts those that were given. */
function queue(pace: Pace, category: QuotaCategory, paceClass: PaceClass, count: number) {
  const given = { turns: 0 };
  for (let i = 0; i < count; i++)
    void pace.turn(category, paceClass).then(() => {
      given.turns++;
    });
  return given;
}

describe("the share of a class", () => {
  const rates: [QuotaCategory, PaceClass, perSecond: number][] = [
    ["UserAccountRecovery", "interactive", 24],
    ["UserAccountRecovery", "bulk", 6],
    ["UserUpdate", "bulk", 5],
    ["UserList", "sweep", 9],
    ["UserCreation", "interactive", 40],
    ["UserRead", "bulk", 24],
    ["UserPoolRead", "bulk", 3],
  ];
  test.each(rates)(
    "of %s for %s is %i a second, after a first second's worth",
    async (category, paceClass, perSecond) => {
      const given = queue(new Pace(), category, paceClass, 10_000);
      await seconds(0);
      expect(given.turns).toBe(perSecond);
      await seconds(10);
      expect(given.turns).toBeGreaterThanOrEqual(11 * perSecond - 1);
      expect(given.turns).toBeLessThanOrEqual(11 * perSecond);
    },
  );

  test("all classes together never pass four fifths of a quota", async () => {
    const pace = new Pace();
    const all = (["interactive", "bulk", "sweep"] as const).map((name) => queue(pace, "UserList", name, 10_000));
    const total = () => all.reduce((sum, { turns }) => sum + turns, 0);
    await seconds(0);
    expect(total()).toBe(24);
    for (let second = 1; second <= 10; second++) {
      await seconds(1);
      expect(total()).toBeLessThanOrEqual(quotas.UserList * 0.8 * (second + 1));
    }
    expect(total()).toBeGreaterThan(24 * 10);
  });

  test("a rest saves up one second's worth and no more", async () => {
    const pace = new Pace();
    await seconds(3_600);
    const given = queue(pace, "UserAccountRecovery", "bulk", 100);
    await seconds(0);
    expect(given.turns).toBe(6);
  });

  test("categories do not share", async () => {
    const pace = new Pace();
    const lists = queue(pace, "UserList", "bulk", 100);
    const updates = queue(pace, "UserUpdate", "bulk", 100);
    await seconds(0);
    expect([lists.turns, updates.turns]).toEqual([6, 5]);
  });
});

describe("a person who waits", () => {
  test("goes ahead of a run and a sweep that have been waiting", async () => {
    const pace = new Pace();
    queue(pace, "UserList", "interactive", 24);
    const bulk = queue(pace, "UserList", "bulk", 100);
    const sweep = queue(pace, "UserList", "sweep", 100);
    await seconds(0);
    const person = queue(pace, "UserList", "interactive", 5);
    await seconds(0.25);
    expect(person.turns).toBe(5);
    expect(bulk.turns + sweep.turns).toBeLessThanOrEqual(1);
    await seconds(2);
    expect(bulk.turns).toBeGreaterThan(5);
  });

  test("of the same class, who came first goes first", async () => {
    const pace = new Pace();
    const order: number[] = [];
    for (let i = 0; i < 30; i++) void pace.turn("UserUpdate", "bulk").then(() => order.push(i));
    await seconds(10);
    expect(order).toEqual(Array.from({ length: 30 }, (_, i) => i));
  });
});

describe("after a throttled call", () => {
  const rateOver = async (given: { turns: number }, count: number) => {
    const before = given.turns;
    await seconds(count);
    return (given.turns - before) / count;
  };

  test("the rate halves", async () => {
    const pace = new Pace();
    const given = queue(pace, "UserRead", "bulk", 100_000);
    expect(await rateOver(given, 5)).toBeGreaterThan(24);
    pace.throttled("UserRead");
    const after = await rateOver(given, 1);
    expect(after).toBeGreaterThanOrEqual(11);
    expect(after).toBeLessThanOrEqual(14);
  });

  test("never falls below one a second, however often it is throttled", async () => {
    const pace = new Pace();
    const given = queue(pace, "UserPoolRead", "bulk", 1_000);
    await seconds(1);
    for (let i = 0; i < 100; i++) pace.throttled("UserPoolRead");
    const rate = await rateOver(given, 5);
    expect(rate).toBeGreaterThanOrEqual(0.8);
    expect(rate).toBeLessThanOrEqual(1.2);
  });

  test("grows back to the whole share, a tenth of itself each second", async () => {
    const pace = new Pace();
    const given = queue(pace, "UserRead", "bulk", 100_000);
    await seconds(1);
    pace.throttled("UserRead");
    // 1.1 to the power of 8 is more than 2.
    await seconds(8);
    expect(await rateOver(given, 5)).toBeGreaterThan(22);
    expect(await rateOver(given, 5)).toBeLessThanOrEqual(24.2);
  });

  test("after a storm it is back at four fifths within two minutes", async () => {
    const pace = new Pace();
    const given = queue(pace, "UserAccountRecovery", "bulk", 100_000);
    for (let i = 0; i < 60; i++) {
      pace.throttled("UserAccountRecovery");
      await seconds(1);
    }
    await seconds(120);
    expect(await rateOver(given, 10)).toBeGreaterThanOrEqual(0.8 * 6);
  });

  test("other categories keep their pace", async () => {
    const pace = new Pace();
    const given = queue(pace, "UserUpdate", "bulk", 1_000);
    for (let i = 0; i < 10; i++) pace.throttled("UserList");
    await seconds(1);
    expect(given.turns).toBeGreaterThanOrEqual(9);
  });
});

test("nothing is left running when nobody waits", async () => {
  const pace = new Pace();
  queue(pace, "UserUpdate", "bulk", 7);
  await seconds(5);
  expect(vi.getTimerCount()).toBe(0);
});

describe("the last hour", () => {
  test("tells the calls of each category by minute, and forgets them after an hour", async () => {
    const pace = new Pace();
    expect(pace.lastHour()).toEqual([]);
    queue(pace, "UserRead", "interactive", 3);
    await seconds(60);
    queue(pace, "UserRead", "interactive", 2);
    pace.throttled("UserRead");
    await seconds(0);
    const [read, ...others] = pace.lastHour();
    expect(others).toEqual([]);
    expect(read).toMatchObject({ category: "UserRead", throttled: 1 });
    expect(read?.perMinute).toHaveLength(60);
    expect(read?.perMinute.slice(-3)).toEqual([0, 3, 2]);
    await seconds(59 * 60);
    expect(pace.lastHour()[0]).toMatchObject({ throttled: 1 });
    expect(pace.lastHour()[0]?.perMinute.slice(0, 2)).toEqual([2, 0]);
    await seconds(60);
    expect(pace.lastHour()[0]).toEqual({ category: "UserRead", throttled: 0, perMinute: new Array(60).fill(0) });
  });
});
