import { createDailyMail } from "../messages/daily-mail.ts";
import { createInbox } from "../messages/inbox.ts";
import type { Client, Pool } from "../pool/pool.ts";
import type { SeedCounts } from "../seed/seed.ts";
import type { ImportJob } from "../users/user-import.ts";
import { answerRequest } from "./answer-request.ts";
import { createAssumptions } from "./assumptions.ts";
import { createAttempts } from "./attempts.ts";
import { type Clock, movableClock, systemClock } from "./clock.ts";
import { Fault } from "./fault.ts";
import { createFaultsOnDemand } from "./faults-on-demand.ts";
import { createJournal, type JournalEntry, type Sender } from "./journal.ts";
import type { Ledger } from "./ledger.ts";
import type { Operation } from "./operation.ts";
import { createQuotas } from "./quotas.ts";
import { alphabets, createRandom } from "./random.ts";
import { createSeal } from "./seal.ts";
import { createSts } from "./sts.ts";
import { subjectOf } from "./subject.ts";

export type ServiceOptions = {
  /** All that can be asked of it, by name on the wire: handed in, because each operation works on the service itself. */
  operations: ReadonlyMap<string, Operation>;
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
  operations,
  quotas: enabled,
  quotaScale: scale = 1,
  clock: givenClock = systemClock,
  region = "us-east-1",
  accountId = "000000000000",
  seed = "cognito",
}: ServiceOptions) => {
  const random = createRandom(seed);
  const clock = movableClock(givenClock);
  const faults = createFaultsOnDemand({ clock });
  const assumptions = createAssumptions();
  const service = {
    operations,
    clock,
    random,
    /** What all chance began with. */
    seed,
    region,
    accountId,
    faults,
    /** What is not known for certain, and which way it is taken. */
    assumptions,
    quotas: createQuotas({ enabled, scale, clock }),
    attempts: createAttempts({ enabled, scale, clock, assumptions }),
    journal: createJournal({ clock }),
    sts: createSts({ clock, accountId, seed }),
    inbox: createInbox(),
    dailyMail: createDailyMail({ enabled, scale, clock }),
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
    /** How many people the demo was given, for a reset. */
    seeded: undefined as SeedCounts | undefined,
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
        const output = answerRequest(service, name, body, sender, entry);
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
