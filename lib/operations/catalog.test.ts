import { ForgotPasswordCommand } from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import table from "#emulator/cognito-matrix.json" with { type: "json" };
import { outcome, testEmulator } from "#emulator/fixture.ts";
import { User as EmulatedUser } from "#emulator/users/user.ts";
import { type CognitoCall, effectOfAll } from "#lib/calls/call.ts";
import { holdUnpaced } from "#lib/cognito/fixture.ts";
import { places } from "#lib/cognito/place.ts";
import { poolClient } from "#lib/cognito/pool-client.ts";
import { attempt, type FaultCode } from "#lib/errors.ts";
import { isOperationId, type OperationId, operationIds, operations } from "#lib/operations/catalog.ts";
import { decideAlone } from "#lib/operations/decide.ts";
import type { Decision } from "#lib/operations/decision.ts";
import { plainPool, plainSettings, plainUser } from "#lib/operations/fixture.ts";
import type { OperationOptions } from "#lib/operations/options.ts";
import type { Pool, PoolEntry } from "#lib/pools/pool.ts";
import { type Status, statuses, type User } from "#lib/users/user.ts";

const settings = plainSettings;
const anyPool = plainPool;
const confirmed = plainUser;

// FORCE_CHANGE_PASSWORD, RESET_REQUIRED, UNCONFIRMED, EXTERNAL_PROVIDER, CONFIRMED: + goes ahead, - is skipped.
type Row = [operation: OperationId, options: OperationOptions, verdicts: string];
const facts: [who: string, change: Partial<User>, rows: Row[]][] = [
  [
    "an enabled user with a verified e-mail address",
    {},
    [
      ["force-confirm", {}, "+++--"],
      ["force-confirm", { alsoVerifyEmail: true }, "+++--"],
      ["force-confirm", { showPassword: true }, "+++--"],
      ["resend-invitation", {}, "+----"],
      ["confirm-sign-up", {}, "--+--"],
      ["reset-password", {}, "-+--+"],
      ["reset-password", { alsoSignOut: true }, "-+--+"],
      ["set-temporary-password", {}, "+++-+"],
      ["set-permanent-password", {}, "+++-+"],
      ["set-permanent-password", { typedPassword: true, alsoSignOut: true }, "+++-+"],
      ["verify-email", {}, "-----"],
      ["verify-phone", {}, "-----"],
      ["sign-out", {}, "+++++"],
      ["enable", {}, "-----"],
      ["disable", {}, "+++++"],
    ],
  ],
  [
    "a disabled user",
    { enabled: false },
    [
      ["force-confirm", {}, "+++--"],
      ["resend-invitation", {}, "-----"],
      ["confirm-sign-up", {}, "--+--"],
      ["reset-password", {}, "-----"],
      ["set-temporary-password", {}, "+++-+"],
      ["set-permanent-password", {}, "+++-+"],
      ["sign-out", {}, "-----"],
      ["enable", {}, "+++++"],
      ["disable", {}, "-----"],
    ],
  ],
  [
    "a user whose e-mail address is not verified",
    { emailVerified: false },
    [
      ["force-confirm", {}, "--+--"],
      ["force-confirm", { alsoVerifyEmail: true }, "+++--"],
      ["force-confirm", { showPassword: true }, "+++--"],
      ["resend-invitation", {}, "+----"],
      ["confirm-sign-up", {}, "--+--"],
      ["reset-password", {}, "-----"],
      ["verify-email", {}, "+++++"],
    ],
  ],
  [
    "a user with no address at all",
    { email: null, emailVerified: false },
    [
      ["force-confirm", {}, "--+--"],
      ["force-confirm", { alsoVerifyEmail: true }, "--+--"],
      ["force-confirm", { showPassword: true }, "+++--"],
      ["resend-invitation", {}, "-----"],
      ["reset-password", {}, "-----"],
      ["set-temporary-password", {}, "+++-+"],
      ["verify-email", {}, "-----"],
      ["verify-phone", {}, "-----"],
    ],
  ],
  [
    "a user with a verified phone only",
    { email: null, emailVerified: false, phone: "+12125550100", phoneVerified: true },
    [
      ["force-confirm", {}, "+++--"],
      ["resend-invitation", {}, "+----"],
      ["reset-password", {}, "-+--+"],
      ["verify-phone", {}, "-----"],
    ],
  ],
  [
    "a user with an unverified phone only",
    { email: null, emailVerified: false, phone: "+12125550100", phoneVerified: false },
    [
      ["force-confirm", {}, "--+--"],
      ["reset-password", {}, "-----"],
      ["verify-phone", {}, "+++++"],
    ],
  ],
  [
    "a user linked to an identity provider",
    { providers: ["Okta"] },
    [
      ["force-confirm", {}, "-----"],
      ["force-confirm", { acknowledgeProvider: true }, "+++--"],
      ["confirm-sign-up", {}, "-----"],
      ["confirm-sign-up", { acknowledgeProvider: true }, "--+--"],
      ["reset-password", {}, "-----"],
      ["reset-password", { acknowledgeProvider: true }, "-+--+"],
      ["resend-invitation", {}, "-----"],
      ["resend-invitation", { acknowledgeProvider: true }, "+----"],
      ["set-temporary-password", {}, "-----"],
      ["set-temporary-password", { acknowledgeProvider: true }, "+++-+"],
      ["set-permanent-password", {}, "-----"],
      ["set-permanent-password", { acknowledgeProvider: true }, "+++-+"],
      ["disable", {}, "+++++"],
    ],
  ],
];

