import "server-only";
import { readPool } from "#lib/cognito/pool-settings.ts";
import { signInClient } from "#lib/cognito/sign-in-client.ts";
import { Fault } from "#lib/errors.ts";
import type { Pool } from "#lib/pools/pool.ts";
import { query } from "#lib/query.ts";
import { atLeast } from "#lib/roles.ts";
import type { AppClient } from "#lib/sign-in/app-client.ts";
import { requireTestPool } from "#lib/sign-in-check/test-pool.ts";

export interface SignInCheckView {
  pool: Pool;
  clients: AppClient[];
  /** The pool has more app clients than these. */
  more: boolean;
}

/** The app clients through which a sign-in can be tried. */
export const signInCheckPage = query(
  "viewer",
  (key: string) => key,
  async ({ authorityOn }, key): Promise<SignInCheckView> => {
    const entry = requireTestPool(key);
    if (!atLeast(authorityOn(key)?.role ?? null, "agent"))
      throw new Fault("not-allowed", {
        sentence: "A sign-in check can set passwords, so it takes the role of an agent on this pool. Yours is viewer.",
      });
    const [pool, { clients, more }] = await Promise.all([readPool(key), signInClient(entry).appClients()]);
    return { pool, clients, more };
  },
);
