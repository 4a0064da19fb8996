import { describe, expect, test } from "vitest";
import { conditionOf } from "#lib/filters/address.ts";
import { ages } from "#lib/filters/age.ts";
import type { FilterValues } from "#lib/filters/catalog.ts";
import { meets } from "#lib/filters/fixture.ts";
import { plainUser } from "#lib/operations/fixture.ts";
import type { User } from "#lib/users/user.ts";
import { dayMs, midnight } from "#lib/utc-day.ts";

const user = (change: Partial<User>): User => ({ ...plainUser, ...change });
const now = Date.UTC(2026, 10, 21, 10, 30);
const keeps = (values: Partial<FilterValues>, one: User): boolean =>
  meets(conditionOf(values, { now, temporaryPasswordDays: 7, caseSensitive: true }), one);

describe("an age", () => {
  const changed = [0, 1, 7, 30, 90]
    .flatMap((past) => [-1, 0, 1].map((off) => midnight(now) - past * dayMs + off))
    .map((modifiedAt) => user({ modifiedAt, createdAt: 0 }));

  test("is one for each user", () => {
    for (const one of changed) expect(ages.filter((modified) => keeps({ modified }, one))).toHaveLength(1);
  });

  test("is counted in days from midnight UTC", () => {
    const at = (past: number) => user({ modifiedAt: midnight(now) - past * dayMs });
    expect([7, 30, 90].map((past) => ages.find((modified) => keeps({ modified }, at(past))))).toEqual([
      "under-7",
      "7-30",
      "30-90",
    ]);
  });
});
