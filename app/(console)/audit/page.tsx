import type { Metadata } from "next";
import { Problem } from "#app/problem.tsx";
import { AuditScreen } from "#components/audit/audit-screen.tsx";
import { offeredActions } from "#lib/audit/actions.ts";
import { parseAuditFilter } from "#lib/audit-page/filter.ts";
import { auditPage } from "#lib/audit-page/queries.ts";

export const metadata: Metadata = { title: "Audit" };

const perPage = 50;

export default async function Audit({ searchParams }: PageProps<"/audit">) {
  const { filter, before } = parseAuditFilter(await searchParams);
  const view = await auditPage(filter, before, perPage);
  if (!view.ok) return <Problem error={view.error} back="/audit" />;
  return <AuditScreen {...view.value} actionsList={offeredActions} />;
}
