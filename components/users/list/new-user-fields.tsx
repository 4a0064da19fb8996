import ChevronRight from "lucide-react/icons/chevron-right";
import { type Dispatch, type SetStateAction, useId } from "react";
import { CheckboxOption } from "#components/ui/checkbox.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { AttributeField } from "#components/users/attribute-field.tsx";
import { hasUsernames, type NewUserOrder, newUserFields, usualMedium } from "#lib/new-user/new-user.ts";
import type { AttributeSchema } from "#lib/pools/attribute-schema.ts";
import type { Pool } from "#lib/pools/pool.ts";

/** The form as it is filled in; "" where nothing is typed. */
export interface TypedUser {
  username: string;
  attributes: Record<string, string>;
  /** undefined while nobody has chosen. */
  medium: NewUserOrder["medium"] | undefined;
}

export const emptyUser: TypedUser = { username: "", attributes: {}, medium: undefined };

const marks = [
  { contact: "email", mark: "email_verified", label: "Mark the e-mail address verified" },
  { contact: "phone_number", mark: "phone_number_verified", label: "Mark the phone number verified" },
];

const deliveries: { medium: NewUserOrder["medium"]; label: string; hint: string; needs: string | null }[] = [
  { medium: "EMAIL", label: "Invite by e-mail", hint: "Cognito makes and sends the password.", needs: "email" },
  { medium: "SMS", label: "Invite by SMS", hint: "A text message, which costs.", needs: "phone_number" },
  { medium: null, label: "Send nothing", hint: "The temporary password is shown to you once.", needs: null },
];

/** What the form asks for; without what is empty, and without the mark of a contact that is not given. */
export function newUserOrder({ username, attributes, medium }: TypedUser, { key, settings }: Pool): NewUserOrder {
  const isWhole = (name: string): boolean =>
    marks.every(({ contact, mark }) => mark !== name || Boolean(attributes[contact]));
  return {
    pool: key,
    username: hasUsernames(settings) ? username : null,
    attributes: Object.fromEntries(Object.entries(attributes).filter(([name, value]) => value !== "" && isWhole(name))),
    medium: medium === undefined ? usualMedium(settings, attributes) : medium,
  };
}

interface NewUserFieldsProps {
  settings: Pool["settings"];
  typed: TypedUser;
  /** How the user learns of it: as chosen, or as is usual. */
  medium: NewUserOrder["medium"];
  /** By field: what is wrong with it. */
  problems: Record<string, string>;
  /** The form was sent: every field is told what is wrong with it, and not those alone that were filled. */
  tried: boolean;
  frozen: boolean;
  onChange: Dispatch<SetStateAction<TypedUser>>;
}

/** What the pool's schema asks of a new user, and how the user learns of it. */
export function NewUserFields({ settings, typed, medium, problems, tried, frozen, onChange }: NewUserFieldsProps) {
  const { first, more } = newUserFields(settings);
  const { username, attributes } = typed;
  const set = (name: string, value: string) =>
    onChange((before) => ({ ...before, attributes: { ...before.attributes, [name]: value } }));
  const problemOf = (name: string, value: string): string | null =>
    tried || value !== "" ? (problems[name] ?? null) : null;
  const field = (attribute: AttributeSchema) => (
    <AttributeField
      key={attribute.name}
      attribute={attribute}
      value={attributes[attribute.name] ?? ""}
      problem={problemOf(attribute.name, attributes[attribute.name] ?? "")}
      onChange={(value) => set(attribute.name, value)}
    />
  );
  return (
    <>
      <fieldset disabled={frozen} className="space-y-3">
        <legend className="sr-only">The user</legend>
        {hasUsernames(settings) && (
          <UsernameField
            value={username}
            problem={problemOf("username", username)}
            onChange={(value) => onChange((before) => ({ ...before, username: value }))}
          />
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
                onChange={(event) => set(mark, event.target.checked ? "true" : "")}
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
                onChange={() => onChange((before) => ({ ...before, medium: delivery.medium }))}
                className="mt-0.5 size-4 accent-accent"
              />
              <span>
                <span className="block">{delivery.label}</span>
                <span className="block text-muted">{delivery.hint}</span>
              </span>
            </label>
          ))}
      </fieldset>
    </>
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
