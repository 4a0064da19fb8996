import { dayMs } from "../service/clock.ts";
import type { Service } from "../service/service.ts";
import { type ControlBody, controlProblem, requireKnownMembers } from "./control-body.ts";

export const showClock = ({ clock }: Service) => ({ now: new Date(clock.now()).toISOString() });

export const moveClock = ({ clock }: Service, body: ControlBody) => {
  requireKnownMembers(body, ["advanceMs", "advanceDays", "set"]);
  const { advanceMs = 0, advanceDays = 0, set } = body;
  const at = set === undefined ? clock.now() : typeof set === "string" ? Date.parse(set) : set;
  // The last moment that a date can tell.
  if (!isNumber(at) || Math.abs(at) > 8.64e15) throw controlProblem("set must be a date, or milliseconds since 1970.");
  if (!isNumber(advanceMs) || !isNumber(advanceDays))
    throw controlProblem("advanceMs and advanceDays must be numbers.");
  const ahead = advanceMs + advanceDays * dayMs;
  if (Math.abs(at + ahead) > 8.64e15) throw controlProblem("That is further than a date can tell.");
  if (set !== undefined) clock.set(at);
  clock.advance(ahead);
};

const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);
