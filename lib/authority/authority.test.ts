import { describe, expect, test } from "vitest";
import { authorityOn, defaultLimits } from "#lib/authority/authority.ts";
import { recordedRequester } from "#lib/authority/requester.ts";
import type { Grant, Role } from "#lib/roles.ts";

const limits = { ...defaultLimits, agent: { usersPerRun: 7 }, admin: { usersPerRun: 9_000 } };
const grant = (role: Role, pool = "customers"): Grant => ({ pool, role });

describe("the authority on a pool", () => {
  const facts: [grants: Grant[], role: Role | null, usersPerRun: number | null][] = [
    [[], null, null],
    [[grant("admin", "staging")], null, null],
    [[grant("viewer")], "viewer", 0],
    [[grant("agent")], "agent", 7],
    [[grant("viewer"), grant("admin"), grant("agent")], "admin", 9_000],
    [[grant("agent"), grant("admin", "staging")], "agent", 7],
  ];
  test.each(facts)("of %j is that of %s, for %s users a run", (grants, role, usersPerRun) => {
    const authority = authorityOn(grants, "customers", limits);
    expect(authority).toEqual(role && { role, limits: { usersPerRun }, reach: "everyone" });
  });

  // Whoever is stronger is not given the weaker role's limit, were that the greater one.
  test("has the limit of its role, also where a weaker role may change more", () => {
    const odd = { ...defaultLimits, agent: { usersPerRun: 80 }, admin: { usersPerRun: 5 } };
    expect(authorityOn([grant("agent"), grant("admin")], "customers", odd)?.limits.usersPerRun).toBe(5);
  });
});

test("of who asks, person, role and session are recorded, and nothing else", () => {
  const actor = { sub: "s-1", name: "Ada", email: null };
  const authority = authorityOn([grant("agent")], "customers", limits);
  if (!authority) throw new Error("The grant gives nothing.");
  expect(recordedRequester({ actor, authority, session: "0123456789ab" })).toEqual({
    actor,
    role: "agent",
    session: "0123456789ab",
  });
});
