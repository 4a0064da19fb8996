import { cva, type VariantProps } from "class-variance-authority";
import type { ReactNode } from "react";

const badgeClass = cva("inline-flex h-5 items-center gap-1.5 whitespace-nowrap rounded-full px-2 text-xs font-medium", {
  variants: {
    tone: {
      good: "bg-good-soft text-good",
      warn: "bg-warn-soft text-warn",
      bad: "bg-bad-soft text-bad",
      info: "bg-info-soft text-info",
      accent: "bg-accent-soft text-accent",
      none: "bg-hover text-muted",
    },
  },
  defaultVariants: { tone: "none" },
});

export type Tone = NonNullable<VariantProps<typeof badgeClass>["tone"]>;

export const Badge = ({ tone, children }: { tone?: Tone; children: ReactNode }) => (
  <span className={badgeClass({ tone })}>{children}</span>
);

const dotClass = cva("size-2 shrink-0 rounded-full", {
  variants: {
    tone: {
      good: "bg-dot-good",
      warn: "bg-dot-warn",
      bad: "bg-dot-bad",
      info: "bg-dot-info",
      accent: "bg-dot-accent",
      none: "bg-dot-none",
    },
  },
  defaultVariants: { tone: "none" },
});

/** Only ever beside the words it repeats. */
export const Dot = ({ tone }: { tone?: Tone }) => <span aria-hidden="true" className={dotClass({ tone })} />;
