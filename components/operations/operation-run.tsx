import type { Route } from "next";
import Link from "next/link";
import { JobProgress } from "#components/jobs/job-progress.tsx";
import { followUp } from "#components/operations/follow-up.ts";
import type { OrderedOperation } from "#components/operations/ordered-operation.ts";
import { Button, buttonClass } from "#components/ui/button.tsx";
import type { UserActions } from "#components/users/user-actions.ts";
import type { Authority } from "#lib/authority/authority.ts";
import type { Pool } from "#lib/pools/pool.ts";

interface OperationRunProps {
  operation: OrderedOperation;
  jobId: string;
  pool: Pool;
  authority: Authority;
  revealPassword: UserActions["revealPassword"];
  onFinished: () => void;
}

/** The body of the dialog from the start on: how far the run is, and the result of each user. */
export const OperationRun = ({ operation, jobId, pool, authority, revealPassword, onFinished }: OperationRunProps) => (
  <JobProgress
    job={null}
    jobId={jobId}
    items={[]}
    canReveal
    revealPassword={revealPassword}
    onFinished={(items) => {
      const [done] = operation.shown?.apply ?? [];
      const alone = operation.order.subs.length === 1 && items[0]?.state === "done";
      operation.report({ type: "run-over", followUp: alone && done ? followUp(done, pool, authority) : null });
      onFinished();
    }}
  />
);

/** The buttons from the start on. */
export const RunButtons = ({ jobId, over, onClose }: { jobId: string; over: boolean; onClose: () => void }) => (
  <>
    <p className="mr-auto text-muted text-sm">{!over && "You can close this. The run goes on."}</p>
    <Link href={`/jobs/${encodeURIComponent(jobId)}` as Route} className={buttonClass({ tone: "plain" })}>
      Open this run
    </Link>
    {/* it stands where the start stood: neither the second half of a double click nor a second Enter may hit it */}
    <Button key="close" tone="primary" onClick={(event) => event.detail < 2 && onClose()}>
      Close
    </Button>
  </>
);
