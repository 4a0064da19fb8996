import type { Route } from "next";
import Link from "next/link";
import { countsText, jobStateText, jobTitle } from "#components/jobs/job-words.ts";
import { Card } from "#components/overview/card.tsx";
import { Badge, Dot } from "#components/ui/badge.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { RelativeTime } from "#components/ui/time.tsx";
import type { Job } from "#lib/job.ts";

/** The pool's latest runs, those under way first. */
export const RunsCard = ({ runs }: { runs: Job[] }) => (
  <Card title="Runs" about="What was started on this pool last; runs under way stand first.">
    {runs.length === 0 ? (
      <p className="text-sm">Nothing has been run on this pool yet.</p>
    ) : (
      <ul className="divide-y divide-line border-line border-y text-sm">
        {runs.map((job) => (
          <li key={job.id} className="flex flex-wrap items-center gap-x-3 gap-y-0.5 py-2">
            <Link
              href={`/jobs/${encodeURIComponent(job.id)}` as Route}
              prefetch={false}
              className="mr-auto min-w-0 rounded font-medium underline decoration-line underline-offset-3 hover:text-accent hover:decoration-current"
            >
              {jobTitle(job)}
            </Link>
            <Badge tone={jobStateText[job.state].tone}>
              <Dot tone={jobStateText[job.state].tone} />
              {jobStateText[job.state].label}
            </Badge>
            <p className="w-full text-muted text-xs">
              {countsText(job.counts)} · {job.actor.name} · <RelativeTime at={job.createdAt} />
            </p>
          </li>
        ))}
      </ul>
    )}
    <Link
      href={"/jobs" as Route}
      prefetch={false}
      className={buttonClass({ tone: "plain", size: "small", className: "mt-3" })}
    >
      All runs
    </Link>
  </Card>
);
