import { describe, expect, test } from "vitest";
import { decide } from "#lib/operations/decide.ts";
import { plainUser, poolWith } from "#lib/operations/fixture.ts";
import { type Knowledge, type KnownFactors, nothingKnown } from "#lib/operations/knowledge.ts";
import type { OperationOptions } from "#lib/operations/options.ts";
import { plan } from "#lib/operations/plan.ts";
import { beforeReset, recoveryOf } from "#lib/operations/recovery.ts";
import type { PoolSettings } from "#lib/pools/pool.ts";
import type { User } from "#lib/users/user.ts";

const both: Partial<User> = { phone: "+12125550100", phoneVerified: true };
const phoneOnly: Partial<User> = { email: null, emailVerified: false, ...both };
const none: KnownFactors = { preferred: null, enabled: [] };
const prefers = (preferred: "sms" | "email" | "authenticator"): KnownFactors => ({ preferred, enabled: [preferred] });
const byMail: Partial<PoolSettings> = { recovery: ["verified_email"] };
const byPhone: Partial<PoolSettings> = { recovery: ["verified_phone_number"] };
const off: Partial<PoolSettings> = { mfa: "off", factorChannels: [] };
const required: Partial<PoolSettings> = { mfa: "required" };

type Row = [
  about: string,
  settings: Partial<PoolSettings>,
  user: Partial<User>,
  factors: KnownFactors | null,
  state: string,
  rest?: string | null,
];
const rows: Row[] = [
  ["no second factors in the pool", off, {}, null, "can", "email"],
  ["no second factors, phone first", off, both, null, "can", "phone_number"],
  [
    "no second factors, e-mail first",
    { ...off, recovery: ["verified_email", "verified_phone_number"] },
    both,
    null,
    "can",
    "email",
  ],
  ["nothing verified", off, { emailVerified: false }, null, "cannot", "no-contact"],
  ["verified, but not what the pool recovers by", { ...off, ...byPhone }, {}, null, "cannot", "no-contact"],
  ["administrators only", { recovery: ["admin_only"] }, both, none, "cannot", "administrators-only"],
  ["e-mail not looked at", byMail, {}, null, "unknown", "email"],
  ["phone not looked at", byPhone, phoneOnly, null, "unknown", "phone_number"],
  ["a second contact, not looked at", {}, both, null, "can", null],
  ["channels that may not be read", { factorChannels: null }, {}, null, "unknown", "email"],
  ["only an app can be the factor", { factorChannels: ["authenticator"] }, {}, null, "can", "email"],
  ["only the other channel can be the factor", { ...byMail, factorChannels: ["sms"] }, {}, null, "can", "email"],
  ["e-mail preferred", byMail, {}, prefers("email"), "cannot", "second-factor"],
  ["SMS preferred", byPhone, phoneOnly, prefers("sms"), "cannot", "second-factor"],
  ["e-mail preferred, phone beside it", {}, both, prefers("email"), "can", "phone_number"],
  ["SMS preferred, e-mail beside it", {}, both, prefers("sms"), "can", "email"],
  [
    "SMS preferred, unverified e-mail beside it",
    {},
    { ...both, emailVerified: false },
    prefers("sms"),
    "cannot",
    "second-factor",
  ],
  ["an app preferred", byMail, {}, prefers("authenticator"), "can", "email"],
  [
    "an app preferred, e-mail only enabled",
    byMail,
    {},
    { preferred: "authenticator", enabled: ["authenticator", "email"] },
    "can",
    "email",
  ],
  ["e-mail only enabled", byMail, {}, { preferred: null, enabled: ["email"] }, "can", "email"],
  [
    "SMS only enabled, of which the references say different things",
    byPhone,
    phoneOnly,
    { preferred: null, enabled: ["sms"] },
    "unknown",
    "phone_number",
  ],
  ["nothing set up", byMail, {}, none, "can", "email"],
  [
    "required, and e-mail enabled",
    { ...required, ...byMail },
    {},
    { preferred: null, enabled: ["email"] },
    "cannot",
    "second-factor",
  ],
  ["required, and an app preferred", { ...required, ...byMail }, {}, prefers("authenticator"), "can", "email"],
  [
    "required, and nothing but e-mail",
    { ...required, ...byMail, factorChannels: ["email"] },
    {},
    null,
    "cannot",
    "second-factor",
  ],
  ["required, and nothing but SMS, phone first", { ...required, factorChannels: ["sms"] }, both, null, "can", "email"],
  ["required, nothing set up, e-mail would be taken", { ...required, ...byMail }, {}, none, "cannot", "second-factor"],
];
test.each(rows)("%s", (_about, settings, user, factors, state, rest) => {
  const recovery = recoveryOf({ ...plainUser, ...user }, poolWith(settings).settings, factors);
  expect([recovery.state, recovery.state === "cannot" ? recovery.because : recovery.contact]).toEqual([state, rest]);
});

test("what goes before a reset is the first contact whose verification would help", () => {
  const first = (user: Partial<User>, settings: Partial<PoolSettings> = off) =>
    beforeReset({ ...plainUser, ...user }, poolWith(settings).settings);
  expect(first({})).toEqual([]);
  expect(first({ emailVerified: false })).toEqual(["verify-email"]);
  expect(first({ ...phoneOnly, phoneVerified: false })).toEqual(["verify-phone"]);
  expect(first({ emailVerified: false }, { ...off, ...byPhone })).toEqual([]);
  expect(first({ emailVerified: false }, { recovery: ["admin_only"] })).toEqual([]);
});

