"use client";

import KeyRound from "lucide-react/icons/key-round";
import { useState } from "react";
import { WhyLink } from "#components/health/problem-text.tsx";
import { itemStateText } from "#components/jobs/job-words.ts";
import { PasswordHandover } from "#components/jobs/password-handover.tsx";
import { Badge, Dot } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import type { Result } from "#lib/errors.ts";
import type { JobItem } from "#lib/job.ts";

export type RevealPassword = (input: {
  job: string;
  n: number;
}) => Promise<Result<{ password: string; note: string | null }>>;

export const ItemStateBadge = ({ state }: { state: JobItem["state"] }) => (
  <Badge tone={itemStateText[state].tone}>
    <Dot tone={itemStateText[state].tone} />
    {itemStateText[state].label}
  </Badge>
);

interface ItemResultProps {
  jobId: string;
  item: JobItem;
  canReveal: boolean;
  revealPassword: RevealPassword;
}

type ShownPassword = { password: string; note: string | null };

/** What happened to one user, in a sentence, and the password when one can be shown. */
export function ItemResult({ jobId, item, canReveal, revealPassword }: ItemResultProps) {
  const [shown, setShown] = useState<ShownPassword | null>(null);
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const reveal = async () => {
    setPending(true);
    setProblem(null);
    try {
      const answer = await revealPassword({ job: jobId, n: item.n });
      if (answer.ok) setShown(answer.value);
      else setProblem(answer.error.message);
    } catch {
      setProblem("The console did not answer. The password may count as shown; set another one if it cannot be shown.");
    }
    setPending(false);
  };

  const sentence =
    item.message ??
    (item.state === "unknown" ? "It is not known whether the change was made; look at the user." : null);
  return (
    <div className="min-w-0 space-y-2 empty:hidden">
      {sentence && (
        <p className="break-words text-muted">
          {sentence} <WhyLink code={item.code} />
        </p>
      )}
      {shown ? (
        <PasswordHandover {...shown} label={item.label} />
      ) : (
        item.revealable &&
        canReveal && (
          <Button size="small" pending={pending} aria-label={`Show password once for ${item.label}`} onClick={reveal}>
            {!pending && <KeyRound aria-hidden="true" />}
            Show password once
          </Button>
        )
      )}
      {problem && (
        <p role="alert" className="text-bad">
          {problem}
        </p>
      )}
    </div>
  );
}
