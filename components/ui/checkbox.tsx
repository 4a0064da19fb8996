import { clsx } from "clsx";
import { type ComponentProps, type ReactNode, useId } from "react";

type CheckboxProps = Omit<ComponentProps<"input">, "type" | "ref"> & { indeterminate?: boolean };

/** A native checkbox; its box is drawn in globals.css. */
export const Checkbox = ({ indeterminate = false, className, ...rest }: CheckboxProps) => (
  <input
    {...rest}
    type="checkbox"
    className={clsx("checkbox", className)}
    // `indeterminate` is a property without an attribute
    ref={(input) => {
      if (input) input.indeterminate = indeterminate;
    }}
  />
);

type CheckboxOptionProps = CheckboxProps & { label: ReactNode; hint?: ReactNode };

/** A checkbox with its label beside it, in a dialog or form. */
export function CheckboxOption({ label, hint, ...rest }: CheckboxOptionProps) {
  const id = useId();
  return (
    <div className="-ml-2.5 flex items-start has-disabled:text-faint">
      <Checkbox {...rest} id={id} />
      <label htmlFor={id} className="min-w-0 cursor-pointer py-2 text-sm">
        {label}
        {hint && <span className="block text-muted">{hint}</span>}
      </label>
    </div>
  );
}
