import type { OwnCalls } from "#lib/cognito/pace.ts";
import type { Sweep } from "#lib/db/store.ts";
import type { Result } from "#lib/errors.ts";
import type { ActionName } from "#lib/health/required-actions.ts";
import type { PoolEntry, PoolSettings } from "#lib/pools/pool.ts";
import type { Role } from "#lib/roles.ts";

/** Whose credentials the console has. */
export interface Caller {
  arn: string;
  account: string;
}

export interface AppClient {
  id: string;
  name: string;
  hasSecret: boolean;
  /** As Cognito writes them: "ALLOW_USER_SRP_AUTH"; older clients have names without ALLOW_ (cognito.md 7.1). */
  flows: string[];
  /** Whether a sign-in answers the same for a wrong password and for nobody (cognito.md 7.5). */
  hidesUnknownUsers: boolean;
}

export interface AppClients {
  /** The first of them. */
  clients: AppClient[];
  /** How many there are, as far as one page tells. */
  total: number;
  more: boolean;
}

/** What trying one action came to. */
export interface Permission {
  action: ActionName;
  state: "granted" | "denied" | "not-tried";
  /** The service's own words, or why it was not tried. */
  said: string | null;
}

export interface PermissionCheck {
  /** Epoch milliseconds. */
  at: number;
  /** The person's name. */
  by: string;
  permissions: Permission[];
}

/** Everything that was read to judge a pool, each part with what came in its place if it could not be read. */
export interface HealthReading {
  entry: PoolEntry;
  caller: Result<Caller>;
  settings: Result<PoolSettings>;
  clients: Result<AppClients>;
  directory: {
    users: number;
    /** The count stopped there. */
    capped: boolean;
    sweep: Sweep;
  };
  /** The strongest role that the configuration gives to anybody on this pool; null for none. */
  granted: Role | null;
  /** The latest check in this process. */
  check: PermissionCheck | null;
  ownCalls: OwnCalls[];
}
