import { ProblemText } from "#components/health/problem-text.tsx";
import { usersText } from "#components/jobs/job-words.ts";
import { ChangedAttributes } from "#components/operations/changed-attributes.tsx";
import { OptionFields } from "#components/operations/operation-options.tsx";
import { operationPhrase } from "#components/operations/operation-phrase.ts";
import { OperationPlan } from "#components/operations/operation-plan.tsx";
import type { OrderedOperation } from "#components/operations/ordered-operation.ts";
import { ReasonFields } from "#components/operations/reason-fields.tsx";
import { SignInNameContests } from "#components/operations/sign-in-name-contest.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import type { Authority } from "#lib/authority/authority.ts";
import { type OperationId, operations } from "#lib/operations/catalog.ts";
import type { Pool } from "#lib/pools/pool.ts";

interface OperationChoicesProps {
  operation: OrderedOperation;
  pool: Pool;
  authority: Authority;
  /** The user's attributes as they are, to be held against the new ones. */
  before: Record<string, string> | undefined;
  onInstead: (operation: OperationId, subs: string[]) => void;
}

/** The body of the dialog before the start: choices, the plan for them, the reason, and what stands in the way. */
export function OperationChoices({ operation, pool, authority, before, onInstead }: OperationChoicesProps) {
  const { order, progress, report, reasons, frozen } = operation;
  const { attributes } = order.options;
  return (
    <>
      <OptionFields operation={operation} policy={pool.settings.passwordPolicy} />
      {attributes && <ChangedAttributes before={before ?? {}} after={attributes} />}
      <SignInNameContests operation={operation} pool={pool} authority={authority} />
      <OperationPlan operation={operation} pool={pool} authority={authority} onInstead={onInstead} />
      <ReasonFields
        asked={reasons}
        typed={progress.why}
        disabled={frozen}
        onChange={(why) => report({ type: "why-typed", why })}
      />
      <StartProblems progress={progress} onCheckAgain={() => report({ type: "preview-wanted-again" })} />
    </>
  );
}

interface StartProblemsProps {
  progress: OrderedOperation["progress"];
  onCheckAgain: () => void;
}

const StartProblems = ({ progress: { step, previewProblem }, onCheckAgain }: StartProblemsProps) => (
  <>
    {previewProblem && (
      <Banner
        tone="bad"
        announced
        action={
          <Button size="small" onClick={onCheckAgain}>
            Check again
          </Button>
        }
      >
        <ProblemText problem={previewProblem} />
      </Banner>
    )}
    {step.at === "refused" && (
      <Banner tone="bad" announced>
        <ProblemText problem={step.problem} />
      </Banner>
    )}
    {step.at === "unanswered" && (
      <Banner tone="warn" announced>
        It is not known whether the run started. Try again: it will not be done twice.
      </Banner>
    )}
  </>
);

/** The buttons before the start, and why there is nothing to start. */
export function StartButtons({ operation, onCancel }: { operation: OrderedOperation; onCancel: () => void }) {
  const { order, shown, checked, ready, progress, send } = operation;
  const count = shown?.apply.length ?? 0;
  const starting = progress.step.at === "starting";
  const because =
    shown && count === 0 && checked
      ? order.subs.length === 1
        ? "Nothing to do: this user cannot be changed this way now."
        : "Nothing to do: none of these users can be changed this way now."
      : null;
  return (
    <>
      {because && (
        <p id="nothing-to-do" className="mb-1 basis-full text-muted text-sm">
          {because}
        </p>
      )}
      <Button unavailable={starting} onClick={onCancel}>
        Cancel
      </Button>
      <Button
        key="start"
        tone={operations[order.operation].harsh ? "harsh" : "primary"}
        pending={starting}
        unavailable={!ready}
        aria-describedby={because ? "nothing-to-do" : undefined}
        onClick={send}
      >
        {operationPhrase(order.operation, usersText(shown ? count : order.subs.length), order.options)}
      </Button>
    </>
  );
}