describe.each(facts)("%s", (_who, change, rows) => {
  for (const [operation, options, verdicts] of rows)
    test(`${operation} ${JSON.stringify(options)}: ${verdicts}`, () => {
      const decided = statuses.map((status) =>
        decideAlone(operation, { ...confirmed, ...change, status }, anyPool, options).apply ? "+" : "-",
      );
      expect(decided.join("")).toBe(verdicts);
    });
});

/** Every state a user can be in that a rule asks about. */
const contacts: Partial<User>[] = [
  { email: "E", emailVerified: true },
  { email: "E", emailVerified: false },
  { email: null, emailVerified: false },
  { email: null, emailVerified: false, phone: "P", phoneVerified: true },
  { email: null, emailVerified: false, phone: "P", phoneVerified: false },
  { email: "E", emailVerified: false, phone: "P", phoneVerified: true },
];
const states: Partial<User>[] = statuses.flatMap((status) =>
  [true, false].flatMap((enabled) =>
    contacts.flatMap((contact, index) => {
      const providers = status === "EXTERNAL_PROVIDER" ? ["Okta"] : [];
      const state = { status, enabled, ...contact, providers };
      return index === 0 && providers.length === 0 ? [state, { ...state, providers: ["Okta"] }] : [state];
    }),
  ),
);

/** The operations that the matrix and the rules of section 2.3 speak of; the others have tests of their own below. */
const outside: readonly OperationId[] = ["reset-authenticator", "turn-off-second-factors"];
const inMatrix = operationIds.filter((id) => operations[id].needs === null && !outside.includes(id));

/** Every combination of the options that an operation has. */
const choices = (operation: OperationId): OperationOptions[] =>
  operations[operation].options.reduce<OperationOptions[]>(
    (all, name) => all.flatMap((options) => [options, { ...options, [name]: true }]),
    [{}],
  );

const everything = inMatrix.flatMap((operation) =>
  choices(operation).flatMap((options) => states.map((state) => ({ operation, options, state }))),
);

