import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { Spinner } from "#components/ui/spinner.tsx";

/** The look of a button, for buttons and for links that stand among them. */
export const buttonClass = cva(
  "inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md font-medium transition-colors duration-100 aria-disabled:cursor-not-allowed disabled:cursor-not-allowed [&_svg]:size-4 [&_svg]:shrink-0",
  {
    variants: {
      tone: {
        primary:
          "bg-accent text-on-accent hover:bg-accent-hover aria-disabled:bg-hover aria-disabled:text-faint disabled:bg-hover disabled:text-faint",
        harsh:
          "bg-bad-fill text-on-bad hover:bg-bad-fill-hover aria-disabled:bg-hover aria-disabled:text-faint disabled:bg-hover disabled:text-faint",
        plain:
          "border border-line bg-raised text-ink shadow-[0_1px_1px_rgb(0_0_0/0.03)] hover:bg-hover aria-disabled:text-faint aria-disabled:hover:bg-raised disabled:text-faint disabled:hover:bg-raised",
        quiet: "text-muted hover:bg-hover hover:text-ink aria-disabled:text-faint disabled:text-faint",
      },
      size: {
        small: "h-7 px-2 text-sm",
        medium: "h-8 px-3 text-sm",
        large: "h-10 px-4 text-base",
        square: "size-8",
        squareSmall: "size-6",
      },
    },
    defaultVariants: { tone: "plain", size: "medium" },
  },
);

type ButtonProps = ComponentProps<"button"> &
  VariantProps<typeof buttonClass> & {
    /** Shows a spinner and takes no clicks. */
    pending?: boolean;
    /** Takes no clicks but keeps the focus, so that the reason beside it can be heard. */
    unavailable?: boolean;
  };

export function Button({ tone, size, className, pending, unavailable, children, onClick, ...rest }: ButtonProps) {
  const idle = Boolean(pending || unavailable);
  return (
    <button
      type="button"
      {...rest}
      className={buttonClass({ tone, size, className })}
      aria-disabled={idle || undefined}
      aria-busy={pending || undefined}
      onClick={idle ? (event) => event.preventDefault() : onClick}
    >
      {pending && <Spinner />}
      {children}
    </button>
  );
}
