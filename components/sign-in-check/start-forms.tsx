"use client";

import { useState } from "react";
import { SecretField } from "#components/sign-in-check/secret-field.tsx";
import { StepForm } from "#components/sign-in-check/step-form.tsx";
import { Button } from "#components/ui/button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { PasswordFlow } from "#lib/sign-in/app-client.ts";
import type { Step, StepName } from "#lib/sign-in/step.ts";
import { type Beginning, beginnings } from "#lib/sign-in-check/stage.ts";

const beginningTexts: Record<Beginning, string> = {
  "sign-in": "Knows the password",
  "forgot-password": "Forgot the password",
  "confirm-forgot-password": "Has a code",
};

interface StartFormsProps {
  first: Beginning;
  flow: PasswordFlow | null;
  username: string;
  pending: StepName | null;
  /** What the pool's policy asks, in words. */
  rules: string;
  onUsername: (username: string) => void;
  onStep: (step: Step) => void;
}

/** How a user can begin: with the password, without it, or with a code that came already. */
export function StartForms({ first, flow, username, pending, rules, onUsername, onStep }: StartFormsProps) {
  const [chosen, setChosen] = useState(flow === null && first === "sign-in" ? "forgot-password" : first);
  const user = (
    <TextField
      label="User"
      name="username"
      required
      maxLength={128}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      placeholder="Username, or what the pool takes for it"
      value={username}
      onChange={(event) => onUsername(event.target.value)}
    />
  );
  return (
    <div className="space-y-4">
      <fieldset className="flex flex-wrap gap-1">
        <legend className="sr-only">The user</legend>
        {beginnings.map((one) => (
          <Button
            key={one}
            size="small"
            tone={one === chosen ? "plain" : "quiet"}
            aria-pressed={one === chosen}
            unavailable={one === "sign-in" && flow === null}
            onClick={() => setChosen(one)}
          >
            {beginningTexts[one]}
          </Button>
        ))}
      </fieldset>
      {chosen === "sign-in" && flow && (
        <StepForm
          step="sign-in"
          pending={pending}
          onSend={(field) => onStep({ name: "sign-in", flow, username, password: field("password") })}
        >
          {user}
          <SecretField label="Password" name="password" autoComplete="off" />
        </StepForm>
      )}
      {chosen === "forgot-password" && (
        <StepForm step="forgot-password" pending={pending} onSend={() => onStep({ name: "forgot-password", username })}>
          {user}
          <p className="text-muted text-xs">A real message goes to the user's verified address or number.</p>
        </StepForm>
      )}
      {chosen === "confirm-forgot-password" && (
        <StepForm
          step="confirm-forgot-password"
          pending={pending}
          onSend={(field) =>
            onStep({
              name: "confirm-forgot-password",
              username,
              code: field("code").trim(),
              password: field("new-password"),
            })
          }
        >
          {user}
          <TextField label="Code" name="code" required maxLength={64} autoComplete="off" inputMode="numeric" />
          <SecretField label="New password" name="new-password" autoComplete="new-password" hint={rules} />
        </StepForm>
      )}
    </div>
  );
}
