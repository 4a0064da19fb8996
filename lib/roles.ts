export const roles = ["viewer", "agent", "admin"] as const;
export type Role = (typeof roles)[number];

export const roleRank: Record<Role, number> = { viewer: 0, agent: 1, admin: 2 };

/** A role on one pool of the configuration, named by its key there. */
export interface Grant {
  pool: string;
  role: Role;
}

export const atLeast = (role: Role | null, wanted: Role): boolean =>
  role !== null && roleRank[role] >= roleRank[wanted];

/** The strongest role the grants give on a pool, or null for none. */
export function roleOn(grants: readonly Grant[], pool: string): Role | null {
  let best: Role | null = null;
  for (const grant of grants)
    if (grant.pool === pool && (!best || roleRank[grant.role] > roleRank[best])) best = grant.role;
  return best;
}
