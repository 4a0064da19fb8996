import type { HTMLAttributes } from "react";

interface ScrollRegionProps extends HTMLAttributes<HTMLElement> {
  as?: "section" | "ul" | "pre";
}

/** What may scroll on its own: a stop for the keyboard, which could not scroll it otherwise. */
export const ScrollRegion = ({ as: Element = "section", ...rest }: ScrollRegionProps) => (
  <Element tabIndex={0} {...rest} />
);
