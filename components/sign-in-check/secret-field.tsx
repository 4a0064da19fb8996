"use client";

import Eye from "lucide-react/icons/eye";
import EyeOff from "lucide-react/icons/eye-off";
import { useId, useState } from "react";
import { buttonClass } from "#components/ui/button.tsx";
import { TextField } from "#components/ui/text-field.tsx";

interface SecretFieldProps {
  label: string;
  name: string;
  /** Says to the browser that it is nothing to remember. */
  autoComplete: "off" | "new-password";
  hint?: string;
}

/** A password of somebody else, typed here: dots, unless one asks to see it. */
export function SecretField({ label, name, autoComplete, hint }: SecretFieldProps) {
  const [visible, setVisible] = useState(false);
  const hintId = useId();
  return (
    <div className="min-w-0">
      <TextField
        label={label}
        name={name}
        type={visible ? "text" : "password"}
        required
        autoComplete={autoComplete}
        spellCheck={false}
        aria-describedby={hint ? hintId : undefined}
        trailing={
          <button
            type="button"
            aria-label={visible ? `Hide: ${label}` : `Show: ${label}`}
            onClick={() => setVisible(!visible)}
            className={buttonClass({ tone: "quiet", size: "squareSmall", className: "mr-1" })}
          >
            {visible ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
          </button>
        }
      />
      {hint && (
        <p id={hintId} className="mt-1 text-muted text-xs">
          {hint}
        </p>
      )}
    </div>
  );
}
