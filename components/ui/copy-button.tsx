"use client";

import Check from "lucide-react/icons/check";
import Copy from "lucide-react/icons/copy";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";

type Copied = "no" | "yes" | "refused";
const words: Record<Copied, string> = { no: "Copy", yes: "Copied", refused: "Select and copy it by hand" };

interface CopyButtonProps {
  text: string;
  label: string;
  tone?: "plain" | "quiet";
}

export function CopyButton({ text, label, tone = "plain" }: CopyButtonProps) {
  const [copied, setCopied] = useState<Copied>("no");
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied("yes"),
      () => setCopied("refused"),
    );
  return (
    <Button size="small" tone={tone} onClick={copy} aria-label={copied === "no" ? label : undefined}>
      {copied === "yes" ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
      <span aria-live="polite">{words[copied]}</span>
    </Button>
  );
}
