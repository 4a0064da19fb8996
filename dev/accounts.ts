/** Somebody who signs in to the console. */
export interface Account {
  id: string;
  name: string;
  email: string;
  groups: string[];
}

/** Which group gives which role on which pools, as lifeguard.yaml says it. */
export interface GroupGrant {
  group: string;
  role: string;
  pools: "*" | string[];
}

/**
 * One person for each role, and one whom no group lets in.
 *
 * @param site what sets these people apart from those of other sites; the demo has one site only
 */
export const staffOf = (site?: string): Account[] => {
  const person = (id: string, name: string, groups: string[]): Account => ({
    id: site ? `${site}-${id}` : id,
    name,
    email: `${id}@${site ?? "example"}.test`,
    groups: site ? groups.map((group) => `${site}-${group}`) : groups,
  });
  return [
    person("vera", "Vera Viewer", ["support-viewers"]),
    person("alex", "Alex Agent", ["support-agents"]),
    person("ada", "Ada Admin", ["support-admins"]),
    person("noah", "Noah Nogroup", []),
  ];
};

/**
 * What the groups of these people give them.
 *
 * @param pools keys of pools
 */
export const grantsOn = (pools: "*" | string[], site?: string): GroupGrant[] =>
  ["viewer", "agent", "admin"].map((role) => ({
    group: `${site ? `${site}-` : ""}support-${role}s`,
    role,
    pools,
  }));
