import { type Grant, type Role, roleOn } from "#lib/roles.ts";

/** How much of what a role may do it may do at once. */
export interface Limits {
  /** Users that one run may take at most; what is already in the state asked for counts too. */
  usersPerRun: number;
}

/** What a person may do on one pool: one value from the door to the refusal. */
export interface Authority {
  role: Role;
  limits: Limits;
  /** Which users of the pool it is over. */
  reach: "everyone";
}

/** What `lifeguard.yaml` may set the users per run to. */
export const usersPerRunRange = { least: 1, most: 10_000 } as const;

/** The limits where `lifeguard.yaml` says nothing. A viewer changes nobody, and no file can let one. */
export const defaultLimits: Readonly<Record<Role, Limits>> = {
  viewer: { usersPerRun: 0 },
  agent: { usersPerRun: 50 },
  admin: { usersPerRun: 500 },
};

/**
 * What the grants give on a pool, by the strongest of their roles there; null for nothing.
 * @param limits those of each role, as configured
 */
export function authorityOn(
  grants: readonly Grant[],
  pool: string,
  limits: Readonly<Record<Role, Limits>>,
): Authority | null {
  const role = roleOn(grants, pool);
  return role && { role, limits: limits[role], reach: "everyone" };
}
