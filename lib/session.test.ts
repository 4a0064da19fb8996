// Next finds Node's request storage once, when its modules load.
import "next/dist/server/node-environment-baseline.js";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { decode } from "next-auth/jwt";
import { afterEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { action } from "#lib/action.ts";
import { defaultLimits } from "#lib/authority/authority.ts";
import { type Config, configuration } from "#lib/config.ts";
import { env, environment, parseEnv } from "#lib/env.ts";
import { Fault } from "#lib/errors.ts";
import { appOrigin, cookieOf, testConsole, type Vouched } from "#lib/fixture.ts";
import { query } from "#lib/query.ts";
import { absoluteMs, authOptions, currentStaff, decrypt, idleMs } from "#lib/session.ts";
import { endSession } from "#lib/sign-out.ts";

const config: Config = {
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
  grants: [{ group: "support", role: "agent", pools: "*" }],
  limits: defaultLimits,
};
const lifeguard = testConsole(config);

let people = 0;
const ada = (change: Partial<Vouched> = {}): Vouched => ({
  sub: `ada-${++people}`,
  name: "Ada",
  email: "ada@example.com",
  groups: ["support"],
  ...change,
});

const whoIs = (cookie: string | null) => lifeguard.request({ cookie }, currentStaff);
const sidOf = async (cookie: string): Promise<string> => {
  const secret = authOptions().secret ?? "";
  return String((await decode({ token: cookie.split("=")[1] ?? "", secret }))?.sid);
};

const read = query("viewer", null, async () => "read");
const write = action({
  event: "disable",
  input: z.null(),
  role: "agent",
  pool: () => "customers",
  run: async () => "written",
});
/** What a page and an action answer: their value, or the code of the fault. */
const visit = (cookie: string) =>
  lifeguard.request({ cookie }, async () => {
    const both = [await read(), await write(null)];
    return both.map((result) => (result.ok ? result.value : result.error.code));
  });

afterEach(() => {
  vi.useRealTimers();
});

describe("a sign-in", () => {
  test("is on record, and the person is known on the next request", async () => {
    const profile = ada({ auth_time: 1_700_000_000 });
    const { value: cookie, events } = await lifeguard.recorded(() => lifeguard.signIn(profile));
    const staff = await whoIs(cookie);
    expect(staff).toMatchObject({
      actor: { sub: profile.sub, name: "Ada", email: "ada@example.com" },
      grants: [{ pool: "customers", role: "agent" }],
      authenticatedAt: 1_700_000_000_000,
    });
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ kind: "access", action: "sign-in", outcome: "done", detail: { grants: 1 } });
    expect(events[0]?.session).toBe(staff?.session);
    expect(staff?.hash.startsWith(staff.session)).toBe(true);
  });

  test("leaves nothing in the cookie but a random id, and of that only its hash in the database", async () => {
    const cookies = [await lifeguard.signIn(ada()), await lifeguard.signIn(ada())];
    const sids = await Promise.all(cookies.map(sidOf));
    expect(new Set(sids).size).toBe(2);
    for (const sid of sids) {
      expect(sid).toMatch(/^[\w-]{43}$/);
      expect(await lifeguard.db.readSession(sid, Date.now(), idleMs)).toBeNull();
    }
    const token = await decode({ token: cookies[0]?.split("=")[1] ?? "", secret: authOptions().secret ?? "" });
    expect(Object.keys(token ?? {}).toSorted()).toEqual(["exp", "iat", "jti", "sid"]);
  });

  test("keeps the id_token sealed, and a changed seal does not open", async () => {
    const staff = await whoIs(await lifeguard.signIn(ada()));
    const row = await lifeguard.db.readSession(staff?.hash ?? "", Date.now(), idleMs);
    expect(row?.idToken).not.toContain("id_token");
    expect(decrypt(row?.idToken ?? "")).toBe("the id_token");
    const bytes = Buffer.from(row?.idToken ?? "", "base64");
    bytes[30] = (bytes[30] ?? 0) ^ 1;
    expect(() => decrypt(bytes.toString("base64"))).toThrow();
  });

  test("that cannot be recorded does not happen", async () => {
    const opened: unknown[] = [];
    const broken = {
      append: async () => {
        throw new Fault("database");
      },
      openSession: async (session: unknown) => {
        opened.push(session);
      },
    };
    await expect(lifeguard.withStore(broken, () => lifeguard.signIn(ada()))).rejects.toThrow(Fault);
    expect(opened).toEqual([]);
  });

  const groups: [what: string, groups: unknown][] = [
    ["no groups", undefined],
    ["a group that is not in the configuration", ["unknown"]],
    ["groups that are not a list", "support"],
    ["groups that are not texts", [{ name: "support" }, 1, null]],
    ["a group that differs in case", ["Support"]],
  ];
  test.each(groups)("with %s gives a session without any grant", async (_what, given) => {
    const cookie = await lifeguard.signIn(ada({ groups: given }));
    expect((await whoIs(cookie))?.grants).toEqual([]);
    expect(await visit(cookie)).toEqual(["no-grant", "no-grant"]);
  });

  test("of a person without a name is known by address, else by subject", async () => {
    const nameless = ada({ name: undefined });
    expect((await whoIs(await lifeguard.signIn(nameless)))?.actor.name).toBe("ada@example.com");
    const bare = { sub: "bare-1", groups: ["support"] };
    expect((await whoIs(await lifeguard.signIn(bare)))?.actor).toEqual({ sub: "bare-1", name: "bare-1", email: null });
  });
});

