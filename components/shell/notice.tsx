import type { ReactNode } from "react";
import { Mark } from "#components/shell/mark.tsx";

interface NoticeProps {
  title: string;
  children: ReactNode;
  action?: ReactNode;
}

/** A page that says one thing: no access, not found, an error. */
export const Notice = ({ title, children, action }: NoticeProps) => (
  <main className="flex min-h-[70dvh] flex-col items-center justify-center px-4 py-16 text-center">
    <Mark className="mb-5 size-8 text-accent" />
    <h1 className="text-balance break-words font-semibold text-xl tracking-tight">{title}</h1>
    <div className="mt-2 max-w-md text-pretty break-words text-base text-muted">{children}</div>
    {action && <div className="mt-6 flex flex-wrap justify-center gap-2">{action}</div>}
  </main>
);
