import { type ReactNode, useId } from "react";

interface SectionProps {
  title: string;
  /** Stands at the end of the heading's line. */
  action?: ReactNode;
  children: ReactNode;
}

/** One part of the page of a user, under its own heading. */
export function Section({ title, action, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="border-line border-t px-5 py-4">
      <div className="mb-2.5 flex min-h-7 items-center gap-2">
        <h3 id={id} className="mr-auto font-semibold text-base">
          {title}
        </h3>
        {action}
      </div>
      {children}
    </section>
  );
}
