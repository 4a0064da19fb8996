import { describe, expect, test } from "vitest";
import { conditionOf } from "#lib/filters/address.ts";
import type { FilterValues } from "#lib/filters/catalog.ts";
import { meets } from "#lib/filters/fixture.ts";
import { invitationStates } from "#lib/filters/invitation.ts";
import { plainUser, plainPool as pool } from "#lib/operations/fixture.ts";
import { invitationLife } from "#lib/operations/invitation-life.ts";
import type { User } from "#lib/users/user.ts";
import { dayMs, dayOf, midnight } from "#lib/utc-day.ts";

const user = (change: Partial<User>): User => ({ ...plainUser, ...change });
const now = Date.UTC(2026, 10, 21, 10, 30);
const days = pool.settings.temporaryPasswordDays;

const keeps = (values: Partial<FilterValues>, one: User): boolean =>
  meets(conditionOf(values, { now, temporaryPasswordDays: days, caseSensitive: true }), one);

const life = days * dayMs;
const moments = [0, 1, life - dayMs, life - 1, life, life + 1, life + dayMs, 3 * life].map((past) => now - past);
const invited = moments.flatMap((createdAt) =>
  moments
    .filter((modifiedAt) => modifiedAt >= createdAt)
    .map((modifiedAt) => user({ status: "FORCE_CHANGE_PASSWORD", createdAt, modifiedAt })),
);

describe("an invitation's state", () => {
  test.each(invitationStates)("%s is what the diagnosis says without hints", (state) => {
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

  test("and an age are asked together", () => {
    const filter: Partial<FilterValues> = { modified: "under-7", invitation: { state: "uncertain", endsOn: null } };
    const kept = invited.filter((one) => keeps(filter, one));
    expect(kept).toEqual(
      invited.filter((one) => keeps({ ...filter, modified: null }, one) && keeps({ ...filter, invitation: null }, one)),
    );
    expect(kept.length).toBeGreaterThan(0);
  });
});
