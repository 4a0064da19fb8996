"use client";

import { clsx } from "clsx";
import ChevronDown from "lucide-react/icons/chevron-down";
import X from "lucide-react/icons/x";
import type { ReactNode } from "react";
import type { OperationOffer } from "#components/operations/operation-offer.ts";
import { Button } from "#components/ui/button.tsx";
import { type OperationId, operations } from "#lib/operations/catalog.ts";

/** What support does all day; everything else is under "More". */
export const firstOperations: readonly OperationId[] = ["force-confirm", "resend-invitation", "reset-password"];

interface BulkBarProps {
  selected: number;
  /** Of these, how many are not on the page shown. */
  elsewhere: number;
  /** A sentence on what is selected, with the way to select more. */
  reach: ReactNode;
  offer: (id: OperationId) => OperationOffer;
  menuOpen: boolean;
  /** A user is open beside the list, which has less room then. */
  beside: boolean;
  onChoose: (id: OperationId, button: HTMLElement) => void;
  onMore: (button: HTMLElement) => void;
  onClear: () => void;
}

export function BulkBar({
  selected,
  elsewhere,
  reach,
  offer,
  menuOpen,
  beside,
  onChoose,
  onMore,
  onClear,
}: BulkBarProps) {
  const first = firstOperations.map((id) => ({ id, ...offer(id) }));
  const notes = [...new Set(first.flatMap(({ note }) => note ?? []))];
  return (
    <section
      aria-label="Selected users"
      className={clsx(
        "fixed inset-x-0 bottom-0 z-5 mx-auto w-full max-w-3xl rounded-t-xl bg-raised text-sm shadow-lift sm:bottom-14 sm:w-[calc(100%-3rem)] sm:rounded-xl",
        beside && "max-lg:hidden lg:right-120 lg:w-[calc(100%-33rem)]",
      )}
    >
      {reach && <p className="border-line border-b px-4 py-2 text-muted empty:hidden">{reach}</p>}
      <div className="flex flex-wrap items-center gap-x-2 gap-y-2 px-3 py-2">
        <button
          type="button"
          onClick={onClear}
          className="-ml-1 flex h-8 items-center gap-1.5 rounded-md px-1.5 text-muted transition-colors hover:bg-hover hover:text-ink"
        >
          <X aria-hidden="true" className="size-4" />
          Clear
        </button>
        <p role="status" className="mr-auto whitespace-nowrap">
          <strong className="font-semibold tabular-nums">{selected.toLocaleString("en")}</strong> selected
          {elsewhere > 0 && <span className="text-muted"> · {elsewhere.toLocaleString("en")} not on this page</span>}
        </p>
        <div className="flex flex-wrap gap-1.5">
          {first.map(({ id, possible }) => (
            <Button
              key={id}
              unavailable={!possible}
              aria-describedby={possible ? undefined : "bulk-notes"}
              onClick={(event) => onChoose(id, event.currentTarget)}
            >
              {operations[id].label}
            </Button>
          ))}
          <Button aria-haspopup="menu" aria-expanded={menuOpen} onClick={(event) => onMore(event.currentTarget)}>
            More
            <ChevronDown aria-hidden="true" />
          </Button>
        </div>
      </div>
      {notes.length > 0 && (
        <p id="bulk-notes" className="px-4 pb-2.5 text-warn">
          {notes.join(" ")}
        </p>
      )}
    </section>
  );
}
