"use client";

import { ChallengeForm } from "#components/sign-in-check/challenge-form.tsx";
import { SecretField } from "#components/sign-in-check/secret-field.tsx";
import { StartForms } from "#components/sign-in-check/start-forms.tsx";
import { StepForm } from "#components/sign-in-check/step-form.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { PasswordFlow } from "#lib/sign-in/app-client.ts";
import type { Step, StepName } from "#lib/sign-in/step.ts";
import type { Stage } from "#lib/sign-in-check/stage.ts";

interface NextStepProps {
  stage: Stage;
  flow: PasswordFlow | null;
  username: string;
  pending: StepName | null;
  rules: string;
  onUsername: (username: string) => void;
  onStep: (step: Step) => void;
}

/** What can be said now. */
export function NextStep({ stage, flow, username, pending, rules, onUsername, onStep }: NextStepProps) {
  switch (stage.at) {
    case "start":
      return (
        <StartForms
          first={stage.with}
          flow={flow}
          username={username}
          pending={pending}
          rules={rules}
          onUsername={onUsername}
          onStep={onStep}
        />
      );
    case "challenge":
      return (
        <ChallengeForm challenge={stage.challenge} by={stage.by} pending={pending} rules={rules} onStep={onStep} />
      );
    case "app-secret":
      return (
        <StepForm
          step="verify-app"
          pending={pending}
          onSend={(field) =>
            onStep({
              name: "verify-app",
              session: stage.session,
              username: stage.username,
              code: field("code").trim(),
            })
          }
        >
          <div>
            <p className="font-medium text-muted text-xs">Secret for the app, shown until the next step</p>
            <div className="mt-1 flex flex-wrap items-center gap-2">
              <code className="min-w-0 break-all rounded-md bg-subtle px-2.5 py-1.5 text-xs">{stage.secret}</code>
              <CopyButton text={stage.secret} label="Copy the secret" />
            </div>
          </div>
          <TextField
            label="Code from the authenticator app"
            name="code"
            required
            maxLength={64}
            autoComplete="off"
            inputMode="numeric"
          />
        </StepForm>
      );
    case "app-verified":
      return (
        <StepForm
          step="finish-app"
          pending={pending}
          onSend={() => onStep({ name: "finish-app", by: stage.by, session: stage.session, username: stage.username })}
        />
      );
    case "signed-in":
      return <SignedIn stage={stage} pending={pending} rules={rules} onStep={onStep} />;
  }
}

interface SignedInProps {
  stage: Extract<Stage, { at: "signed-in" }>;
  pending: StepName | null;
  rules: string;
  onStep: (step: Step) => void;
}

function SignedIn({ stage: { accessToken, username }, pending, rules, onStep }: SignedInProps) {
  return (
    <div className="space-y-5">
      <StepForm
        step="change-password"
        pending={pending}
        tone="plain"
        onSend={(field) =>
          onStep({
            name: "change-password",
            accessToken,
            username,
            previous: field("previous"),
            proposed: field("new-password"),
          })
        }
      >
        <SecretField label="Current password" name="previous" autoComplete="off" />
        <SecretField label="New password" name="new-password" autoComplete="new-password" hint={rules} />
      </StepForm>
      <div className="border-line border-t pt-4">
        <StepForm
          step="sign-out"
          pending={pending}
          tone="plain"
          onSend={() => onStep({ name: "sign-out", accessToken, username })}
        >
          <p className="text-muted text-xs">Ends the sessions of {username} in every app, with the user's own token.</p>
        </StepForm>
      </div>
    </div>
  );
}
