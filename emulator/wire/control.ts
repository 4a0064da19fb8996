import { Fault } from "../service/fault.ts";
import type { JournalQuery } from "../service/journal.ts";
import { resetService } from "../service/reset.ts";
import type { Service } from "../service/service.ts";
import { chooseAssumptions, showAssumptions } from "./control-assumptions.ts";
import { type ControlBody, requireKnownMembers, requireMembers } from "./control-body.ts";
import { moveClock, showClock } from "./control-clock.ts";
import { toFaultRule } from "./control-fault.ts";

/** The address by which tests steer the emulator; README.md documents it. Nothing of it is Cognito's. */
export const answerControl = (service: Service, method: string, url: URL, body: unknown): object => {
  const [, , subject = "", id] = url.pathname.split("/");
  const answer = controlAnswers[`${method} ${subject}${id === undefined ? "" : "/:id"}`];
  if (!answer) throw new Fault("NotFound", `There is no ${method} ${url.pathname}.`, 404);
  return answer(service, { query: url.searchParams, body: requireMembers(body), id: Number(id) });
};

type ControlRequest = { query: URLSearchParams; body: ControlBody; id: number };

const controlAnswers: Readonly<Record<string, (service: Service, request: ControlRequest) => object>> = {
  "GET journal": ({ journal }, { query }) => journal.list(toQuery(query)),
  "DELETE journal": ({ journal }) => {
    journal.clear();
    return journal.list();
  },
  "GET faults": ({ faults }) => ({ faults: faults.list() }),
  "POST faults": ({ faults }, { body }) => faults.add(toFaultRule(body)),
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
  "GET assumptions": (service, { query }) => showAssumptions(service, query.get("userPoolId") ?? undefined),
  "POST assumptions": (service, { body }) => chooseAssumptions(service, body),
  "GET mail": ({ dailyMail }) => ({ counted: dailyMail.enabled, ...dailyMail.show() }),
  "POST reset": (service, { body }) => {
    requireKnownMembers(body, []);
    service.clock.set(service.clock.below());
    service.ledger?.keepClock();
    service.keep("Reset", {}, () => resetService(service));
    return { pools: [...service.pools.values()].map(({ id, settings }) => ({ id, name: settings.PoolName })) };
  },
};

const queryMembers = ["operation", "username", "userPoolId", "accessKeyId", "invocationId", "outcome"] as const;

const toQuery = (query: URLSearchParams): JournalQuery => {
  const given = Object.fromEntries(query);
  requireKnownMembers(given, queryMembers);
  return given;
};
