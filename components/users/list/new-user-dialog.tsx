"use client";

import ChevronRight from "lucide-react/icons/chevron-right";
import { useId, useRef, useState } from "react";
import { type Problem, ProblemText } from "#components/health/problem-text.tsx";
import { PasswordHandover } from "#components/jobs/password-handover.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { CheckboxOption } from "#components/ui/checkbox.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { AttributeField } from "#components/users/attribute-field.tsx";
import type { UserActions } from "#components/users/user-actions.ts";
import type { AttributeSchema } from "#lib/pools/attribute-schema.ts";
import type { Pool } from "#lib/pools/pool.ts";
import {
  type CreatedUser,
  hasUsernames,
  type NewUserOrder,
  newUserFields,
  newUserProblems,
} from "#lib/users/new-user.ts";

const marks = [
  { contact: "email", mark: "email_verified", label: "Mark the e-mail address verified" },
  { contact: "phone_number", mark: "phone_number_verified", label: "Mark the phone number verified" },
];

const deliveries: { medium: NewUserOrder["medium"]; label: string; hint: string; needs: string | null }[] = [
  { medium: "EMAIL", label: "Invite by e-mail", hint: "Cognito makes and sends the password.", needs: "email" },
  { medium: "SMS", label: "Invite by SMS", hint: "A text message, which costs.", needs: "phone_number" },
  { medium: null, label: "Send nothing", hint: "The temporary password is shown to you once.", needs: null },
];

interface NewUserDialogProps {
  pool: Pool;
  createUser: UserActions["createUser"];
  onCreated: (sub: string) => void;
  onClosed: () => void;
  finalFocus: () => HTMLElement | null;
}

