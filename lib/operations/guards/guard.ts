import type { CognitoCall } from "#lib/calls/call.ts";
import type { Skip } from "#lib/operations/decision.ts";
import type { Knowledge } from "#lib/operations/knowledge.ts";
import type { Operation } from "#lib/operations/operation.ts";
import type { OperationOptions } from "#lib/operations/options.ts";
import type { Pool } from "#lib/pools/pool.ts";
import type { User } from "#lib/users/user.ts";

/** One operation about to be decided on one user. */
export interface GuardedOperation {
  operation: Operation;
  /** As the operations that go first will have left the user. */
  user: User;
  pool: Pool;
  options: OperationOptions;
  knowledge: Knowledge;
}

/** Stands in front of every operation: a refusal, or null to let it be decided. */
export type FrontGuard = (guarded: GuardedOperation) => Skip | null;

/** Stands behind every operation that would be carried out with these calls: a refusal, or what the agent should know. */
export type BackGuard = (guarded: GuardedOperation, calls: readonly CognitoCall[]) => Skip | string[];
