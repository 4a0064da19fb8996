import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cancelJob } from "#app/(console)/jobs/actions.ts";
import { revealPassword } from "#app/(console)/pools/[pool]/users/actions.ts";
import { Problem } from "#app/problem.tsx";
import { JobScreen, jobPageSize } from "#components/jobs/job-screen.tsx";
import { jobPage } from "#lib/jobs/queries.ts";

export const metadata: Metadata = { title: "Run" };

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export default async function JobById({ params, searchParams }: PageProps<"/jobs/[job]">) {
  const { job: id } = await params;
  if (!uuid.test(id)) notFound();
  const from = Number((await searchParams).from);
  const itemsFrom = Number.isSafeInteger(from) && from > 0 ? from : 0;
  const view = await jobPage(id, itemsFrom, jobPageSize);
  if (!view.ok) return <Problem error={view.error} back={`/jobs/${id}`} />;
  return <JobScreen {...view.value} itemsFrom={itemsFrom} actions={{ revealPassword, cancelJob }} />;
}
