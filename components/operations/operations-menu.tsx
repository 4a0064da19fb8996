"use client";

import { type OperationOffer, operationGroups } from "#components/operations/operation-offer.ts";
import { Menu, MenuGroup, MenuItem } from "#components/ui/menu.tsx";
import { type OperationId, operations } from "#lib/operations/catalog.ts";

interface OperationsMenuProps {
  label: string;
  anchor: HTMLElement;
  /** Operations shown elsewhere already. */
  without?: readonly OperationId[];
  offer: (id: OperationId) => OperationOffer;
  onChoose: (id: OperationId) => void;
  onClose: () => void;
}

export const OperationsMenu = ({ label, anchor, without = [], offer, onChoose, onClose }: OperationsMenuProps) => (
  <Menu label={label} anchor={anchor} onClose={onClose}>
    {operationGroups
      .map((group) => ({ ...group, ids: group.ids.filter((id) => !without.includes(id)) }))
      .filter((group) => group.ids.length > 0)
      .map((group) => (
        <MenuGroup key={group.label} label={group.label}>
          {group.ids.map((id) => {
            const { possible, note } = offer(id);
            return (
              <MenuItem
                key={id}
                label={operations[id].label}
                note={note}
                unavailable={!possible}
                onSelect={() => onChoose(id)}
              />
            );
          })}
        </MenuGroup>
      ))}
  </Menu>
);
