import type { Metadata } from "next";
import { checkPermissions } from "#app/(console)/pools/[pool]/health/actions.ts";
import { Problem } from "#app/problem.tsx";
import { HealthScreen } from "#components/health/health-screen.tsx";
import { healthPage } from "#lib/health/queries.ts";

export const metadata: Metadata = { title: "Health" };

export default async function Health({ params }: PageProps<"/pools/[pool]/health">) {
  const { pool } = await params;
  const view = await healthPage(pool);
  if (!view.ok) return <Problem error={view.error} back={`/pools/${encodeURIComponent(pool)}/health`} />;
  return <HealthScreen view={view.value} checkPermissions={checkPermissions} />;
}
