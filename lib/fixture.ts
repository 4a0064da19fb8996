import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { workAsyncStorage } from "next/dist/server/app-render/work-async-storage.external.js";
import { workUnitAsyncStorage } from "next/dist/server/app-render/work-unit-async-storage.external.js";
import { RequestCookies } from "next/dist/server/web/spec-extension/cookies.js";
import { encode } from "next-auth/jwt";
import { afterAll, beforeAll, vi } from "vitest";
import type { AuditEvent } from "#lib/audit/event.ts";
import { type Config, configuration } from "#lib/config.ts";
import { openedStore } from "#lib/db/connection.ts";
import { openTestPglite } from "#lib/db/fixture.ts";
import { embeddedStore } from "#lib/db/pglite.ts";
import type { Store } from "#lib/db/store.ts";
import { env, environment, parseEnv } from "#lib/env.ts";
import { authOptions } from "#lib/session.ts";

export const appOrigin = "http://localhost:65001";

/** What a browser sends. */
export interface Sent {
  origin?: string | null;
  cookie?: string | null;
}

/** A person as the identity provider vouches for them. */
export interface Vouched {
  sub: string;
  name?: string;
  email?: string;
  groups?: unknown;
  auth_time?: number;
}

/** The console's own parts for the tests of one file: environment, configuration, a store of its own, and requests as Next hands them in. */
export const testConsole = (config: Config) => {
  const folder = mkdtempSync(path.join(tmpdir(), "lifeguard-console-"));
  let db: Store;

  beforeAll(async () => {
    vi.stubEnv("NEXTAUTH_URL", appOrigin);
    environment.set(
      parseEnv({
        APP_ORIGIN: appOrigin,
        NEXTAUTH_SECRET: "a secret of the tests, long enough to be taken",
        OIDC_ISSUER: "http://127.0.0.1:1",
        OIDC_CLIENT_ID: "lifeguard",
        OIDC_CLIENT_SECRET: "secret-of-the-test",
        LIFEGUARD_DATA: folder,
      }),
    );
    configuration.set(config);
    db = await embeddedStore(await openTestPglite(), "lib/db/migrations");
    openedStore.set(Promise.resolve(db));
  });
  afterAll(async () => {
    await db.close();
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });

  const events = (): Promise<AuditEvent[]> => db.walkEvents(1, 1_000_000);

  return {
    get db() {
      return db;
    },
    events,
    copy: () => readFileSync(path.join(folder, "audit.ndjson"), "utf8").split("\n").filter(Boolean),

    /** Another store for as long as `work` takes, such as one that fails. */
    async withStore<T>(other: Partial<Store>, work: () => Promise<T>): Promise<T> {
      openedStore.set(Promise.resolve({ ...db, ...other }));
      try {
        return await work();
      } finally {
        openedStore.set(Promise.resolve(db));
      }
    },

    /** What was put on record while `work` ran. */
    async recorded<T>(work: () => Promise<T>): Promise<{ value: T; events: AuditEvent[] }> {
      const before = (await events()).length;
      const value = await work();
      return { value, events: (await events()).slice(before) };
    },

    /** Signs a person in by the callback that the provider's answer ends in; returns the cookie of the session. */
    async signIn(profile: Vouched): Promise<string> {
      const account = { provider: "sso", type: "oauth", providerAccountId: profile.sub, id_token: "the id_token" };
      const token = await authOptions().callbacks?.jwt?.({ token: {}, account, profile } as never);
      return cookieOf(token?.sid);
    },

    request: inRequest,
  };
};

/** A session cookie with this id in it, sealed with the console's own secret unless told otherwise. */
export async function cookieOf(sid: string | undefined, secret = env().NEXTAUTH_SECRET) {
  return `next-auth.session-token=${await encode({ token: { ...(sid && { sid }) }, secret })}`;
}

/** Runs `work` as Next runs what a request asks for, so that `headers()` and `cookies()` are the real ones. */
function inRequest<T>({ origin = appOrigin, cookie = null }: Sent, work: () => Promise<T>): Promise<T> {
  const headers = new Headers({ ...(origin && { origin }), ...(cookie && { cookie }) });
  const request = { type: "request", phase: "render", headers, cookies: new RequestCookies(headers) };
  const route = { route: "/", forceStatic: false, dynamicShouldError: false };
  return workAsyncStorage.run(route as never, () => workUnitAsyncStorage.run(request as never, work));
}
