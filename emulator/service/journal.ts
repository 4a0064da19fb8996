import type { Clock } from "./clock.ts";
import type { Caller } from "./sts.ts";

/** What is known of a request besides its body: who signed it, and the SDK's own count of it. */
export type Sender = {
  signed: boolean;
  accessKeyId?: string | undefined;
  securityToken?: string | undefined;
  /** The Region that the signature names. */
  region?: string | undefined;
  /** The SDK sends one id for all attempts at one call (AWS SDKs reference guide, retry behavior). */
  invocationId?: string | undefined;
  attempt?: number | undefined;
  attemptsMax?: number | undefined;
};

export type RequestSubject = {
  userPoolId?: string | undefined;
  clientId?: string | undefined;
  /** As the request named the user. */
  username?: string | undefined;
  /** The username that it stands for, when such a user was there. */
  resolvedUsername?: string | undefined;
};

export type JournalEntry = RequestSubject & {
  id: number;
  at: string;
  operation: string;
  accessKeyId?: string | undefined;
  caller?: Caller | undefined;
  invocationId?: string | undefined;
  attempt?: number | undefined;
  attemptsMax?: number | undefined;
  input: Record<string, unknown>;
  /** "ok" or the name of the error, whether or not the answer got through; "none" while the service has not acted on it. */
  outcome: string;
  /** Faults on demand that it met. */
  faults: string[];
};

export type JournalQuery = Partial<
  Record<"operation" | "username" | "userPoolId" | "accessKeyId" | "invocationId" | "outcome", string>
>;

const entriesKept = 50_000;
const textMax = 256;

/** The last fifty thousand requests, oldest first; `dropped` says how many older ones were forgotten. */
export const createJournal = ({ clock }: { clock: Clock }) => {
  let entries: JournalEntry[] = [];
  let lastId = 0;
  let clearedId = 0;

  return {
    open(operation: string, body: unknown, sender: Sender, subject: RequestSubject): JournalEntry {
      const { accessKeyId, invocationId, attempt, attemptsMax } = sender;
      const entry = {
        id: ++lastId,
        at: new Date(clock.now()).toISOString(),
        operation: operation.slice(0, textMax),
        ...{ accessKeyId, invocationId, attempt, attemptsMax },
        ...mapValues(subject, (value) => value?.slice(0, textMax)),
        input: maskInput(body),
        outcome: "none",
        faults: [],
      };
      entries.push(entry);
      // Cut in one go now and then, because shifting a long list for each request would cost more than the request.
      if (entries.length >= entriesKept * 1.1) entries = entries.slice(-entriesKept);
      return entry;
    },
    list(query: JournalQuery = {}): { entries: JournalEntry[]; dropped: number } {
      const newest = entries.slice(-entriesKept);
      const asked = Object.entries(query).filter(([, value]) => value !== undefined);
      const found = newest.filter((entry) => asked.every(([name, value]) => holds(entry, name, value)));
      return { entries: found, dropped: lastId - clearedId - newest.length };
    },
    clear() {
      entries = [];
      clearedId = lastId;
    },
  };
};

export type Journal = ReturnType<typeof createJournal>;

const holds = (entry: JournalEntry, name: string, value: string) =>
  name === "username"
    ? entry.username === value || entry.resolvedUsername === value
    : entry[name as keyof JournalEntry] === value;

// Only what is known to hold no secret is shown; of all else that was given, that it was given.
const shownMembers = new Set([
  "UserPoolId",
  "ClientId",
  "Username",
  "GroupName",
  "AuthFlow",
  "ChallengeName",
  "DesiredDeliveryMediums",
  "Filter",
  "ForceAliasCreation",
  "Limit",
  "MaxResults",
  "MessageAction",
  "Permanent",
  "AttributeName",
  "PoolName",
  "ClientName",
  "RoleArn",
  "RoleSessionName",
  "SourceIdentity",
]);

const membersMax = 50;

const maskInput = (body: unknown): Record<string, unknown> => {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return {};
  const given = Object.entries(body).slice(0, membersMax);
  return Object.fromEntries(
    given.map(([name, value]) => [name.slice(0, textMax), shownMembers.has(name) ? shorten(value) : "***"]),
  );
};

/** Of any size on the wire, of a bounded one in the journal. */
const shorten = (value: unknown): unknown => {
  if (typeof value === "string") return value.slice(0, textMax);
  if (Array.isArray(value)) {
    return value.slice(0, membersMax).map((item) => (typeof item === "string" ? item.slice(0, textMax) : "***"));
  }
  return typeof value === "object" && value !== null ? "***" : value;
};

const mapValues = <T extends object>(of: T, by: (value: T[keyof T]) => T[keyof T]): T =>
  Object.fromEntries(Object.entries(of).map(([name, value]) => [name, by(value)])) as T;
