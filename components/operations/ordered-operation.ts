import { useEffect, useEffectEvent, useReducer, useRef, useState } from "react";
import { allowedOptions } from "#components/operations/operation-offer.ts";
import {
  afterOperationEvent,
  type OperationEvent,
  type OperationProgress,
  openedOperation,
  type PlanPreview,
} from "#components/operations/operation-progress.ts";
import { optionMatters } from "#components/operations/option-words.ts";
import { whySuffices } from "#components/operations/reason-fields.tsx";
import type { UserActions } from "#components/users/user-actions.ts";
import type { Authority } from "#lib/authority/authority.ts";
import type { OptionName } from "#lib/operations/options.ts";
import type { OperationOrder } from "#lib/operations/order.ts";
import { brokenRule } from "#lib/operations/password.ts";
import { type Plan, plan } from "#lib/operations/plan.ts";
import { type WhyAsked, whyAsked } from "#lib/operations/reason.ts";
import type { Pool } from "#lib/pools/pool.ts";
import type { User } from "#lib/users/user.ts";

interface OrderedOperationInput {
  pool: Pool;
  authority: Authority;
  /** As it was when the dialog opened. */
  order: OperationOrder;
  /** Users met so far, by sub; more and fewer than those ordered for. */
  users: Record<string, User>;
  actions: Pick<UserActions, "previewPlan" | "startJob">;
  onStarted: () => void;
}

export interface OrderedOperation {
  progress: OperationProgress;
  report: (event: OperationEvent) => void;
  /** With the options as they are now. */
  order: OperationOrder;
  /** The users as they were when the dialog opened, as far as they are known. */
  rows: User[];
  /** The best plan there is; null while nothing is known. */
  shown: Plan | null;
  /** The plan of exactly this order, from the server. */
  checked: PlanPreview | null;
  /** The options that may be chosen, and that would change something for these users. */
  offered: OptionName[];
  reasons: WhyAsked;
  /** It could be started now. */
  ready: boolean;
  /** Nothing about the order may change. */
  frozen: boolean;
  send: () => Promise<void>;
  /** Makes the plan anew after reading the one user's second factors, which is billable. */
  look: () => Promise<void>;
}

/** An order on its way through the dialog: its choices, the plan for them, and its start. */
export function useOrderedOperation(input: OrderedOperationInput): OrderedOperation {
  const { pool, authority, actions } = input;
  const [progress, report] = useReducer(afterOperationEvent, input.order.options, openedOperation);
  const { step, options, password, why, preview } = progress;
  const order: OperationOrder = { ...input.order, options };
  const { operation, subs } = order;
  // the rows as they were when the dialog opened: what was read is what is decided on
  const [rows] = useState(() => subs.flatMap((sub) => input.users[sub] ?? []));
  usePlanPreview(order, progress, report, actions);

  const allKnown = rows.length === subs.length;
  const checked = preview?.options === options ? preview : null;
  const shown = checked?.plan ?? (allKnown ? plan(operation, rows, pool, options) : (preview?.plan ?? null));
  const passwordMissing = Boolean(options.typedPassword) && brokenRule(password, pool.settings.passwordPolicy) !== null;
  const reasons = whyAsked(operation, options, pool);
  const ready = checked !== null && checked.plan.apply.length > 0 && !passwordMissing && whySuffices(reasons, why);
  const send = useStart({
    order: { ...order, ...(reasons.shown && why), password: options.typedPassword ? password : null },
    ready,
    report,
    startJob: actions.startJob,
    onStarted: input.onStarted,
  });
  return {
    progress,
    report,
    order,
    rows,
    shown,
    checked,
    offered: allowedOptions(operation, authority, subs.length, pool).filter(
      (name) => !allKnown || optionMatters[name](rows, pool.settings),
    ),
    reasons,
    ready,
    frozen: step.at === "starting" || step.at === "unanswered",
    send,
    look: async () => {
      report({ type: "preview-asked" });
      try {
        const answer = await actions.previewPlan({ ...order, look: true });
        if (answer.ok) report({ type: "preview-made", preview: { options, ...answer.value } });
        else report({ type: "preview-failed", problem: answer.error });
      } catch {
        report({ type: "preview-failed", problem: "The console did not answer, so nobody was looked at." });
      }
    },
  };
}

/** Asks the server for the plan, and again whenever the options are others. */
function usePlanPreview(
  order: OperationOrder,
  { options, previewRound }: OperationProgress,
  report: OrderedOperation["report"],
  { previewPlan }: Pick<UserActions, "previewPlan">,
): void {
  const ask = useEffectEvent(() => previewPlan(order));
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks again
  useEffect(() => {
    let wanted = true;
    report({ type: "preview-asked" });
    ask().then(
      (answer) => {
        if (!wanted) return;
        if (answer.ok) report({ type: "preview-made", preview: { options, ...answer.value } });
        else report({ type: "preview-failed", problem: answer.error });
      },
      () =>
        wanted &&
        report({
          type: "preview-failed",
          problem: "The console did not answer, so the plan could not be checked.",
        }),
    );
    return () => {
      // the options have changed since: a later answer is on its way
      wanted = false;
    };
  }, [options, previewRound, report]);
}

interface StartInput {
  order: Omit<Parameters<UserActions["startJob"]>[0], "key">;
  ready: boolean;
  report: OrderedOperation["report"];
  startJob: UserActions["startJob"];
  onStarted: () => void;
}

/** Starts the run, once, however often it is asked for. */
function useStart({ order, ready, report, startJob, onStarted }: StartInput): () => Promise<void> {
  // one key for all attempts of this dialog, so that a second one cannot make a second run
  const [key] = useState(() => crypto.randomUUID());
  const sending = useRef(false);
  return async () => {
    if (!ready || sending.current) return;
    sending.current = true;
    report({ type: "start-sent" });
    try {
      const answer = await startJob({ ...order, key });
      if (answer.ok) {
        report({ type: "run-started", jobId: answer.value.jobId });
        onStarted();
      } else report({ type: "start-refused", problem: answer.error });
    } catch {
      report({ type: "start-unanswered" });
    }
    sending.current = false;
  };
}
