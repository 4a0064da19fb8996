import { type CognitoCall, effectOfAll } from "#lib/calls/call.ts";
import { type OperationId, operations } from "#lib/operations/catalog.ts";
import type { Remedy } from "#lib/operations/decision.ts";
import type { OperationOptions } from "#lib/operations/options.ts";
import type { Pool } from "#lib/pools/pool.ts";
import type { User } from "#lib/users/user.ts";

/** One call of a plan, and the operation that it belongs to. */
export interface Step {
  operation: OperationId;
  call: CognitoCall;
}

/** What an operation, with those that go first, would do to one user now. */
export type Verdict =
  | { apply: true; steps: Step[]; becomes: Partial<User>; notes: string[] }
  | { apply: false; reason: string; remedy: Remedy | null };

/**
 * Decides over a chain: each operation of `options.first` that the user needs, then the operation itself on what the user will be
 * by then. One that is not needed, such as enabling an enabled user, is left out; whether the chain leads anywhere, the last decides.
 */
export function decide(id: OperationId, user: User, pool: Pool, { first = [], ...options }: OperationOptions): Verdict {
  const steps: Step[] = [];
  const notes: string[] = [];
  let then = user;
  for (const step of first) {
    const decision = operations[step].decide(then, pool, {});
    if (!decision.apply) continue;
    steps.push(...decision.calls.map((call) => ({ operation: step, call })));
    notes.push(...decision.notes);
    then = { ...then, ...effectOfAll(decision.calls) };
  }
  const last = operations[id].decide(then, pool, options);
  if (!last.apply) return last;
  steps.push(...last.calls.map((call) => ({ operation: id, call })));
  return {
    apply: true,
    steps,
    becomes: effectOfAll(steps.map(({ call }) => call)),
    notes: [...notes, ...last.notes],
  };
}
