"use client";

import { useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { CheckboxOption } from "#components/ui/checkbox.tsx";
import { SelectField } from "#components/ui/text-field.tsx";
import { AttributeField } from "#components/users/attribute-field.tsx";
import { type AttributeSchema, attributeLabel, editable, valueProblem } from "#lib/pools/attribute-schema.ts";

/** Contacts, and what marking them verified is called. */
const contacts: Record<string, string> = {
  email: "Mark the new e-mail address verified",
  phone_number: "Mark the new phone number verified",
};

interface AttributeEditorProps {
  attributes: Record<string, string>;
  schema: readonly AttributeSchema[];
  /** Whether only contacts may be corrected, which are then marked verified by somebody else. */
  contactsOnly: boolean;
  onReview: (changes: Record<string, string | null>, anchor: HTMLElement) => void;
  onCancel: () => void;
}

/** The attributes that may be changed, by the pool's schema: those that are set, the contacts, and any other that is asked for. */
export function AttributeEditor({ attributes, schema, contactsOnly, onReview, onCancel }: AttributeEditorProps) {
  const fields = editable(schema).filter(({ name }) => !contactsOnly || contacts[name] !== undefined);
  const [values, setValues] = useState<Record<string, string>>({});
  const [marked, setMarked] = useState<Record<string, boolean>>({});
  const [added, setAdded] = useState<string[]>([]);
  const form = useRef<HTMLFormElement>(null);

  const isShown = ({ name, required }: AttributeSchema): boolean =>
    required || attributes[name] !== undefined || contacts[name] !== undefined || added.includes(name);
  const shown = fields.filter(isShown);
  const others = fields.filter((field) => !isShown(field));
  const currentOf = (name: string): string => values[name] ?? attributes[name] ?? "";
  const changed = shown.filter(({ name }) => currentOf(name) !== (attributes[name] ?? ""));
  const problems = Object.fromEntries(changed.map((field) => [field.name, valueProblem(field, currentOf(field.name))]));
  const ready = changed.length > 0 && changed.every(({ name }) => problems[name] === null);

  const changes = (): Record<string, string | null> =>
    Object.fromEntries(
      changed.flatMap(({ name }): [string, string | null][] => {
        const value = currentOf(name) || null;
        // said outright either way: a new address must not keep the mark of the old one
        return contacts[name] && value !== null
          ? [
              [name, value],
              [`${name}_verified`, String(Boolean(marked[name]))],
            ]
          : [[name, value]];
      }),
    );

  return (
    <form
      ref={form}
      aria-label="Edit attributes"
      className="space-y-3"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        onCancel();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        const button = form.current?.querySelector<HTMLElement>("[type=submit]");
        if (ready && button) onReview(changes(), button);
      }}
    >
      {shown.map((field) => (
        <div key={field.name}>
          <AttributeField
            attribute={field}
            value={currentOf(field.name)}
            problem={problems[field.name] ?? null}
            onChange={(value) => setValues({ ...values, [field.name]: value })}
          />
          {!contactsOnly && contacts[field.name] && changed.includes(field) && currentOf(field.name) !== "" && (
            <CheckboxOption
              label={contacts[field.name]}
              hint="Only when you know that it belongs to this person."
              checked={Boolean(marked[field.name])}
              onChange={(event) => setMarked({ ...marked, [field.name]: event.target.checked })}
            />
          )}
        </div>
      ))}
      {others.length > 0 && (
        <SelectField
          label="Another attribute"
          value=""
          onChange={(event) => event.target.value && setAdded([...added, event.target.value])}
        >
          <option value="">Choose one to add</option>
          {others.map(({ name }) => (
            <option key={name} value={name}>
              {attributeLabel(name)}
            </option>
          ))}
        </SelectField>
      )}
      <div className="flex justify-end gap-2 pt-1">
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" tone="primary" unavailable={!ready}>
          Review the changes…
        </Button>
      </div>
    </form>
  );
}
