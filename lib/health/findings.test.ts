import { describe, expect, test } from "vitest";
import { type FaultCode, faults, type Result } from "#lib/errors.ts";
import { type Finding, type FindingId, findingIds } from "#lib/health/finding.ts";
import { findingsOf } from "#lib/health/findings.ts";
import type { HealthReading } from "#lib/health/reading.ts";
import { requiredActions } from "#lib/health/required-actions.ts";
import { plainPool, plainSettings } from "#lib/operations/fixture.ts";
import type { PoolSettings } from "#lib/pools/pool.ts";

const { settings: _, ...entry } = { ...plainPool, id: "us-east-1_Any" };
const failed = (code: FaultCode): Result<never> => ({
  ok: false,
  error: { code, message: faults[code].sentence, said: null },
});
const settingsWith = (change: Partial<PoolSettings>): Result<PoolSettings> => ({
  ok: true,
  value: { ...plainSettings, ...change },
});

const swept = { troubledAt: 1, fullAt: 1, runningSince: null, seen: 0, problem: null };
const client = { id: "c1", name: "web", hasSecret: false, flows: ["ALLOW_USER_SRP_AUTH"], hidesUnknownUsers: true };
const healthy: HealthReading = {
  entry,
  caller: { ok: true, value: { arn: "arn:aws:sts::111122223333:assumed-role/x/y", account: "111122223333" } },
  settings: settingsWith({ estimatedUsers: 1000 }),
  clients: { ok: true, value: { clients: [client], total: 1, more: false } },
  directory: { users: 1000, capped: false, sweep: swept },
  granted: "agent",
  check: {
    ...{ at: 1, by: "Alex Agent" },
    permissions: requiredActions("agent", entry).map((action) => ({ action, state: "granted", said: null })),
  },
  ownCalls: [],
};

const findingOf = (change: Partial<HealthReading>, id: FindingId): Finding => {
  const found = findingsOf({ ...healthy, ...change }).find((finding) => finding.id === id);
  if (!found) throw new Error(`There is no finding ${id}.`);
  return found;
};

test("each finding is there once, in the order of the page, and all is good where nothing is wrong", () => {
  const findings = findingsOf(healthy);
  expect(findings.map(({ id }) => id)).toEqual(findingIds);
  expect(findings.filter(({ state }) => state !== "good")).toEqual([]);
});

test("a problem always has a remedy, and what is good has none", () => {
  const codes = Object.keys(faults) as FaultCode[];
  const readings = codes.flatMap((code) => [
    { settings: failed(code), clients: failed(code) },
    { caller: failed(code) },
    { settings: settingsWith({ sender: "cognito", recovery: ["admin_only"], temporaryPasswordDays: 90 }) },
  ]);
  for (const reading of readings)
    for (const { state, remedy, detail } of findingsOf({ ...healthy, ...reading })) {
      expect(detail).not.toBe("");
      if (state === "problem") expect(remedy).toMatch(/\.$/);
      if (state === "good") expect(remedy).toBeNull();
    }
});

type Row = [what: string, change: Partial<HealthReading>, id: FindingId, state: Finding["state"], title: string];
const directory = (users: number, more: Partial<HealthReading["directory"]> = {}) => ({
  directory: { ...healthy.directory, users, ...more },
});

describe("a finding", () => {
  const rows: Row[] = [
    [
      "STS that is away, Cognito that answers",
      { caller: failed("unreachable") },
      "credentials",
      "unknown",
      "Credentials found, but not whose",
    ],
    ["a secondary Region", { settings: failed("not-primary") }, "pool", "problem", "Not the primary Region"],
    ["Cognito that throttles", { settings: failed("throttled") }, "endpoint", "unknown", "Cognito is not well"],
    ["an id without a Region", { entry: { ...entry, id: "local_1" } }, "region", "good", "The Region matches"],
    [
      "an endpoint of a VPC in another Region",
      { entry: { ...entry, endpoint: "https://vpce-1.cognito-idp.eu-west-1.vpce.amazonaws.com" } },
      "region",
      "problem",
      "The endpoint is in another Region",
    ],
    ["no grant at all", { granted: null }, "permissions", "unknown", "Nobody has a role on this pool"],
    [
      "a grant that came after the check",
      { granted: "admin" },
      "permissions",
      "unknown",
      "Not all permissions are known",
    ],
    [
      "a denial met in passing",
      { check: null, clients: failed("no-permission") },
      "permissions",
      "problem",
      "A permission is missing",
    ],
    ["a pool that says no plan", { settings: settingsWith({ plan: null }) }, "plan", "unknown", "Feature plan"],
    ["a directory a fifth behind", directory(800), "users", "good", "Users"],
    ["a directory half behind", directory(500), "users", "problem", "Directory and pool differ"],
    [
      "a directory counted to its cap",
      { ...directory(10_000, { capped: true }), settings: settingsWith({ estimatedUsers: 1_000_000 }) },
      "users",
      "good",
      "Users",
    ],
    [
      "a sweep that broke",
      directory(1000, { sweep: { ...swept, problem: "Denied." } }),
      "users",
      "problem",
      "The directory is not being refreshed",
    ],
    [
      "a pool not read yet",
      directory(0, { sweep: { ...swept, fullAt: null } }),
      "users",
      "unknown",
      "The pool has not been read to its end yet",
    ],
    [
      "no app client",
      { clients: { ok: true, value: { clients: [], total: 0, more: false } } },
      "app-clients",
      "problem",
      "No app client",
    ],
    [
      "a client that only refreshes",
      {
        clients: {
          ok: true,
          value: { clients: [{ ...client, flows: ["ALLOW_REFRESH_TOKEN_AUTH"] }], total: 1, more: false },
        },
      },
      "app-clients",
      "problem",
      "An app client needs a look",
    ],
  ];
  test.each(rows)("of %s", (_what, change, id, state, title) => {
    expect(findingOf(change, id)).toMatchObject({ state, title });
  });
});
