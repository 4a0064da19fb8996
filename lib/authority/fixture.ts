import { type Authority, defaultLimits } from "#lib/authority/authority.ts";
import { type Role, roles } from "#lib/roles.ts";

/** For tests: what each role may do where `lifeguard.yaml` sets no limits. */
export const plainAuthority = Object.fromEntries(
  roles.map((role) => [role, { role, limits: defaultLimits[role], reach: "everyone" }]),
) as Record<Role, Authority>;
