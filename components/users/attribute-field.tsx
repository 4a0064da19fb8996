"use client";

import { useId } from "react";
import { SelectField, TextField } from "#components/ui/text-field.tsx";
import { type AttributeSchema, attributeLabel } from "#lib/pools/attribute-schema.ts";

interface AttributeFieldProps {
  attribute: AttributeSchema;
  /** "" where it is not set. */
  value: string;
  /** What is wrong with the value, once that is worth saying. */
  problem: string | null;
  onChange: (value: string) => void;
}

const inputTypes: Record<string, string> = { email: "email", phone_number: "tel" };

/** The editor of one attribute, by the type that the pool gives it. */
export function AttributeField({ attribute, value, problem, onChange }: AttributeFieldProps) {
  const { name, type, required } = attribute;
  const problemId = useId();
  const label = `${attributeLabel(name)}${required ? " (required)" : ""}`;
  const described = { "aria-invalid": problem !== null, "aria-describedby": problem ? problemId : undefined };
  return (
    <div className="min-w-0">
      {type === "Boolean" ? (
        <SelectField
          label={label}
          value={value.toLowerCase()}
          onChange={(event) => onChange(event.target.value)}
          {...described}
        >
          <option value="">Not set</option>
          <option>true</option>
          <option>false</option>
        </SelectField>
      ) : (
        <TextField
          label={label}
          type={inputTypes[name] ?? "text"}
          inputMode={type === "Number" ? "numeric" : undefined}
          autoComplete="off"
          spellCheck={false}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          {...described}
        />
      )}
      {problem && (
        <p id={problemId} className="mt-1 text-bad text-xs">
          {problem}
        </p>
      )}
    </div>
  );
}
