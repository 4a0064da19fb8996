import { afterAll, beforeAll, describe, expect, test } from "vitest";
import table from "#emulator/cognito-matrix.json" with { type: "json" };
import { newPassword, password, temporaryPassword, testEmulator, toAttributes } from "#emulator/fixture.ts";
import type { UserStatus } from "#emulator/users/user.ts";
import { type CognitoCall, effectOf } from "#lib/calls/call.ts";
import { holdUnpaced } from "#lib/cognito/fixture.ts";
import { places } from "#lib/cognito/place.ts";
import { poolClient } from "#lib/cognito/pool-client.ts";
import { attempt } from "#lib/errors.ts";
import type { OperationId } from "#lib/operations/catalog.ts";
import { decide } from "#lib/operations/decide.ts";
import {
  bestWay,
  diagnose,
  type Finding,
  type FindingKind,
  type Hints,
  noHints,
  type Way,
  wayText,
} from "#lib/operations/diagnose.ts";
import { plainPool, plainUser, poolWith } from "#lib/operations/fixture.ts";
import { invitationLife } from "#lib/operations/invitation-life.ts";
import { recoveryOf } from "#lib/operations/recovery.ts";
import type { Pool, PoolEntry, PoolSettings } from "#lib/pools/pool.ts";
import { type Status, statuses, type User } from "#lib/users/user.ts";

const dayMs = 86_400_000;
const now = Date.UTC(2026, 0, 15, 12);
/** Made two days ago, so that an invitation is open. */
const fresh: User = { ...plainUser, createdAt: now - 2 * dayMs, modifiedAt: now - 2 * dayMs };
const invited: Partial<User> = { status: "FORCE_CHANGE_PASSWORD" };
const unverified: Partial<User> = { emailVerified: false };
const noContact: Partial<User> = { email: null, emailVerified: false };
const hinted = (hints: Partial<Hints>): Hints => ({ ...noHints, ...hints });
const adminOnly: Partial<PoolSettings> = { recovery: ["admin_only"] };

