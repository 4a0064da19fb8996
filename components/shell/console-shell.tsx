import LogOut from "lucide-react/icons/log-out";
import MonitorX from "lucide-react/icons/monitor-x";
import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { MainNav } from "#components/shell/main-nav.tsx";
import { Mark } from "#components/shell/mark.tsx";
import { PoolSwitcher } from "#components/shell/pool-switcher.tsx";

interface ConsoleShellProps {
  actor: { name: string; email: string | null };
  roleLabel: string;
  pools: { key: string; name: string; test: boolean }[];
  poolKey: string | null;
  signOut: () => Promise<void>;
  signOutEverywhere: () => Promise<void>;
  children: ReactNode;
}

const initials = (name: string): string => {
  const words = name.trim().split(/\s+/);
  return `${words[0]?.[0] ?? "?"}${words.length > 1 ? (words.at(-1)?.[0] ?? "") : ""}`.toUpperCase();
};

/** The frame of every page behind the sign-in. Navigation and sign-out need no script. */
export const ConsoleShell = ({
  actor,
  roleLabel,
  pools,
  poolKey,
  signOut,
  signOutEverywhere,
  children,
}: ConsoleShellProps) => (
  <div className="flex min-h-dvh flex-col roomy:h-dvh">
    <a
      href="#content"
      className="sr-only z-20 rounded-md bg-raised px-3 py-2 font-medium text-sm shadow-lift focus:not-sr-only focus:fixed! focus:top-2 focus:left-2"
    >
      Skip to content
    </a>
    <header className="flex h-13 shrink-0 items-center gap-1 border-line border-b px-3 sm:gap-2 sm:px-5">
      <Link
        href={"/" as Route}
        prefetch={false}
        aria-label="Lifeguard"
        className="flex h-8 items-center gap-2 rounded-md px-1 font-semibold tracking-tight"
      >
        <Mark className="size-5 text-accent" />
        <span className="hidden md:inline">Lifeguard</span>
      </Link>
      <span aria-hidden="true" className="mx-1 hidden h-5 w-px rotate-12 bg-line sm:block" />
      <PoolSwitcher pools={pools} poolKey={poolKey} />
      <div className="ml-auto sm:ml-4">
        <MainNav poolKey={poolKey} firstPool={pools[0]?.key ?? null} />
      </div>
      <button
        type="button"
        popoverTarget="account"
        className="flex size-8 shrink-0 items-center justify-center rounded-full bg-hover font-medium text-muted text-xs transition-colors hover:text-ink sm:ml-auto"
      >
        <span aria-hidden="true">{initials(actor.name)}</span>
        <span className="sr-only">Account of {actor.name}</span>
      </button>
      <div
        id="account"
        popover="auto"
        data-side="right"
        className="header-panel w-64 rounded-lg bg-raised p-1 text-ink shadow-lift"
      >
        <div className="px-2.5 py-2 text-sm">
          <p className="truncate font-medium" title={actor.name}>
            {actor.name}
          </p>
          {actor.email && (
            <p className="truncate text-muted" title={actor.email}>
              {actor.email}
            </p>
          )}
          <p className="mt-1 text-faint text-xs">Role: {roleLabel}</p>
        </div>
        <form action={signOut} className="border-line border-t pt-1">
          <button
            type="submit"
            className="flex w-full items-center gap-2 rounded-md px-2.5 py-1.5 text-left text-sm hover:bg-hover focus-visible:-outline-offset-2"
          >
            <LogOut aria-hidden="true" className="size-4 text-faint" />
            Sign out
          </button>
          <button
            type="submit"
            formAction={signOutEverywhere}
            className="flex w-full items-center gap-2 rounded-md px-2.5 py-1.5 text-left text-sm hover:bg-hover focus-visible:-outline-offset-2"
          >
            <MonitorX aria-hidden="true" className="size-4 text-faint" />
            Sign out on all devices
          </button>
        </form>
      </div>
    </header>
    <div id="content" tabIndex={-1} className="flex min-h-0 flex-1 flex-col outline-none roomy:overflow-y-auto">
      {children}
    </div>
  </div>
);
