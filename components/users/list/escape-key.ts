import { useEffect, useEffectEvent } from "react";

/**
 * Escape leaves what is open beside or within the list wherever the focus is, unless it closes something first.
 * @param shut something that Escape closes is open, or is about to be
 */
export function useEscape(shut: boolean, leave: () => void): void {
  const onEscape = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented || shut) return;
    const within = event.target instanceof Element && event.target.closest("[role=dialog], [role=menu]");
    if (within || document.querySelector(":popover-open")) return;
    leave();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onEscape(event);
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}