interface Row {
  who: string;
  change: Partial<User>;
  settings?: Partial<PoolSettings>;
  hints?: Hints;
  findings: [FindingKind, ...ways: string[]][];
  best: string | null;
}
const setting = ["Set temporary password", "Set permanent password"];
const rows: Row[] = [
  { who: "a confirmed user", change: {}, findings: [["nothing-wrong", "Reset password"]], best: null },
  {
    who: "a disabled user",
    change: { enabled: false },
    findings: [["disabled", "Enable"]],
    best: "Enable",
  },
  {
    who: "an invited user",
    change: invited,
    findings: [["invitation-waiting", "Resend invitation", "Set temporary password", "Force confirm"]],
    best: "Resend invitation",
  },
  {
    who: "an invited user with an unverified address",
    change: { ...invited, ...unverified },
    findings: [["invitation-waiting", "Resend invitation", "Set temporary password", "Force confirm, verify e-mail"]],
    best: "Resend invitation",
  },
  {
    who: "an invited user whom no message reaches",
    change: { ...invited, ...noContact },
    findings: [["invitation-waiting", "Set temporary password"]],
    best: "Set temporary password",
  },
  {
    who: "a user whose invitation is over",
    change: { ...invited, createdAt: now - 8 * dayMs, modifiedAt: now - 8 * dayMs },
    findings: [["invitation-expired", "Resend invitation", "Set temporary password", "Force confirm"]],
    best: "Resend invitation",
  },
  {
    who: "a user of whose invitation nobody knows when it was sent",
    change: { ...invited, createdAt: now - 30 * dayMs, modifiedAt: now - dayMs },
    findings: [["invitation-uncertain", "Resend invitation", "Set temporary password", "Force confirm"]],
    best: "Resend invitation",
  },
  {
    who: "a user whom this console invited again yesterday",
    change: { ...invited, createdAt: now - 30 * dayMs, modifiedAt: now - dayMs },
    hints: hinted({ invitedAt: now - dayMs }),
    findings: [["invitation-waiting", "Resend invitation", "Set temporary password", "Force confirm"]],
    best: "Resend invitation",
  },
  {
    who: "an invited user who is disabled",
    change: { ...invited, enabled: false },
    findings: [
      ["disabled", "Enable"],
      ["invitation-waiting", "Enable, resend invitation", "Enable, set temporary password", "Enable, force confirm"],
    ],
    best: "Enable, resend invitation",
  },
  {
    who: "a user in a reset",
    change: { status: "RESET_REQUIRED" },
    findings: [["reset-code-can-arrive", "Reset password", ...setting]],
    best: "Reset password",
  },
  {
    who: "a user in a reset with an unverified address",
    change: { status: "RESET_REQUIRED", ...unverified },
    findings: [["reset-code-cannot-arrive", "Verify e-mail, reset password", ...setting]],
    best: "Verify e-mail, reset password",
  },
  {
    who: "a user in a reset with an unverified number",
    change: { status: "RESET_REQUIRED", ...noContact, phone: "+12125550100" },
    findings: [["reset-code-cannot-arrive", "Verify phone, reset password", ...setting]],
    best: "Verify phone, reset password",
  },
  {
    who: "a user in a reset whom no message reaches",
    change: { status: "RESET_REQUIRED", ...noContact },
    findings: [["reset-code-cannot-arrive", ...setting]],
    best: "Set temporary password",
  },
  {
    who: "a user in a reset, of a pool where only administrators recover",
    change: { status: "RESET_REQUIRED" },
    settings: adminOnly,
    findings: [["reset-code-cannot-arrive", ...setting]],
    best: "Set temporary password",
  },
  {
    who: "a disabled user in a reset with an unverified address",
    change: { status: "RESET_REQUIRED", enabled: false, ...unverified },
    findings: [
      ["disabled", "Enable"],
      [
        "reset-code-cannot-arrive",
        "Enable, verify e-mail, reset password",
        ...setting.map((name) => `Enable, ${name.toLowerCase()}`),
      ],
    ],
    best: "Enable, verify e-mail, reset password",
  },
  {
    who: "a user who never confirmed the sign-up",
    change: { status: "UNCONFIRMED" },
    findings: [["never-confirmed", "Confirm sign-up"]],
    best: "Confirm sign-up",
  },
  {
    who: "a user who never confirmed the sign-up nor the address",
    change: { status: "UNCONFIRMED", ...unverified },
    findings: [["never-confirmed", "Confirm sign-up, verify e-mail"]],
    best: "Confirm sign-up, verify e-mail",
  },
  {
    who: "a user with a status of tomorrow",
    change: { status: "ARCHIVED_BY_ADMIN" },
    findings: [["unknown-status"]],
    best: null,
  },
  {
    who: "a user of an identity provider",
    change: { status: "EXTERNAL_PROVIDER", providers: ["Okta"] },
    findings: [["federated"], ["nothing-wrong"]],
    best: null,
  },
  {
    who: "a linked user",
    change: { providers: ["Okta"] },
    findings: [["linked"], ["nothing-wrong", "Reset password"]],
    best: null,
  },
  {
    who: "a linked user who is invited",
    change: { ...invited, providers: ["Okta"] },
    findings: [["invitation-waiting", "Resend invitation", "Set temporary password", "Force confirm"], ["linked"]],
    best: "Resend invitation",
  },
  {
    who: "a confirmed user of a pool where a passkey or a code is enough",
    change: {},
    settings: { firstFactors: ["password", "email", "passkey"] },
    findings: [["may-lack-password"], ["nothing-wrong"]],
    best: null,
  },
  {
    who: "the same with an address that is not verified, who is offered no password",
    change: unverified,
    settings: { firstFactors: ["password", "sms"] },
    findings: [["may-lack-password"], ["nothing-wrong"]],
    best: null,
  },
  {
    who: "the same, to whom this console gave a password",
    change: {},
    settings: { firstFactors: ["password", "email"] },
    hints: hinted({ passwordAt: now - 2, signedOutAt: now - 1 }),
    findings: [["nothing-wrong", "Reset password"]],
    best: null,
  },
  {
    who: "an invited user of such a pool, who has a temporary password",
    change: invited,
    settings: { firstFactors: ["password", "email"] },
    findings: [["invitation-waiting", "Resend invitation", "Set temporary password", "Force confirm"]],
    best: "Resend invitation",
  },
  {
    who: "a confirmed user with an unverified address",
    change: unverified,
    findings: [
      ["cannot-recover", "Verify e-mail, reset password", "Verify e-mail", "Set temporary password"],
      ["nothing-wrong"],
    ],
    best: null,
  },
  {
    who: "a confirmed user of a pool where only administrators recover",
    change: {},
    settings: adminOnly,
    findings: [
      ["recovery-forbidden", "Set temporary password"],
      ["nothing-wrong", "Set temporary password"],
    ],
    best: null,
  },
  {
    who: "a user whose address another user has, verified",
    change: unverified,
    settings: { aliases: ["email"] },
    hints: hinted({ others: [{ ...plainUser, sub: "other", username: "other" }] }),
    findings: [
      ["sign-in-names"],
      ["contact-taken"],
      ["cannot-recover", "Verify e-mail, reset password", "Verify e-mail", "Set temporary password"],
      ["nothing-wrong"],
    ],
    best: null,
  },
  {
    who: "a user of a pool of aliases whose only knowable name is not verified",
    change: { ...unverified, username: "5b0d7d4e-6c1c-4c53-9e0c-7b1f0c2d3e4f" },
    settings: { aliases: ["email"], recovery: ["verified_phone_number"] },
    findings: [
      ["no-sign-in-name", "Correct the contact", "Verify e-mail"],
      ["cannot-recover", "Set temporary password"],
    ],
    best: null,
  },
  {
    who: "a user whose username is another's in another case",
    change: { username: "john.doe" },
    hints: hinted({ others: [{ ...plainUser, ...invited, sub: "other", username: "John.Doe", email: null }] }),
    findings: [["twin-names"], ["nothing-wrong", "Reset password"]],
    best: null,
  },
  {
    who: "a user whose password was set after the sessions began",
    change: {},
    hints: hinted({ passwordAt: now - 1, signedOutAt: now - 2 }),
    findings: [
      ["sessions-alive", "Sign out everywhere"],
      ["nothing-wrong", "Reset password"],
    ],
    best: null,
  },
  {
    who: "a user who was signed out after the password was set",
    change: {},
    hints: hinted({ passwordAt: now - 2, signedOutAt: now - 1 }),
    findings: [["nothing-wrong", "Reset password"]],
    best: null,
  },
];

