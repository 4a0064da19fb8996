// Next finds Node's request storage once, when its modules load.
import "next/dist/server/node-environment-baseline.js";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { type ActionContext, action } from "#lib/action.ts";
import { defaultLimits } from "#lib/authority/authority.ts";
import { Fault, type FaultCode } from "#lib/errors.ts";
import { appOrigin, cookieOf, type Sent, testConsole } from "#lib/fixture.ts";

const lifeguard = testConsole({
  pools: [
    {
      key: "customers",
      name: "Customers",
      id: "us-east-1_Customers",
      region: "us-east-1",
      endpoint: null,
      typedPasswords: false,
      reasons: [],
      test: true,
    },
  ],
  grants: [
    { group: "viewers", role: "viewer", pools: "*" },
    { group: "agents", role: "agent", pools: "*" },
    { group: "admins", role: "admin", pools: "*" },
  ],
  limits: defaultLimits,
});

const cookies = { viewer: "", agent: "", admin: "", nobody: "" };
beforeAll(async () => {
  for (const who of Object.keys(cookies) as (keyof typeof cookies)[])
    cookies[who] = await lifeguard.signIn({ sub: `sub-${who}`, name: who, groups: [`${who}s`] });
});

const input = z.strictObject({ pool: z.string(), user: z.string() });
const good = { pool: "customers", user: "ada" };

let ran: ActionContext<z.infer<typeof input>>[] = [];
let fails: Error | null = null;
beforeEach(() => {
  ran = [];
  fails = null;
});

const spec = {
  event: "disable" as const,
  input,
  role: "agent" as const,
  pool: ({ pool }: { pool: string }) => pool,
  run: async (context: ActionContext<z.infer<typeof input>>) => {
    ran.push(context);
    if (fails) throw fails;
    return "done";
  },
};
const disable = action(spec);

const press = (sent: Sent, raw: unknown = good, act = disable) =>
  lifeguard.recorded(() => lifeguard.request(sent, () => act(raw)));

describe("an action", () => {
  test("runs with what was parsed, for whom, in which role, and records nothing of its own", async () => {
    const { value, events } = await press({ cookie: cookies.agent });
    expect(value).toEqual({ ok: true, value: "done" });
    expect(ran).toHaveLength(1);
    expect(ran[0]).toMatchObject({
      input: good,
      pool: "customers",
      by: { actor: { name: "agent" }, authority: { role: "agent" } },
    });
    expect(events).toEqual([]);
  });

  test("a stronger role will do", async () => {
    expect((await press({ cookie: cookies.admin })).value.ok).toBe(true);
    expect(ran[0]?.by.authority.role).toBe("admin");
  });

  interface Refused {
    code: FaultCode;
    actor: string | null;
    role: string | null;
    pool: string | null;
  }
  const refusals: [what: string, send: () => Sent, raw: unknown, refused: Refused][] = [
    [
      "from another origin",
      () => ({ cookie: cookies.agent, origin: "https://evil.example" }),
      good,
      { code: "bad-origin", actor: null, role: null, pool: null },
    ],
    [
      "from an origin that only begins like ours",
      () => ({ cookie: cookies.agent, origin: `${appOrigin}.evil.example` }),
      good,
      { code: "bad-origin", actor: null, role: null, pool: null },
    ],
    [
      "from a page that hides its origin",
      () => ({ cookie: cookies.agent, origin: "null" }),
      good,
      { code: "bad-origin", actor: null, role: null, pool: null },
    ],
    [
      "without an Origin",
      () => ({ cookie: cookies.agent, origin: null }),
      good,
      { code: "bad-origin", actor: null, role: null, pool: null },
    ],
    ["without a session", () => ({}), good, { code: "signed-out", actor: null, role: null, pool: null }],
    [
      "with input that the schema refuses",
      () => ({ cookie: cookies.agent }),
      { ...good, extra: 1 },
      { code: "bad-input", actor: "agent", role: null, pool: null },
    ],
    [
      "with no input at all",
      () => ({ cookie: cookies.agent }),
      null,
      { code: "bad-input", actor: "agent", role: null, pool: null },
    ],
    [
      "by a person without any grant",
      () => ({ cookie: cookies.nobody }),
      good,
      { code: "no-grant", actor: "nobody", role: null, pool: "customers" },
    ],
    [
      "in a role too weak",
      () => ({ cookie: cookies.viewer }),
      good,
      { code: "not-allowed", actor: "viewer", role: "viewer", pool: "customers" },
    ],
    [
      "on a pool that does not exist, which is recorded without its name",
      () => ({ cookie: cookies.admin }),
      { ...good, pool: "made-up" },
      { code: "no-grant", actor: "admin", role: null, pool: null },
    ],
  ];
  test.each(refusals)("%s does nothing and is on record", async (_what, send, raw, { code, actor, role, pool }) => {
    const { value, events } = await press(send(), raw);
    expect(value).toMatchObject({ ok: false, error: { code } });
    expect(ran).toEqual([]);
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ kind: "refusal", action: "disable", outcome: "refused", code, role });
    expect(events[0]?.poolKey).toBe(pool);
    expect(events[0]?.actor?.name ?? null).toBe(actor);
    expect(events[0]?.message).toMatch(/\S/);
  });

  test("checks in this order: origin, session, input, grant, role", async () => {
    // Each of these is wrong from its own step on, so the code tells which step spoke first.
    const wrong: [Sent, unknown, FaultCode][] = [
      [{ origin: "https://evil.example" }, {}, "bad-origin"],
      [{ cookie: null }, {}, "signed-out"],
      [{ cookie: cookies.nobody }, {}, "bad-input"],
      [{ cookie: cookies.nobody }, good, "no-grant"],
      [{ cookie: cookies.viewer }, good, "not-allowed"],
    ];
    const codes: (string | null)[] = [];
    for (const [sent, raw] of wrong) codes.push((await press(sent, raw)).events[0]?.code ?? null);
    expect(codes).toEqual(wrong.map(([, , code]) => code));
    expect(ran).toEqual([]);
  });

  test("a cookie of another secret, of an unknown session or of none is no session", async () => {
    const said = vi.spyOn(console, "error").mockReturnValue();
    const forged = [
      await cookieOf("x".repeat(43), "another secret, also long enough to be one"),
      await cookieOf("x".repeat(43)),
      await cookieOf(undefined),
      "next-auth.session-token=rubbish",
    ];
    for (const cookie of forged) {
      const { value, events } = await press({ cookie });
      expect(value).toMatchObject({ ok: false, error: { code: "signed-out" } });
      expect(events[0]).toMatchObject({ kind: "refusal", actor: null, session: null });
    }
    expect(ran).toEqual([]);
    // next-auth tells the log of the two that it could not open.
    expect(said).toHaveBeenCalledTimes(2);
    said.mockRestore();
  });

  test("a refusal after parsing is named by what was asked for", async () => {
    const named = action({ ...spec, event: ({ user }) => (user === "ada" ? "enable" : "delete") });
    expect((await press({ cookie: cookies.viewer }, good, named)).events[0]?.action).toBe("enable");
    expect((await press({ cookie: cookies.viewer }, {}, named)).events[0]?.action).toBe("action");
  });

  test("a pool that only the database knows may be asked for, and may be unknown", async () => {
    const asks = action({
      ...spec,
      pool: async () => {
        throw new Fault("unknown-job");
      },
    });
    const { value, events } = await press({ cookie: cookies.admin }, good, asks);
    expect(value).toMatchObject({ ok: false, error: { code: "unknown-job" } });
    expect(events[0]).toMatchObject({ kind: "refusal", code: "unknown-job", poolKey: null });
    expect(ran).toEqual([]);
  });
});

