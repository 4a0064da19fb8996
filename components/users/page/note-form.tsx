"use client";

import { useId, useRef, useState } from "react";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { fieldClass } from "#components/ui/text-field.tsx";
import type { UserActions } from "#components/users/user-actions.ts";
import { longestNote } from "#lib/users/note.ts";

interface NoteFormProps {
  pool: string;
  sub: string;
  addNote: UserActions["addNote"];
  /** It is kept: the timeline has one more. */
  onAdded: () => void;
}

/** What a member of staff has to say about a user, for the next one who looks. */
export function NoteForm({ pool, sub, addNote, onAdded }: NoteFormProps) {
  const field = useId();
  const hint = useId();
  const [text, setText] = useState("");
  // one key for all attempts at one note, so that a second one cannot keep it twice
  const [key, setKey] = useState(() => crypto.randomUUID());
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const sending = useRef(false);
  const empty = text.trim() === "";

  const send = async () => {
    if (empty || sending.current) return;
    sending.current = true;
    setPending(true);
    setProblem(null);
    try {
      const answer = await addNote({ pool, sub, key, text });
      if (answer.ok) {
        setText("");
        setKey(crypto.randomUUID());
        onAdded();
      } else setProblem(answer.error.message);
    } catch {
      setProblem("It is not known whether the note was kept. Try again: it will not be kept twice.");
    }
    setPending(false);
    sending.current = false;
  };

  return (
    <form
      className="space-y-2"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <label htmlFor={field} className="block font-medium text-muted text-xs">
        Note
      </label>
      <textarea
        id={field}
        name="note"
        rows={2}
        maxLength={longestNote}
        value={text}
        // while it is on its way the text and its key belong together
        readOnly={pending}
        aria-describedby={hint}
        className={`${fieldClass} min-h-16 py-1.5`}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="flex items-start gap-3">
        <p id={hint} className="mr-auto text-muted text-xs">
          All staff of this pool read it, and it cannot be changed. No passwords.
        </p>
        <Button type="submit" size="small" pending={pending} unavailable={empty}>
          Add note
        </Button>
      </div>
      {problem && (
        <Banner tone="bad" announced>
          {problem}
        </Banner>
      )}
    </form>
  );
}