const diagnosed = ({ change, settings = {}, hints = noHints }: Row): Finding[] =>
  diagnose({ ...fresh, ...change }, poolWith(settings), now, hints);

describe("the findings of", () => {
  test.each(rows)("$who", (row) => {
    const findings = diagnosed(row);
    expect(findings.map(({ kind, ways }) => [kind, ...ways.map(wayText)])).toEqual(row.findings);
    const best = bestWay(findings);
    expect(best && wayText(best)).toBe(row.best);
  });

  test("the table are all that there can be", () => {
    const kinds: Record<FindingKind, true> = {
      disabled: true,
      "invitation-waiting": true,
      "invitation-expired": true,
      "invitation-uncertain": true,
      "reset-code-can-arrive": true,
      "reset-code-cannot-arrive": true,
      "never-confirmed": true,
      "unknown-status": true,
      federated: true,
      linked: true,
      "may-lack-password": true,
      "cannot-recover": true,
      "recovery-forbidden": true,
      "contact-taken": true,
      "no-sign-in-name": true,
      "sign-in-names": true,
      "twin-names": true,
      "sessions-alive": true,
      "nothing-wrong": true,
    };
    expect(new Set(rows.flatMap(({ findings }) => findings.map(([kind]) => kind)))).toEqual(
      new Set(Object.keys(kinds)),
    );
  });

  test("a user are told in sentences, and in headings without a full stop", () => {
    for (const row of rows)
      for (const { title, detail } of diagnosed(row)) {
        expect(title).toMatch(/^[A-Z].*[^.]$/);
        expect(detail).toMatch(/^[A-Z].*\.$/);
        expect(`${title} ${detail}`).not.toMatch(/undefined|null|NaN|Invalid|\s\s/);
      }
  });

  test("an invitation name the day on which it ends, or the two between which it does", () => {
    const detail = (change: Partial<User>) => diagnose({ ...fresh, ...invited, ...change }, plainPool, now)[0]?.detail;
    expect(detail({})).toContain("works until 2026-01-20.");
    expect(detail({ createdAt: now - 8 * dayMs, modifiedAt: now - 8 * dayMs })).toContain("on 2026-01-14.");
    expect(detail({ createdAt: now - 30 * dayMs, modifiedAt: now - dayMs })).toContain(
      "between 2025-12-23 and 2026-01-21:",
    );
  });

  type Moment = [about: string, change: Partial<User>, hints: Partial<Hints>, said: string, never: string];
  const hourMs = 3_600_000;
  const ago = (ms: number): Partial<User> => ({ createdAt: now - 400 * dayMs, modifiedAt: now - ms });
  const moments: Moment[] = [
    [
      "24 days ago",
      ago(24 * dayMs),
      {},
      "at least 24 days ago; a code sent then has expired, none may have been sent, a newer one may have been asked for",
      "still be good",
    ],
    ["three hours ago", ago(3.5 * hourMs), {}, "at least 3 hours ago; a code sent then has expired", "still be good"],
    ["an hour ago", ago(hourMs + 1), {}, "at least 1 hour ago;", "still be good"],
    ["within the hour", ago(hourMs), {}, "a code may still be good", "has expired"],
    [
      "by this console, just now",
      ago(60_000),
      { resetAt: now - 60_000 },
      "on 2026-01-15 at 11:59 UTC; the code that was sent is good until 12:59 UTC",
      "leaked",
    ],
    [
      "by this console, days ago",
      ago(dayMs),
      { resetAt: now - 2 * dayMs },
      "on 2026-01-13 at 12:00 UTC; the code that was sent then has expired, and a newer one may",
      "leaked",
    ],
    [
      "by somebody",
      ago(dayMs),
      {},
      "An administrator, an import, or Cognito itself for a leaked password",
      "This console",
    ],
    [
      "as it was made",
      { createdAt: now - dayMs, modifiedAt: now - dayMs },
      {},
      "An import, an administrator, or Cognito itself for a leaked password",
      "This console",
    ],
  ];
  test.each(moments)(
    "a reset %s say when and by whom, as far as that is known",
    (_about, change, hints, said, never) => {
      for (const contact of [{}, unverified]) {
        const user: User = { ...fresh, ...change, ...contact, status: "RESET_REQUIRED" };
        const [finding] = diagnose(user, plainPool, now, hinted(hints));
        expect(finding?.detail).toContain(said);
        expect(finding?.detail).not.toContain(never);
      }
    },
  );

  test("a user whose only contact everybody's second factor goes to name that, and not a contact that is missing", () => {
    const required = poolWith({ mfa: "required", factorChannels: ["email"] });
    const said = diagnose(fresh, required, now).find(({ kind }) => kind === "cannot-recover");
    expect(said?.detail).toContain("also gets the second factor, codes by e-mail");
    expect(said?.ways.map(wayText)).toEqual(["Set temporary password"]);
  });

  test("a user whom nothing stops name the lockout as possible, and how long it lasts", () => {
    const said = diagnose(fresh, plainPool, now).find(({ kind }) => kind === "nothing-wrong")?.detail;
    expect(said).toMatch(/not shown here whether it is locked.*fifth.*15 minutes/);
  });

  test("a user with a provider name it", () => {
    const said = (change: Partial<User>) => diagnose({ ...fresh, ...change }, plainPool, now)[0]?.title;
    expect(said({ status: "EXTERNAL_PROVIDER", providers: ["Okta"] })).toBe("Signs in at Okta");
    expect(said({ status: "EXTERNAL_PROVIDER", preferredUsername: null, providers: [] })).toBe(
      "Signs in at an identity provider",
    );
    expect(said({ providers: ["Okta", "Google"] })).toBe("Also signs in at Okta, Google");
  });
});

