import Waves from "lucide-react/icons/waves";
import type { Route } from "next";
import Link from "next/link";
import { countsText, jobStateText, usersText } from "#components/jobs/job-words.ts";
import { Badge, Dot } from "#components/ui/badge.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { ScrollRegion } from "#components/ui/scroll-region.tsx";
import { Now, RelativeTime } from "#components/ui/time.tsx";
import type { Job } from "#lib/job.ts";
import { operations } from "#lib/operations/catalog.ts";

interface JobsScreenProps {
  jobs: (Job & { poolName: string })[];
  /** Where the older ones begin; null when these are the last. */
  nextBefore: number | null;
  now: number;
}

/** All runs, the newest first. */
export const JobsScreen = ({ jobs, nextBefore, now }: JobsScreenProps) => (
  <Now value={now}>
    <main className="w-full max-w-7xl px-4 py-5 sm:px-6">
      <h1 className="font-semibold text-xl tracking-tight">Runs</h1>
      <p className="mt-0.5 text-muted text-sm">Every operation that was started, on one user or on many.</p>
      {jobs.length === 0 ? (
        <div className="mt-5 flex flex-col items-center rounded-lg border border-line px-4 py-20 text-center">
          <Waves aria-hidden="true" className="mb-3 size-6 text-faint" />
          <p className="font-medium text-base">Nothing has been run yet</p>
          <p className="mt-1 max-w-sm text-muted text-sm">
            Choose users in a list and an operation for them; what came of it stands here.
          </p>
        </div>
      ) : (
        <ScrollRegion aria-label="Runs" className="mt-5 overflow-x-auto rounded-lg border border-line">
          <table className="w-full text-left text-sm">
            <thead className="bg-subtle text-muted text-xs">
              <tr>
                {["Run", "State", "Result", "Pool", "Started by", "Started"].map((heading) => (
                  <th key={heading} scope="col" className="h-9 px-3 font-medium">
                    {heading}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {jobs.map((job) => (
                <tr key={job.id} className="group border-line border-t hover:bg-subtle">
                  <th scope="row" className="h-11 whitespace-nowrap px-3 font-medium">
                    <Link
                      href={`/jobs/${encodeURIComponent(job.id)}` as Route}
                      prefetch={false}
                      className="rounded underline-offset-3 group-hover:underline"
                    >
                      {operations[job.operation].label}{" "}
                      <span className="font-normal text-muted">· {usersText(job.total)}</span>
                    </Link>
                  </th>
                  <td className="px-3">
                    <Badge tone={jobStateText[job.state].tone}>
                      <Dot tone={jobStateText[job.state].tone} />
                      {jobStateText[job.state].label}
                    </Badge>
                  </td>
                  <td className="whitespace-nowrap px-3 text-muted tabular-nums">{countsText(job.counts)}</td>
                  <td className="max-w-40 truncate px-3 text-muted" title={job.poolName}>
                    {job.poolName}
                  </td>
                  <td className="max-w-48 truncate px-3 text-muted" title={job.actor.email ?? job.actor.name}>
                    {job.actor.name}
                  </td>
                  <td className="px-3 text-muted">
                    <RelativeTime at={job.createdAt} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
      {nextBefore !== null && (
        <nav aria-label="Pages" className="flex justify-end py-3">
          <Link
            href={`/jobs?before=${nextBefore}` as Route}
            prefetch={false}
            className={buttonClass({ size: "small" })}
          >
            Older
          </Link>
        </nav>
      )}
    </main>
  </Now>
);
