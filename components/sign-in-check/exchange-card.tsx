import { WhyLink } from "#components/health/problem-text.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { CommandBlock } from "#components/ui/command-block.tsx";
import { ClockTime } from "#components/ui/time.tsx";
import type { FaultCode } from "#lib/errors.ts";
import { causes } from "#lib/health/causes.ts";
import { commandLanguages } from "#lib/operations/command-text.ts";
import type { PoolEntry } from "#lib/pools/pool.ts";
import { isSecret, type MemberText, type Request, requestRows, type StepName, stepLabels } from "#lib/sign-in/step.ts";
import { commandText, variablesOf } from "#lib/sign-in-check/command-text.ts";
import type { Meaning } from "#lib/sign-in-check/meaning.ts";

/** One step of a conversation as it is shown. It holds no secret, only that there was one. */
export interface Exchange {
  step: StepName;
  request: Request;
  answer: [name: string, value: MemberText][];
  meaning: Meaning;
  /** Of a refusal, or of no answer. */
  code: FaultCode | null;
  at: number;
}

const verdicts = { good: "Accepted", warn: "Asks for more", bad: "Refused" } as const;

const Rows = ({ title, rows, none }: { title: string; rows: [string, MemberText][]; none: string }) => (
  <div className="min-w-0">
    <h3 className="font-medium text-muted text-xs">{title}</h3>
    {rows.length === 0 ? (
      <p className="mt-1 text-muted">{none}</p>
    ) : (
      <dl className="mt-1 space-y-0.5 font-mono text-xs">
        {rows.map(([name, value]) => (
          <div key={name} className="flex flex-wrap gap-x-2">
            <dt className="text-faint">{name}</dt>
            <dd className="min-w-0 break-words">
              {isSecret(value) ? (
                <>
                  <span aria-hidden="true">••••••••</span>
                  <span className="sr-only">not shown</span>
                </>
              ) : (
                value
              )}
            </dd>
          </div>
        ))}
      </dl>
    )}
  </div>
);

const wayOf = (variable: string): string => (variable === "SECRET_HASH" ? "CLIENT_SECRET (for the hash)" : variable);

export function ExchangeCard({ exchange, number, pool }: { exchange: Exchange; number: number; pool: PoolEntry }) {
  const { step, request, answer, meaning, code, at } = exchange;
  const variables = variablesOf(request).map(wayOf);
  return (
    <li className="rounded-lg border border-line bg-raised text-sm">
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1 border-line border-b px-4 py-2.5">
        <h2 className="font-semibold">
          {number}. {stepLabels[step]}
        </h2>
        <code className="text-faint text-xs">{request.call}</code>
        <span className="ml-auto flex items-center gap-2 text-faint text-xs">
          <ClockTime at={at} />
          <Badge tone={meaning.tone}>{verdicts[meaning.tone]}</Badge>
        </span>
      </div>
      <div className="grid gap-4 px-4 py-3 sm:grid-cols-2">
        <Rows title="Sent" rows={requestRows(request)} none="Nothing but the call." />
        <Rows title="Answered" rows={answer} none={meaning.tone === "good" ? "An empty answer: done." : "Nothing."} />
      </div>
      <div className="px-4 pb-3">
        <p className="font-medium">{meaning.title}</p>
        <p className="mt-0.5 text-pretty text-muted">
          {meaning.text} {code && causes[code].finding && <WhyLink code={code} pool={pool.key} />}
        </p>
        <CommandBlock
          title="The same as AWS CLI or boto3"
          languages={commandLanguages}
          text={(language) => commandText(request, pool, language)}
          className="mt-2.5"
        >
          {variables.length > 0 && (
            <p className="mt-1.5 text-muted text-xs">Set in the environment first: {variables.join(", ")}.</p>
          )}
          <p className="mt-1.5 text-muted text-xs">
            Run elsewhere, this is not recorded in the console's audit. In the AWS CLI's lists, a quote or backslash of
            a password needs a backslash before it.
          </p>
        </CommandBlock>
      </div>
    </li>
  );
}
