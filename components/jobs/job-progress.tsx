"use client";

import { useFollowedJob } from "#components/jobs/follow-job.ts";
import { ItemResult, ItemStateBadge, type RevealPassword } from "#components/jobs/item-result.tsx";
import { JobMeter } from "#components/jobs/job-meter.tsx";
import { ScrollRegion } from "#components/ui/scroll-region.tsx";
import type { Job, JobItem } from "#lib/job.ts";

interface JobProgressProps {
  /** As the page had it; null when the job has just been started. */
  job: Job | null;
  jobId: string;
  items: JobItem[];
  revealPassword: RevealPassword;
  onFinished?: (items: JobItem[]) => void;
  canReveal: boolean;
}

/** A job going along: how far it is, and the result of every user. */
export function JobProgress({ job, jobId, items, revealPassword, onFinished, canReveal }: JobProgressProps) {
  const followed = useFollowedJob({ jobId, job, items, onFinished });
  return (
    <div className="space-y-4">
      <JobMeter job={followed.job} cutOff={followed.cutOff} />
      <ScrollRegion
        as="ul"
        aria-label="Results"
        className="divide-y divide-line border-line border-t text-sm empty:hidden"
      >
        {followed.items.map((item) => (
          <li key={item.n} className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-1 py-2">
            <span className="truncate font-medium" title={item.label}>
              {item.label}
            </span>
            <ItemStateBadge state={item.state} />
            <div className="col-span-2 empty:hidden">
              <ItemResult jobId={jobId} item={item} canReveal={canReveal} revealPassword={revealPassword} />
            </div>
          </li>
        ))}
      </ScrollRegion>
    </div>
  );
}
