import type { Route } from "next";
import Link from "next/link";
import { faults } from "#lib/errors.ts";
import { causes, faultCodes } from "#lib/health/causes.ts";

/** Every failure that the console names, with its cause and what helps. */
export const ErrorsScreen = ({ pools }: { pools: readonly { key: string; name: string }[] }) => (
  <main className="w-full max-w-3xl px-4 py-5 sm:px-6">
    <h1 className="font-semibold text-xl tracking-tight">Errors and their causes</h1>
    <p className="mt-0.5 text-muted text-sm">What each message comes from, and what helps.</p>
    {pools.length > 0 && (
      <p className="mt-2 flex flex-wrap gap-x-3 text-sm">
        <span className="text-muted">Health of</span>
        {pools.map(({ key, name }) => (
          <Link
            key={key}
            href={`/pools/${encodeURIComponent(key)}/health` as Route}
            prefetch={false}
            className="rounded font-medium text-accent underline decoration-from-font underline-offset-3"
          >
            {name}
          </Link>
        ))}
      </p>
    )}
    <ul aria-label="Errors" className="mt-4 divide-y divide-line rounded-lg border border-line">
      {faultCodes.map((code) => (
        <li key={code} id={code} className="scroll-mt-4 px-3.5 py-3 text-sm target:bg-accent-row">
          <h2 className="font-medium">{faults[code].sentence}</h2>
          <p className="mt-0.5 text-muted">{causes[code].cause}</p>
          <p className="mt-0.5">{causes[code].remedy}</p>
          <p className="mt-0.5 font-mono text-faint text-xs">{code}</p>
        </li>
      ))}
    </ul>
  </main>
);