const invited: User = { ...plainUser, status: "FORCE_CHANGE_PASSWORD" };
const knowing = (change: Partial<Knowledge>): Knowledge => ({ ...nothingKnown, ...change });
const doubtful = poolWith(byMail);

describe("force confirm with a password that nobody sees", () => {
  const decided = (knowledge: Partial<Knowledge>, options: OperationOptions = {}, pool = doubtful, user = invited) =>
    decide("force-confirm", user, pool, options, knowing(knowledge));

  test("is planned for whom nobody has looked at, and says that they are looked at first", () => {
    expect(decided({})).toMatchObject({
      apply: true,
      notes: expect.arrayContaining([expect.stringMatching(/looked at first/)]),
    });
  });

  test("goes ahead once a look has found another second factor", () => {
    expect(decided({ factors: prefers("authenticator"), final: true })).toMatchObject({ apply: true });
  });

  test.each([
    ["email", byMail, invited],
    ["sms", byPhone, { ...invited, ...phoneOnly }],
  ] as const)(
    "is refused where %s is the preferred second factor and the only contact, with two ways out",
    (channel, settings, user) => {
      expect(decided({ factors: prefers(channel), final: true }, {}, poolWith(settings), user)).toMatchObject({
        apply: false,
        reason: expect.stringMatching(/nobody knows: its only verified contact also gets the second factor/),
        remedy: { option: "showPassword", first: "turn-off-second-factors" },
      });
    },
  );

  test("has no second factor to turn off where the pool requires one", () => {
    const verdict = decided({ factors: prefers("email"), final: true }, {}, poolWith({ ...byMail, ...required }));
    expect(verdict).toMatchObject({ apply: false, remedy: { option: "showPassword" } });
    expect(verdict).not.toMatchObject({ remedy: { first: expect.anything() } });
  });

  test("goes ahead with a password that is shown, or after the second factors are off", () => {
    const known = { factors: prefers("email"), final: true };
    expect(decided(known, { showPassword: true })).toMatchObject({ apply: true });
    expect(decided(known, { first: ["turn-off-second-factors"] })).toMatchObject({ apply: true });
  });

  test("is never carried out on somebody whom nobody has looked at", () => {
    expect(decided({ final: true })).toMatchObject({ apply: false });
    const unread = decided({ factorsUnread: "Cognito could not be reached.", final: true });
    expect(unread).toMatchObject({ apply: false, reason: expect.stringContaining("Cognito could not be reached.") });
  });

  test("is refused at once where the pool's entry forbids to look, and where nothing is verified", () => {
    const blind = { ...doubtful, lookBeforeConfirm: false };
    expect(decided({}, {}, blind)).toMatchObject({ apply: false, remedy: { option: "showPassword" } });
    expect(plan("force-confirm", [invited], blind, {}).forecast.lookups).toBe(0);
    const bare = { ...invited, emailVerified: false };
    expect(decided({}, {}, doubtful, bare)).toMatchObject({ apply: false, remedy: { option: "alsoVerifyEmail" } });
  });
});

describe("a reset", () => {
  const decided = (knowledge: Partial<Knowledge>, options: OperationOptions = {}, user: User = plainUser) =>
    decide("reset-password", user, doubtful, options, knowing(knowledge));

  test("goes out unlooked at, and promises no code", () => {
    expect(decided({ final: true })).toMatchObject({
      apply: true,
      notes: expect.arrayContaining([expect.stringMatching(/not known/)]),
    });
    expect(plan("reset-password", [plainUser], doubtful, {}).forecast).toMatchObject({
      ...{ codes: 0, unsureCodes: 1, lookups: 0, billable: 0 },
    });
  });

  test("asked to look, is carried out only on whoever was looked at, and is billable", () => {
    const asked = { lookFirst: true };
    expect(plan("reset-password", [plainUser], doubtful, asked).forecast).toMatchObject({
      ...{ codes: 0, unsureCodes: 1, lookups: 1, billable: 1 },
    });
    expect(decided({ final: true }, asked)).toMatchObject({ apply: false });
    expect(decided({ final: true, factors: none }, asked)).toMatchObject({ apply: true });
  });

  test("is refused where the code could not go, and says why and what else", () => {
    expect(decided({ factors: prefers("email") })).toMatchObject({
      apply: false,
      reason: expect.stringContaining("second factor"),
      remedy: { operation: "set-temporary-password", first: "turn-off-second-factors" },
    });
  });

  test("promises the code of whoever has a second contact, and of whoever was looked at", () => {
    const pool = poolWith({});
    expect(plan("reset-password", [{ ...plainUser, ...both }], pool, {}).forecast).toMatchObject({
      codes: 1,
      unsureCodes: 0,
    });
    const looked = plan("reset-password", [plainUser], doubtful, {}, () => knowing({ factors: none }));
    expect(looked.forecast).toMatchObject({ codes: 1, unsureCodes: 0, lookups: 0 });
  });
});

test("the looks of a run take their time", () => {
  const many = Array.from({ length: 500 }, (_, index) => ({ ...invited, sub: `sub-${index}` }));
  const { lookups, seconds } = plan("force-confirm", many, doubtful, {}).forecast;
  // 120 readings a second are faster than 30 passwords; both overlap.
  expect([lookups, seconds]).toEqual([500, Math.ceil(500 / 6 - 1)]);
});
