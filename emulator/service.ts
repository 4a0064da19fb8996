import { createAttempts } from "./attempts.ts";
import { type Clock, systemClock } from "./clock.ts";
import { Fault, resourceNotFound } from "./fault.ts";
import { createInbox } from "./inbox.ts";
import { operations } from "./operations.ts";
import type { Client, Pool } from "./pool.ts";
import { createQuotas } from "./quotas.ts";
import { alphabets, createRandom } from "./random.ts";
import { createSeal } from "./seal.ts";
import { parse } from "./shape.ts";

export type ServiceOptions = {
  quotas: boolean;
  clock?: Clock | undefined;
  region?: string | undefined;
  accountId?: string | undefined;
  /** The same seed gives the same ids and codes for the same calls. */
  seed?: string | undefined;
};

export type Service = ReturnType<typeof createService>;

/** Cognito user pools of one account in one Region, without the wire. */
export const createService = ({
  quotas: quotasOn,
  clock = systemClock,
  region = "us-east-1",
  accountId = "000000000000",
  seed = "cognito",
}: ServiceOptions) => {
  const random = createRandom(seed);
  const quotas = createQuotas({ enabled: quotasOn, clock });
  const service = {
    clock,
    random,
    region,
    accountId,
    quotas,
    attempts: createAttempts({ enabled: quotasOn, clock }),
    inbox: createInbox(),
    seal: createSeal(random.text(alphabets.base64url, 32)),
    pools: new Map<string, Pool>(),
    clients: new Map<string, Client>(),
    /** Ids of answered challenge sessions, with the time from which they are expired anyway. */
    usedSessions: new Map<string, number>(),

    /** Answers one request, or throws the Fault that is the answer. */
    call(name: string, body: unknown, { signed }: { signed: boolean } = { signed: true }): object | undefined {
      const operation = operations.get(name);
      // assumed: the text.
      if (!operation) throw new Fault("UnknownOperationException", `Unknown operation: ${name}`);
      // Any credentials will do, but there must be some (assumed: name and text).
      if (operation.signed && !signed) {
        throw new Fault("MissingAuthenticationTokenException", "Missing Authentication Token");
      }
      // assumed: the rate is looked at before the request is.
      const peek = (member: string) => textMember(body, member);
      const poolId = peek("UserPoolId");
      if (operation.category !== "challengeAnswer") quotas.takeCategory(operation.category, poolId);
      // New passwords count as account recovery (cognito.md 4.1).
      else if (peek("ChallengeName") === "NEW_PASSWORD_REQUIRED") quotas.takeCategory("UserAccountRecovery", poolId);
      else quotas.takeChallengeAnswer();

      const input = parse(operation.input, body);
      const username = peek("Username");
      if (operation.access && username) quotas.takeUser(operation.access, `${poolId || peek("ClientId")} ${username}`);
      return operation.run(input, service);
    },
  };
  return service;
};

const textMember = (body: unknown, member: string): string => {
  if (typeof body !== "object" || body === null || !Object.hasOwn(body, member)) return "";
  const value = (body as Record<string, unknown>)[member];
  return typeof value === "string" ? value : "";
};

// assumed: the text (cognito.md 2.2).
export const requirePool = (service: Service, id: string): Pool => {
  const pool = service.pools.get(id);
  if (!pool) throw resourceNotFound(`User pool ${id} does not exist.`);
  return pool;
};

// assumed: the text. A client of another pool does not exist either.
export const requireClient = (service: Service, id: string, pool?: Pool): Client => {
  const client = service.clients.get(id);
  if (!client || (pool && client.pool !== pool)) throw resourceNotFound(`User pool client ${id} does not exist.`);
  return client;
};
