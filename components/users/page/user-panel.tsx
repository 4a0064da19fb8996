"use client";

import { clsx } from "clsx";
import X from "lucide-react/icons/x";
import type { Route } from "next";
import Link from "next/link";
import { lazy, type ReactNode, Suspense, use, useEffect, useId, useRef } from "react";
import { ProblemText } from "#components/health/problem-text.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button, buttonClass } from "#components/ui/button.tsx";
import type { UserActions } from "#components/users/user-actions.ts";
import type { FaultView, Result } from "#lib/errors.ts";
import type { Way } from "#lib/operations/diagnose.ts";
import type { UserView } from "#lib/user-page/user-view.ts";
import type { Profile } from "#lib/users/profile.ts";
import { type User, userIdentity, userName } from "#lib/users/user.ts";

export const loadUserPage = () => import("#components/users/page/user-page.tsx");
const UserPage = lazy(async () => ({ default: (await loadUserPage()).UserPage }));

interface UserPanelProps {
  /** The user as the list has it, for the time before the page has come. */
  row: User | null;
  /** null while the address is on its way. */
  view: Promise<Result<UserView>> | null;
  /** The page shown is about to be replaced. */
  busy: boolean;
  actions: UserActions;
  /** Reads the user again. */
  onRefresh: () => void;
  onClose: () => void;
  onChoose: (way: Way, profile: Profile, anchor: HTMLElement) => void;
}

/** The page of one user beside the list; where there is no room for both, it covers the list. */
export function UserPanel({ row, view, busy, actions, onRefresh, onClose, onChoose }: UserPanelProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const headingId = useId();
  // The panel answers a click or an address; reading starts at its heading.
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);

  const waiting = row ? <WhoIs user={row} /> : "User";
  return (
    <aside
      aria-labelledby={headingId}
      aria-busy={busy || view === null}
      className="fixed inset-x-0 top-13 bottom-0 z-6 overflow-y-auto overscroll-contain border-line bg-canvas lg:sticky lg:top-0 lg:h-dvh lg:w-120 lg:shrink-0 lg:border-l lg:roomy:h-auto"
    >
      <div className="sticky top-0 z-2 flex items-center gap-2 border-line border-b bg-canvas py-2 pr-3 pl-5">
        <h2
          ref={heading}
          id={headingId}
          tabIndex={-1}
          className="min-w-0 flex-1 font-semibold text-lg outline-none tracking-tight"
        >
          {view ? (
            <Suspense fallback={waiting}>
              <Arriving view={view} waiting={waiting} />
            </Suspense>
          ) : (
            waiting
          )}
        </h2>
        <button
          type="button"
          aria-label="Close the user"
          title="Close (Escape)"
          onClick={onClose}
          className={buttonClass({ tone: "quiet", size: "square" })}
        >
          <X aria-hidden="true" />
        </button>
        <div
          aria-hidden="true"
          className={clsx(
            "absolute inset-x-0 -bottom-px h-0.5 under-way",
            busy && view ? "opacity-100 delay-150" : "opacity-0",
          )}
        />
      </div>
      {view ? (
        <Suspense fallback={<UserSkeleton />}>
          <Arrived view={view} actions={actions} onRefresh={onRefresh} onClose={onClose} onChoose={onChoose} />
        </Suspense>
      ) : (
        <UserSkeleton />
      )}
    </aside>
  );
}

const Arriving = ({ view, waiting }: { view: Promise<Result<UserView>>; waiting: ReactNode }) => {
  const arrived = use(view);
  return arrived.ok ? <WhoIs user={arrived.value.profile.user} /> : waiting;
};

/** The name, and what tells its bearer from others. */
const WhoIs = ({ user }: { user: User }) => {
  const [name, identity] = [userName(user), userIdentity(user)];
  return (
    <>
      <span className="block truncate" title={name}>
        {name}
      </span>{" "}
      {identity && (
        <span className="block truncate font-normal text-muted text-xs tracking-normal" title={identity}>
          {identity}
        </span>
      )}
    </>
  );
};

type ArrivedProps = Pick<UserPanelProps, "actions" | "onRefresh" | "onClose" | "onChoose"> & {
  view: Promise<Result<UserView>>;
};

function Arrived({ view, actions, onRefresh, onClose, onChoose }: ArrivedProps) {
  const arrived = use(view);
  if (!arrived.ok) return <NotShown error={arrived.error} onRetry={onRefresh} onClose={onClose} />;
  const { profile } = arrived.value;
  return (
    <UserPage
      view={arrived.value}
      actions={actions}
      onRefresh={onRefresh}
      onChoose={(way, anchor) => onChoose(way, profile, anchor)}
    />
  );
}

interface NotShownProps {
  error: FaultView;
  onRetry: () => void;
  onClose: () => void;
}

/** Why there is no page of this user now, and the way on. */
const NotShown = ({ error, onRetry, onClose }: NotShownProps) => (
  <div className="space-y-3 px-5 py-5">
    <Banner tone="bad" announced>
      <ProblemText problem={error} />
    </Banner>
    <div className="flex flex-wrap gap-1.5">
      {error.code === "signed-out" ? (
        <Link href={"/sign-in" as Route} className={buttonClass({ tone: "primary" })}>
          Sign in again
        </Link>
      ) : (
        error.code !== "user-not-found" && <Button onClick={onRetry}>Try again</Button>
      )}
      <Button onClick={onClose}>Close</Button>
    </div>
  </div>
);

const Bar = ({ className }: { className: string }) => <div className={clsx("rounded bg-hover", className)} />;

/** As tall as what will stand there. */
const UserSkeleton = () => (
  <div className="animate-pulse px-5 py-4">
    <p className="sr-only">The user is being read…</p>
    <div aria-hidden="true">
      <Bar className="h-5 w-56" />
      <Bar className="mt-2 h-5 w-80 max-w-full" />
      <div className="mt-4 space-y-2.5 rounded-lg border border-line p-4">
        <Bar className="h-5 w-60" />
        <Bar className="h-10 w-full" />
        <Bar className="h-8 w-40" />
      </div>
      {["contacts", "attributes", "groups", "operations"].map((section) => (
        <div key={section} className="mt-5 space-y-3 border-line border-t pt-4">
          <Bar className="h-5 w-24" />
          <Bar className="h-4 w-full" />
          <Bar className="h-4 w-full" />
          <Bar className="h-4 w-3/4" />
        </div>
      ))}
    </div>
  </div>
);
