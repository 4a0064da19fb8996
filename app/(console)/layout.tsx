import type { ReactNode } from "react";
import { signOut, signOutEverywhere } from "#app/sign-in/actions.ts";
import { ConsoleShell } from "#components/shell/console-shell.tsx";
import { myPools } from "#lib/directory/queries.ts";
import { roleRank, roles } from "#lib/roles.ts";

const roleLabels = { viewer: "Viewer", agent: "Agent", admin: "Administrator" } as const;

/** The frame. It guards nothing: each page asks for itself, and says so when there is nobody or nothing to show. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const mine = await myPools();
  if (!mine.ok) return children;
  const { actor, pools } = mine.value;
  const strongest = roles.findLast((role) => pools.some((pool) => roleRank[pool.role] >= roleRank[role])) ?? "viewer";
  return (
    <ConsoleShell
      actor={actor}
      roleLabel={roleLabels[strongest]}
      pools={pools}
      poolKey={null}
      signOut={signOut}
      signOutEverywhere={signOutEverywhere}
    >
      {children}
    </ConsoleShell>
  );
}