describe("a session", () => {
  test("that was revoked is dead on the next request, for pages and actions, and no other with it", async () => {
    const [ended, other] = [await lifeguard.signIn(ada()), await lifeguard.signIn(ada())];
    expect(await visit(ended)).toEqual(["read", "written"]);
    const staff = await whoIs(ended);
    expect(await lifeguard.db.revokeSession(staff?.hash ?? "", Date.now())).not.toBeNull();
    expect(await visit(ended)).toEqual(["signed-out", "signed-out"]);
    expect(await visit(other)).toEqual(["read", "written"]);
  });

  test("ends after fifteen minutes without a request", async () => {
    vi.useFakeTimers({ now: Date.now(), toFake: ["Date"] });
    const cookie = await lifeguard.signIn(ada());
    vi.setSystemTime(Date.now() + idleMs - 1);
    expect(await visit(cookie)).toEqual(["read", "written"]);
    vi.setSystemTime(Date.now() + idleMs);
    expect(await visit(cookie)).toEqual(["signed-out", "signed-out"]);
  });

  test("ends twelve hours after sign-in, however busy it is", async () => {
    vi.useFakeTimers({ now: Date.now(), toFake: ["Date"] });
    const cookie = await lifeguard.signIn(ada());
    const end = Date.now() + absoluteMs;
    // The cookie is one of a browser that had it renewed all along.
    const sid = await sidOf(cookie);
    while (Date.now() + idleMs < end) {
      vi.setSystemTime(Date.now() + idleMs - 1);
      expect(await visit(await cookieOf(sid))).toEqual(["read", "written"]);
    }
    vi.setSystemTime(end);
    expect(await visit(await cookieOf(sid))).toEqual(["signed-out", "signed-out"]);
  });

  test("has what the configuration of today gives its groups", async () => {
    const cookie = await lifeguard.signIn(ada());
    configuration.set({ ...config, grants: [{ group: "support", role: "viewer", pools: "*" }] });
    try {
      expect(await visit(cookie)).toEqual(["read", "not-allowed"]);
    } finally {
      configuration.set(config);
    }
    expect(await visit(cookie)).toEqual(["read", "written"]);
  });

  test("is nobody's when the database does not answer, and says so", async () => {
    const cookie = await lifeguard.signIn(ada());
    const readSession = async () => {
      throw new Fault("database");
    };
    expect(await lifeguard.withStore({ readSession }, () => visit(cookie))).toEqual(["database", "database"]);
  });
});

