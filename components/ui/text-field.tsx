import { clsx } from "clsx";
import type { ComponentProps, ReactNode } from "react";

/** The look of anything one types or chooses in. */
export const fieldClass =
  "h-8 w-full min-w-0 rounded-md border border-edge bg-raised px-2.5 text-sm text-ink transition-colors hover:border-muted focus-visible:border-accent focus-visible:outline-offset-0 aria-invalid:border-bad";

type TextFieldProps = Omit<ComponentProps<"input">, "children"> & {
  label: string;
  /** Stands inside the field, at its end. */
  trailing?: ReactNode;
};

export const TextField = ({ label, trailing, className, ...rest }: TextFieldProps) => (
  <label className={clsx("block min-w-0", className)}>
    <span className="mb-1 block font-medium text-muted text-xs">{label}</span>
    <span className="relative block">
      <input {...rest} className={clsx(fieldClass, trailing && "pr-9")} />
      {trailing && <span className="absolute inset-y-0 right-0.5 flex items-center">{trailing}</span>}
    </span>
  </label>
);

type SelectFieldProps = ComponentProps<"select"> & { label: string };

/** A native select: it works without script and is what every phone and screen reader knows. */
export const SelectField = ({ label, className, children, ...rest }: SelectFieldProps) => (
  <label className={clsx("block min-w-0", className)}>
    <span className="mb-1 block font-medium text-muted text-xs">{label}</span>
    <select {...rest} className={clsx(fieldClass, "pr-1")}>
      {children}
    </select>
  </label>
);