/** A user to be made: the form that the pool's schema asks for, then, in the same place, the password if there is one to hand over. */
export function NewUserDialog({ pool, createUser, onCreated, onClosed, finalFocus }: NewUserDialogProps) {
  const { settings } = pool;
  const { first, more } = newUserFields(settings);
  const [open, setOpen] = useState(true);
  const [username, setUsername] = useState("");
  const [attributes, setAttributes] = useState<Record<string, string>>({});
  const [medium, setMedium] = useState<NewUserOrder["medium"]>("EMAIL");
  // a field is told what is wrong with it once it was filled, and all of them once the form was sent
  const [tried, setTried] = useState(false);
  const [start, setStart] = useState<"not-yet" | "pending" | "unknown">("not-yet");
  const [problem, setProblem] = useState<Problem | string | null>(null);
  const [created, setCreated] = useState<Extract<CreatedUser, { state: "created" }> | null>(null);
  // one key for all attempts at the same user, so that a second one cannot make a second user
  const key = useRef(crypto.randomUUID());
  const form = useId();

  // a mark without its contact is none
  const isWhole = (name: string): boolean =>
    marks.every(({ contact, mark }) => mark !== name || Boolean(attributes[contact]));
  const order: NewUserOrder = {
    pool: pool.key,
    username: hasUsernames(settings) ? username : null,
    attributes: Object.fromEntries(Object.entries(attributes).filter(([name, value]) => value !== "" && isWhole(name))),
    medium,
  };
  const problems = newUserProblems(order, settings);
  const frozen = start !== "not-yet";
  const problemOf = (name: string, value: string): string | null =>
    tried || value !== "" ? (problems[name] ?? null) : null;
  const close = () => start !== "pending" && setOpen(false);

  const send = async () => {
    setTried(true);
    if (Object.keys(problems).length > 0 || start === "pending") return;
    setStart("pending");
    setProblem(null);
    try {
      const answer = await createUser({ ...order, key: key.current });
      const value: CreatedUser = answer.ok ? answer.value : { state: "failed", ...answer.error };
      if (value.state === "created") {
        onCreated(value.sub);
        // with nothing to hand over, the page of the new user says the rest
        if (value.password === null && value.note === null) setOpen(false);
        setCreated(value);
        return;
      }
      setProblem(value);
      setStart(value.state === "unknown" ? "unknown" : "not-yet");
      // a definite no ends the attempt; another one is another
      if (value.state === "failed") key.current = crypto.randomUUID();
    } catch {
      setProblem(
        "The console did not answer, so it is not known whether the user was made. Try again: no second one will be.",
      );
      setStart("unknown");
    }
  };

  if (created)
    return (
      <Dialog
        open={open}
        title={`${created.label} is created`}
        onClose={close}
        onClosed={onClosed}
        finalFocus={finalFocus}
        footer={
          <Button key="close" tone="primary" onClick={(event) => event.detail < 2 && setOpen(false)}>
            Close
          </Button>
        }
      >
        {created.password !== null ? (
          <div className="space-y-2 text-sm">
            <p>Cognito has sent nothing. Hand this temporary password over.</p>
            <PasswordHandover password={created.password} note={created.note} label={created.label} />
          </div>
        ) : (
          created.note && <Banner tone="warn">{created.note}</Banner>
        )}
      </Dialog>
    );

  const field = (attribute: AttributeSchema) => (
    <AttributeField
      key={attribute.name}
      attribute={attribute}
      value={attributes[attribute.name] ?? ""}
      problem={problemOf(attribute.name, attributes[attribute.name] ?? "")}
      onChange={(value) => setAttributes({ ...attributes, [attribute.name]: value })}
    />
  );
  return (
    <Dialog
      open={open}
      title={`New user in ${pool.name}`}
      onClose={close}
      onClosed={onClosed}
      finalFocus={finalFocus}
      footer={
        <>
          <Button unavailable={start === "pending"} onClick={close}>
            Cancel
          </Button>
          <Button type="submit" form={form} tone="primary" pending={start === "pending"}>
            {start === "unknown" ? "Try again" : medium === null ? "Create the user" : "Create and invite"}
          </Button>
        </>
      }
    >
      <form
        id={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <fieldset disabled={frozen} className="space-y-3">
          <legend className="sr-only">The user</legend>
          {hasUsernames(settings) && (
            <UsernameField value={username} problem={problemOf("username", username)} onChange={setUsername} />
          )}
          {first.map(field)}
          {more.length > 0 && (
            <details className="group">
              <summary className="inline-flex items-center gap-1 rounded text-accent text-sm hover:text-accent-hover">
                <ChevronRight aria-hidden="true" className="size-3.5 transition-transform group-open:rotate-90" />
                More attributes ({more.length})
              </summary>
              <div className="mt-2 space-y-3">{more.map(field)}</div>
            </details>
          )}
          <div>
            {marks
              .filter(({ contact }) => attributes[contact])
              .map(({ mark, label }) => (
                <CheckboxOption
                  key={mark}
                  label={label}
                  hint="Only when you know that it belongs to this person."
                  checked={attributes[mark] === "true"}
                  onChange={(event) => setAttributes({ ...attributes, [mark]: event.target.checked ? "true" : "" })}
                />
              ))}
          </div>
        </fieldset>
        <fieldset disabled={frozen} className="mt-4 border-line border-t pt-3">
          <legend className="sr-only">How the user learns of it</legend>
          {deliveries
            .filter(({ needs }) => needs !== "phone_number" || attributes.phone_number)
            .map((delivery) => (
              <label key={delivery.label} className="flex cursor-pointer items-start gap-2.5 py-1.5 text-sm">
                <input
                  type="radio"
                  name="delivery"
                  checked={medium === delivery.medium}
                  onChange={() => setMedium(delivery.medium)}
                  className="mt-0.5 size-4 accent-accent"
                />
                <span>
                  <span className="block">{delivery.label}</span>
                  <span className="block text-muted">{delivery.hint}</span>
                </span>
              </label>
            ))}
        </fieldset>
      </form>
      {problem && (
        <div className="mt-3">
          <Banner tone={start === "unknown" ? "warn" : "bad"} announced>
            <ProblemText problem={problem} />
          </Banner>
        </div>
      )}
    </Dialog>
  );
}

interface UsernameFieldProps {
  value: string;
  problem: string | null;
  onChange: (username: string) => void;
}

function UsernameField({ value, problem, onChange }: UsernameFieldProps) {
  const problemId = useId();
  return (
    <div>
      <TextField
        label="Username (required)"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        value={value}
        aria-invalid={problem !== null}
        aria-describedby={problem ? problemId : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      {problem && (
        <p id={problemId} className="mt-1 text-bad text-xs">
          {problem}
        </p>
      )}
    </div>
  );
}
