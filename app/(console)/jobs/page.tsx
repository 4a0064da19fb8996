import type { Metadata } from "next";
import { Problem } from "#app/problem.tsx";
import { JobsScreen } from "#components/jobs/jobs-screen.tsx";
import { jobsPage } from "#lib/jobs/queries.ts";

export const metadata: Metadata = { title: "Runs" };

const perPage = 50;

export default async function Jobs({ searchParams }: PageProps<"/jobs">) {
  const before = Number((await searchParams).before);
  const view = await jobsPage(Number.isSafeInteger(before) && before > 0 ? before : null, perPage);
  if (!view.ok) return <Problem error={view.error} back="/jobs" />;
  return <JobsScreen {...view.value} />;
}
