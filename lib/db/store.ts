import type { AuditEvent, AuditFilter, NewEvent, Outcome } from "#lib/audit/event.ts";
import type { UserQuestion } from "#lib/directory/search.ts";
import type { Condition } from "#lib/filters/condition.ts";
import type { Actor, ItemState, Job, JobItem, JobState, UserRun } from "#lib/job.ts";
import type { OperationId } from "#lib/operations/catalog.ts";
import type { CountedMail } from "#lib/operations/daily-mail.ts";
import type { OperationOptions } from "#lib/operations/options.ts";
import type { Share } from "#lib/operations/plan.ts";
import type { Why } from "#lib/operations/reason.ts";
import type { Role } from "#lib/roles.ts";
import type { Note } from "#lib/users/note.ts";
import type { SignInNameAttribute } from "#lib/users/sign-in-claim.ts";
import type { User } from "#lib/users/user.ts";

/**
 * Everything the console keeps. One method is one transaction; arguments and results are structured-cloneable, because with the
 * embedded database they cross to a worker thread. Times are epoch milliseconds. A database that does not answer is
 * `Fault("database")`.
 */
export interface Store {
  // --- staff sessions -------------------------------------------------------------------------------------------------------
  openSession(session: StaffSession): Promise<void>;
  /** The session by the SHA-256 hex of its id, when it is neither revoked nor over; moves its idle clock (at most every 30 s). */
  readSession(hash: string, now: number, idleMs: number): Promise<StaffSession | null>;
  /** Ends one session; returns it as it was, or null when it was not live. */
  revokeSession(hash: string, now: number): Promise<StaffSession | null>;
  /** Ends all sessions of a member of staff; returns how many. */
  revokeSessionsOf(staffSub: string, now: number): Promise<number>;

  // --- directory ------------------------------------------------------------------------------------------------------------
  /** Inserts or updates users of a pool; rows that did not change are left alone but marked seen. Returns how many changed. */
  putUsers(poolKey: string, users: User[], seenAt: number): Promise<number>;
  /** Sets what a call is known to have changed, until the next sweep confirms it. */
  expectUser(poolKey: string, sub: string, becomes: Partial<User>, at: number): Promise<void>;
  removeUser(poolKey: string, sub: string): Promise<void>;
  /** One page of the list, with the counts of every tab under the same other filters. Counts stop at `countCap`. */
  searchUsers(poolKey: string, question: UserQuestion): Promise<UserPage>;
  /** Subs of the users of a list on all its pages, in its order, at most `limit`; `total` capped like the list's counts. */
  matchSubs(poolKey: string, question: UserQuestion, limit: number): Promise<{ subs: string[]; total: number }>;
  /** How many of those `among` a pool's users meet each of the conditions, without a cap. */
  countUsers(poolKey: string, among: Condition, conditions: Condition[]): Promise<number[]>;
  /** How many users each of these names stands for: by username, e-mail, phone, preferred username or sub, whatever the case. */
  countNamed(poolKey: string, names: string[]): Promise<number[]>;
  /** Users by sub, in the order asked; unknown subs are left out. */
  readUsers(poolKey: string, subs: string[]): Promise<User[]>;
  /**
   * Those of them whose row is what Cognito answered to a request made after one moment and not after another. A row that holds the
   * effect of a call of ours is none, until a later read has settled it.
   */
  readUsersSeen(poolKey: string, subs: string[], after: number, until: number): Promise<User[]>;
  /**
   * Users with one of these names, whatever the case of its letters (A to Z), those first whose contact is verified. At most `countCap`
   * for each attribute.
   */
  namedUsers(poolKey: string, names: readonly SoughtName[]): Promise<User[]>;
  /** State of the pool's sweeps; all null before the first. */
  readSweep(poolKey: string): Promise<Sweep>;
  /** Records that a sweep began, got along, ended or broke; fields not given stay. */
  noteSweep(poolKey: string, change: Partial<Sweep>): Promise<void>;
  /** After a full sweep: removes users not seen since it began. Returns how many. */
  forgetUnseen(poolKey: string, before: number): Promise<number>;
  /** Refreshes the planner's statistics; the embedded database has no autovacuum. */
  analyze(): Promise<void>;

  // --- jobs -----------------------------------------------------------------------------------------------------------------
  /**
   * Stores a job with its items and the event that announces it, unless the idempotency key is known: then the job of that key is
   * returned and nothing is written.
   */
  createJob(job: NewJob, event: NewEvent): Promise<{ id: string; created: boolean; sealed: AuditEvent[] }>;
  /** The job that an idempotency key has made, if any. */
  jobOfKey(idempotencyKey: string): Promise<string | null>;
  readJob(id: string): Promise<Job | null>;
  /** Newest first, of the given pools; only those in one state, when it is named. */
  listJobs(poolKeys: string[], limit: number, before: number | null, state?: JobState): Promise<Job[]>;
  /** Items of a job by position, optionally of some states only. */
  listItems(jobId: string, from: number, limit: number, states?: ItemState[]): Promise<JobItem[]>;
  /** Items changed after a moment, oldest first: what a page that follows the job still has to hear. */
  itemsSince(jobId: string, changedAfter: number, limit: number): Promise<JobItem[]>;
  /**
   * Takes or renews the lease of a running job for `owner`. False when another owner holds a lease that has not run out, or the
   * job runs no more.
   */
  leaseJob(jobId: string, owner: string, now: number, leaseMs: number): Promise<boolean>;
  /** Running jobs that `owner` may take: its own, those whose lease has run out, and those that nobody has taken for a while. */
  idleJobs(owner: string, now: number): Promise<string[]>;
  /** The next pending items, in order. */
  pendingItems(jobId: string, limit: number): Promise<JobItem[]>;
  /** Items left in `sending` by a worker that died. */
  abandonedItems(jobId: string): Promise<JobItem[]>;
  /**
   * One transaction before the calls: seals the intents and marks the items `sending`. Returns null, and writes nothing, when the
   * lease is lost or the job is no longer running.
   */
  openItems(
    jobId: string,
    owner: string,
    items: number[],
    intents: NewEvent[],
    now: number,
  ): Promise<AuditEvent[] | null>;
  /** One transaction after the calls: seals the outcomes and sets items and, when a call is known to have worked, directory rows. */
  closeItems(jobId: string, results: ItemResult[], events: NewEvent[], now: number): Promise<AuditEvent[]>;
  /** Ends a running job; pending items of a cancelled or stopped job become `skipped` with `because`. */
  endJob(
    jobId: string,
    state: Exclude<JobState, "running">,
    because: string | null,
    event: NewEvent | null,
    now: number,
  ): Promise<AuditEvent[]>;
  /** Marks an item's password as shown or gone; false when it was not revealable, so that two clicks show it once. */
  claimReveal(jobId: string, n: number): Promise<boolean>;
  /** The runs that one user was part of, also where it was skipped, newest first. */
  runsOfUser(poolKey: string, sub: string, limit: number): Promise<UserRun[]>;
  /** No password of any item can be shown any more: the process that held them has ended. */
  forgetReveals(): Promise<void>;

