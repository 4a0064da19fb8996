import { optionLabels } from "#components/operations/option-words.ts";
import type { OrderedOperation } from "#components/operations/ordered-operation.ts";
import { TypedPasswordField } from "#components/operations/typed-password-field.tsx";
import { CheckboxOption } from "#components/ui/checkbox.tsx";
import type { PasswordPolicy } from "#lib/operations/password.ts";

/** The choices that an operation leaves; none, nothing. */
export function OptionFields({ operation, policy }: { operation: OrderedOperation; policy: PasswordPolicy }) {
  const { offered, rows, frozen, progress, report, send } = operation;
  const { options, password } = progress;
  if (offered.length === 0) return null;
  return (
    <fieldset disabled={frozen} className="mb-3">
      <legend className="sr-only">Options</legend>
      {offered.map((name) => (
        <div key={name}>
          <CheckboxOption
            label={optionLabels[name](rows)}
            checked={Boolean(options[name])}
            onChange={(event) => report({ type: "option-set", option: name, on: event.target.checked })}
          />
          {name === "typedPassword" && options.typedPassword && (
            <TypedPasswordField
              password={password}
              policy={policy}
              disabled={frozen}
              onChange={(typed) => report({ type: "password-typed", password: typed })}
              onSubmit={send}
            />
          )}
        </div>
      ))}
    </fieldset>
  );
}
