import { cva } from "class-variance-authority";
import CircleAlert from "lucide-react/icons/circle-alert";
import Info from "lucide-react/icons/info";
import TriangleAlert from "lucide-react/icons/triangle-alert";
import type { ReactNode } from "react";

const bannerClass = cva("flex items-start gap-2.5 rounded-md px-3 py-2 text-sm [&_svg]:mt-0.5 [&_svg]:size-4", {
  variants: {
    tone: { info: "bg-subtle text-ink", warn: "bg-warn-soft text-warn", bad: "bg-bad-soft text-bad" },
  },
});

const icons = { info: Info, warn: TriangleAlert, bad: CircleAlert };

interface BannerProps {
  tone: "info" | "warn" | "bad";
  /** Set when it appears in answer to something the person did, so that it is read out. */
  announced?: boolean;
  /** A button or link at the end. */
  action?: ReactNode;
  children: ReactNode;
}

export function Banner({ tone, announced, action, children }: BannerProps) {
  const Icon = icons[tone];
  return (
    <div role={announced ? (tone === "bad" ? "alert" : "status") : undefined} className={bannerClass({ tone })}>
      <Icon aria-hidden="true" className="shrink-0" />
      <div className="min-w-0 flex-1 break-words">{children}</div>
      {action}
    </div>
  );
}