describe("a sign-out", () => {
  /** A provider that offers its own logout. */
  const withProvider = async <T>(discovery: (url: string) => string, work: (url: string) => Promise<T>): Promise<T> => {
    const server = createServer((_request, response) => {
      response.end(discovery(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const before = env();
    environment.set({ ...before, OIDC_ISSUER: url });
    try {
      return await work(url);
    } finally {
      environment.set(before);
      server.closeAllConnections();
      server.close();
    }
  };
  const logout = (url: string) => JSON.stringify({ end_session_endpoint: `${url}/logout` });
  const home = `${appOrigin}/sign-in`;

  test("ends the session here and goes on to the provider's own, with the id_token as hint", async () => {
    await withProvider(logout, async (url) => {
      const cookie = await lifeguard.signIn(ada());
      const { value: to, events } = await lifeguard.recorded(() =>
        lifeguard.request({ cookie }, () => endSession(appOrigin)),
      );
      const { origin, pathname, searchParams } = new URL(to);
      expect([origin, pathname]).toEqual([url, "/logout"]);
      expect(Object.fromEntries(searchParams)).toEqual({
        id_token_hint: "the id_token",
        client_id: "lifeguard",
        post_logout_redirect_uri: home,
      });
      expect(events).toMatchObject([
        { kind: "access", action: "end-session", actor: { name: "Ada" }, outcome: "done" },
      ]);
      expect(await visit(cookie)).toEqual(["signed-out", "signed-out"]);
    });
  });

  test("ends the session here even when the provider offers no logout, or does not answer", async () => {
    const said = vi.spyOn(console, "error").mockReturnValue();
    const none = await lifeguard.signIn(ada());
    await withProvider(
      () => "{}",
      async () => expect(await lifeguard.request({ cookie: none }, () => endSession(appOrigin))).toBe(home),
    );
    expect(said).not.toHaveBeenCalled();
    const away = await lifeguard.signIn(ada());
    expect(await lifeguard.request({ cookie: away }, () => endSession(appOrigin))).toBe(home);
    expect(said).toHaveBeenCalledOnce();
    said.mockRestore();
    for (const cookie of [none, away]) expect(await whoIs(cookie)).toBeNull();
  });

  test("everywhere ends all sessions of this person and of no other", async () => {
    const profile = ada();
    const mine = [await lifeguard.signIn(profile), await lifeguard.signIn(profile), await lifeguard.signIn(profile)];
    const other = await lifeguard.signIn(ada());
    const { events } = await withProvider(logout, () =>
      lifeguard.recorded(() => lifeguard.request({ cookie: mine[0] ?? "" }, () => endSession(appOrigin, true))),
    );
    expect(events[0]?.detail).toEqual({ otherSessions: 2 });
    for (const cookie of mine) expect(await whoIs(cookie)).toBeNull();
    expect(await whoIs(other)).not.toBeNull();
  });

  test("from another origin ends nothing", async () => {
    const cookie = await lifeguard.signIn(ada());
    for (const origin of ["https://evil.example", null]) {
      const leave = lifeguard.request({ cookie }, () => endSession(origin));
      await expect(leave).rejects.toMatchObject({ code: "bad-origin" });
    }
    expect(await whoIs(cookie)).not.toBeNull();
  });

  test("of nobody leads to the sign-in page and records nothing", async () => {
    const { value, events } = await lifeguard.recorded(() => lifeguard.request({}, () => endSession(appOrigin)));
    expect([value, events]).toEqual([home, []]);
  });
});

describe("the cookie", () => {
  const cookieFor = (origin: string) => {
    const before = env();
    environment.set(parseEnv({ ...before, APP_ORIGIN: origin }));
    try {
      return authOptions();
    } finally {
      environment.set(before);
    }
  };

  test("is bound to the host with https, and plain on http", () => {
    const secure = cookieFor("https://lifeguard.example.com");
    expect(secure.useSecureCookies).toBe(true);
    expect(secure.cookies?.sessionToken).toEqual({
      name: "__Host-next-auth.session-token",
      options: { httpOnly: true, sameSite: "lax", path: "/", secure: true },
    });
    const plain = cookieFor("http://localhost:3000");
    expect([plain.useSecureCookies, plain.cookies]).toEqual([false, undefined]);
  });

  test("comes from a sign-in with PKCE, state and nonce", () => {
    const [provider] = authOptions().providers;
    expect(provider).toMatchObject({ checks: ["pkce", "state", "nonce"], idToken: true });
  });
});
