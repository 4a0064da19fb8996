import type { Metadata } from "next";
import { Problem } from "#app/problem.tsx";
import { AuditScreen } from "#components/audit/audit-screen.tsx";
import { parseAuditFilter } from "#lib/audit/filter.ts";
import { auditPage } from "#lib/audit/queries.ts";
import { actionLabel } from "#lib/audit/sentence.ts";
import { operationIds } from "#lib/operations/catalog.ts";

export const metadata: Metadata = { title: "Audit" };

const perPage = 50;
const actionsList = [
  ...operationIds,
  "sign-in",
  "end-session",
  "reveal-password",
  "start-job",
  "cancel-job",
  "add-note",
  "create-user",
  "read-factors",
  "check-permissions",
  "sign-in-check",
  "end-job",
].map((id) => ({ id, label: actionLabel(id) }));

export default async function Audit({ searchParams }: PageProps<"/audit">) {
  const { filter, before } = parseAuditFilter(await searchParams);
  const view = await auditPage(filter, before, perPage);
  if (!view.ok) return <Problem error={view.error} back="/audit" />;
  return <AuditScreen {...view.value} actionsList={actionsList} />;
}
