"use client";

import Eye from "lucide-react/icons/eye";
import EyeOff from "lucide-react/icons/eye-off";
import { useId, useState } from "react";
import { buttonClass } from "#components/ui/button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { brokenRule, type PasswordPolicy, policyRules } from "#lib/operations/password.ts";

interface TypedPasswordFieldProps {
  password: string;
  policy: PasswordPolicy;
  disabled: boolean;
  onChange: (password: string) => void;
  /** Enter was pressed in the field. */
  onSubmit: () => void;
}

/** A password typed by staff, held against the pool's policy while it is typed. */
export function TypedPasswordField({ password, policy, disabled, onChange, onSubmit }: TypedPasswordFieldProps) {
  const [visible, setVisible] = useState(false);
  const rules = useId();
  const broken = password ? brokenRule(password, policy) : null;
  return (
    <form
      className="mb-2 ml-6.5"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <TextField
        label="Password"
        type={visible ? "text" : "password"}
        name="new-password"
        autoComplete="new-password"
        spellCheck={false}
        disabled={disabled}
        value={password}
        aria-invalid={broken !== null}
        aria-describedby={rules}
        onChange={(event) => onChange(event.target.value)}
        trailing={
          <button
            type="button"
            aria-label={visible ? "Hide the password" : "Show the password"}
            onClick={() => setVisible(!visible)}
            className={buttonClass({ tone: "quiet", size: "squareSmall", className: "mr-1" })}
          >
            {visible ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
          </button>
        }
      />
      <p id={rules} aria-live="polite" className="mt-1 min-h-5 text-xs">
        {broken ? (
          <span className="text-bad">{broken}</span>
        ) : password ? (
          <span className="text-good">The pool's policy accepts it.</span>
        ) : (
          <span className="text-muted">Needs {policyRules(policy).join(", ")}.</span>
        )}
      </p>
    </form>
  );
}
