"use client";

import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { type StepName, stepLabels } from "#lib/sign-in/step.ts";

interface StepFormProps {
  step: StepName;
  /** The step that is on its way; only one can be. */
  pending: StepName | null;
  tone?: "primary" | "plain";
  /** The text of a field, by its name. */
  onSend: (field: (name: string) => string) => void;
  children?: ReactNode;
}

/** The fields of one step and the button that sends it. What is typed stays in the fields until they go. */
export const StepForm = ({ step, pending, tone = "primary", onSend, children }: StepFormProps) => (
  <form
    className="max-w-md space-y-3"
    autoComplete="off"
    onSubmit={(event) => {
      event.preventDefault();
      const fields = new FormData(event.currentTarget);
      if (pending === null) onSend((name) => String(fields.get(name) ?? ""));
    }}
  >
    {children}
    <Button type="submit" tone={tone} pending={pending === step}>
      {stepLabels[step]}
    </Button>
  </form>
);
