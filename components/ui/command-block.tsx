"use client";

import ChevronRight from "lucide-react/icons/chevron-right";
import { type ReactNode, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { ScrollRegion } from "#components/ui/scroll-region.tsx";

interface CommandBlockProps<Language extends string> {
  title: string;
  /** What each language is called; the first is shown first. */
  languages: Record<Language, string>;
  text: (language: Language) => string;
  /** Notes below the text. */
  children?: ReactNode;
  className?: string;
}

/** The same thing as text for a terminal, in one of several languages, shut until it is asked for. */
export function CommandBlock<Language extends string>(props: CommandBlockProps<Language>) {
  const { title, languages, text: textOf, children, className } = props;
  const names = Object.keys(languages) as Language[];
  const [open, setOpen] = useState(false);
  const [language, setLanguage] = useState(names[0] as Language);
  const text = open ? textOf(language) : "";
  return (
    <details className={`group ${className ?? ""}`} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="inline-flex items-center gap-1 rounded text-accent hover:text-accent-hover">
        <ChevronRight aria-hidden="true" className="size-3.5 transition-transform group-open:rotate-90" />
        {title}
      </summary>
      {open && (
        <>
          <div className="mt-2 flex flex-wrap items-center gap-1">
            <fieldset className="mr-auto flex gap-1">
              <legend className="sr-only">Language</legend>
              {names.map((one) => (
                <Button
                  key={one}
                  size="small"
                  tone={one === language ? "plain" : "quiet"}
                  aria-pressed={one === language}
                  onClick={() => setLanguage(one)}
                >
                  {languages[one]}
                </Button>
              ))}
            </fieldset>
            <CopyButton key={text} text={text} label={`Copy as ${languages[language]}`} />
          </div>
          <ScrollRegion
            as="pre"
            className="mt-2 max-h-48 overflow-auto rounded-md border border-line bg-subtle px-2.5 py-2 font-mono text-xs"
          >
            {text}
          </ScrollRegion>
          {children}
        </>
      )}
    </details>
  );
}