describe("whatever the user and the options", () => {
  const decide = (operation: OperationId, state: Partial<User>, options: OperationOptions, pool = anyPool): Decision =>
    decideAlone(operation, { ...confirmed, ...state }, pool, options);

  test("a decision either has calls or a reason that is a sentence", () => {
    for (const { operation, options, state } of everything) {
      const decision = decide(operation, state, options);
      if (decision.apply) expect(decision.calls.length).toBeGreaterThan(0);
      else expect(decision.reason).toMatch(/^[A-Z].*\.$/);
    }
  });

  test("a remedy is an option of the operation or another operation, and following remedies comes to an end", () => {
    for (const { operation, options, state } of everything) {
      let at: OperationId | undefined = operation;
      let chosen = options;
      const seen = new Set<string>();
      while (at) {
        const step = `${at} ${JSON.stringify(chosen)}`;
        expect([...seen], JSON.stringify(state)).not.toContain(step);
        seen.add(step);
        const decision: Decision = decide(at, state, chosen);
        if (decision.apply || !decision.remedy) break;
        const { operation: next, option } = decision.remedy;
        if (option) expect(operations[at].options).toContain(option);
        if (next) expect(isOperationId(next)).toBe(true);
        chosen = option ? { ...chosen, [option]: true } : {};
        at = option ? at : next;
      }
    }
  });

  test("a password that nobody sees is set only for users who can recover, and never beside a provider unasked", () => {
    const pools = [
      anyPool,
      ...(["verified_email", "verified_phone_number", "admin_only"] as const).map((option) => ({
        ...anyPool,
        settings: { ...settings, recovery: [option] },
      })),
    ];
    for (const pool of pools)
      for (const { operation, options, state } of everything) {
        const decision = decide(operation, state, options, pool);
        if (!decision.apply) continue;
        const set = decision.calls.find((call) => call.name === "AdminSetUserPassword");
        if (set && (state.providers?.length ?? 0) > 0) expect(options.acknowledgeProvider).toBe(true);
        if (set) expect(state.status).not.toBe("EXTERNAL_PROVIDER");
        if (set?.password !== "unseen") continue;
        const after = { ...confirmed, ...state, ...effectOfAll(decision.calls) };
        const ways = pool.settings.recovery;
        const way =
          (ways.includes("verified_email") && after.email && after.emailVerified) ||
          (ways.includes("verified_phone_number") && after.phone && after.phoneVerified);
        expect(way, JSON.stringify({ operation, options, state, ways })).toBeTruthy();
      }
  });

  test("a status that Cognito invents later is left alone by everything that depends on it", () => {
    const strange = { status: "ARCHIVED_BY_ADMIN" };
    for (const operation of ["force-confirm", "reset-password", "resend-invitation", "confirm-sign-up"] as const)
      for (const options of choices(operation)) expect(decide(operation, strange, options).apply).toBe(false);
    for (const operation of ["sign-out", "disable"] as const) expect(decide(operation, strange, {}).apply).toBe(true);
  });

  test("only what the options ask for is added", () => {
    const names = (decision: Decision) => (decision.apply ? decision.calls.map(({ name }) => name) : []);
    const stuck = { status: "FORCE_CHANGE_PASSWORD", emailVerified: false };
    expect(names(decide("force-confirm", stuck, { alsoVerifyEmail: true }))).toEqual([
      "AdminUpdateUserAttributes",
      "AdminSetUserPassword",
    ]);
    expect(names(decide("force-confirm", { ...stuck, emailVerified: true }, { alsoVerifyEmail: true }))).toEqual([
      "AdminSetUserPassword",
    ]);
    expect(names(decide("reset-password", {}, { alsoSignOut: true }))).toEqual([
      "AdminResetUserPassword",
      "AdminUserGlobalSignOut",
    ]);
    expect(names(decide("set-temporary-password", {}, {}))).toEqual(["AdminSetUserPassword"]);
  });

  test("the agent is warned of what a call takes away", () => {
    const notes = (operation: OperationId, state: Partial<User>, pool = anyPool): string => {
      const decision = decide(operation, state, {}, pool);
      return decision.apply ? decision.notes.join(" ") : "";
    };
    expect(notes("force-confirm", { status: "FORCE_CHANGE_PASSWORD" })).toContain("temporary password sent earlier");
    expect(notes("force-confirm", { status: "RESET_REQUIRED" })).not.toContain("temporary password sent earlier");
    expect(notes("force-confirm", { status: "UNCONFIRMED", emailVerified: false })).toContain("no verified contact");
    expect(notes("force-confirm", { status: "RESET_REQUIRED", enabled: false })).toContain("stays disabled");
    expect(notes("reset-password", {})).toContain("stops working at once");
    expect(notes("set-temporary-password", {})).toContain("stops working");
    expect(notes("resend-invitation", { status: "FORCE_CHANGE_PASSWORD" })).toContain("stops working");
    const alias = { ...anyPool, settings: { ...settings, aliases: ["email"] } };
    expect(notes("verify-email", { emailVerified: false }, alias)).toContain("sign-in name");
    expect(notes("verify-email", { emailVerified: false })).toBe("");
  });
});

