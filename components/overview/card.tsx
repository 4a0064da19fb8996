import { clsx } from "clsx";
import { type ReactNode, useId } from "react";

interface CardProps {
  title: string;
  /** What is counted, in a sentence. */
  about: ReactNode;
  className?: string;
  children: ReactNode;
}

/** One subject of the overview, under its own heading. */
export function Card({ title, about, className, children }: CardProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={clsx("min-w-0 rounded-lg border border-line p-4 sm:p-5", className)}>
      <h2 id={id} className="font-semibold text-base">
        {title}
      </h2>
      <p className="mt-0.5 mb-4 text-pretty text-muted text-sm">{about}</p>
      {children}
    </section>
  );
}
