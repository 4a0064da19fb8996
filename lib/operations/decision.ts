import type { CognitoCall } from "#lib/calls/call.ts";
import type { OperationId } from "#lib/operations/catalog.ts";
import type { OptionName } from "#lib/operations/options.ts";

/** What would help a user who is skipped. */
export interface Remedy {
  text: string;
  /** The operation to choose instead, when there is one. */
  operation?: OperationId;
  /** The operation that, going first in the same plan, removes the obstacle. */
  first?: OperationId;
  /** The option of the same operation that removes it. */
  option?: OptionName;
}

/** What an operation would do to one user now. What the user becomes is the effect of the calls (`effectOfAll`). */
export type Decision =
  | { apply: true; calls: CognitoCall[]; notes: string[] }
  | {
      apply: false;
      reason: string;
      remedy: Remedy | null;
      /** Stops the whole chain that it is part of, whatever comes behind it. */
      endsChain?: true;
    };

export type Skip = Extract<Decision, { apply: false }>;

export const skipUser = (reason: string, remedy: Remedy | null = null): Skip => ({ apply: false, reason, remedy });

/** @param notes what the agent should know of it; false stands for one that does not hold here */
export const applyCalls = (calls: CognitoCall[], notes: (string | false)[] = []): Decision => ({
  apply: true,
  calls,
  notes: notes.filter((note) => note !== false),
});
