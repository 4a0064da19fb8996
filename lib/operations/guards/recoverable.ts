import { type CognitoCall, cognitoCalls, effectOfAll, passwordOf } from "#lib/calls/call.ts";
import { type Skip, skipUser } from "#lib/operations/decision.ts";
import type { BackGuard, GuardedOperation } from "#lib/operations/guards/guard.ts";
import { type Knowledge, knowledgeAfter } from "#lib/operations/knowledge.ts";
import type { OperationOptions } from "#lib/operations/options.ts";
import { type Recovery, recoveryOf } from "#lib/operations/recovery.ts";
import type { Pool } from "#lib/pools/pool.ts";
import type { User } from "#lib/users/user.ts";

const setsUnseen = (calls: readonly CognitoCall[]): boolean => calls.some((call) => passwordOf(call) === "unseen");
const sendsCode = (calls: readonly CognitoCall[]): boolean =>
  calls.some(({ name }) => cognitoCalls[name].sends === "code");

/** What calls would do whose use depends on second factors that nobody has read. */
export interface FactorDoubt {
  /** The person is read by AdminGetUser just before the calls. */
  looks: boolean;
  /** A code would be ordered of which nobody knows whether it can be sent. */
  codeUnsure: boolean;
}

/**
 * Whether these calls depend on the person's second factors, and whether those are looked at before. An unseen password is set for
 * nobody unlooked at; a reset, which is free, looks only where that was asked for.
 */
export function factorDoubt(
  user: User,
  calls: readonly CognitoCall[],
  pool: Pool,
  options: OperationOptions,
  knowledge: Knowledge,
): FactorDoubt {
  const unseen = setsUnseen(calls);
  const code = sendsCode(calls);
  if (!unseen && !code) return { looks: false, codeUnsure: false };
  const { factors } = knowledgeAfter(knowledge, calls);
  const { state } = recoveryOf({ ...user, ...effectOfAll(calls) }, pool.settings, factors);
  const unknown = state === "unknown";
  return {
    looks: unknown && factors === null && (unseen ? looksBeforeConfirm(pool) : Boolean(options.lookFirst)),
    codeUnsure: unknown && code,
  };
}

/** Off where the pool's entry in `lifeguard.yaml` says so. */
export const looksBeforeConfirm = ({ lookBeforeConfirm = true }: Pick<Pool, "lookBeforeConfirm">): boolean =>
  lookBeforeConfirm;

const unknowable = (because: string): string => `Would be left with a password nobody knows: ${because}.`;

function refuse({ user, pool }: GuardedOperation, recovery: Exclude<Recovery, { state: "can" }>, text: string): Skip {
  const verifying = recoveryOf({ ...user, emailVerified: true }, pool.settings, null).state !== "cannot";
  if (recovery.state === "cannot" && recovery.because === "no-contact" && user.email && verifying)
    return skipUser(text, {
      text: "Choose “Also verify e-mail”, or set a password that is shown.",
      option: "alsoVerifyEmail",
    });
  if (recovery.state === "cannot" && recovery.because !== "second-factor")
    return skipUser(text, { text: "Set a password that is shown.", operation: "set-permanent-password" });
  // In a pool that requires a second factor, none can be turned off.
  return pool.settings.mfa === "required"
    ? skipUser(text, { text: "Set a password that is shown.", option: "showPassword" })
    : skipUser(text, {
        text: "Set a password that is shown, or turn the second factors off first.",
        option: "showPassword",
        first: "turn-off-second-factors",
      });
}

/** A password that nobody sees is set only for whoever can choose another one by “Forgot password”. */
export const recoverableGuard: BackGuard = (guarded, calls) => {
  if (!setsUnseen(calls)) return [];
  const { user, pool, knowledge } = guarded;
  const recovery = recoveryOf({ ...user, ...effectOfAll(calls) }, pool.settings, knowledge.factors);
  if (recovery.state === "can") return [];
  if (recovery.state === "cannot") return refuse(guarded, recovery, unknowable(recovery.reason));
  const may = `${recovery.why}, and no recovery code may go there`;
  if (knowledge.factors !== null) return refuse(guarded, recovery, unknowable(may));
  if (knowledge.factorsUnread)
    return refuse(guarded, recovery, `Its second factors could not be read: ${knowledge.factorsUnread}`);
  if (!looksBeforeConfirm(pool)) return refuse(guarded, recovery, `May be left with a password nobody knows: ${may}.`);
  if (knowledge.final) return refuse(guarded, recovery, "Nobody has looked at its second factors.");
  return ["Its second factors are looked at first: it is skipped where no recovery code could reach it."];
};
