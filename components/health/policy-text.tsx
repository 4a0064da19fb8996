"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { ScrollRegion } from "#components/ui/scroll-region.tsx";
import { type PolicyLanguage, policyLanguages } from "#lib/health/policy.ts";

/** The IAM policy as text, in the language of one's choice. */
export function PolicyText({ policy }: { policy: Record<PolicyLanguage, string> }) {
  const [language, setLanguage] = useState<PolicyLanguage>("json");
  const text = policy[language];
  return (
    <div className="px-3.5 py-3">
      <div className="flex flex-wrap items-center gap-1">
        <fieldset className="mr-auto flex gap-1">
          <legend className="sr-only">Language</legend>
          {(Object.keys(policyLanguages) as PolicyLanguage[]).map((one) => (
            <Button
              key={one}
              size="small"
              tone={one === language ? "plain" : "quiet"}
              aria-pressed={one === language}
              onClick={() => setLanguage(one)}
            >
              {policyLanguages[one]}
            </Button>
          ))}
        </fieldset>
        <CopyButton key={text} text={text} label={`Copy the policy as ${policyLanguages[language]}`} />
      </div>
      <ScrollRegion
        as="pre"
        className="mt-2 max-h-72 overflow-auto rounded-md border border-line bg-subtle px-2.5 py-2 font-mono text-xs"
      >
        {text}
      </ScrollRegion>
    </div>
  );
}
