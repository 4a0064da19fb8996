import type { Problem } from "#components/health/problem-text.tsx";
import type { FollowUp } from "#components/operations/follow-up.ts";
import { emptyWhy, type TypedWhy } from "#components/operations/reason-fields.tsx";
import type { OperationId } from "#lib/operations/catalog.ts";
import type { OperationOptions, OptionName } from "#lib/operations/options.ts";
import type { Plan } from "#lib/operations/plan.ts";

/** A plan as the server made it, and the options it was made for. */
export interface PlanPreview {
  options: OperationOptions;
  plan: Plan;
  live: boolean;
  missing: number;
}

/** Where the dialog is: a choice is made, the start goes out, the run goes along, the run is over. */
export type OperationStep =
  | { at: "choosing" }
  | { at: "starting" }
  /** Nothing was begun. */
  | { at: "refused"; problem: Problem }
  /** No answer came: the same run has to be asked for again, so nothing about it may change. */
  | { at: "unanswered" }
  | { at: "running"; jobId: string }
  | { at: "over"; jobId: string; followUp: FollowUp | null };

export interface OperationProgress {
  step: OperationStep;
  options: OperationOptions;
  password: string;
  why: TypedWhy;
  preview: PlanPreview | null;
  /** Why there is no plan from the server for these options. */
  previewProblem: Problem | string | null;
  /** Counts the times that it was asked for again. */
  previewRound: number;
}

export type OperationEvent =
  | { type: "option-set"; option: OptionName; on: boolean }
  /** The sub of the one who loses a sign-in name; null takes the choice back. */
  | { type: "name-moved"; from: string | null }
  | { type: "put-first"; operation: OperationId }
  | { type: "why-typed"; why: TypedWhy }
  | { type: "password-typed"; password: string }
  | { type: "preview-asked" }
  | { type: "preview-made"; preview: PlanPreview }
  | { type: "preview-failed"; problem: Problem | string }
  | { type: "preview-wanted-again" }
  | { type: "start-sent" }
  | { type: "start-refused"; problem: Problem }
  | { type: "start-unanswered" }
  | { type: "run-started"; jobId: string }
  | { type: "run-over"; followUp: FollowUp | null };

/** As the dialog opens, with the choices that were made before. */
export const openedOperation = (options: OperationOptions): OperationProgress => ({
  step: { at: "choosing" },
  options,
  password: "",
  why: emptyWhy,
  preview: null,
  previewProblem: null,
  previewRound: 0,
});

const choosing = { at: "choosing" } as const;

/** What the dialog is after something has happened to it. Pure. */
export function afterOperationEvent(progress: OperationProgress, event: OperationEvent): OperationProgress {
  switch (event.type) {
    // what is asked for has changed, so what was said of it before no longer counts
    case "option-set":
      return { ...progress, step: choosing, options: { ...progress.options, [event.option]: event.on } };
    case "name-moved": {
      const { moveSignInName: _before, ...options } = progress.options;
      const moved = event.from === null ? options : { ...options, moveSignInName: event.from };
      return { ...progress, step: choosing, options: moved };
    }
    case "put-first": {
      const first = [...(progress.options.first ?? []), event.operation];
      return { ...progress, step: choosing, options: { ...progress.options, first } };
    }
    case "why-typed":
      return { ...progress, step: choosing, why: event.why };
    case "password-typed":
      return { ...progress, password: event.password };
    case "preview-asked":
      return { ...progress, previewProblem: null };
    case "preview-made":
      return { ...progress, preview: event.preview };
    case "preview-failed":
      return { ...progress, previewProblem: event.problem };
    case "preview-wanted-again":
      return { ...progress, previewRound: progress.previewRound + 1 };
    case "start-sent":
      return { ...progress, step: { at: "starting" } };
    case "start-refused":
      return { ...progress, step: { at: "refused", problem: event.problem } };
    case "start-unanswered":
      return { ...progress, step: { at: "unanswered" } };
    case "run-started":
      // what was typed has gone out and is kept no longer
      return { ...progress, step: { at: "running", jobId: event.jobId }, password: "" };
    case "run-over":
      return progress.step.at === "running"
        ? { ...progress, step: { at: "over", jobId: progress.step.jobId, followUp: event.followUp } }
        : progress;
  }
}
