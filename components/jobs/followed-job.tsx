"use client";

import { clsx } from "clsx";
import ChevronLeft from "lucide-react/icons/chevron-left";
import type { Route } from "next";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { type Problem, ProblemText } from "#components/health/problem-text.tsx";
import { useFollowedJob } from "#components/jobs/follow-job.ts";
import { ItemResult, ItemStateBadge, type RevealPassword } from "#components/jobs/item-result.tsx";
import { JobMeter } from "#components/jobs/job-meter.tsx";
import { itemStateText, jobPageSize, jobTitle } from "#components/jobs/job-words.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { ScrollRegion } from "#components/ui/scroll-region.tsx";
import { durationText, ExactTime } from "#components/ui/time.tsx";
import type { Result } from "#lib/errors.ts";
import { type ItemState, itemStates, type Job, type JobItem } from "#lib/job.ts";
import { labelHasUsername } from "#lib/users/user.ts";

export interface JobScreenProps {
  job: Job;
  /** The items of this page: positions from `itemsFrom` on. */
  items: JobItem[];
  itemsFrom: number;
  canCancel: boolean;
  canReveal: boolean;
  actions: {
    revealPassword: RevealPassword;
    cancelJob(input: { job: string }): Promise<Result<Record<never, never>>>;
  };
  poolName: string;
}

/** One page of a run, live while the run goes on. */
export function FollowedJob({
  job: loaded,
  items,
  itemsFrom,
  canCancel,
  canReveal,
  actions,
  poolName,
}: JobScreenProps) {
  const router = useRouter();
  const to = itemsFrom + jobPageSize;
  const followed = useFollowedJob({
    jobId: loaded.id,
    job: loaded,
    items,
    window: { from: itemsFrom, to },
    onFinished: () => router.refresh(),
  });
  const job = followed.job ?? loaded;
  const [only, setOnly] = useState<ItemState | null>(null);
  const [cancelling, setCancelling] = useState(false);
  const [problem, setProblem] = useState<Problem | string | null>(null);

  const cancel = async () => {
    setCancelling(true);
    setProblem(null);
    try {
      const answer = await actions.cancelJob({ job: job.id });
      if (!answer.ok) setProblem(answer.error);
    } catch {
      setProblem("The console did not answer. Look whether the run still goes on, and try again.");
    }
    setCancelling(false);
  };

  const states = itemStates.filter((state) => followed.items.some((item) => item.state === state));
  const shown = followed.items.filter((item) => only === null || item.state === only);
  const id = encodeURIComponent(job.id);
  const pageLink = (from: number): Route => `/jobs/${id}${from > 0 ? `?from=${from}` : ""}` as Route;
  return (
    <main className="w-full max-w-7xl px-4 py-5 sm:px-6">
      <Link
        href={"/jobs" as Route}
        className="-ml-1 inline-flex items-center gap-1 rounded pr-1 text-muted text-sm hover:text-ink"
      >
        <ChevronLeft aria-hidden="true" className="size-4" />
        Runs
      </Link>
      <div className="mt-2 flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="w-full min-w-0 sm:w-auto sm:flex-1">
          <h1 className="break-words font-semibold text-xl tracking-tight">{jobTitle(job)}</h1>
          <p className="mt-0.5 break-words text-muted text-sm">
            {poolName} · started by {job.actor.name} at <ExactTime at={job.createdAt} />
            {job.finishedAt !== null && <> · took {durationText(job.finishedAt - job.createdAt)}</>}
          </p>
          {(job.reason || job.ticket) && (
            <p className="mt-0.5 break-words text-muted text-sm">
              {[job.ticket, job.reason && `“${job.reason}”`].filter(Boolean).join(" · ")}
            </p>
          )}
        </div>
        <div className="flex gap-2">
          <Link href={`/audit?job=${id}` as Route} prefetch={false} className={buttonClass()}>
            Audit of this run
          </Link>
          {canCancel && job.state === "running" && (
            <Button pending={cancelling} onClick={cancel}>
              Cancel the rest
            </Button>
          )}
        </div>
      </div>
      {problem && (
        <div className="mt-3">
          <Banner tone="bad" announced>
            <ProblemText problem={problem} pool={job.poolKey} />
          </Banner>
        </div>
      )}
      <div className="mt-5 rounded-lg border border-line p-4">
        <JobMeter job={job} cutOff={followed.cutOff} />
      </div>
      <div className="mt-6 mb-2 flex flex-wrap items-center gap-x-3 gap-y-2">
        <h2 className="mr-auto font-semibold text-base">Users</h2>
        {states.length > 1 && (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form fields
          <div role="group" aria-label="Show only" className="flex flex-wrap gap-1">
            {[null, ...states].map((state) => (
              <button
                key={state ?? "all"}
                type="button"
                aria-pressed={only === state}
                onClick={() => setOnly(state)}
                className={clsx(
                  "h-7 rounded-md px-2 text-sm transition-colors",
                  only === state ? "bg-hover font-medium text-ink" : "text-muted hover:bg-hover hover:text-ink",
                )}
              >
                {state === null ? "All" : itemStateText[state].label}
              </button>
            ))}
          </div>
        )}
      </div>
      <ScrollRegion aria-label="Results" className="overflow-x-auto rounded-lg border border-line">
        <table className="w-full min-w-xl table-fixed text-left text-sm">
          <thead className="bg-subtle text-muted text-xs">
            <tr>
              <th scope="col" className="h-9 w-72 px-3 font-medium">
                User
              </th>
              <th scope="col" className="w-32 px-3 font-medium">
                Result
              </th>
              <th scope="col" className="px-3 font-medium">
                What happened
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((item) => (
              <tr key={item.n} className="border-line border-t align-top">
                <th scope="row" className="px-3 py-2.5 font-medium">
                  <span className="block truncate" title={item.label}>
                    {item.label}
                  </span>
                  {!labelHasUsername(item.label, item.username) && (
                    <span className="block truncate font-normal text-faint text-xs" title={item.username}>
                      {item.username}
                    </span>
                  )}
                </th>
                <td className="px-3 py-2.5">
                  <ItemStateBadge state={item.state} />
                </td>
                <td className="px-3 py-2.5">
                  <ItemResult
                    jobId={job.id}
                    item={item}
                    canReveal={canReveal}
                    revealPassword={actions.revealPassword}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {shown.length === 0 && (
          <p className="border-line border-t px-3 py-10 text-center text-muted text-sm">
            {only ? "No user of this page has this result." : "Nothing has happened yet."}
          </p>
        )}
      </ScrollRegion>
      {job.total > jobPageSize && (
        <nav aria-label="Pages" className="flex flex-wrap items-center gap-2 py-3 text-muted text-sm">
          <p className="mr-auto tabular-nums">
            {itemsFrom + 1}–{Math.min(to, job.total)} of {job.total.toLocaleString("en")}
          </p>
          {itemsFrom > 0 && (
            <Link
              href={pageLink(Math.max(0, itemsFrom - jobPageSize))}
              prefetch={false}
              className={buttonClass({ size: "small" })}
            >
              Previous
            </Link>
          )}
          {to < job.total && (
            <Link href={pageLink(to)} prefetch={false} className={buttonClass({ size: "small" })}>
              Next
            </Link>
          )}
        </nav>
      )}
    </main>
  );
}
