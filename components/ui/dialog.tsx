"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import X from "lucide-react/icons/x";
import { type ReactNode, useRef } from "react";
import { buttonClass } from "#components/ui/button.tsx";

interface DialogProps {
  /** Cut after two lines. */
  title: string;
  /** What tells whom it is about from others of the name; cut after one line. */
  subtitle?: string;
  description?: ReactNode;
  onClose: () => void;
  /** Called when the closing has been seen to its end. */
  onClosed?: () => void;
  open: boolean;
  /** Where the focus goes when it closes. */
  finalFocus: () => HTMLElement | null;
  /** Buttons, at the lower end whatever the body's length. */
  footer: ReactNode;
  children: ReactNode;
}

/** A dialog of one column: title, body that scrolls, buttons. On a phone it fills the lower part of the screen. */
export function Dialog(props: DialogProps) {
  const { title, subtitle, description, onClose, onClosed, open, finalFocus, footer, children } = props;
  const popup = useRef<HTMLDivElement>(null);
  return (
    <Base.Root
      open={open}
      onOpenChange={(wanted) => !wanted && onClose()}
      onOpenChangeComplete={(shown) => !shown && onClosed?.()}
    >
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 bg-shade transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Viewport className="fixed inset-0 flex items-end justify-center sm:items-start sm:px-4 sm:pt-[8vh] sm:pb-4">
          <Base.Popup
            ref={popup}
            initialFocus={popup}
            finalFocus={finalFocus}
            className="relative flex max-h-[92dvh] w-full flex-col rounded-t-xl bg-raised text-ink shadow-lift outline-none transition duration-150 data-ending-style:translate-y-1 data-starting-style:translate-y-1 data-ending-style:opacity-0 data-nested-dialog-open:opacity-0 data-starting-style:opacity-0 sm:max-h-[84vh] sm:max-w-xl sm:rounded-xl"
          >
            <div className="pt-4 pr-14 pl-5">
              <Base.Title className="line-clamp-2 break-words font-semibold text-lg" title={title}>
                {title}
              </Base.Title>
              {subtitle && (
                <p className="truncate text-muted text-sm" title={subtitle}>
                  {subtitle}
                </p>
              )}
              {description && <Base.Description className="mt-1 text-muted text-sm">{description}</Base.Description>}
            </div>
            <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4">{children}</div>
            <div className="flex flex-wrap items-center justify-end gap-2 border-line border-t px-5 py-3">{footer}</div>
            {/* last, so that the first stop of the keyboard is what the dialog is about */}
            <Base.Close
              aria-label="Close"
              className={buttonClass({ tone: "quiet", size: "square", className: "absolute top-3 right-3" })}
            >
              <X aria-hidden="true" />
            </Base.Close>
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}
