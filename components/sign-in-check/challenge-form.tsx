"use client";

import { SecretField } from "#components/sign-in-check/secret-field.tsx";
import { StepForm } from "#components/sign-in-check/step-form.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { SelectField, TextField } from "#components/ui/text-field.tsx";
import type { Challenge } from "#lib/sign-in/answer.ts";
import { type CodeFactor, codeFactors, type Speaker, type Step, type StepName } from "#lib/sign-in/step.ts";

const codeLabels: Record<CodeFactor, string> = {
  SOFTWARE_TOKEN_MFA: "Code from the authenticator app",
  SMS_MFA: "Code from the SMS",
  EMAIL_OTP: "Code from the e-mail",
};

interface ChallengeFormProps {
  challenge: Challenge;
  by: Speaker;
  pending: StepName | null;
  rules: string;
  onStep: (step: Step) => void;
}

export function ChallengeForm({ challenge, by, pending, rules, onStep }: ChallengeFormProps) {
  const { name, session, username, requiredAttributes, destination, factors } = challenge;
  const answer = { by, session, username };
  if (name === "NEW_PASSWORD_REQUIRED")
    return (
      <StepForm
        step="new-password"
        pending={pending}
        onSend={(field) => {
          const attributes = Object.fromEntries(
            requiredAttributes
              .map((one) => [one, field(`attribute ${one}`)] as const)
              .filter(([, value]) => value !== ""),
          );
          onStep({ name: "new-password", ...answer, password: field("new-password"), attributes });
        }}
      >
        <SecretField label="New password" name="new-password" autoComplete="new-password" hint={rules} />
        {requiredAttributes.map((one) => (
          <TextField
            key={one}
            label={`${one.replace(/^custom:/, "")} (the pool requires it)`}
            name={`attribute ${one}`}
            maxLength={2048}
            autoComplete="off"
          />
        ))}
      </StepForm>
    );
  const factor = codeFactors.find((one) => one === name);
  if (factor)
    return (
      <StepForm
        step="answer-code"
        pending={pending}
        onSend={(field) => onStep({ name: "answer-code", ...answer, factor, code: field("code").trim() })}
      >
        <TextField
          label={`${codeLabels[factor]}${destination ? `, sent to ${destination}` : ""}`}
          name="code"
          required
          maxLength={64}
          autoComplete="off"
          inputMode="numeric"
        />
      </StepForm>
    );
  if (name === "SELECT_MFA_TYPE")
    return (
      <StepForm
        step="choose-factor"
        pending={pending}
        onSend={(field) => onStep({ name: "choose-factor", ...answer, factor: field("factor") })}
      >
        <SelectField label="Second factor" name="factor">
          {factors.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </SelectField>
      </StepForm>
    );
  if (name === "MFA_SETUP" && factors.includes("SOFTWARE_TOKEN_MFA"))
    return (
      <StepForm step="begin-app" pending={pending} onSend={() => onStep({ name: "begin-app", session, username })} />
    );
  return <Banner tone="info">This page cannot answer {name}. Try it in the user's own app.</Banner>;
}
