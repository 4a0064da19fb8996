import { CommandBlock } from "#components/ui/command-block.tsx";
import { passwordOf } from "#lib/calls/call.ts";
import { commandLanguages, commandText } from "#lib/operations/command-text.ts";
import type { Plan } from "#lib/operations/plan.ts";
import type { Pool } from "#lib/pools/pool.ts";

/** A plan as text for a terminal. */
export function CommandText({ plan, pool }: { plan: Plan; pool: Pool }) {
  const setsPasswords = plan.apply.some(({ steps }) => steps.some(({ call }) => passwordOf(call) !== null));
  return (
    <CommandBlock
      title="Copy as AWS CLI or boto3"
      languages={commandLanguages}
      text={(language) => commandText(plan.apply, pool, language)}
      className="px-3.5 py-3"
    >
      {setsPasswords && (
        <p className="mt-1.5 text-muted text-xs">
          {plan.apply.length > 1
            ? "The passwords are not in the text: set PASSWORD_1 and the others in the environment first."
            : "The password is not in the text: set PASSWORD in the environment first."}
        </p>
      )}
      <p className="mt-1.5 text-muted text-xs">Run elsewhere, this is not recorded in the console's audit.</p>
    </CommandBlock>
  );
}