describe("the life of an invitation", () => {
  const createdAt = Date.UTC(2026, 0, 1);
  const modifiedAt = createdAt + 2 * dayMs;
  const user: User = { ...plainUser, ...invited, createdAt, modifiedAt };
  const pool = poolWith({ temporaryPasswordDays: 3 });
  const [from, until] = [createdAt + 3 * dayMs, modifiedAt + 3 * dayMs];

  const borders: [at: number, state: string][] = [
    [createdAt, "waiting"],
    [from - 1, "waiting"],
    [from, "uncertain"],
    [until, "uncertain"],
    [until + 1, "expired"],
  ];
  test.each(borders)("at %i is %s", (at, state) =>
    expect(invitationLife(user, pool, at, null)).toEqual({ state, from, until }),
  );

  test("begins when this console sent it, if that is known", () => {
    const invitedAt = modifiedAt - 1;
    const known = { from: invitedAt + 3 * dayMs, until };
    expect(invitationLife(user, pool, from, invitedAt)).toEqual({ state: "waiting", ...known });
    expect(invitationLife(user, pool, until + 1, invitedAt)).toEqual({ state: "expired", ...known });
  });

  test("never ends before it began: a sending older than the user, or newer than its last change, is no earlier end", () => {
    expect(invitationLife(user, pool, from, createdAt - 1)).toEqual({ state: "uncertain", from, until });
    const late = modifiedAt + dayMs;
    const end = late + 3 * dayMs;
    expect(invitationLife(user, pool, until + 1, late)).toEqual({ state: "waiting", from: end, until: end });
  });
});

