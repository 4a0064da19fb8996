import { type FaultRule, faultKinds } from "../service/faults-on-demand.ts";
import { type ControlBody, controlProblem, requireKnownMembers } from "./control-body.ts";

const isText = (value: unknown) => typeof value === "string";
const isTexts = (value: unknown) => Array.isArray(value) && value.length > 0 && value.every(isText);
const isCount = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0;
const isShare = (value: unknown) => typeof value === "number" && value >= 0 && value <= 1;
const oneOf = (values: readonly string[]) => (value: unknown) => values.includes(value as string);

const ruleMembers: Readonly<Record<keyof FaultRule, [(value: unknown) => boolean, string]>> = {
  fault: [oneOf(faultKinds), `one of ${faultKinds.join(", ")}`],
  operations: [isTexts, "a list of names"],
  usernames: [isTexts, "a list of names"],
  userPoolIds: [isTexts, "a list of ids"],
  skip: [isCount, "a whole number"],
  count: [isCount, "a whole number"],
  probability: [isShare, "a number from 0 to 1"],
  seed: [isText, "a text"],
  milliseconds: [isCount, "a whole number"],
  by: [oneOf(["close", "reset", "silence"]), "close, reset or silence"],
  users: [isCount, "a whole number"],
  perDay: [isCount, "a whole number"],
  text: [isText, "a text"],
};

/** The fault that a request asks for. Throws where the request is not right. */
export const toFaultRule = (body: ControlBody): FaultRule => {
  requireKnownMembers(body, Object.keys(ruleMembers));
  for (const [name, [isRight, wanted]] of Object.entries(ruleMembers)) {
    const needed = name === "fault" || (name === "milliseconds" && needsMilliseconds(body));
    if ((needed || body[name] !== undefined) && !isRight(body[name]))
      throw controlProblem(`${name} must be ${wanted}.`);
  }
  return body as FaultRule;
};

const needsMilliseconds = ({ fault }: ControlBody) => fault === "latency" || fault === "listDelay";
