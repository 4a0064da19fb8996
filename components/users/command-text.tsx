import ChevronRight from "lucide-react/icons/chevron-right";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { type CommandLanguage, commandLanguages, commandText } from "#lib/operations/command-text.ts";
import type { Plan } from "#lib/operations/plan.ts";
import type { Pool } from "#lib/pools/pool.ts";

/** A plan as text for a terminal, shut until it is asked for. */
export function CommandText({ plan, pool }: { plan: Plan; pool: Pool }) {
  const [open, setOpen] = useState(false);
  const [language, setLanguage] = useState<CommandLanguage>("aws-cli");
  const text = open ? commandText(plan.apply, pool, language) : "";
  const setsPasswords = plan.apply.some(({ steps }) => steps.some(({ call }) => call.name === "AdminSetUserPassword"));
  return (
    <details className="group px-3.5 py-3" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="inline-flex items-center gap-1 rounded text-accent hover:text-accent-hover">
        <ChevronRight aria-hidden="true" className="size-3.5 transition-transform group-open:rotate-90" />
        Copy as AWS CLI or boto3
      </summary>
      {open && (
        <>
          <div className="mt-2 flex flex-wrap items-center gap-1">
            <fieldset className="mr-auto flex gap-1">
              <legend className="sr-only">Language</legend>
              {(Object.keys(commandLanguages) as CommandLanguage[]).map((one) => (
                <Button
                  key={one}
                  size="small"
                  tone={one === language ? "plain" : "quiet"}
                  aria-pressed={one === language}
                  onClick={() => setLanguage(one)}
                >
                  {commandLanguages[one]}
                </Button>
              ))}
            </fieldset>
            <CopyButton key={text} text={text} label={`Copy as ${commandLanguages[language]}`} />
          </div>
          <pre
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls must be reachable by keyboard
            tabIndex={0}
            className="mt-2 max-h-48 overflow-auto rounded-md border border-line bg-subtle px-2.5 py-2 font-mono text-xs"
          >
            {text}
          </pre>
          {setsPasswords && (
            <p className="mt-1.5 text-muted text-xs">
              {plan.apply.length > 1
                ? "The passwords are not in the text: set PASSWORD_1 and the others in the environment first."
                : "The password is not in the text: set PASSWORD in the environment first."}
            </p>
          )}
          <p className="mt-1.5 text-muted text-xs">Run elsewhere, this is not recorded in the console's audit.</p>
        </>
      )}
    </details>
  );
}