/** Every state a user can be in that a finding asks about. */
const contacts: Partial<User>[] = [
  { emailVerified: true },
  unverified,
  noContact,
  { ...noContact, phone: "+12125550100", phoneVerified: true },
  { ...noContact, phone: "+12125550100" },
  { ...unverified, phone: "+12125550100", phoneVerified: true },
];
const states: Partial<User>[] = statuses.flatMap((status) =>
  [true, false].flatMap((enabled) => contacts.map((contact) => ({ status, enabled, ...contact }))),
);

/**
 * The ways that ought to end in a sign-in: those of what blocks it, and the others of a user whom nothing blocks. To enable a user who
 * is stuck beside that is not one of them; the next finding has one that does both.
 */
function waysOut(findings: Finding[]): Way[] {
  const blocking = findings.filter(({ weight }) => weight === "blocks");
  const alone = blocking.length === 1;
  const ways = (blocking.length > 0 ? blocking : findings).flatMap((finding) => finding.ways);
  return ways.filter(({ operation }) => alone || operation !== "enable");
}

describe("the published matrix of Cognito's behaviour", () => {
  type Cell = { result: string | null; error: { type: string } | null };
  type Matrix = Record<string, Record<string, Cell>>;
  const keyOf = (call: CognitoCall): string => {
    if (call.name === "AdminSetUserPassword")
      return `AdminSetUserPassword.${call.permanent ? "permanent" : "temporary"}`;
    if (call.name === "AdminCreateUser") return "AdminCreateUser.RESEND";
    return call.name === "AdminUpdateUserAttributes" ? "AdminUpdateUserAttributes.verify" : call.name;
  };
  /** The cell for a user as it is; one who is both disabled and without a contact is not covered, so disabled goes first. */
  const cellOf = (key: string, user: User): Cell | undefined => {
    const matrix: Matrix = !user.enabled
      ? table.modifiers["disabled=true"]
      : recoveryOf(user, plainPool.settings, null).state !== "cannot"
        ? table.matrix
        : table.modifiers["noVerifiedContact=true"];
    return matrix[key]?.[user.status];
  };
  const signsIn = (user: User): boolean =>
    cellOf("PasswordSignIn.right", user)?.error === null ||
    cellOf("ForgotPassword", user)?.error === null ||
    (user.enabled && user.status === "EXTERNAL_PROVIDER");

  test("takes every step of every way that is offered, and lets the user sign in at its end", () => {
    let walked = 0;
    for (const state of states) {
      const user = { ...fresh, ...state };
      for (const way of waysOut(diagnose(user, plainPool, now))) {
        const about = `${JSON.stringify(state)}: ${wayText(way)}`;
        const verdict = decide(way.operation, user, plainPool, way.options);
        let then = user;
        for (const { call } of verdict.apply ? verdict.steps : []) {
          const cell = cellOf(keyOf(call), then);
          expect(cell?.error, `${about}: ${call.name}`).toBeNull();
          then = { ...then, ...effectOf(call) };
          expect(then.status, about).toBe(cell?.result);
        }
        expect(signsIn(then), about).toBe(true);
        walked++;
      }
    }
    expect(walked).toBeGreaterThan(90);
  });

  test("lets nobody sign in of whom it is said that something blocks it, unless a temporary password is still at hand", () => {
    for (const state of states) {
      const user = { ...fresh, ...state };
      const blocked = diagnose(user, plainPool, now).some(({ weight }) => weight === "blocks");
      const { error } = cellOf("PasswordSignIn.right", user) as Cell;
      if (user.status === "EXTERNAL_PROVIDER") expect(blocked).toBe(!user.enabled);
      else if (user.status === "FORCE_CHANGE_PASSWORD") expect(blocked).toBe(true);
      else expect(error !== null, JSON.stringify(state)).toBe(blocked);
    }
  });
});

