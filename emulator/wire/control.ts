import { dayMs } from "../service/clock.ts";
import { Fault } from "../service/fault.ts";
import { type FaultRule, faultKinds } from "../service/faults-on-demand.ts";
import type { JournalQuery } from "../service/journal.ts";
import type { Service } from "../service/service.ts";

/** The address by which tests steer the emulator; README.md documents it. Nothing of it is Cognito's. */
export const answerControl = (service: Service, method: string, url: URL, body: unknown): object => {
  const [, , subject = "", id] = url.pathname.split("/");
  const answer = answers[`${method} ${subject}${id === undefined ? "" : "/:id"}`];
  if (!answer) throw new Fault("NotFound", `There is no ${method} ${url.pathname}.`, 404);
  return answer(service, { query: url.searchParams, body: requireMembers(body), id: Number(id) });
};

type Body = Record<string, unknown>;
type Request = { query: URLSearchParams; body: Body; id: number };

const showClock = ({ clock }: Service) => ({ now: new Date(clock.now()).toISOString() });

const answers: Readonly<Record<string, (service: Service, request: Request) => object>> = {
  "GET journal": ({ journal }, { query }) => journal.list(toQuery(query)),
  "DELETE journal": ({ journal }) => {
    journal.clear();
    return journal.list();
  },
  "GET faults": ({ faults }) => ({ faults: faults.list() }),
  "POST faults": ({ faults }, { body }) => faults.add(toRule(body)),
  "DELETE faults": ({ faults }) => {
    faults.remove();
    return { faults: faults.list() };
  },
  "DELETE faults/:id": ({ faults }, { id }) => {
    faults.remove(id);
    return { faults: faults.list() };
  },
  "GET clock": showClock,
  "POST clock": (service, { body }) => {
    moveClock(service, body);
    service.ledger?.keepClock();
    return showClock(service);
  },
};

const problem = (text: string) => new Fault("BadRequest", text);

const requireMembers = (body: unknown): Body => {
  if (body === undefined) return {};
  if (typeof body === "object" && body !== null && !Array.isArray(body)) return body as Body;
  throw problem("The body must be a JSON object.");
};

const requireKnown = (body: Body, known: readonly string[]) => {
  const unknown = Object.keys(body).find((name) => !known.includes(name));
  if (unknown !== undefined) throw problem(`${unknown} is not known here: use ${known.join(", ")}.`);
};

const queryMembers = ["operation", "username", "userPoolId", "accessKeyId", "invocationId", "outcome"] as const;

const toQuery = (query: URLSearchParams): JournalQuery => {
  const given = Object.fromEntries(query);
  requireKnown(given, queryMembers);
  return given;
};

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

const toRule = (body: Body): FaultRule => {
  requireKnown(body, Object.keys(ruleMembers));
  for (const [name, [isRight, wanted]] of Object.entries(ruleMembers)) {
    const needed = name === "fault" || (name === "milliseconds" && needsMilliseconds(body));
    if ((needed || body[name] !== undefined) && !isRight(body[name])) throw problem(`${name} must be ${wanted}.`);
  }
  return body as FaultRule;
};

const needsMilliseconds = ({ fault }: Body) => fault === "latency" || fault === "listDelay";

const moveClock = ({ clock }: Service, body: Body) => {
  requireKnown(body, ["advanceMs", "advanceDays", "set"]);
  const { advanceMs = 0, advanceDays = 0, set } = body;
  const at = set === undefined ? clock.now() : typeof set === "string" ? Date.parse(set) : set;
  // The last moment that a date can tell.
  if (!isNumber(at) || Math.abs(at) > 8.64e15) throw problem("set must be a date, or milliseconds since 1970.");
  if (!isNumber(advanceMs) || !isNumber(advanceDays)) throw problem("advanceMs and advanceDays must be numbers.");
  const ahead = advanceMs + advanceDays * dayMs;
  if (Math.abs(at + ahead) > 8.64e15) throw problem("That is further than a date can tell.");
  if (set !== undefined) clock.set(at);
  clock.advance(ahead);
};

const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);
