"use client";

import type { Route } from "next";
import Link from "next/link";
import { useParams } from "next/navigation";
import { type Cause, causes } from "#lib/health/causes.ts";

/** Where a failure is explained: at the pool's health where one is shown, else among the errors. */
const explanation = (code: string, { finding }: Cause, pool: string | null): string =>
  finding && pool ? `/pools/${encodeURIComponent(pool)}/health#${finding}` : `/errors#${code}`;

const causeOf = (code: string | null): Cause | undefined =>
  code === null ? undefined : Object.entries(causes).find(([known]) => known === code)?.[1];

const linkClass = "whitespace-nowrap rounded font-medium underline decoration-from-font underline-offset-3";

interface WhyLinkProps {
  /** A fault code; what is kept of older failures may be none of today's. */
  code: string | null;
  /** The pool it is about, where the address does not say. */
  pool?: string | null;
}

/** A link to the cause of a failure of AWS's; nothing for those that say all themselves. */
export function WhyLink({ code, pool }: WhyLinkProps) {
  const params = useParams<{ pool?: string }>();
  const cause = causeOf(code);
  if (code === null || !cause?.aws) return null;
  return (
    <Link href={explanation(code, cause, pool ?? params.pool ?? null) as Route} prefetch={false} className={linkClass}>
      Why?
    </Link>
  );
}

/** For failures of which only the sentence was kept. */
export const HealthLink = ({ pool }: { pool: string }) => (
  <Link href={`/pools/${encodeURIComponent(pool)}/health` as Route} prefetch={false} className={linkClass}>
    Health of the pool
  </Link>
);

/** A failure as the server told it. */
export interface Problem {
  message: string;
  code: string | null;
}

/** What went wrong, as a sentence; with the way to its cause where the server has named it. */
export const ProblemText = ({ problem, pool = null }: { problem: Problem | string; pool?: string | null }) =>
  typeof problem === "string" ? (
    problem
  ) : (
    <>
      {problem.message} <WhyLink code={problem.code} pool={pool} />
    </>
  );
