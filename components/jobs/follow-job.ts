import { useEffect, useEffectEvent, useState } from "react";
import type { Job, JobItem } from "#lib/job.ts";

/** How long to wait before asking again after the server hung up for good; the browser itself retries lost connections. */
const againMs = 3000;

export interface JobSoFar {
  job: Job | null;
  /** By position. */
  items: JobItem[];
  /** The line to the server is down; the run goes on without us. */
  cutOff: boolean;
}

interface FollowJobInput {
  jobId: string;
  /** As the page had it; null when the job has just been started. */
  job: Job | null;
  items: JobItem[];
  /** Positions the page shows: from, up to but not including. */
  window?: { from: number; to: number };
  onFinished?: (items: JobItem[]) => void;
}

const merge = (known: JobItem[], changed: JobItem[], window: FollowJobInput["window"]): JobItem[] => {
  const byPosition = new Map(known.map((item) => [item.n, item]));
  for (const item of changed)
    if (!window || (item.n >= window.from && item.n < window.to)) byPosition.set(item.n, item);
  return [...byPosition.values()].sort((a, b) => a.n - b.n);
};

/** A job as it goes along, by server-sent events, from wherever the page found it until its end. */
export function useFollowedJob({ jobId, job, items, window, onFinished }: FollowJobInput): JobSoFar {
  const [followed, setFollowed] = useState<JobSoFar>({ job, items, cutOff: false });
  const [attempt, setAttempt] = useState(0);
  const [follows] = useState(job === null || job.state === "running");
  const hear = useEffectEvent((data: string) => {
    const told: { job: Job; items: JobItem[] } = JSON.parse(data);
    setFollowed((before) => ({ job: told.job, items: merge(before.items, told.items, window), cutOff: false }));
  });
  const finished = useEffectEvent(() => onFinished?.(followed.items));

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt is a new connection
  useEffect(() => {
    if (!follows) return;
    const source = new EventSource(`/api/jobs/${encodeURIComponent(jobId)}/events`);
    let again: ReturnType<typeof setTimeout> | undefined;
    source.addEventListener("progress", (event) => hear(event.data));
    source.addEventListener("end", () => source.close());
    source.addEventListener("error", () => {
      setFollowed((before) => ({ ...before, cutOff: true }));
      if (source.readyState === EventSource.CLOSED) again = setTimeout(() => setAttempt((count) => count + 1), againMs);
    });
    return () => {
      source.close();
      clearTimeout(again);
    };
  }, [jobId, follows, attempt]);

  // The screen behind has to hear of the end, whichever event brought it.
  const over = follows && followed.job !== null && followed.job.state !== "running";
  useEffect(() => {
    if (over) finished();
  }, [over]);

  return over ? { ...followed, cutOff: false } : followed;
}
