import { type CognitoCall, effectOfAll } from "#lib/calls/call.ts";
import { type OperationId, operations } from "#lib/operations/catalog.ts";
import type { Decision, Remedy } from "#lib/operations/decision.ts";
import { contactChangedGuard } from "#lib/operations/guards/contact-changed.ts";
import type { BackGuard, FrontGuard, GuardedOperation } from "#lib/operations/guards/guard.ts";
import { holdersGuard } from "#lib/operations/guards/holders.ts";
import { linkedGuard, providerOnlyGuard } from "#lib/operations/guards/provider.ts";
import { recoverableGuard } from "#lib/operations/guards/recoverable.ts";
import { type Knowledge, knowledgeAfter, nothingKnown } from "#lib/operations/knowledge.ts";
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

const frontGuards: readonly FrontGuard[] = [providerOnlyGuard];
const backGuards: readonly BackGuard[] = [linkedGuard, contactChangedGuard, holdersGuard, recoverableGuard];

/** An operation's own decision between the guards, which know what no operation has to know. */
function decideGuarded(guarded: GuardedOperation): Decision {
  const { operation, user, pool, options, knowledge } = guarded;
  for (const guard of frontGuards) {
    const skip = guard(guarded);
    if (skip) return skip;
  }
  const decision = operation.decide(user, pool, options, knowledge);
  if (!decision.apply) return decision;
  const notes = [...decision.notes];
  for (const guard of backGuards) {
    const behind = guard(guarded, decision.calls);
    if (!Array.isArray(behind)) return behind;
    notes.push(...behind);
  }
  return { ...decision, notes };
}

/** One operation without those that would go first. */
export const decideAlone = (
  id: OperationId,
  user: User,
  pool: Pool,
  options: OperationOptions,
  knowledge: Knowledge = nothingKnown,
): Decision => decideGuarded({ operation: operations[id], user, pool, options, knowledge });

/**
 * Decides over a chain: each operation of `options.first` that the user needs, then the operation itself on what the user will be
 * by then. One that is not needed, such as enabling an enabled user, is left out; whether the chain leads anywhere, the last decides.
 */
export function decide(
  id: OperationId,
  user: User,
  pool: Pool,
  { first = [], ...options }: OperationOptions,
  knowledge: Knowledge = nothingKnown,
): Verdict {
  const steps: Step[] = [];
  const notes: string[] = [];
  let then = user;
  // the one choice that is about the user and not about an operation
  const choices: OperationOptions = options.moveSignInName ? { moveSignInName: options.moveSignInName } : {};
  let known = knowledge;
  for (const step of first) {
    const decision = decideGuarded({
      ...{ operation: operations[step], user: then, pool, options: choices, knowledge: known },
    });
    if (!decision.apply) {
      if (decision.endsChain) return { apply: false, reason: decision.reason, remedy: decision.remedy };
      continue;
    }
    steps.push(...decision.calls.map((call) => ({ operation: step, call })));
    notes.push(...decision.notes);
    then = { ...then, ...effectOfAll(decision.calls) };
    known = knowledgeAfter(known, decision.calls);
  }
  const last = decideGuarded({ operation: operations[id], user: then, pool, options, knowledge: known });
  if (!last.apply) return last;
  steps.push(...last.calls.map((call) => ({ operation: id, call })));
  return {
    apply: true,
    steps,
    becomes: effectOfAll(steps.map(({ call }) => call)),
    notes: [...notes, ...last.notes],
  };
}

/**
 * The calls that a chain would come to if nothing but the operations' own rules had a say: at least those that `decide` lets through.
 * Who has to be asked before it is decided is read from these.
 */
export function unguardedCalls(
  id: OperationId,
  user: User,
  pool: Pool,
  { first = [], ...options }: OperationOptions,
): CognitoCall[] {
  const calls: CognitoCall[] = [];
  for (const step of [...first, id]) {
    const then = { ...user, ...effectOfAll(calls) };
    const decision = operations[step].decide(then, pool, step === id ? options : {}, nothingKnown);
    if (decision.apply) calls.push(...decision.calls);
  }
  return calls;
}