describe("an action that fails", () => {
  test("puts the attempt on record with its code and sentence, and answers with them", async () => {
    fails = new Fault("unreachable");
    const { value, events } = await press({ cookie: cookies.agent });
    expect(value).toEqual({ ok: false, error: { code: "unreachable", message: fails.message, said: null } });
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({
      kind: "outcome",
      action: "disable",
      outcome: "failed",
      code: "unreachable",
      message: fails.message,
      poolKey: "customers",
      role: "agent",
    });
  });

  test("that only looks records a refusal and no failure", async () => {
    const looks = action({ ...spec, looks: true });
    fails = new Fault("throttled");
    expect((await press({ cookie: cookies.agent }, good, looks)).events).toEqual([]);
    fails = new Fault("too-many-users");
    expect((await press({ cookie: cookies.agent }, good, looks)).events).toMatchObject([{ kind: "refusal" }]);
    expect((await press({ cookie: cookies.viewer }, good, looks)).events).toMatchObject([{ kind: "refusal" }]);
  });

  test.each(["reason-missing", "secret-in-reason"] as const)(
    "for %s was refused, and is on record so",
    async (code) => {
      fails = new Fault(code);
      const { value, events } = await press({ cookie: cookies.agent });
      expect(value).toMatchObject({ ok: false, error: { code } });
      expect(events).toMatchObject([{ kind: "refusal", outcome: "refused", code, poolKey: "customers" }]);
    },
  );

  test("by a bug throws it, so that it is seen", async () => {
    fails = new TypeError("a bug");
    await expect(press({ cookie: cookies.agent })).rejects.toThrow("a bug");
  });

  test("because the database is away does not ask it to record that", async () => {
    fails = new Fault("database");
    const { value, events } = await press({ cookie: cookies.agent });
    expect(value).toMatchObject({ ok: false, error: { code: "database" } });
    expect(events).toEqual([]);
  });

  test("is still answered when its refusal cannot be recorded", async () => {
    const append = async () => {
      throw new Fault("database");
    };
    const { value } = await lifeguard.withStore({ append }, () => press({ cookie: cookies.viewer }));
    expect(value).toMatchObject({ ok: false, error: { code: "database" } });
    expect(ran).toEqual([]);
  });
});
