"use client";

import type { Route } from "next";
import Link from "next/link";
import { useParams } from "next/navigation";
import type { FaultCode, FaultView } from "#lib/errors.ts";
import { causes } from "#lib/health/causes.ts";

/** Where a failure is explained: at the pool's health where one is shown, else among the errors. */
const explanation = (code: FaultCode, pool: string | null): string => {
  const { finding } = causes[code];
  return finding && pool ? `/pools/${encodeURIComponent(pool)}/health#${finding}` : `/errors#${code}`;
};

interface WhyProps {
  code: FaultCode;
  /** The pool it is about, where the address does not say. */
  pool?: string;
}

/** A link to the cause of a failure of AWS's; nothing for those that say all themselves. */
export function Why({ code, pool }: WhyProps) {
  const params = useParams<{ pool?: string }>();
  if (!causes[code].aws) return null;
  return (
    <Link
      href={explanation(code, pool ?? params.pool ?? null) as Route}
      prefetch={false}
      className="whitespace-nowrap rounded font-medium underline decoration-from-font underline-offset-3"
    >
      Why?
    </Link>
  );
}

/** What went wrong, as a sentence; with the way to its cause where the server has named it. */
export const ProblemText = ({ problem, pool }: { problem: FaultView | string; pool?: string }) =>
  typeof problem === "string" ? (
    problem
  ) : (
    <>
      {problem.message} <Why code={problem.code} {...(pool !== undefined && { pool })} />
    </>
  );
