import type { AuditAction } from "#lib/audit/actions.ts";
import type { Actor } from "#lib/job.ts";
import type { Role } from "#lib/roles.ts";

/**
 * intent: committed before a call to Cognito. outcome: after it, naming its intent. refusal: something was attempted and not let
 * through. access: sign-in, sign-out, a password shown, a job started or cancelled.
 */
export const eventKinds = ["intent", "outcome", "refusal", "access"] as const;
export type EventKind = (typeof eventKinds)[number];

export const outcomes = ["done", "failed", "unknown", "refused", "skipped"] as const;
export type Outcome = (typeof outcomes)[number];

export interface Target {
  sub: string;
  username: string;
  label: string;
}

/** What an audit event says beside what was done. No secret ever stands in it. */
interface EventFields {
  /** A UUID made by the caller, so that an outcome can name its intent. */
  id: string;
  /** Epoch milliseconds. */
  at: number;
  kind: EventKind;
  /** null when nobody was signed in. */
  actor: Actor | null;
  role: Role | null;
  /** First 12 hex digits of the SHA-256 of the session id. */
  session: string | null;
  poolKey: string | null;
  target: Target | null;
  /** The Cognito call, of intents and their outcomes. */
  call: string | null;
  jobId: string | null;
  item: number | null;
  intentId: string | null;
  outcome: Outcome | null;
  /** Fault code. */
  code: string | null;
  /** One sentence: why refused, why failed. */
  message: string | null;
  /** AWS request id, which CloudTrail has too. */
  requestId: string | null;
  /** Anything else worth keeping, such as the options chosen or the client's address. */
  detail: Record<string, string | number | boolean | null>;
}

/** An audit event before it is sealed into the chain. */
export interface NewEvent extends EventFields {
  action: AuditAction;
}

/** An audit event as it is kept: for ever, so that its action may be one that an older console knew. */
export interface AuditEvent extends EventFields {
  action: string;
  seq: number;
  /** SHA-256 hex of the event before; 64 zeros for the first. */
  previousHash: string;
  hash: string;
}

/** Filters of the audit page; null means any. */
export interface AuditFilter {
  actor: string;
  target: string;
  action: string | null;
  outcome: Outcome | null;
  /** Epoch milliseconds, from inclusive, to exclusive. */
  from: number | null;
  to: number | null;
  jobId: string | null;
  /** Only events on this one pool. */
  pool: string | null;
  /** Only what was asked of Cognito, refusals included: no sign-ins of staff, no starts of runs, nothing merely looked at. */
  onlyOperations: boolean;
  /** Only events on these pools, or on none. */
  poolKeys: string[];
}
