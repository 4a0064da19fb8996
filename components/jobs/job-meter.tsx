"use client";

import { HealthLink } from "#components/health/problem-text.tsx";
import { countsText, finishedItems, itemStateText, jobStateText, occurringStates } from "#components/jobs/job-words.ts";
import { Badge, Dot } from "#components/ui/badge.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { ProgressBar } from "#components/ui/progress-bar.tsx";
import type { Job } from "#lib/job.ts";

/** How far a job is: a bar, the counts in words, and now and then a sentence for those who listen. */
export function JobMeter({ job, cutOff }: { job: Job | null; cutOff: boolean }) {
  const total = job?.total ?? 0;
  const finished = job ? finishedItems(job.counts) : 0;
  const over = job !== null && job.state !== "running";
  // every quarter is enough to listen to
  const quarter = total ? Math.floor((finished / total) * 4) * 25 : 0;
  const spoken = over
    ? `${jobStateText[job.state].label}: ${countsText(job.counts)}.`
    : quarter > 0
      ? `${quarter} percent.`
      : "Started.";
  return (
    <div className="space-y-2">
      <div className="flex items-center justify-between text-sm">
        <p className="tabular-nums">
          <strong className="font-semibold">{finished.toLocaleString("en")}</strong> of {total.toLocaleString("en")}
        </p>
        {job ? (
          <Badge tone={jobStateText[job.state].tone}>{jobStateText[job.state].label}</Badge>
        ) : (
          <Badge tone="accent">Starting</Badge>
        )}
      </div>
      <ProgressBar
        label="Progress of the run"
        total={total}
        portions={
          job
            ? (["done", "failed", "unknown", "skipped"] as const).map((state) => ({
                tone: itemStateText[state].tone,
                count: job.counts[state],
              }))
            : []
        }
      />
      <ul className="flex min-h-5 flex-wrap items-center gap-x-4 gap-y-1 text-muted text-sm">
        {job &&
          occurringStates(job.counts).map((state) => (
            <li key={state} className="flex items-center gap-1.5 tabular-nums">
              <Dot tone={itemStateText[state].tone} />
              {job.counts[state].toLocaleString("en")} {itemStateText[state].label.toLowerCase()}
            </li>
          ))}
      </ul>
      {job?.stoppedBecause && (
        <Banner tone="bad">
          {job.stoppedBecause} <HealthLink pool={job.poolKey} />
        </Banner>
      )}
      {cutOff && (
        <Banner tone="warn" announced>
          The line to the console is down, so this is not up to date. The run goes on; trying again.
        </Banner>
      )}
      <p role="status" className="sr-only">
        {spoken}
      </p>
    </div>
  );
}
