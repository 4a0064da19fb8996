import { describe, expect, test } from "vitest";
import {
  afterOperationEvent,
  type OperationEvent,
  type OperationProgress,
  type OperationStep,
  openedOperation,
} from "#components/operations/operation-progress.ts";
import { plainPool, plainUser } from "#lib/operations/fixture.ts";
import { plan } from "#lib/operations/plan.ts";

const problem = { code: null, message: "Not now." };
const opened = openedOperation({ alsoSignOut: true });
const withEvents = (events: OperationEvent[], from: OperationProgress = opened) =>
  events.reduce(afterOperationEvent, from);
const at = (step: OperationStep): OperationProgress => ({ ...opened, step });

describe("the step of the dialog", () => {
  const facts: [what: string, events: OperationEvent[], step: OperationStep][] = [
    ["a start goes out", [{ type: "start-sent" }], { at: "starting" }],
    ["a refusal says why", [{ type: "start-sent" }, { type: "start-refused", problem }], { at: "refused", problem }],
    ["no answer is no refusal", [{ type: "start-sent" }, { type: "start-unanswered" }], { at: "unanswered" }],
    ["a run goes along", [{ type: "run-started", jobId: "j" }], { at: "running", jobId: "j" }],
    [
      "a run that is over keeps its id",
      [
        { type: "run-started", jobId: "j" },
        { type: "run-over", followUp: null },
      ],
      { at: "over", jobId: "j", followUp: null },
    ],
    ["the end of no run is nothing", [{ type: "run-over", followUp: null }], { at: "choosing" }],
  ];
  test.each(facts)("%s", (_what, events, step) => expect(withEvents(events).step).toEqual(step));

  const changes: [OperationEvent, OperationStep["at"]][] = [
    [{ type: "option-set", option: "alsoSignOut", on: false }, "choosing"],
    [{ type: "put-first", operation: "enable" }, "choosing"],
    [{ type: "why-typed", why: { reason: "Asked by phone", ticket: "" } }, "choosing"],
    // what is wrong with the password is told at its field, so the refusal stays until it is sent again
    [{ type: "password-typed", password: "x" }, "refused"],
    [{ type: "preview-wanted-again" }, "refused"],
  ];
  test.each(changes)("after a refusal, %j leaves the dialog at %s", (event, step) =>
    expect(withEvents([event], at({ at: "refused", problem })).step.at).toBe(step),
  );
});

test("options are added to those made before, and what goes first comes in the order in which it was put", () => {
  const { options } = withEvents([
    { type: "option-set", option: "showPassword", on: true },
    { type: "put-first", operation: "enable" },
    { type: "put-first", operation: "verify-email" },
  ]);
  expect(options).toEqual({ alsoSignOut: true, showPassword: true, first: ["enable", "verify-email"] });
});

test("the options stay the same value while nothing changes them, so that a plan can be told to be theirs", () => {
  const made = plan("sign-out", [plainUser], plainPool, opened.options);
  const { options, preview } = withEvents([
    { type: "preview-asked" },
    { type: "preview-made", preview: { options: opened.options, plan: made, live: true, missing: 0 } },
    { type: "why-typed", why: { reason: "x", ticket: "" } },
  ]);
  expect(preview?.options).toBe(options);
});

test("a problem of the plan is there until it is asked for again", () => {
  const failed = withEvents([{ type: "preview-failed", problem }]);
  expect(failed.previewProblem).toBe(problem);
  const again = withEvents([{ type: "preview-wanted-again" }, { type: "preview-asked" }], failed);
  expect(again).toMatchObject({ previewProblem: null, previewRound: 1 });
});

test("a password that was typed is kept no longer than until the run has started", () => {
  const typed = withEvents([{ type: "password-typed", password: "My-Own-Password-1" }, { type: "start-sent" }]);
  expect(typed.password).toBe("My-Own-Password-1");
  expect(withEvents([{ type: "run-started", jobId: "j" }], typed).password).toBe("");
});
