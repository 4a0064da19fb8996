"use client";

import Eye from "lucide-react/icons/eye";
import EyeOff from "lucide-react/icons/eye-off";
import { useEffect, useState } from "react";
import { buttonClass } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";

/** How long a password stays on the screen. */
const keptMs = 60_000;

interface PasswordHandoverProps {
  password: string;
  /** Until when it works, or that it is not shown again. */
  note: string | null;
  label: string;
}

/**
 * A password on its way to the user: masked until asked for, to be copied, gone after a minute. It lives in this component alone;
 * a page that the browser keeps for Back does not keep it.
 */
export function PasswordHandover({ password, note, label }: PasswordHandoverProps) {
  const [until] = useState(() => Date.now() + keptMs);
  const [left, setLeft] = useState(keptMs);
  const [visible, setVisible] = useState(false);
  const [gone, setGone] = useState(false);

  // Counts by the clock, as a tab in the background is woken late.
  useEffect(() => {
    if (gone) return;
    const tick = setInterval(() => {
      const rest = until - Date.now();
      setLeft(rest);
      if (rest <= 0) setGone(true);
    }, 500);
    const leave = () => setGone(true);
    addEventListener("pagehide", leave);
    return () => {
      clearInterval(tick);
      removeEventListener("pagehide", leave);
    };
  }, [until, gone]);

  if (gone)
    return (
      <p role="status" className="rounded-md border border-line bg-subtle p-3 text-muted">
        The password is off the screen. If it was not noted, set another one.
      </p>
    );
  return (
    <div className="rounded-md border border-line bg-subtle p-3">
      <div className="flex flex-wrap items-center gap-2">
        <output
          aria-label={`Password of ${label}`}
          // the button that was pressed is gone; the focus goes to what it brought
          ref={(element) => element?.focus()}
          tabIndex={-1}
          className="min-w-0 flex-1 select-all break-all rounded font-mono text-base"
        >
          {visible ? password : <Masked />}
        </output>
        <button
          type="button"
          aria-label={visible ? "Hide the password" : "Show the password"}
          aria-pressed={visible}
          onClick={() => setVisible(!visible)}
          className={buttonClass({ tone: "plain", size: "small" })}
        >
          {visible ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
          {visible ? "Hide" : "Show"}
        </button>
        <CopyButton text={password} label={`Copy the password of ${label}`} />
      </div>
      <p className="mt-1.5 text-muted text-xs">
        {note ?? "It is not shown again."}{" "}
        <span role="timer" className="whitespace-nowrap tabular-nums">
          Off the screen in {Math.ceil(Math.max(0, left) / 1000)} s.
        </span>
      </p>
    </div>
  );
}

/** As long whatever the password is, so that it tells nothing. */
const Masked = () => (
  <>
    <span aria-hidden="true">{"•".repeat(12)}</span>
    <span className="sr-only">hidden</span>
  </>
);