/** The call that an operation is about, whether or not it is made. */
const mainCall = (operation: OperationId, { status }: Partial<User>): CognitoCall =>
  ({
    "force-confirm":
      status === "UNCONFIRMED" || status === "CONFIRMED"
        ? { name: "AdminConfirmSignUp" as const }
        : { name: "AdminSetUserPassword" as const, permanent: true, password: "unseen" as const },
    "resend-invitation": { name: "AdminCreateUser" as const, action: "RESEND" as const, medium: "EMAIL" as const },
    "confirm-sign-up": { name: "AdminConfirmSignUp" as const },
    "reset-password": { name: "AdminResetUserPassword" as const },
    "set-temporary-password": { name: "AdminSetUserPassword" as const, permanent: false, password: "shown" as const },
    "set-permanent-password": { name: "AdminSetUserPassword" as const, permanent: true, password: "shown" as const },
    "verify-email": { name: "AdminUpdateUserAttributes" as const, attributes: { email_verified: "true" } },
    "verify-phone": { name: "AdminUpdateUserAttributes" as const, attributes: { phone_number_verified: "true" } },
    "sign-out": { name: "AdminUserGlobalSignOut" as const },
    enable: { name: "AdminEnableUser" as const },
    disable: { name: "AdminDisableUser" as const },
    delete: { name: "AdminDeleteUser" as const },
    "reset-authenticator": { name: "AdminDeleteSoftwareToken" as const },
    "turn-off-second-factors": { name: "AdminSetUserMFAPreference" as const, off: ["sms" as const] },
    "edit-attributes": { name: "AdminUpdateUserAttributes" as const, attributes: {} },
    "add-to-group": { name: "AdminAddUserToGroup" as const, group: "" },
    "remove-from-group": { name: "AdminRemoveUserFromGroup" as const, group: "" },
  })[operation];

// Why a user is skipped, and what the service would have said to the call. `pointless`: it would have been taken and changed
// nothing worth it. `unwise`: it would have been taken and is ours to refuse.
const verdicts: [reason: RegExp, operations: OperationId[], verdict: FaultCode[] | "pointless" | "unwise"][] = [
  [/^Is confirmed already/, ["force-confirm", "confirm-sign-up"], ["not-confirmable"]],
  [/^Did not sign up on its own/, ["confirm-sign-up"], ["not-confirmable"]],
  [/^Has never set a password/, ["reset-password"], ["not-resettable"]],
  [/^Has not confirmed the sign-up/, ["reset-password"], ["not-resettable", "no-verified-contact"]],
  [/^Signs in through/, ["reset-password"], ["not-resettable", "user-disabled"]],
  [/^Signs in through/, ["resend-invitation"], ["not-resendable"]],
  [/^Signs in through/, ["confirm-sign-up"], ["not-confirmable"]],
  [/^Is disabled\.$/, ["reset-password"], ["user-disabled"]],
  [/^Has no verified contact/, ["reset-password"], ["no-verified-contact"]],
  [/^This pool lets only administrators/, ["reset-password"], ["not-resettable"]],
  [/^Has no open invitation/, ["resend-invitation"], ["not-resendable"]],
  [/^Has neither/, ["resend-invitation"], "pointless"],
  [/^Is disabled, so the invitation/, ["resend-invitation"], "unwise"],
  [/^Has no (e-mail address|phone number)\./, ["verify-email", "verify-phone"], "unwise"],
  [/^Its .* is verified already/, ["verify-email", "verify-phone"], "pointless"],
  [/^Is (enabled|disabled) already/, ["enable", "disable"], "pointless"],
  [/^Is disabled; disabling has ended/, ["sign-out"], "pointless"],
  [/^Would be left with a password nobody knows/, ["force-confirm"], "unwise"],
  [/^Signs in through/, ["force-confirm", "set-temporary-password", "set-permanent-password"], "unwise"],
  [/^Also signs in through/, operationIds.filter((id) => operations[id].opensNativeSignIn), "unwise"],
];
const verdictOf = (operation: OperationId, reason: string) =>
  verdicts.find(([text, of]) => of.includes(operation) && text.test(reason))?.[2];

