"use client";

import { Menu as Base } from "@base-ui/react/menu";
import { type ReactNode, useId } from "react";

interface MenuProps {
  label: string;
  /** The button it hangs from, which gets the focus back. */
  anchor: HTMLElement;
  onClose: () => void;
  children: ReactNode;
}

/** An open menu beside the button that asked for it; mounted only while it is open. */
export const Menu = ({ label, anchor, onClose, children }: MenuProps) => (
  <Base.Root open onOpenChange={(open) => !open && onClose()}>
    <Base.Portal>
      <Base.Positioner anchor={anchor} align="end" sideOffset={4} collisionPadding={8} className="z-10 outline-none">
        <Base.Popup
          aria-label={label}
          finalFocus={() => anchor}
          className="max-h-(--available-height) w-72 overflow-y-auto overscroll-contain rounded-lg bg-raised p-1 text-ink shadow-lift outline-none"
        >
          {children}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  </Base.Root>
);

export const MenuGroup = ({ label, children }: { label: string; children: ReactNode }) => (
  <Base.Group className="not-first:mt-1 not-first:border-line not-first:border-t not-first:pt-1">
    <Base.GroupLabel className="px-2.5 pt-1.5 pb-1 font-medium text-faint text-xs">{label}</Base.GroupLabel>
    {children}
  </Base.Group>
);

interface MenuItemProps {
  label: string;
  /** A line below the label: why it is not possible, or what it will ask. */
  note?: string | null;
  /** Keeps its place and can be reached, so that the note can be read, but does nothing. */
  unavailable?: boolean;
  onSelect: () => void;
}

export function MenuItem({ label, note, unavailable = false, onSelect }: MenuItemProps) {
  const noteId = useId();
  return (
    <Base.Item
      label={label}
      disabled={unavailable}
      onClick={onSelect}
      aria-describedby={note ? noteId : undefined}
      className="group block select-none rounded-md px-2.5 py-1.5 text-sm outline-none data-highlighted:bg-hover"
    >
      <span className="block font-medium group-data-disabled:text-faint">{label}</span>
      {note && (
        // hidden from the name, so that the item is called by its label; it is read out as the description
        <span id={noteId} aria-hidden="true" className="block text-muted text-xs">
          {note}
        </span>
      )}
    </Base.Item>
  );
}