  // --- notes ----------------------------------------------------------------------------------------------------------------
  /** Keeps a note together with the event that tells of it, once: of a note that is there already nothing is written. */
  addNote(note: Note, event: NewEvent): Promise<AuditEvent[]>;
  /** What staff wrote about one user, newest first. */
  notesOfUser(poolKey: string, sub: string, limit: number): Promise<Note[]>;

  // --- audit ----------------------------------------------------------------------------------------------------------------
  /** Seals events at the end of the chain, all or none, in order. */
  append(events: NewEvent[]): Promise<AuditEvent[]>;
  /**
   * One page, newest first, of what happened: outcomes, refusals, accesses, and intents that have no outcome.
   * @param before `seq` to go on from; null for the newest
   */
  listEvents(
    filter: AuditFilter,
    before: number | null,
    limit: number,
  ): Promise<{ events: AuditEvent[]; next: number | null }>;
  /** How many of a pool's operations `listEvents` tells of, by UTC day and outcome; days and outcomes without any are left out. */
  countOperations(poolKey: string, from: number, to: number): Promise<DayCount[]>;
  /**
   * The e-mails that calls on these pools have sent since a moment: intents whose detail `sends` is one of `words` and whose outcome is
   * done, unknown, not known yet, or refused for the daily limit; and whether one was refused for it.
   */
  countMail(poolKeys: string[], words: readonly string[], from: number): Promise<CountedMail>;

  /**
   * Those of these users whose e-mail or phone a member of staff has changed since a moment, or may have.
   * @param actor the sub of the member of staff
   */
  contactsChangedBy(poolKey: string, actor: string, subs: readonly string[], since: number): Promise<string[]>;
  /** What happened to one user, newest first, as `listEvents` tells it. */
  eventsOfUser(poolKey: string, sub: string, limit: number): Promise<AuditEvent[]>;
  /** Raw events in order of `seq`, for the verifier. */
  walkEvents(fromSeq: number, limit: number): Promise<AuditEvent[]>;

  /** Answers when the database does. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Events of one UTC day with one outcome. */
export interface DayCount {
  /** Midnight at its beginning. */
  day: number;
  outcome: Outcome;
  events: number;
}

export interface StaffSession {
  /** SHA-256 hex of the random id in the cookie. */
  hash: string;
  actor: Actor;
  /** The groups the identity provider named. */
  groups: string[];
  /** The id_token, encrypted; needed to end the session at the provider. */
  idToken: string | null;
  /** When the person last proved who they are, by the provider's word. */
  authenticatedAt: number;
  createdAt: number;
  lastSeenAt: number;
  /** Absolute end. */
  expiresAt: number;
}

/** A value that somebody may have as a name or a contact. */
export interface SoughtName {
  attribute: "username" | SignInNameAttribute;
  value: string;
}

export interface UserPage {
  rows: User[];
  /** Of the tab shown; capped at `countCap`. */
  total: number;
  /** By tab name ("all", each status, "disabled"); each capped at `countCap`. */
  counts: Record<string, number>;
}

/** Counts stop here: an exact count over a million rows costs more than it tells (docs/decisions/0007-the-embedded-database-in-a-thread.md). */
export const countCap = 10_000;

export interface Sweep {
  /** When troubled users were last listed completely. */
  troubledAt: number | null;
  /** When everyone was last listed completely. */
  fullAt: number | null;
  /** When the sweep under way began; null when none is. */
  runningSince: number | null;
  /** Users seen by the sweep under way. */
  seen: number;
  /** What went wrong last, as a sentence; null after a good sweep. */
  problem: string | null;
}

export interface NewJob extends Why {
  id: string;
  idempotencyKey: string;
  poolKey: string;
  operation: OperationId;
  options: OperationOptions;
  actor: Actor;
  session: string;
  role: Role;
  share: Share;
  createdAt: number;
  items: { sub: string; username: string; label: string; state: "pending" | "skipped"; message: string | null }[];
}

export interface ItemResult {
  n: number;
  state: "done" | "failed" | "skipped" | "unknown";
  code: string | null;
  message: string | null;
  revealable: boolean;
  /** What the directory should now expect of the user; null to leave the row alone. */
  becomes: Partial<User> | null;
  /** The user as read after the call, when it was read. */
  fresh: User | null;
  /** The same of people outside the run whom it has cost something. */
  others: { sub: string; becomes: Partial<User> | null; fresh: User | null }[];
}
