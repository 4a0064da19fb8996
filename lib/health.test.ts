import { NextRequest } from "next/server";
import { afterEach, describe, expect, test } from "vitest";
import { GET as askLive } from "#app/api/health/live/route.ts";
import { GET as askReady } from "#app/api/health/route.ts";
import { GET as scrape } from "#app/api/metrics/route.ts";
import { defaultLimits } from "#lib/authority/authority.ts";
import { type Config, configuration } from "#lib/config.ts";
import { observedStore } from "#lib/db/observed-store.ts";
import { env, environment } from "#lib/env.ts";
import { Fault } from "#lib/errors.ts";
import { testConsole } from "#lib/fixture.ts";
import { stopSignal } from "#lib/start.ts";

const pool: Config["pools"][number] = {
  key: "customers",
  name: "Customers",
  id: "us-east-1_customers",
  region: "us-east-1",
  endpoint: null,
  typedPasswords: false,
  reasons: [],
  test: true,
};
const config: Config = { pools: [pool], grants: [], limits: defaultLimits };
const lifeguard = testConsole(config);

afterEach(() => {
  stopSignal.forget();
  configuration.set(config);
});

const ready = async () => {
  const answer = await askReady();
  return { ...((await answer.json()) as { reasons: string[] }), status: answer.status };
};
const down = async (): Promise<never> => {
  throw new Fault("database", { cause: new Error("connect ECONNREFUSED 10.1.2.3:5432") });
};

describe("readiness", () => {
  test("is given while the database answers, and tells of each pool's sweeps", async () => {
    await lifeguard.db.noteSweep("customers", { troubledAt: 0, problem: "Cognito could not be reached." });
    expect(await ready()).toMatchObject({
      status: 200,
      reasons: [],
      pools: [
        {
          pool: "customers",
          problem: "Cognito could not be reached.",
          troubledAt: "1970-01-01T00:00:00.000Z",
          fullAt: null,
        },
      ],
    });
  });

  test("is refused with a sentence, and no host, while the database does not answer", async () => {
    await lifeguard.withStore({ ping: down }, async () => {
      const found = await ready();
      expect(found).toMatchObject({ status: 503, database: "unavailable" });
      expect(found.reasons).toEqual(["The console's database does not answer. Nothing was sent to Cognito."]);
      expect(JSON.stringify(found)).not.toContain("10.1.2.3");
    });
  });

  test("is refused while the configuration is wrong, without its text", async () => {
    configuration.forget();
    expect(await ready()).toMatchObject({
      status: 503,
      configuration: "wrong",
      reasons: ["The configuration has a mistake; the log names it."],
    });
  });

  test("is refused from the moment the console is told to stop, while it is still alive", async () => {
    stopSignal.set(new AbortController());
    expect((await ready()).status).toBe(200);
    stopSignal.get().abort();
    expect(await ready()).toMatchObject({ status: 503, reasons: ["The console is stopping."] });
    expect((await askLive()).status).toBe(200);
  });
});

describe("the metrics", () => {
  const token = "a token for the scrape";
  const ask = (authorization?: string) =>
    scrape(new NextRequest("http://localhost/api/metrics", { headers: { ...(authorization && { authorization }) } }));
  const withToken = async (work: () => Promise<void>) => {
    const whole = env();
    environment.set({ ...whole, LIFEGUARD_METRICS_TOKEN: token });
    await work();
    environment.set(whole);
  };

  test("are not there unless a token is set", async () => {
    expect((await ask(`Bearer ${token}`)).status).toBe(404);
  });

  test("are for those who bear the token", () =>
    withToken(async () => {
      for (const wrong of [undefined, "", token, `Bearer ${token}x`, "Bearer ", `Basic ${token}`])
        expect((await ask(wrong)).status).toBe(401);
      expect((await ask(`Bearer ${token}`)).status).toBe(200);
    }));

  test("tell how long transactions took, and how old each listing is", () =>
    withToken(async () => {
      await lifeguard.withStore(observedStore(lifeguard.db), async () => {
        await lifeguard.db.noteSweep("customers", { fullAt: Date.now() - 60_000, problem: null });
        const text = await (await ask(`Bearer ${token}`)).text();
        expect(text).toMatch(/^lifeguard_sweep_age_seconds\{pool="customers",listed="full"\} 6\d/m);
        expect(text).toContain('lifeguard_sweep_problem{pool="customers"} 0');
        expect(text).toMatch(/^lifeguard_database_seconds_count\{transaction="readSweep",outcome="done"\} [1-9]/m);
      });
    }));

  test("count a transaction that failed by the code of its failure", () =>
    withToken(async () => {
      await lifeguard.withStore(observedStore({ ...lifeguard.db, readSweep: down }), async () => {
        const text = await (await ask(`Bearer ${token}`)).text();
        expect(text).toMatch(/^lifeguard_database_seconds_count\{transaction="readSweep",outcome="database"\} 1$/m);
        expect(text).not.toContain("lifeguard_sweep_age_seconds{");
      });
    }));
});
