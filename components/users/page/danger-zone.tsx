"use client";

import { useId, useState } from "react";
import type { ChooseWay } from "#components/operations/choose-way.ts";
import { Button } from "#components/ui/button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { Section } from "#components/users/page/section.tsx";
import { operations } from "#lib/operations/catalog.ts";
import type { User } from "#lib/users/user.ts";

/** Deleting asks for the username, letter by letter, before it opens the dialog that does it. */
export function DangerZone({ user, onChoose }: { user: User; onChoose: ChooseWay }) {
  const [typed, setTyped] = useState("");
  const about = useId();
  const matches = typed === user.username;
  return (
    <Section title="Danger zone">
      <form
        className="rounded-lg border border-bad/40 p-4"
        onSubmit={(event) => {
          event.preventDefault();
          const button = event.currentTarget.querySelector("button");
          if (matches && button) onChoose({ operation: "delete", options: { typedUsername: typed } }, button);
        }}
      >
        <p id={about} className="text-muted text-sm">
          {operations.delete.about} Type{" "}
          <span className="break-words font-medium font-mono text-ink">{user.username}</span> to go on.
        </p>
        <div className="mt-2.5 flex flex-wrap items-end gap-2">
          <TextField
            label="Username"
            className="min-w-48 flex-1"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            value={typed}
            aria-describedby={about}
            onChange={(event) => setTyped(event.target.value)}
          />
          <Button type="submit" tone="harsh" unavailable={!matches}>
            {operations.delete.label}…
          </Button>
        </div>
      </form>
    </Section>
  );
}