describe("the published matrix of Cognito's behaviour", () => {
  type Cell = { result: string | null; error: { type: string } | null };
  type Matrix = Record<string, Record<string, Cell>>;
  const keyOf = (call: CognitoCall): string => {
    if (call.name === "AdminSetUserPassword")
      return `AdminSetUserPassword.${call.permanent ? "permanent" : "temporary"}`;
    if (call.name === "AdminCreateUser") return "AdminCreateUser.RESEND";
    return call.name === "AdminUpdateUserAttributes" ? "AdminUpdateUserAttributes.verify" : call.name;
  };
  const modifiers: [name: string, matrix: Matrix, change: Partial<User>][] = [
    ["an enabled user with a verified contact", table.matrix, {}],
    ["a disabled user", table.modifiers["disabled=true"], { enabled: false }],
    ["a user without a verified contact", table.modifiers["noVerifiedContact=true"], { emailVerified: false }],
  ];
  for (const [name, matrix, change] of modifiers)
    test(`agrees with every decision over ${name}`, () => {
      for (const operation of inMatrix)
        for (const options of choices(operation))
          for (const status of statuses) {
            const user = { ...confirmed, ...change, status };
            const decision = decideAlone(operation, user, anyPool, options);
            if (decision.apply) {
              let at: string = status;
              for (const call of decision.calls) {
                const cell = matrix[keyOf(call)]?.[at];
                expect(cell?.error ?? null, `${operation} ${status}`).toBeNull();
                at = cell?.result ?? at;
              }
              expect(at).toBe(effectOfAll(decision.calls).status ?? status);
              continue;
            }
            const verdict = verdictOf(operation, decision.reason);
            expect(verdict, `${operation}: ${decision.reason}`).toBeDefined();
            const error = matrix[keyOf(mainCall(operation, user))]?.[status]?.error;
            if (Array.isArray(verdict)) expect(error, `${operation} ${status}`).not.toBeNull();
            else expect(error, `${operation} ${status}: ${decision.reason}`).toBeNull();
          }
    });
});

