"use client";

import { type ReactNode, useState } from "react";
import { type Problem, ProblemText } from "#components/health/problem-text.tsx";
import { Button } from "#components/ui/button.tsx";
import type { Result } from "#lib/errors.ts";

interface OnDemandProps<T> {
  /** On the button, and what pressing it costs. */
  label: string;
  read: () => Promise<Result<T>>;
  children: (value: T) => ReactNode;
}

/** Something that is read when it is asked for, and not before. */
export function OnDemand<T>({ label, read, children }: OnDemandProps<T>) {
  const [arrived, setArrived] = useState<{ value: T } | null>(null);
  const [problem, setProblem] = useState<Problem | string | null>(null);
  const [pending, setPending] = useState(false);

  const ask = async () => {
    setPending(true);
    setProblem(null);
    try {
      const answer = await read();
      if (answer.ok) setArrived({ value: answer.value });
      else setProblem(answer.error);
    } catch {
      setProblem("The console did not answer.");
    }
    setPending(false);
  };

  if (arrived)
    return (
      // the button that was pressed is gone; the focus goes to what it brought
      <div ref={(element) => element?.focus()} tabIndex={-1} className="rounded outline-none">
        {children(arrived.value)}
      </div>
    );
  return (
    <>
      <Button pending={pending} className="max-w-full" onClick={ask}>
        <span className="truncate">{label}</span>
      </Button>
      {problem && (
        <p role="alert" className="mt-2 text-bad text-sm">
          <ProblemText problem={problem} />
        </p>
      )}
    </>
  );
}
