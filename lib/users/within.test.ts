import { describe, expect, test } from "vitest";
import { plainUser, plainPool as pool } from "#lib/operations/fixture.ts";
import { invitationLife } from "#lib/operations/invitation-life.ts";
import type { User } from "#lib/users/user.ts";
import { ages, dayMs, dayOf, midnight, type UserFilter, userWithin, type Within } from "#lib/users/within.ts";

const user = (change: Partial<User>): User => ({ ...plainUser, ...change });
const now = Date.UTC(2026, 10, 21, 10, 30);
const days = pool.settings.temporaryPasswordDays;

/** What the database does with the ranges. */
const holds = ({ status, created, modified }: Within, one: User): boolean =>
  (status === undefined || one.status === status) &&
  (
    [
      [created, one.createdAt],
      [modified, one.modifiedAt],
    ] as const
  ).every(([span, at]) => (span?.from === undefined || at >= span.from) && (span?.to === undefined || at < span.to));
const keeps = (filter: Partial<UserFilter>, one: User): boolean =>
  holds(userWithin({ modified: null, invitation: null, ...filter }, days, now), one);

const life = days * dayMs;
const moments = [0, 1, life - dayMs, life - 1, life, life + 1, life + dayMs, 3 * life].map((past) => now - past);
const invited = moments.flatMap((createdAt) =>
  moments
    .filter((modifiedAt) => modifiedAt >= createdAt)
    .map((modifiedAt) => user({ status: "FORCE_CHANGE_PASSWORD", createdAt, modifiedAt })),
);

describe("an invitation's state", () => {
  test.each(["waiting", "expired", "uncertain"] as const)("%s is what the diagnosis says without hints", (state) => {
    const kept = invited.filter((one) => keeps({ invitation: { state, endsOn: null } }, one));
    expect(kept).toEqual(invited.filter((one) => invitationLife(one, pool, now, null).state === state));
    expect(kept.length).toBeGreaterThan(0);
  });

  test("is asked of invited users only", () => {
    const confirmed = user({ status: "CONFIRMED", createdAt: now, modifiedAt: now });
    expect(keeps({ invitation: { state: "waiting", endsOn: null } }, confirmed)).toBe(false);
  });

  test("of a day is of those that wait still and can end on that day", () => {
    for (let day = midnight(now) - dayMs; day <= now + life + dayMs; day += dayMs) {
      const kept = invited.filter((one) => keeps({ invitation: { state: "waiting", endsOn: dayOf(day) } }, one));
      expect(kept).toEqual(
        invited.filter((one) => {
          const { state, from } = invitationLife(one, pool, now, null);
          return state === "waiting" && midnight(from) === day;
        }),
      );
    }
  });
});

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

  test("and an invitation's state are asked together", () => {
    const filter: UserFilter = { modified: "under-7", invitation: { state: "uncertain", endsOn: null } };
    const kept = invited.filter((one) => keeps(filter, one));
    expect(kept).toEqual(
      invited.filter((one) => keeps({ ...filter, modified: null }, one) && keeps({ ...filter, invitation: null }, one)),
    );
    expect(kept.length).toBeGreaterThan(0);
  });
});