describe("against the emulator", () => {
  const emulator = testEmulator();
  let made = 0;

  beforeAll(() => {
    holdUnpaced(emulator.url, emulator.sdk);
  });
  afterAll(() => {
    places.forget();
  });

  const call = (name: string, input: object): Record<string, never> =>
    emulator.service.call(name, input) as Record<string, never>;

  async function makePool(recovery: string[]): Promise<{ pool: Pool; ClientId: string }> {
    const mechanisms = recovery.map((Name, index) => ({ Name: Name as "admin_only", Priority: index + 1 }));
    const id = await emulator.createPool(
      recovery.length > 0 ? { AccountRecoverySetting: { RecoveryMechanisms: mechanisms } } : {},
    );
    const entry: PoolEntry = { ...plainPool, id, endpoint: emulator.url };
    const settings = await poolClient(entry).settings("interactive");
    return { pool: { ...entry, settings }, ClientId: (await emulator.createClient(id)).id };
  }

  /** A user who knows a password, in this state; no sequence of calls reaches every one. */
  async function makeUser(pool: Pool, state: Partial<User>): Promise<User> {
    const Username = `user${++made}`;
    const who = { UserPoolId: pool.id, Username };
    const attributes: Record<string, string> = {};
    if (state.email !== null) {
      attributes.email = `${Username}@example.com`;
      attributes.email_verified = String(state.emailVerified);
    }
    if (state.phone) {
      attributes.phone_number = state.phone;
      attributes.phone_number_verified = String(state.phoneVerified ?? false);
    }
    const UserAttributes = toAttributes(attributes);
    call("AdminCreateUser", {
      ...who,
      UserAttributes,
      MessageAction: "SUPPRESS",
      TemporaryPassword: temporaryPassword,
    });
    if (state.status !== "FORCE_CHANGE_PASSWORD")
      call("AdminSetUserPassword", { ...who, Password: password, Permanent: true });
    const user = emulator.service.pools.get(pool.id)?.users.findByUsername(Username);
    if (!user) throw new Error("The user was made.");
    user.status = state.status as UserStatus;
    user.enabled = state.enabled ?? true;
    return (await poolClient(pool).read(user.sub, "interactive")) as User;
  }

  const received = (username: string) => emulator.service.inbox.list({ username })[0];

  /** What the person does who was told how to get in: the code that came, the password handed over, or the own one. */
  function signIn(ClientId: string, { username: Username }: User, calls: readonly CognitoCall[]): unknown {
    const set = calls.find((one) => one.name === "AdminSetUserPassword");
    const forgot = set?.password === "unseen";
    const reset = calls.some((one) => one.name === "AdminResetUserPassword");
    if (forgot) call("ForgotPassword", { ClientId, Username });
    let PASSWORD = set ? handedOver : password;
    if (calls.some((one) => one.name === "AdminCreateUser")) PASSWORD = received(Username)?.temporaryPassword ?? "";
    if (forgot || reset) {
      const ConfirmationCode = received(Username)?.code;
      call("ConfirmForgotPassword", { ClientId, Username, ConfirmationCode, Password: newPassword });
      PASSWORD = newPassword;
    }
    const AuthParameters = { USERNAME: Username, PASSWORD };
    const begun = call("InitiateAuth", { ClientId, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters });
    if (begun.AuthenticationResult) return begun.AuthenticationResult;
    const ChallengeResponses = { USERNAME: Username, NEW_PASSWORD: newPassword };
    const { ChallengeName, Session } = begun;
    return call("RespondToAuthChallenge", { ClientId, ChallengeName, Session, ChallengeResponses })
      .AuthenticationResult;
  }
  const handedOver = "Handed-Over-1";

  const pools: [string, string[], offered: OperationId[]][] = [
    ["that says nothing about recovery", [], ["reset-password"]],
    ["that recovers by e-mail only", ["verified_email"], ["reset-password"]],
    ["that recovers by phone only", ["verified_phone_number"], ["reset-password"]],
    ["where only administrators recover", ["admin_only"], []],
  ];
  test.each(pools)("in a pool %s every way that is offered ends in a sign-in", async (_which, recovery, resets) => {
    const { pool, ClientId } = await makePool(recovery);
    const walked = new Set<string>();
    for (const state of states.filter(({ status }) => status !== ("EXTERNAL_PROVIDER" satisfies Status))) {
      const ways = waysOut(diagnose(await makeUser(pool, state), pool, emulator.clock.now()));
      for (const way of ways) {
        const user = await makeUser(pool, state);
        const about = `${JSON.stringify(state)}: ${wayText(way)}`;
        const verdict = decide(way.operation, user, pool, way.options);
        const calls = verdict.apply ? verdict.steps.map((step) => step.call) : [];
        expect(calls.length, about).toBeGreaterThan(0);
        for (const one of calls) {
          const given = one.name === "AdminSetUserPassword" ? handedOver : null;
          const sent = await attempt(() => poolClient(pool).send(one, user.username, given, "interactive"));
          expect(sent, `${about}: ${one.name}`).toMatchObject({ ok: true });
        }
        expect(signIn(ClientId, user, calls), about).toMatchObject({ AccessToken: expect.any(String) });
        walked.add(way.operation);
      }
    }
    expect([...walked]).toEqual(expect.arrayContaining([...resets, "enable", "resend-invitation", "confirm-sign-up"]));
  });
});
