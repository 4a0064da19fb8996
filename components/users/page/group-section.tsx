"use client";

import X from "lucide-react/icons/x";
import { useState } from "react";
import { ProblemText } from "#components/health/problem-text.tsx";
import type { ChooseWay } from "#components/operations/choose-way.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { SelectField } from "#components/ui/text-field.tsx";
import { OnDemand } from "#components/users/page/on-demand.tsx";
import { Section } from "#components/users/page/section.tsx";
import type { Result } from "#lib/errors.ts";
import type { UserView } from "#lib/user-page/user-view.ts";

interface GroupSectionProps {
  groups: UserView["groups"];
  mayChange: boolean;
  readAll: () => Promise<Result<string[]>>;
  onChoose: ChooseWay;
}

/** The groups of the user; the pool's are read when one is to be added. */
export const GroupSection = ({ groups, mayChange, readAll, onChoose }: GroupSectionProps) => (
  <Section title="Groups">
    {groups.ok ? (
      <>
        {groups.value.length === 0 && <p className="text-muted text-sm">In no group.</p>}
        <ul className="flex flex-wrap gap-1.5 empty:hidden">
          {groups.value.map((group) => (
            <li
              key={group}
              className="flex h-7 min-w-0 max-w-full items-center gap-1 rounded-full bg-hover pr-1 pl-3 text-sm last:pr-1"
            >
              <span className="truncate pr-1" title={group}>
                {group}
              </span>
              {mayChange && (
                <button
                  type="button"
                  aria-label={`Remove from the group ${group}`}
                  onClick={(event) =>
                    onChoose({ operation: "remove-from-group", options: { group } }, event.currentTarget)
                  }
                  className={buttonClass({ tone: "quiet", size: "squareSmall", className: "rounded-full" })}
                >
                  <X aria-hidden="true" />
                </button>
              )}
            </li>
          ))}
        </ul>
        {mayChange && (
          <div className="mt-3">
            <OnDemand label="Add to a group…" read={readAll}>
              {(all) => (
                <AddToGroup offered={all.filter((group) => !groups.value.includes(group))} onChoose={onChoose} />
              )}
            </OnDemand>
          </div>
        )}
      </>
    ) : (
      <Banner tone="warn">
        <ProblemText problem={groups.error} />
      </Banner>
    )}
  </Section>
);

function AddToGroup({ offered, onChoose }: { offered: string[]; onChoose: ChooseWay }) {
  const [chosen, setChosen] = useState("");
  // one that was just added is offered no more
  const group = offered.includes(chosen) ? chosen : (offered[0] ?? "");
  if (!group) return <p className="text-muted text-sm">The pool has no other group.</p>;
  return (
    <div className="flex items-end gap-2">
      <SelectField label="Group" className="flex-1" value={group} onChange={(event) => setChosen(event.target.value)}>
        {offered.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </SelectField>
      <Button onClick={(event) => onChoose({ operation: "add-to-group", options: { group } }, event.currentTarget)}>
        Add
      </Button>
    </div>
  );
}
