import "server-only";
import { type Authority, authorityOn } from "#lib/authority/authority.ts";
import { config } from "#lib/config.ts";
import { attempt, Fault, type Result } from "#lib/errors.ts";
import { observed } from "#lib/request.ts";
import { atLeast, type Role } from "#lib/roles.ts";
import { currentStaff, type StaffContext } from "#lib/session.ts";

export interface QueryContext {
  staff: StaffContext;
  /** Keys of the pools on which the person has at least the role asked for. */
  pools: string[];
  /** What they may do on a pool; null for nothing. */
  authorityOn: (pool: string) => Authority | null;
}

/**
 * The only door for reads: session → grant → run. `pool` names the pool that the arguments are about; without it the query sees all
 * the person's pools, and a person with none gets in nowhere.
 */
export function query<Args extends unknown[], Output>(
  role: Role,
  pool: ((...args: Args) => string) | null,
  run: (context: QueryContext, ...args: Args) => Promise<Output>,
): (...args: Args) => Promise<Result<Output>> {
  return (...args) =>
    observed("query", (about) =>
      attempt(async () => {
        const staff = await currentStaff();
        if (!staff) throw new Fault("signed-out");
        about.staff = staff.actor.sub;
        const pools = [
          ...new Set(staff.grants.filter((grant) => atLeast(grant.role, role)).map((grant) => grant.pool)),
        ];
        if (pools.length === 0) throw new Fault("no-grant");
        const asked = pool?.(...args) ?? null;
        if (asked !== null && !pools.includes(asked)) throw new Fault("unknown-pool");
        about.pool = asked;
        return run({ staff, pools, authorityOn: (key) => authorityOn(staff.grants, key, config().limits) }, ...args);
      }),
    );
}
