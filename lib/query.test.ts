// Next finds Node's request storage once, when its modules load.
import "next/dist/server/node-environment-baseline.js";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { defaultLimits } from "#lib/authority/authority.ts";
import type { Config } from "#lib/config.ts";
import { Fault } from "#lib/errors.ts";
import { testConsole } from "#lib/fixture.ts";
import { type QueryContext, query } from "#lib/query.ts";
import type { Role } from "#lib/roles.ts";

const pool = (key: string): Config["pools"][number] => ({
  key,
  name: key,
  id: `us-east-1_${key}`,
  region: "us-east-1",
  endpoint: null,
  typedPasswords: false,
  reasons: [],
  test: true,
});
const lifeguard = testConsole({
  pools: [pool("customers"), pool("staging"), pool("archive")],
  grants: [
    { group: "support", role: "agent", pools: ["customers"] },
    { group: "everyone", role: "viewer", pools: ["customers", "staging"] },
  ],
  limits: defaultLimits,
});

let support: string;
let visitor: string;
beforeAll(async () => {
  support = await lifeguard.signIn({ sub: "s-1", name: "Ada", groups: ["support", "everyone"] });
  visitor = await lifeguard.signIn({ sub: "s-2", name: "Vic", groups: ["unknown"] });
});

let ran: QueryContext[] = [];
beforeEach(() => {
  ran = [];
});
const keep = async (context: QueryContext) => {
  ran.push(context);
  return "read";
};

/** The answer's value, or the code of its fault. */
const ask = async (cookie: string | null, role: Role, key?: string): Promise<string> => {
  const read = key === undefined ? query(role, null, keep) : query(role, () => key, keep);
  const result = await lifeguard.request({ cookie }, () => read());
  return result.ok ? result.value : result.error.code;
};

describe("a query", () => {
  test("runs for whoever has the role on its pool, and for no one else", async () => {
    expect(await ask(support, "agent", "customers")).toBe("read");
    expect(await ask(support, "viewer", "staging")).toBe("read");
    expect(ran).toHaveLength(2);
    expect(await ask(null, "viewer", "customers")).toBe("signed-out");
    expect(await ask(visitor, "viewer", "customers")).toBe("no-grant");
    expect(await ask(support, "agent", "staging")).toBe("unknown-pool");
    expect(await ask(support, "admin", "customers")).toBe("no-grant");
    expect(ran).toHaveLength(2);
  });

  test("tells a pool that is there and one that is not alike to whoever may see neither", async () => {
    expect(await ask(support, "viewer", "archive")).toBe("unknown-pool");
    expect(await ask(support, "viewer", "no-such-pool")).toBe("unknown-pool");
    expect(ran).toEqual([]);
  });

  test("without a pool is told all the person's pools once, with the stronger of two roles", async () => {
    expect(await ask(support, "viewer")).toBe("read");
    expect(ran[0]?.pools).toEqual(["customers", "staging"]);
    expect(["customers", "staging", "archive"].map((key) => ran[0]?.authorityOn(key)?.role ?? null)).toEqual([
      "agent",
      "viewer",
      null,
    ]);
    expect(await ask(support, "agent")).toBe("read");
    expect(ran[1]?.pools).toEqual(["customers"]);
  });

  test("needs no Origin: a link is opened from anywhere", async () => {
    const read = query("viewer", null, keep);
    const result = await lifeguard.request({ cookie: support, origin: null }, () => read());
    expect(result).toEqual({ ok: true, value: "read" });
  });

  test("hands its arguments on, and asks for the pool with the same ones", async () => {
    const asked: unknown[][] = [];
    const read = query(
      "viewer",
      (...args: [string, number]) => {
        asked.push(args);
        return args[0];
      },
      async (_context, ...args) => args,
    );
    const result = await lifeguard.request({ cookie: support }, () => read("staging", 7));
    expect(result).toEqual({ ok: true, value: ["staging", 7] });
    expect(asked).toEqual([["staging", 7]]);
  });

  test("answers with an expected failure, and throws a bug", async () => {
    const fail = (error: Error) => {
      const read = query("viewer", null, async () => {
        throw error;
      });
      return lifeguard.request({ cookie: support }, () => read());
    };
    expect(await fail(new Fault("unreachable"))).toMatchObject({ ok: false, error: { code: "unreachable" } });
    await expect(fail(new TypeError("a bug"))).rejects.toThrow("a bug");
  });
});
