import { assumptionNames, assumptionTable } from "../service/assumption-table.ts";
import type { AssumedValues } from "../service/assumptions.ts";
import type { Service } from "../service/service.ts";
import { type ControlBody, controlProblem, requireKnownMembers } from "./control-body.ts";

/** Which way each is taken: for all pools, or for the one that `userPoolId` names. */
export const showAssumptions = (service: Service, userPoolId: string | undefined) => {
  requirePoolOf(service, userPoolId);
  return { assumptions: service.assumptions.list(userPoolId ?? "") };
};

/** `{"verifiedEmailAlias": "refused"}`, with `userPoolId` for one pool alone. */
export const chooseAssumptions = (service: Service, body: ControlBody) => {
  requireKnownMembers(body, ["userPoolId", ...assumptionNames]);
  const { userPoolId, ...values } = body;
  if (userPoolId !== undefined && typeof userPoolId !== "string") throw controlProblem("userPoolId must be a text.");
  requirePoolOf(service, userPoolId);
  for (const [name, value] of Object.entries(values)) {
    const known: readonly string[] = assumptionTable[name as keyof typeof assumptionTable].values;
    if (!known.includes(value as string)) throw controlProblem(`${name} must be ${known.join(" or ")}.`);
  }
  const chosen = [values as AssumedValues, userPoolId ?? ""] as const;
  service.keep("SetAssumptions", chosen, () => service.assumptions.set(...chosen));
  return showAssumptions(service, userPoolId);
};

const requirePoolOf = ({ pools }: Service, userPoolId: string | undefined) => {
  if (userPoolId !== undefined && !pools.has(userPoolId)) throw controlProblem(`There is no pool ${userPoolId}.`);
};
