import type { Route } from "next";
import { forbidden, notFound, redirect } from "next/navigation";
import { ProblemText } from "#components/health/problem-text.tsx";
import { Notice } from "#components/shell/notice.tsx";
import type { FaultView } from "#lib/errors.ts";

/** What a page shows when its query could not answer: the sign-in, a refusal, or the sentence of the fault. */
export function Problem({ error, back }: { error: FaultView; back: string }) {
  if (error.code === "signed-out") redirect(`/sign-in?callbackUrl=${encodeURIComponent(back)}` as Route);
  if (error.code === "no-grant") forbidden();
  if (error.code === "unknown-pool" || error.code === "unknown-job") notFound();
  return (
    <Notice title={error.code === "not-allowed" ? "Not available here" : "This page cannot be shown now"}>
      <p>
        <ProblemText problem={error} />
      </p>
    </Notice>
  );
}
