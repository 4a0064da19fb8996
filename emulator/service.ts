import { createAttempts } from "./attempts.ts";
import { type Clock, movableClock, systemClock } from "./clock.ts";
import { Fault, resourceNotFound } from "./fault.ts";
import { createFaultsOnDemand, requireAllowed, requireWorking } from "./faults-on-demand.ts";
import { createInbox, type Message } from "./inbox.ts";
import { createJournal, type JournalEntry, type Sender } from "./journal.ts";
import type { Ledger } from "./ledger.ts";
import type { Operation } from "./operation.ts";
import { operations } from "./operations.ts";
import type { Client, Pool } from "./pool.ts";
import { createQuotas } from "./quotas.ts";
import { alphabets, createRandom } from "./random.ts";
import { createSeal } from "./seal.ts";
import { parse } from "./shape.ts";
import { createSts } from "./sts.ts";
import { subjectOf, textMember } from "./subject.ts";
import { continueImport, type ImportJob } from "./user-import.ts";

export type ServiceOptions = {
  quotas: boolean;
  /** Every quota and limit times this. */
  quotaScale?: number | undefined;
  clock?: Clock | undefined;
  region?: string | undefined;
  accountId?: string | undefined;
  /** The same seed gives the same ids and codes for the same calls. */
  seed?: string | undefined;
};

export type Service = ReturnType<typeof createService>;

/** Cognito user pools of one account in one Region, without the wire. */
export const createService = ({
  quotas: enabled,
  quotaScale: scale = 1,
  clock: givenClock = systemClock,
  region = "us-east-1",
  accountId = "000000000000",
  seed = "cognito",
}: ServiceOptions) => {
  const random = createRandom(seed);
  const clock = movableClock(givenClock);
  const inbox = createInbox();
  const faults = createFaultsOnDemand({ clock });
  const service = {
    clock,
    random,
    region,
    accountId,
    faults,
    quotas: createQuotas({ enabled, scale, clock }),
    attempts: createAttempts({ enabled, scale, clock }),
    journal: createJournal({ clock }),
    sts: createSts({ clock, accountId, seed }),
    inbox: {
      ...inbox,
      put(message: Omit<Message, "id">) {
        // A request that is done again at a start fails as it did.
        if (service.current) service.undelivered = faults.deliveryFailure(message.medium, service.current);
        if (service.undelivered) throw service.undelivered;
        inbox.put(message);
      },
    },
    seal: createSeal(random.text(alphabets.base64url, 32)),
    pools: new Map<string, Pool>(),
    clients: new Map<string, Client>(),
    /** Ids of answered challenge sessions, with the time from which they are expired anyway. */
    usedSessions: new Map<string, number>(),
    /** Where the service is reached, for the pre-signed URLs of imports; set by who listens. */
    origin: "",
    /** One at a time (cognito.md 4.4). */
    runningImport: undefined as { pool: Pool; job: ImportJob } | undefined,
    /** The request that is being answered: a call is answered in one go, so there is never a second. */
    current: undefined as JournalEntry | undefined,
    /** Why a message of this request was not delivered. */
    undelivered: undefined as Fault | undefined,
    /** Where the state is kept, if it is. */
    ledger: undefined as Ledger | undefined,

    /** For whatever may change the state: does it, and keeps it. */
    keep: <T>(name: string, body: unknown, work: () => T): T =>
      service.ledger ? service.ledger.keep(name, body, work) : work(),

    /** Writes a request down before anything is done about it. */
    open: (name: string, body: unknown, sender: Sender): JournalEntry =>
      service.journal.open(name, body, sender, subjectOf(body, service)),

    /** Answers one request, or throws the Fault that is the answer. */
    call(
      name: string,
      body: unknown,
      sender: Sender = { signed: true },
      entry: JournalEntry = service.open(name, body, sender),
    ): object | undefined {
      service.current = entry;
      try {
        const output = answer(service, name, body, sender, entry);
        entry.outcome = "ok";
        return output;
      } catch (error) {
        entry.outcome = error instanceof Fault ? error.type : "InternalErrorException";
        throw error;
      } finally {
        service.current = undefined;
      }
    },
  };
  return service;
};

const answer = (service: Service, name: string, body: unknown, sender: Sender, entry: JournalEntry) => {
  const operation = operations.get(name);
  // assumed: the text.
  if (!operation) throw new Fault("UnknownOperationException", `Unknown operation: ${name}`);
  // Any credentials will do, but there must be some (assumed: name and text).
  if (operation.signed && !sender.signed) {
    throw new Fault("MissingAuthenticationTokenException", "Missing Authentication Token");
  }
  if (operation.signed) requireCredentials(service, sender, entry);
  if (service.runningImport) service.keep("ContinueImport", {}, () => continueImport(service));
  takeQuota(service, operation, body);
  requireWorking(service.faults, entry);

  const input = parse(operation.input, body);
  const { userPoolId = "", clientId, username } = entry;
  if (operation.access && username) service.quotas.takeUser(operation.access, `${userPoolId || clientId} ${username}`);
  const pool = service.pools.get(userPoolId);
  if (pool) pool.users.delayNextChanges(service.clock.now(), service.faults.meet("listDelay", entry)?.milliseconds);
  const run = () => operation.run(input, service);
  return mayChange(operation) ? service.keep(name, body, run) : run();
};

const messengers = new Set(["GetUserAttributeVerificationCode", "GetTokensFromRefreshToken"]);

const mayChange = ({ name }: Operation) => messengers.has(name) || !/^(Admin)?(Get|List|Describe)/.test(name);

const requireCredentials = (service: Service, { accessKeyId, securityToken }: Sender, entry: JournalEntry) => {
  if (accessKeyId) entry.caller = service.sts.identify(accessKeyId, securityToken);
  const every = `arn:aws:cognito-idp:${service.region}:${service.accountId}:userpool/`;
  requireAllowed(service.faults, entry, `${every}${entry.userPoolId ?? "*"}`);
};

// assumed: the rate is looked at before the request is.
const takeQuota = ({ quotas }: Service, { category }: Operation, body: unknown) => {
  const poolId = textMember(body, "UserPoolId");
  if (category !== "challengeAnswer") quotas.takeCategory(category, poolId);
  // New passwords count as account recovery (cognito.md 4.1).
  else if (textMember(body, "ChallengeName") === "NEW_PASSWORD_REQUIRED") {
    quotas.takeCategory("UserAccountRecovery", poolId);
  } else quotas.takeChallengeAnswer();
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
