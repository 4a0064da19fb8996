import type { Metadata } from "next";
import { Problem } from "#app/problem.tsx";
import { OverviewScreen } from "#components/overview/overview-screen.tsx";
import { poolOverview } from "#lib/overview/queries.ts";

export const metadata: Metadata = { title: "Overview" };

export default async function PoolOverview({ params }: PageProps<"/pools/[pool]">) {
  const { pool } = await params;
  const view = await poolOverview(pool);
  if (!view.ok) return <Problem error={view.error} back={`/pools/${encodeURIComponent(pool)}`} />;
  return <OverviewScreen {...view.value} />;
}