describe("the emulator", () => {
  const emulator = testEmulator();
  let client = { id: "", pool: "" };
  let made = 0;

  beforeAll(() => {
    // Thousands of calls need not wait.
    holdUnpaced(emulator.url, emulator.sdk);
  });
  afterAll(() => {
    places.forget();
  });

  async function makePool(recovery: string[]): Promise<Pool> {
    const mechanisms = recovery.map((Name, index) => ({ Name: Name as "admin_only", Priority: index + 1 }));
    const id = await emulator.createPool(
      recovery.length > 0 ? { AccountRecoverySetting: { RecoveryMechanisms: mechanisms } } : {},
    );
    client = { id: (await emulator.createClient(id)).id, pool: id };
    const entry: PoolEntry = { ...anyPool, id, endpoint: emulator.url };
    return { ...entry, settings: await poolClient(entry).settings("interactive") };
  }

  /** Puts a user in this state into the pool; no sequence of calls reaches every one. */
  function makeUser(pool: Pool, state: Partial<User>): string {
    const { service } = emulator;
    const username = `user${++made}`;
    const pairs: string[] = [];
    if (state.email) pairs.push("email", `${username}@example.com`, "email_verified", String(state.emailVerified));
    if (state.phone)
      pairs.push("phone_number", `+1212${5_550_000 + made}`, "phone_number_verified", String(state.phoneVerified));
    if (state.providers?.length) pairs.push("identities", JSON.stringify([{ providerName: "Okta", userId: "1" }]));
    const status = state.status as Status;
    const createdAt = service.clock.now();
    const user = new EmulatedUser({ username, sub: service.random.uuid(), status, createdAt, attributes: pairs });
    user.enabled = state.enabled ?? true;
    service.pools.get(pool.id)?.users.add(user);
    return user.sub;
  }

  const send = (pool: Pool, call: CognitoCall, username: string) => {
    const password = call.name === "AdminSetUserPassword" ? "Any-Password-123" : null;
    return attempt(() => poolClient(pool).send(call, username, password, "interactive"));
  };
  const forgot = (username: string) =>
    outcome(emulator.send(new ForgotPasswordCommand({ ClientId: client.id, Username: username })));

  async function check(pool: Pool, operation: OperationId, state: Partial<User>, options: OperationOptions) {
    const sub = makeUser(pool, state);
    const before = (await poolClient(pool).read(sub, "interactive")) as User;
    const about = JSON.stringify({ operation, options, ...state });
    const decision = decideAlone(operation, before, pool, options);
    const inbox = emulator.service.inbox;
    if (decision.apply) {
      for (const call of decision.calls)
        expect(await send(pool, call, before.username), about).toMatchObject({ ok: true });
      const after = (await poolClient(pool).read(sub, "interactive")) as User;
      expect(after, about).toEqual({ ...before, ...effectOfAll(decision.calls) });
      const sends = decision.calls.some(({ name }) => name === "AdminResetUserPassword" || name === "AdminCreateUser");
      expect(inbox.list({ username: before.username }), about).toHaveLength(sends ? 1 : 0);
      if (decision.calls.some((call) => call.name === "AdminSetUserPassword" && call.password === "unseen")) {
        if (!after.enabled) await send(pool, { name: "AdminEnableUser" }, before.username);
        expect(await forgot(before.username), about).toBe("ok");
      }
      return;
    }
    const verdict = verdictOf(operation, decision.reason);
    const sent = await send(pool, mainCall(operation, before), before.username);
    if (Array.isArray(verdict)) {
      expect(sent.ok ? "accepted" : sent.error.code, `${about}: ${decision.reason}`).toSatisfy((code: string) =>
        (verdict as string[]).includes(code),
      );
      return;
    }
    expect(verdict, `${about}: ${decision.reason}`).toBeDefined();
    expect(sent.ok, about).toBe(true);
    const after = (await poolClient(pool).read(sub, "interactive")) as User;
    if (verdict === "pointless") {
      expect(after, about).toEqual(before);
      expect(inbox.list({ username: before.username }), about).toEqual([]);
    }
    if (/nobody knows/.test(decision.reason)) {
      if (!after.enabled) await send(pool, { name: "AdminEnableUser" }, before.username);
      expect(await forgot(before.username), about).not.toBe("ok");
    }
  }

  const recoveries: [string, string[], readonly OperationId[]][] = [
    ["a pool that says nothing about recovery", [], inMatrix],
    ["a pool that recovers by e-mail only", ["verified_email"], ["force-confirm", "reset-password"]],
    ["a pool that recovers by phone only", ["verified_phone_number"], ["force-confirm", "reset-password"]],
    ["a pool where only administrators recover", ["admin_only"], ["force-confirm", "reset-password"]],
  ];
  describe.each(recoveries)("of %s", (_name, recovery, ids) => {
    let pool: Pool;
    beforeAll(async () => {
      pool = await makePool(recovery);
    });
    test.each(ids)("does what %s promises and refuses what it skips", async (operation) => {
      const cases = everything.filter((one) => one.operation === operation);
      for (let from = 0; from < cases.length; from += 20)
        await Promise.all(
          cases.slice(from, from + 20).map(({ state, options }) => check(pool, operation, state, options)),
        );
    });
  });

  test("an address that somebody else has verified moves, or is refused as taken where the service refuses it", async () => {
    const id = await emulator.createPool({ AliasAttributes: ["email"] });
    const pool = { ...anyPool, id, endpoint: emulator.url };
    await emulator.createUser(id, "first", { email: "one@example.com", email_verified: "true" });
    await emulator.createUser(id, "second", { email: "one@example.com" });
    const call: CognitoCall = { name: "AdminUpdateUserAttributes", attributes: { email_verified: "true" } };
    expect(await send(pool, call, "second")).toMatchObject({ ok: true });
    const held = async (username: string) => (await poolClient(pool).reread(username, "interactive"))?.emailVerified;
    expect([await held("first"), await held("second")]).toEqual([false, true]);

    emulator.service.assumptions.set({ verifiedEmailAlias: "refused" }, id);
    expect(await send(pool, call, "first")).toMatchObject({ ok: false, error: { code: "already-exists" } });
  });
});
